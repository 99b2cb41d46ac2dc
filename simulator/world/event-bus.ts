import type { Logger } from '../../src/common/logger.ts';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import type { Subscription } from './environment.ts';
import type { WorldEvent } from './world-event.ts';

type Listener = (event: WorldEvent) => void;

/** Listeners that answer events with events must end somewhere. */
const pendingMax = 100_000;

/**
 * Brings events to those who listen, in order: an event that a listener causes comes after the present one has
 * reached everybody. A listener that throws is logged and disturbs nobody else.
 */
export class EventBus {
  readonly #everywhere = new Set<Listener>();
  readonly #byPlace = new Map<string, Set<Listener>>();
  readonly #pending: WorldEvent[] = [];
  readonly #logger: Logger;
  #isDelivering = false;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** @param place - leave out to hear of every place */
  subscribe(listener: Listener, place?: string): Subscription {
    // Wrapped, so that the same function may subscribe twice.
    const entry: Listener = (event) => listener(event);
    let listeners = place === undefined ? this.#everywhere : this.#byPlace.get(place);
    if (!listeners) {
      listeners = new Set();
      this.#byPlace.set(place ?? '', listeners);
    }
    const joined = listeners;
    joined.add(entry);
    return { cancel: () => void joined.delete(entry) };
  }

  emit(event: WorldEvent): void {
    if (this.#pending.length >= pendingMax) {
      this.#pending.length = 0;
      throw new ZigfleetError('queue-full', 'Listeners of the world keep causing events without end', {
        context: { event: event.type },
      });
    }
    this.#pending.push(event);
    if (this.#isDelivering) return;
    this.#isDelivering = true;
    try {
      for (let next = 0; next < this.#pending.length; next++) {
        const current = this.#pending[next];
        if (current) this.#deliver(current);
      }
    } finally {
      this.#pending.length = 0;
      this.#isDelivering = false;
    }
  }

  #deliver(event: WorldEvent): void {
    for (const listener of this.#everywhere) this.#call(listener, event);
    for (const place of placesOf(event)) {
      for (const listener of this.#byPlace.get(place) ?? []) this.#call(listener, event);
    }
  }

  #call(listener: Listener, event: WorldEvent): void {
    try {
      listener(event);
    } catch (error) {
      this.#logger.error({ err: error, event }, 'a listener of the world failed');
    }
  }
}

function placesOf(event: WorldEvent): readonly string[] {
  return 'places' in event ? event.places : [event.place];
}
