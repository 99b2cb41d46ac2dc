import type { ServerResponse } from 'node:http';
import type { Clock } from '../../../common/clock.ts';
import type { EventDelivery, PlatformEventType, StoredEvent } from '../../domain/platform-event.ts';
import type { Caller } from '../caller.ts';
import { type GapResource, toEventResource } from '../schemas/event-schema.ts';

/** Why the platform ends a stream. The subscriber is told in a last `closing` event. */
export type ClosingReason = 'slow-reader' | 'credential-revoked' | 'shutting-down' | 'store-unavailable';

export interface EventFilter {
  types?: readonly PlatformEventType[];
  ieeeAddress?: string;
}

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

/** One subscriber of events: server-sent events (WHATWG HTML, section 9.2) on one response. */
export class EventStream {
  readonly caller: Caller;
  readonly homeId: string;
  /** The only devices whose events a limited guest hears; undefined: everything. Looked up again from time to time. */
  reach: ReadonlySet<string> | undefined;
  readonly #response: ServerResponse;
  readonly #filter: EventFilter;
  readonly #limits: EventStreamLimits;
  readonly #clock: Clock;
  readonly #headers: Record<string, string>;
  readonly #ended = new AbortController();
  #lastWriteMs: number;
  #blockedSinceMs: number | undefined;
  #closingSinceMs: number | undefined;
  /** The last event that the filter kept back: told with the next heartbeat, so that a resumption starts there. */
  #passedEventId: string | undefined;

  constructor(
    response: ServerResponse,
    options: {
      caller: Caller;
      homeId: string;
      filter: EventFilter;
      limits: EventStreamLimits;
      clock: Clock;
      headers: Record<string, string>;
    },
  ) {
    this.caller = options.caller;
    this.homeId = options.homeId;
    this.reach = options.caller.principal.reach?.get(options.homeId);
    this.#response = response;
    this.#filter = options.filter;
    this.#limits = options.limits;
    this.#clock = options.clock;
    this.#headers = options.headers;
    this.#lastWriteMs = options.clock.monotonic();
    response.once('close', () => this.#ended.abort());
    response.on('drain', () => {
      this.#blockedSinceMs = undefined;
    });
  }

  /** Aborts when the connection is gone or about to end. */
  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  /** Whether the answer has begun, so that an error can no longer be a problem document. */
  get begun(): boolean {
    return this.#response.headersSent;
  }

  /** Sends the headers, how soon to reconnect, and from where to resume if nothing more is heard. */
  begin(atEventId?: string): void {
    if (this.#response.headersSent || this.signal.aborted) return;
    this.#response.writeHead(200, {
      ...this.#headers,
      'content-type': 'text/event-stream; charset=utf-8',
      // Nothing follows on this connection: kept alive after the stream's end it would hold up a node that stops.
      connection: 'close',
      'cache-control': 'no-store',
      // Proxies that buffer would hold events back.
      'x-accel-buffering': 'no',
    });
    this.#write(atEventId === undefined ? 'retry: 1000\n\n' : `retry: 1000\nid: ${atEventId}\n\n`);
  }

  /** Takes a delivery, or returns false without taking it while too much waits for the reader. */
  deliver(delivery: EventDelivery): boolean {
    if (this.signal.aborted) return true;
    if (this.#response.writableLength >= this.#limits.bufferBytesMax) return false;
    this.begin();
    if (delivery.kind === 'gap') this.#gap(delivery);
    else this.#event(delivery);
    return true;
  }

  /** Called about once a second: heartbeats, and the end of readers that do not read. */
  tick(): void {
    const nowMs = this.#clock.monotonic();
    if (this.#closingSinceMs !== undefined) {
      if (nowMs - this.#closingSinceMs >= this.#limits.lingerMs) this.#response.destroy();
      return;
    }
    if (this.#blockedSinceMs !== undefined) {
      if (nowMs - this.#blockedSinceMs >= this.#limits.slowReaderMs) {
        this.close('slow-reader', 'You read too slowly. Reconnect with Last-Event-ID.');
      }
      return;
    }
    if (this.begun && nowMs - this.#lastWriteMs >= this.#limits.heartbeatMs) {
      const passed = this.#passedEventId === undefined ? '' : `id: ${this.#passedEventId}\n`;
      this.#passedEventId = undefined;
      this.#write(`${passed}: heartbeat\n\n`);
    }
  }

  /** Tells why, then ends. What does not leave within the linger time is cut by `tick`. */
  close(reason: ClosingReason, detail: string): void {
    if (this.#closingSinceMs !== undefined || this.#response.destroyed) return;
    this.#closingSinceMs = this.#clock.monotonic();
    this.begin();
    this.#write(`event: closing\ndata: ${JSON.stringify({ reason, detail })}\n\n`);
    this.#response.end();
    this.#ended.abort();
  }

  /** Ends the subscription of a stream that has not begun; the response is left to others. */
  abandon(): void {
    this.#ended.abort();
  }

  #event(stored: StoredEvent): void {
    if (!this.#wants(stored)) {
      this.#passedEventId = stored.eventId;
      return;
    }
    this.#passedEventId = undefined;
    const data = JSON.stringify(toEventResource(stored));
    this.#write(`id: ${stored.eventId}\nevent: ${stored.event.type}\ndata: ${data}\n\n`);
  }

  #gap({ afterEventId, resumedAtEventId, reason }: GapResource): void {
    this.#write(`event: gap\ndata: ${JSON.stringify({ afterEventId, resumedAtEventId, reason })}\n\n`);
  }

  #wants({ event }: StoredEvent): boolean {
    const { types, ieeeAddress } = this.#filter;
    if (types && !types.includes(event.type)) return false;
    if (this.reach && !('ieeeAddress' in event && this.reach.has(event.ieeeAddress ?? ''))) return false;
    return ieeeAddress === undefined || ('ieeeAddress' in event && event.ieeeAddress === ieeeAddress);
  }

  #write(text: string): void {
    this.#lastWriteMs = this.#clock.monotonic();
    if (!this.#response.write(text)) this.#blockedSinceMs ??= this.#lastWriteMs;
  }
}
