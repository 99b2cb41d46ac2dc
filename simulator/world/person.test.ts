import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flat, mondayMs, startTestWorld } from './test-world.ts';
import type { WorldEvent } from './world-event.ts';

const hourMs = 3_600_000;

function eventsOf<T extends WorldEvent['type']>(events: readonly WorldEvent[], ...types: T[]) {
  return events.filter((event): event is WorldEvent & { type: T } =>
    (types as readonly string[]).includes(event.type),
  );
}

describe('people', () => {
  it('open the door before there is motion behind it, and shut and bolt it as they found it', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { world, clock, events } = startTestWorld(
        { ...flat, people: [{ name: 'anna', room: 'outdoors', unlocksWith: 'fingerprint' }] },
        seed,
      );
      world.movePerson('anna', 'living', 'still');
      clock.advance(60_000);
      const told = eventsOf(
        events,
        'boltTurned',
        'openingOpened',
        'openingClosed',
        'personEntered',
        'personMoved',
      );
      const hallMotion = told.find((event) => event.type === 'personMoved' && event.place === 'hall');
      const doorOpened = told.find(
        (event) => event.type === 'openingOpened' && event.opening === 'front door',
      );
      expect(doorOpened?.atMs).toBeLessThan(hallMotion?.atMs ?? 0);
      expect(
        told.findIndex((event) => event.type === 'openingOpened' && event.opening === 'front door'),
      ).toBeLessThan(told.findIndex((event) => event.type === 'personMoved' && event.place === 'hall'));
      expect(eventsOf(events, 'boltTurned')).toMatchObject([
        { extended: false, way: 'fingerprint', person: 'anna' },
        { extended: true, way: 'knob', person: 'anna' },
      ]);
      expect(world.at('hall').opening('front door')).toMatchObject({ isOpen: false, isBolted: true });
      expect(world.people).toEqual([{ name: 'anna', place: 'living', activity: 'still', isWalking: false }]);
    }
  });

  it('are the only source of motion: there is none where nobody is, nor where somebody sleeps', () => {
    const { world, clock, events } = startTestWorld();
    const faults: WorldEvent[] = [];
    world.subscribe((event) => {
      if (event.type !== 'personMoved') return;
      const occupant = world.at(event.place).occupants.find(({ person }) => person === event.person);
      if (occupant === undefined || occupant.activity === 'asleep') faults.push(event);
    });
    clock.advance(72 * hourMs);
    expect(faults).toEqual([]);
    const motion = eventsOf(events, 'personMoved');
    expect(motion.length).toBeGreaterThan(1000);
    expect(motion.some(({ person }) => person === 'stranger')).toBe(false);
    // Nobody is at home over noon.
    const hourOf = (atMs: number) => ((atMs - mondayMs) / hourMs) % 24;
    expect(motion.filter(({ atMs }) => hourOf(atMs) > 9 && hourOf(atMs) < 17)).toEqual([]);
    // Somebody who sits stirs seldom, somebody busy often.
    const perHour = (from: number, to: number) =>
      motion.filter(({ atMs }) => hourOf(atMs) > from && hourOf(atMs) < to).length / 3 / (to - from);
    expect(perHour(20.5, 22)).toBeLessThan(30);
    expect(perHour(18, 19.5)).toBeGreaterThan(100);
  });

  it('leave one place as they enter the next, through an open door', () => {
    const { world, clock, events } = startTestWorld();
    let place = 'bedroom';
    world.subscribe((event) => {
      if (event.type === 'personLeft') expect(event.place).toBe(place);
      if (event.type !== 'personEntered') return;
      expect(event.otherPlace).toBe(place);
      expect(world.at(event.place).opening(event.opening).isOpen).toBe(true);
      place = event.place;
    });
    clock.advance(48 * hourMs);
    expect(eventsOf(events, 'personEntered').length).toBeGreaterThan(20);
    expect(eventsOf(events, 'personFellAsleep').length).toBe(2);
    expect(eventsOf(events, 'personWoke').length).toBe(2);
  });

  it('stop before a bolted door without a key, and say so', () => {
    const { world, clock, events } = startTestWorld();
    world.movePerson('stranger', 'hall');
    clock.advance(60_000);
    expect(eventsOf(events, 'personBlocked')).toMatchObject([{ person: 'stranger', opening: 'front door' }]);
    expect(world.people.find(({ name }) => name === 'stranger')).toMatchObject({
      place: 'outdoors',
      isWalking: false,
    });
    world.setBoltJammed('front door', true);
    world.movePerson('anna', 'outdoors');
    clock.advance(60_000);
    expect(eventsOf(events, 'personBlocked')).toMatchObject([{}, { person: 'anna', place: 'hall' }]);
  });

  it('wake when sent somewhere, turn round on the way, and go on with their schedule', () => {
    const { world, clock, events } = startTestWorld();
    clock.advance(2 * hourMs);
    expect(world.at('bedroom').occupants).toMatchObject([{ person: 'anna', activity: 'asleep' }]);
    world.movePerson('anna', 'kitchen');
    clock.advance(5_000);
    world.movePerson('anna', 'bedroom', 'asleep');
    clock.advance(120_000);
    expect(world.at('bedroom').occupants).toMatchObject([{ activity: 'asleep' }]);
    expect(eventsOf(events, 'personWoke').length).toBe(1);
    for (const opening of world.openings) {
      expect(eventsOf(events, 'openingOpened').filter((event) => event.opening === opening).length).toBe(
        eventsOf(events, 'openingClosed').filter((event) => event.opening === opening).length,
      );
    }
    clock.advance(5.2 * hourMs);
    expect(world.people[0]?.place).toBe('kitchen');
  });

  it('use appliances when they arrive', () => {
    const { clock, events, world } = startTestWorld();
    clock.advance(8.5 * hourMs);
    expect(eventsOf(events, 'outletLoadChanged').filter(({ outlet }) => outlet === 'kettle').length).toBe(2);
    expect(world.at('kitchen').outlet('kettle').energyWh).toBeGreaterThan(40);
  });

  it('are refused where they cannot go, and what they cannot do', () => {
    const { world } = startTestWorld();
    expect(() => world.movePerson('bob', 'hall')).toThrow(
      'There is no person "bob"; there are anna, stranger',
    );
    expect(() => world.movePerson('anna', 'attic')).toThrow('There is no room "attic"');
    expect(() => world.setActivity('stranger', 'asleep')).toThrow(
      expect.objectContaining({ code: 'conflict' }),
    );
    expect(() => world.setActivity('anna', 'dancing' as never)).toThrow(
      'must be one of moving, still, asleep',
    );
  });

  it('start each day a little differently, in the order of the schedule', () => {
    const { clock, events } = startTestWorld();
    clock.advance(5 * 24 * hourMs);
    const woke = eventsOf(events, 'personWoke').map(({ atMs }) => ((atMs - mondayMs) / 60_000) % 1440);
    expect(woke.length).toBe(5);
    expect(new Set(woke).size).toBe(5);
    for (const minute of woke) expect(Math.abs(minute - 390)).toBeLessThanOrEqual(10);
  });

  it('never lose count of who is where, whatever they are told', () => {
    const places = ['outdoors', 'hall', 'kitchen', 'living', 'bedroom', 'bathroom'];
    const order = fc.record({
      person: fc.constantFrom('anna', 'ben'),
      place: fc.constantFrom(...places),
      waitMs: fc.integer({ min: 0, max: 20_000 }),
    });
    fc.assert(
      fc.property(fc.array(order, { maxLength: 25 }), (orders) => {
        const { world, clock } = startTestWorld({
          ...flat,
          people: [{ name: 'anna', room: 'living' }, { name: 'ben' }],
        });
        for (const { person, place, waitMs } of orders) {
          world.movePerson(person, place);
          clock.advance(waitMs);
          for (const each of world.people) {
            const seen = world.rooms.filter((room) =>
              world.at(room).occupants.some((occupant) => occupant.person === each.name),
            );
            expect(seen).toEqual(each.place === 'outdoors' ? [] : [each.place]);
          }
        }
        clock.advance(120_000);
        for (const each of world.people) expect(each.isWalking).toBe(false);
        for (const place of ['hall', 'kitchen'])
          expect(world.at(place).opening(`${place === 'hall' ? 'front' : place} door`).isOpen).toBe(false);
      }),
      { numRuns: 40 },
    );
  });
});
