import type { Clock } from '../../../common/clock.ts';
import { addressOf, type EventFilter, isWanted } from '../../domain/event-filter.ts';
import type { EventDelivery, StoredEvent } from '../../domain/platform-event.ts';
import { formatPlaces } from '../../events/places.ts';
import type { Caller } from '../caller.ts';
import { toEventResource, toGapResource } from '../schemas/event-schema.ts';
import type { ClosingReason, EventTransport } from './event-transport.ts';

export interface EventStreamLimits {
  /** Silence after which a comment is sent, so that neither end nor a proxy takes the stream for dead. */
  heartbeatMs: number;
  /** Most bytes that wait for one reader; beyond, the subscription holds back. */
  bufferBytesMax: number;
  /** A reader that leaves bytes waiting this long is told and dropped. */
  slowReaderMs: number;
  /** How long the last event may take to leave before the connection is cut. */
  lingerMs: number;
}

/** What limits a stream in one home beside its filter. Looked up again from time to time. */
export interface StreamSight {
  /** The only devices whose events a limited guest hears; undefined: everything. */
  reach: ReadonlySet<string> | undefined;
  /** The devices in the rooms that the filter names; undefined if it names none. */
  inRooms: ReadonlySet<string> | undefined;
}

/** One subscriber of the events of some homes, however they reach it. */
export class EventStream {
  readonly caller: Caller;
  readonly homeIds: readonly string[];
  readonly filter: EventFilter;
  readonly sights = new Map<string, StreamSight>();
  readonly #transport: EventTransport;
  readonly #limits: EventStreamLimits;
  readonly #clock: Clock;
  readonly #ended = new AbortController();
  /** The last event of each home that was told or kept back. */
  readonly #places = new Map<string, string>();
  #lastWriteMs: number;
  #blockedSinceMs: number | undefined;
  #closingSinceMs: number | undefined;
  /** The filter kept back events since the last one that was told: the place goes with the next heartbeat. */
  #hasPassed = false;

  constructor(
    transport: EventTransport,
    options: {
      caller: Caller;
      homeIds: readonly string[];
      filter: EventFilter;
      limits: EventStreamLimits;
      clock: Clock;
    },
  ) {
    this.caller = options.caller;
    this.homeIds = options.homeIds;
    this.filter = options.filter;
    this.#transport = transport;
    this.#limits = options.limits;
    this.#clock = options.clock;
    this.#lastWriteMs = options.clock.monotonic();
    transport.onClose(() => this.#ended.abort());
    transport.onDrain(() => {
      this.#blockedSinceMs = undefined;
    });
  }

  /** Aborts when the connection is gone or about to end. */
  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  get begun(): boolean {
    return this.#transport.begun;
  }

  /** Notes where the stream begins in a home, and begins the answer as soon as that is known of all. */
  startsAt(homeId: string, eventId: string): void {
    this.#places.set(homeId, eventId);
    if (this.#places.size < this.homeIds.length || this.begun || this.signal.aborted) return;
    this.#lastWriteMs = this.#clock.monotonic();
    this.#transport.begin(formatPlaces(this.#places));
  }

  /** Takes a delivery, or returns false without taking it while too much waits for the reader. */
  deliver(homeId: string, delivery: EventDelivery): boolean {
    if (this.signal.aborted) return true;
    if (!this.begun || this.#transport.waitingBytes >= this.#limits.bufferBytesMax) return false;
    if (delivery.kind === 'gap') {
      this.#wrote(this.#transport.event('gap', JSON.stringify(toGapResource(homeId, delivery)), undefined));
    } else this.#event(homeId, delivery);
    return true;
  }

  /** Called about once a second: heartbeats, and the end of readers that do not read. */
  tick(): void {
    const nowMs = this.#clock.monotonic();
    if (this.#closingSinceMs !== undefined) {
      if (nowMs - this.#closingSinceMs >= this.#limits.lingerMs) this.#transport.destroy();
      return;
    }
    if (this.#blockedSinceMs !== undefined) {
      if (nowMs - this.#blockedSinceMs >= this.#limits.slowReaderMs) {
        this.close('slow-reader', 'You read too slowly. Reconnect with Last-Event-ID.');
      }
      return;
    }
    if (this.begun && nowMs - this.#lastWriteMs >= this.#limits.heartbeatMs) {
      const place = this.#hasPassed ? formatPlaces(this.#places) : undefined;
      this.#hasPassed = false;
      this.#wrote(this.#transport.beat(place));
    }
  }

  /** Tells why, then ends. What does not leave within the linger time is cut by `tick`. */
  close(reason: ClosingReason, detail: string): void {
    if (this.#closingSinceMs !== undefined || this.#transport.gone) return;
    this.#closingSinceMs = this.#clock.monotonic();
    if (!this.begun) this.#transport.begin(formatPlaces(this.#places));
    this.#transport.close(reason, detail);
    this.#ended.abort();
  }

  /** Ends the subscription of a stream that has not begun; the answer is left to others. */
  abandon(): void {
    this.#ended.abort();
  }

  #event(homeId: string, stored: StoredEvent): void {
    this.#places.set(homeId, stored.eventId);
    if (!this.#wants(homeId, stored)) {
      this.#hasPassed = true;
      return;
    }
    this.#hasPassed = false;
    const json = JSON.stringify(toEventResource(stored));
    this.#wrote(this.#transport.event(stored.event.type, json, formatPlaces(this.#places)));
  }

  #wants(homeId: string, { event }: StoredEvent): boolean {
    const { reach, inRooms } = this.sights.get(homeId) ?? {};
    if (reach && !reach.has(addressOf(event) ?? '')) return false;
    return isWanted(this.filter, event, inRooms);
  }

  #wrote(left: boolean): void {
    this.#lastWriteMs = this.#clock.monotonic();
    if (!left) this.#blockedSinceMs ??= this.#lastWriteMs;
  }
}
