import type { ServerResponse } from 'node:http';
import type { Clock, Timer } from '../../../common/clock.ts';
import type { Logger } from '../../../common/logger.ts';
import { messageOf, ZigfleetError } from '../../../common/zigfleet-error.ts';
import type { Credentials, Events } from '../../domain/ports.ts';
import type { Caller } from '../caller.ts';
import { isGranted } from '../permissions.ts';
import { type EventFilter, EventStream, type EventStreamLimits } from './event-stream.ts';

export interface EventStreamsLimits extends EventStreamLimits {
  /** Most open streams of this node. */
  streamsMax: number;
  /** Most open streams of one account on this node. */
  streamsPerAccountMax: number;
  /** A subscription that has not started by then is given up. */
  startTimeoutMs: number;
  /** How often the credentials of open streams are checked again. */
  recheckMs: number;
}

export const defaultEventStreamsLimits: EventStreamsLimits = {
  heartbeatMs: 15_000,
  bufferBytesMax: 256 * 1024,
  slowReaderMs: 20_000,
  lingerMs: 5_000,
  streamsMax: 10_000,
  streamsPerAccountMax: 100,
  startTimeoutMs: 5_000,
  recheckMs: 3_000,
};

const tickMs = 1_000;

/** All open event streams of this node: bounded in number, looked after by one timer. */
export class EventStreams {
  readonly #events: Events;
  readonly #credentials: Credentials;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #limits: EventStreamsLimits;
  readonly #streams = new Set<EventStream>();
  readonly #subscriptions = new Set<Promise<void>>();
  #timer: Timer | undefined;
  #recheckedMs = 0;
  #rechecking = false;
  #stopped = false;

  constructor(
    ports: { events: Events; credentials: Credentials },
    options: { clock: Clock; logger: Logger; limits: EventStreamsLimits },
  ) {
    this.#events = ports.events;
    this.#credentials = ports.credentials;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#limits = options.limits;
  }

  /** How many are open. */
  get size(): number {
    return this.#streams.size;
  }

  /**
   * Streams events to a response until either side ends it. Resolves when the answer has begun.
   * @throws ZigfleetError `rate-limited`, `unavailable`, or what the subscription refuses; the response is untouched
   *   then
   */
  async open(
    response: ServerResponse,
    request: {
      caller: Caller;
      homeId: string;
      afterEventId: string | undefined;
      filter: EventFilter;
      headers: Record<string, string>;
    },
  ): Promise<void> {
    this.#requireRoom(request.caller.principal.accountId);
    const { caller, homeId, filter, headers, afterEventId } = request;
    const stream = new EventStream(response, {
      caller,
      homeId,
      filter,
      headers,
      limits: this.#limits,
      clock: this.#clock,
    });
    this.#streams.add(stream);
    response.once('close', () => this.#streams.delete(stream));
    this.#timer ??= this.#clock.setTimer(tickMs, () => this.#tick());

    let refusal: unknown;
    const started = Promise.withResolvers<void>();
    const onStart = (atEventId: string) => {
      stream.begin(atEventId);
      started.resolve();
    };
    const ended = this.#events
      .subscribe(homeId, afterEventId, (each) => stream.deliver(each), stream.signal, onStart)
      .catch((error: unknown) => {
        if (!stream.begun) refusal = error;
        else if (!stream.signal.aborted) this.#fail(stream, error);
      });
    this.#subscriptions.add(ended);
    void ended.then(() => {
      this.#subscriptions.delete(ended);
      started.resolve();
    });
    const timeout = this.#clock.setTimer(this.#limits.startTimeoutMs, () => {
      stream.abandon();
      started.resolve();
    });
    await started.promise;
    timeout.cancel();
    if (!stream.begun) {
      this.#streams.delete(stream);
      throw refusal ?? new ZigfleetError('unavailable', 'The events cannot be read now.');
    }
  }

  /**
   * Tells every subscriber that the node stops, and waits until the subscriptions have ended. The timer goes on until
   * the last connection is closed, so that a reader that does not read cannot hold up the end.
   */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const stream of this.#streams) {
      stream.close('shutting-down', 'The node stops. Reconnect with Last-Event-ID.');
    }
    await Promise.all(this.#subscriptions);
  }

  #requireRoom(accountId: string): void {
    if (this.#stopped || this.#streams.size >= this.#limits.streamsMax) {
      throw new ZigfleetError('unavailable', 'This node takes no more event streams.');
    }
    let own = 0;
    for (const { caller } of this.#streams) if (caller.principal.accountId === accountId) own++;
    if (own >= this.#limits.streamsPerAccountMax) {
      throw new ZigfleetError('rate-limited', 'The account has too many open event streams: close some.');
    }
  }

  #fail(stream: EventStream, error: unknown): void {
    this.#logger.warn({ err: error, homeId: stream.homeId }, 'an event subscription failed');
    stream.close('store-unavailable', 'The events cannot be read now. Reconnect with Last-Event-ID.');
  }

  #tick(): void {
    this.#timer = undefined;
    for (const stream of this.#streams) stream.tick();
    const nowMs = this.#clock.monotonic();
    if (!this.#rechecking && nowMs - this.#recheckedMs >= this.#limits.recheckMs) {
      this.#recheckedMs = nowMs;
      this.#rechecking = true;
      void this.#recheck().finally(() => {
        this.#rechecking = false;
      });
    }
    if (this.#streams.size > 0) {
      this.#timer = this.#clock.setTimer(tickMs, () => this.#tick());
    }
  }

  /** Cuts streams whose token was revoked or whose role was lost since they began. Each token is asked for once. */
  async #recheck(): Promise<void> {
    const byToken = Map.groupBy(this.#streams, (stream) => stream.caller.bearerToken);
    for (const [token, streams] of byToken) {
      try {
        const principal = await this.#credentials.authenticate(token);
        for (const stream of streams) {
          const role = principal?.homes.get(stream.homeId);
          if (role === undefined || !isGranted('events:read', role)) {
            stream.close('credential-revoked', 'The token is no longer valid for this home.');
          } else stream.reach = principal?.reach?.get(stream.homeId);
        }
      } catch (error) {
        // The store is away: nothing flows through the streams either. Asked again at the next turn.
        this.#logger.debug({ reason: messageOf(error) }, 'open streams could not be checked again');
        return;
      }
    }
  }
}
