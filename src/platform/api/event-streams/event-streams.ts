import type { Clock, Timer } from '../../../common/clock.ts';
import type { Logger } from '../../../common/logger.ts';
import { messageOf, ZigfleetError } from '../../../common/zigfleet-error.ts';
import type { EventFilter } from '../../domain/event-filter.ts';
import type { Homes } from '../../domain/home.ts';
import type { Credentials, Events } from '../../domain/ports.ts';
import type { Principal } from '../../domain/principal.ts';
import { parsePlaces } from '../../events/places.ts';
import type { Caller } from '../caller.ts';
import { isGranted } from '../permissions.ts';
import { EventStream, type EventStreamLimits } from './event-stream.ts';
import type { EventTransport } from './event-transport.ts';

export interface EventStreamsLimits extends EventStreamLimits {
  /** Most open streams of this node. */
  streamsMax: number;
  /** Most open streams of one account on this node. */
  streamsPerAccountMax: number;
  /** A subscription that has not started by then is given up. */
  startTimeoutMs: number;
  /** How often the credentials of open streams are checked again: they are cut within 5 s, of which the check may take 2. */
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
  recheckMs: 2_000,
};

const tickMs = 1_000;
/** Tokens that are checked again at the same time. */
const checksAtOnce = 32;

type RoomCache = Map<string, Promise<ReadonlySet<string>>>;

/** What a subscriber asks for. */
export interface StreamRequest {
  caller: Caller;
  /** The homes to follow; the caller may hear of each. */
  homeIds: readonly string[];
  /** The place to resume from, as the subscriber was told it. */
  lastEventId: string | undefined;
  filter: EventFilter;
}

/** All open event streams of this node: bounded in number, looked after by one timer. */
export class EventStreams {
  readonly #events: Events;
  readonly #credentials: Credentials;
  readonly #homes: Pick<Homes, 'devicesIn'>;
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
    ports: { events: Events; credentials: Credentials; homes: Pick<Homes, 'devicesIn'> },
    options: { clock: Clock; logger: Logger; limits: EventStreamsLimits },
  ) {
    this.#events = ports.events;
    this.#credentials = ports.credentials;
    this.#homes = ports.homes;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#limits = options.limits;
  }

  /** How many are open. */
  get size(): number {
    return this.#streams.size;
  }

  /**
   * Streams events to a subscriber until either side ends it. Resolves when the answer has begun.
   * @throws ZigfleetError `rate-limited`, `unavailable`, `invalid-request`, or what a subscription refuses; nothing was
   *   written then
   */
  async open(transport: EventTransport, request: StreamRequest): Promise<void> {
    const { caller, homeIds, filter } = request;
    this.#requireRoom(caller.principal.accountId);
    const places = parsePlaces(request.lastEventId, homeIds);
    const stream = new EventStream(transport, {
      ...{ caller, homeIds, filter },
      ...{ limits: this.#limits, clock: this.#clock },
    });
    this.#streams.add(stream);
    transport.onClose(() => this.#streams.delete(stream));
    this.#timer ??= this.#clock.setTimer(tickMs, () => this.#tick());
    try {
      await this.#look(stream, caller.principal);
      await this.#start(stream, places);
    } catch (error) {
      stream.abandon();
      this.#streams.delete(stream);
      throw error;
    }
  }

  /** Resolves when the stream has begun. */
  async #start(stream: EventStream, places: ReadonlyMap<string, string | undefined>): Promise<void> {
    let refusal: unknown;
    const settled = Promise.withResolvers<void>();
    const running = [...places].map(async ([homeId, afterEventId]) => {
      try {
        await this.#events.subscribe(
          homeId,
          afterEventId,
          (each) => stream.deliver(homeId, each),
          stream.signal,
          (atEventId) => {
            stream.startsAt(homeId, atEventId);
            if (stream.begun) settled.resolve();
          },
        );
      } catch (error) {
        if (!stream.begun) refusal ??= error;
        else if (!stream.signal.aborted) this.#fail(stream, homeId, error);
      }
      settled.resolve();
    });
    const ended = Promise.all(running).then(() => undefined);
    this.#subscriptions.add(ended);
    void ended.then(() => this.#subscriptions.delete(ended));
    const timeout = this.#clock.setTimer(this.#limits.startTimeoutMs, () => settled.resolve());
    await settled.promise;
    timeout.cancel();
    if (!stream.begun) throw refusal ?? new ZigfleetError('unavailable', 'The events cannot be read now.');
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

  #fail(stream: EventStream, homeId: string, error: unknown): void {
    this.#logger.warn({ err: error, homeId }, 'an event subscription failed');
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
    const byToken = Map.groupBy(this.#streams, (stream) => stream.caller.bearerToken).entries();
    const rooms: RoomCache = new Map();
    try {
      // Workers share the list: each takes the next token that nobody has taken.
      await Promise.all(Array.from({ length: checksAtOnce }, () => this.#recheckEach(byToken, rooms)));
    } catch (error) {
      // The store is away: nothing flows through the streams either. Asked again at the next turn.
      this.#logger.debug({ reason: messageOf(error) }, 'open streams could not be checked again');
    }
  }

  async #recheckEach(byToken: Iterable<[string, EventStream[]]>, rooms: RoomCache): Promise<void> {
    for (const [token, streams] of byToken) {
      const principal = await this.#credentials.authenticate(token);
      await Promise.all(streams.map((stream) => this.#check(stream, principal, rooms)));
    }
  }

  async #check(stream: EventStream, principal: Principal | undefined, rooms: RoomCache): Promise<void> {
    const mayHear = (homeId: string) => {
      const role = principal?.homes.get(homeId);
      return role !== undefined && isGranted('events:read', role);
    };
    if (principal && stream.homeIds.every(mayHear)) await this.#look(stream, principal, rooms);
    else stream.close('credential-revoked', 'The token is no longer valid for what it follows.');
  }

  /** Looks up what limits a stream now. */
  async #look(stream: EventStream, principal: Principal, rooms: RoomCache = new Map()): Promise<void> {
    const { roomIds } = stream.filter;
    await Promise.all(
      stream.homeIds.map(async (homeId) => {
        stream.sights.set(homeId, {
          reach: principal.reach?.get(homeId),
          inRooms: roomIds && (await this.#devicesIn(homeId, roomIds, rooms)),
        });
      }),
    );
  }

  /** The same rooms are looked up once a turn, however many streams are about them. */
  #devicesIn(homeId: string, roomIds: readonly string[], rooms: RoomCache): Promise<ReadonlySet<string>> {
    const key = [homeId, ...roomIds].join(' ');
    const known = rooms.get(key) ?? this.#homes.devicesIn(homeId, roomIds);
    rooms.set(key, known);
    return known;
  }
}
