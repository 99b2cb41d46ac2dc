import { describe, expect, it } from 'vitest';
import { mondayMs, startTestWorld } from './test-world.ts';
import type { OpeningOptions } from './world-opening.ts';

const rooms = ['a', 'b', 'c', 'd'].map((name) => ({ name }));
const door = (from: string, to: string, more: Partial<OpeningOptions> = {}): OpeningOptions => ({
  name: `${from}-${to}`,
  between: [from, to],
  ...more,
});
const build = (options: Partial<Parameters<typeof startTestWorld>[0]>) =>
  startTestWorld({ rooms, startMs: mondayMs, ...options });

describe('a building', () => {
  it('has usual doors and windows where none are given', () => {
    const { world } = startTestWorld({ rooms: [{ name: 'kitchen' }, { name: 'hall', windowAreaM2: 0 }] });
    expect(world.openings).toEqual(['front door', 'kitchen door', 'kitchen window']);
    expect(world.at('hall').opening('front door')).toMatchObject({ isBolted: true, isOpen: false });
    expect(world.at('kitchen').opening('kitchen window').places).toEqual(['kitchen', 'outdoors']);
  });

  it('refuses what no building has, and says what is wrong', () => {
    expect(() => build({ rooms: [] })).toThrow('A building has 1 to 2000 rooms, not 0');
    expect(() => build({ rooms: [{ name: 'a' }, { name: 'a' }] })).toThrow('two rooms named "a"');
    expect(() => build({ rooms: [{ name: 'outdoors' }] })).toThrow('everywhere else');
    expect(() => build({ rooms: [{ name: '' }] })).toThrow('1 to 64 printable characters');
    expect(() => build({ rooms: [{ name: 'a', floorAreaM2: 0 }] })).toThrow(
      'floorAreaM2 of a must be between 1 and 10000, not 0',
    );
    expect(() => build({ openings: [door('a', 'e')] })).toThrow(
      expect.objectContaining({
        code: 'not-found',
        message: 'There is no room "e"; there are a, b, c, d',
      }),
    );
    expect(() => build({ openings: [door('a', 'a')] })).toThrow('not a with itself');
    expect(() => build({ openings: [door('a', 'b', { isOpen: true, isBolted: true })] })).toThrow(
      'cannot be bolted',
    );
    expect(() => build({ people: [{ name: 'x', room: 'z' }] })).toThrow('There is no room "z"');
    expect(() =>
      build({
        openings: [door('a', 'b')],
        people: [{ name: 'x', room: 'a', schedule: [{ at: '07:00', rooms: ['c'], doing: 'active' }] }],
      }),
    ).toThrow('No way leads from a to c: of doors of c there is none');
    expect(() =>
      build({
        people: [
          {
            name: 'x',
            room: 'a',
            schedule: [{ at: '7:00', rooms: ['a'], doing: 'active', uses: ['kettel'] }],
          },
        ],
      }),
    ).toThrow('There is no appliance "kettel"; there is none');
    expect(() =>
      build({
        people: [{ name: 'x', room: 'a', schedule: [{ at: '7:00', rooms: ['a'], doing: 'active' }] }],
      }),
    ).toThrow('"7:00" must be a time of day such as 07:30');
  });

  it('sends people the way with the fewest doors, never through a window', () => {
    const { world, clock, events } = build({
      openings: [
        door('a', 'd', { kind: 'window' }),
        door('a', 'b'),
        door('b', 'c'),
        door('c', 'd', { kind: 'passage' }),
        door('b', 'd'),
      ],
      people: [{ name: 'x', room: 'a' }],
    });
    world.movePerson('x', 'd');
    clock.advance(60_000);
    const entered = events.flatMap((event) => (event.type === 'personEntered' ? [event.place] : []));
    expect(entered).toEqual(['b', 'd']);
  });

  it('names the door or window of a place, or says which there are', () => {
    const { world } = build({ openings: [door('a', 'b'), door('a', 'outdoors', { kind: 'window' })] });
    expect(world.at('b').opening().name).toBe('a-b');
    expect(() => world.at('a').opening()).toThrow(
      'a has no single door or window; there are a-b, a-outdoors',
    );
    expect(() => world.at('b').opening('x')).toThrow('b has no door or window "x"; there is a-b');
    expect(world.at('outdoors').opening().name).toBe('a-outdoors');
  });
});

describe('a door', () => {
  it('opens and shuts and tells both sides once', () => {
    const { world, events } = build({ openings: [door('a', 'b')] });
    const heard: string[] = [];
    for (const place of ['a', 'b', 'c'])
      world.at(place).subscribe(({ type }) => void heard.push(`${place} ${type}`));
    world.setOpen('a-b', 0.3);
    world.setOpen('a-b', 0.3);
    world.setOpen('a-b', 1);
    world.setOpen('a-b', 0);
    expect(events.map(({ type }) => type)).toEqual(['openingOpened', 'openingClosed']);
    expect(heard).toEqual(['a openingOpened', 'b openingOpened', 'a openingClosed', 'b openingClosed']);
    expect(() => world.setOpen('a-b', 1.1)).toThrow('How far a-b is open must be between 0 and 1');
  });

  it('stays shut while bolted, is not bolted while open, and its bolt may jam', () => {
    const { world, events } = build({
      openings: [door('a', 'b', { isBolted: true }), door('b', 'c', { kind: 'passage' })],
    });
    expect(() => world.setOpen('a-b', 1)).toThrow(
      expect.objectContaining({ code: 'conflict', message: 'a-b is bolted: withdraw the bolt first' }),
    );
    expect(() => world.setOpen('b-c', 0)).toThrow('passage');
    world.setBoltJammed('a-b', true);
    expect(world.turnBolt('a-b', false, 'remote')).toBe('obstructed');
    world.setBoltJammed('a-b', false);
    expect(world.turnBolt('a-b', false, 'remote')).toBe('turned');
    expect(world.turnBolt('a-b', false, 'remote')).toBe('unchanged');
    world.setOpen('a-b', 1);
    expect(world.turnBolt('a-b', true, 'remote')).toBe('obstructed');
    expect(events).toMatchObject([
      { type: 'boltTurned', extended: false, way: 'remote' },
      { type: 'openingOpened' },
    ]);
  });
});
