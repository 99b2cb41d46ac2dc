import { describe, expect, it } from 'vitest';
import { createLogger } from '../../src/common/logger.ts';
import { EventBus } from './event-bus.ts';
import type { WorldEvent } from './world-event.ts';

const shaken = (object: string): WorldEvent => ({
  type: 'objectShaken',
  atMs: 0,
  place: 'hall',
  object,
  strength: 0.5,
});

function bus() {
  const lines: string[] = [];
  const logger = createLogger({ name: 'test', destination: { write: (line) => void lines.push(line) } });
  return { bus: new EventBus(logger), lines };
}

describe('EventBus', () => {
  it('tells those of the place and those of everywhere, until they cancel', () => {
    const { bus: events } = bus();
    const heard: string[] = [];
    events.subscribe(() => void heard.push('hall'), 'hall');
    events.subscribe(() => void heard.push('kitchen'), 'kitchen');
    const all = events.subscribe(() => void heard.push('all'));
    events.emit(shaken('a'));
    all.cancel();
    all.cancel();
    events.emit({
      type: 'openingOpened',
      atMs: 0,
      opening: 'door',
      places: ['hall', 'kitchen'],
    });
    expect(heard).toEqual(['all', 'hall', 'hall', 'kitchen']);
  });

  it('brings what a listener causes after the present event has reached everybody', () => {
    const { bus: events } = bus();
    const heard: string[] = [];
    const note = (who: string) => (event: WorldEvent) => {
      if (event.type === 'objectShaken') heard.push(`${who}:${event.object}`);
    };
    events.subscribe((event) => {
      note('first')(event);
      if (event.type === 'objectShaken' && event.object === 'a') events.emit(shaken('b'));
    });
    events.subscribe(note('second'));
    events.emit(shaken('a'));
    expect(heard).toEqual(['first:a', 'second:a', 'first:b', 'second:b']);
  });

  it('logs a listener that fails and goes on with the others', () => {
    const { bus: events, lines } = bus();
    const heard: string[] = [];
    events.subscribe(() => {
      throw new Error('broken');
    });
    events.subscribe(() => void heard.push('second'));
    events.emit(shaken('a'));
    expect(heard).toEqual(['second']);
    expect(lines.join()).toContain('broken');
  });

  it('ends listeners that cause events without end', () => {
    const { bus: events, lines } = bus();
    events.subscribe(() => events.emit(shaken('again')));
    events.emit(shaken('a'));
    expect(lines.join()).toContain('queue-full');
    expect(lines.length).toBeLessThan(10);
  });
});
