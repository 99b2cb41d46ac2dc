import { type Clock, systemClock, type Timer } from '../../common/clock.ts';
import type { Service } from '../../common/lifecycle.ts';
import type { Logger } from '../../common/logger.ts';
import { isZigfleetError } from '../../common/zigfleet-error.ts';
import { keys } from '../store/keys.ts';
import type { RedisConnection } from '../store/redis-connection.ts';
import { listOf, textOf } from '../store/reply.ts';
import type { HistoryFeedLog } from './history-feed-log.ts';
import type { HistoryStore } from './history-store.ts';
import { reportsOfEvents } from './reports-of-events.ts';

export interface HistoryFeederOptions {
  nodeId: string;
  logger: Logger;
  clock?: Clock;
  /** How often homes are looked after; readers do not wait for that. */
  intervalMs?: number;
}

/** Between two looks at a home its stream must not grow by more than is kept of it. */
const defaultIntervalMs = 5_000;
/** How long another node waits for the one that feeds a home. */
const leaseTtlMs = 30_000;
const entriesPerBatch = 200;
/** Most batches of one home in one go, so that no home holds up the others. */
const batchesMax = 60;
/** Homes that are fed at the same time. */
const homesAtOnce = 8;

/**
 * Feeds histories from the event streams of the homes whose hubs are connected to this node. What is stored and how far
 * the stream was read change together (see `HistoryStore.append`), so a node may die at any moment: the next one goes
 * on exactly where it stopped. The lease only spares nodes each other's work.
 */
export class HistoryFeeder implements Service {
  readonly #redis: RedisConnection;
  readonly #log: HistoryFeedLog;
  readonly #store: HistoryStore;
  readonly #options: HistoryFeederOptions;
  readonly #clock: Clock;
  readonly #running = new Map<string, Promise<void>>();
  readonly #queued = new Map<string, Promise<void>>();
  #timer: Timer | undefined;
  #feeding: Promise<void> | undefined;
  #stopped = false;
  #isAway = false;

  constructor(
    parts: { redis: RedisConnection; log: HistoryFeedLog; store: HistoryStore },
    options: HistoryFeederOptions,
  ) {
    this.#redis = parts.redis;
    this.#log = parts.log;
    this.#store = parts.store;
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  async start(): Promise<void> {
    this.#schedule();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer?.cancel();
    await this.#feeding;
    await Promise.allSettled([...this.#running.values(), ...this.#queued.values()]);
  }

  /**
   * Feeds a home now, whoever has the lease: what happened before the call is in the history after it.
   * @throws ZigfleetError `store-unavailable`
   */
  catchUp(homeId: string): Promise<void> {
    const queued = this.#queued.get(homeId);
    if (queued) return queued;
    const running = this.#running.get(homeId);
    if (!running) return this.#begin(homeId, undefined);
    // What is under way may have read the stream before this call: all that come meanwhile share the next one.
    const next = running
      .catch(() => undefined)
      .then(() => {
        this.#queued.delete(homeId);
        return this.#begin(homeId, undefined);
      });
    this.#queued.set(homeId, next);
    return next;
  }

  #begin(homeId: string, lease: { nodeId: string; ttlMs: number } | undefined): Promise<void> {
    const feeding = this.#feed(homeId, lease).finally(() => this.#running.delete(homeId));
    this.#running.set(homeId, feeding);
    return feeding;
  }

  async #feed(homeId: string, lease: { nodeId: string; ttlMs: number } | undefined): Promise<void> {
    for (let batch = 0; batch < batchesMax; batch++) {
      const unfed = await this.#log.take(homeId, lease, entriesPerBatch);
      const throughEntryId = unfed?.entries.at(-1)?.entryId;
      if (!unfed || throughEntryId === undefined) return;
      const { afterEntryId, trimmed, entries } = unfed;
      const events = entries.flatMap((entry) => entry.events);
      const said = reportsOfEvents(events, this.#clock.now(), this.#store.retentionDays);
      const done = await this.#store.append(homeId, { afterEntryId, throughEntryId, trimmed, ...said });
      if (done && trimmed) {
        this.#options.logger.warn({ homeId }, 'events were trimmed before they were in the history');
      }
      if (done && entries.length < entriesPerBatch) return;
    }
  }

  #schedule(): void {
    if (this.#stopped) return;
    this.#timer = this.#clock.setTimer(this.#options.intervalMs ?? defaultIntervalMs, () => {
      this.#feeding = this.#feedAll().finally(() => this.#schedule());
    });
  }

  async #feedAll(): Promise<void> {
    const { nodeId, logger } = this.#options;
    try {
      const hubs = listOf(await this.#redis.call('SMEMBERS', keys.nodeHubs(nodeId))).map(textOf);
      const homeIds = [...new Set(hubs.map((hub) => hub.slice(0, hub.indexOf(' '))))];
      const next = homeIds.values();
      // Workers share the list: each takes the next home that nobody has taken.
      await Promise.all(Array.from({ length: homesAtOnce }, () => this.#feedEach(next)));
    } catch (error) {
      logger.debug({ err: error }, 'could not look for histories to feed');
    }
  }

  async #feedEach(homeIds: Iterable<string>): Promise<void> {
    for (const homeId of homeIds) {
      if (this.#stopped) return;
      if (this.#running.has(homeId)) continue;
      const lease = { nodeId: this.#options.nodeId, ttlMs: leaseTtlMs };
      await this.#begin(homeId, lease).then(
        () => this.#isBack(),
        (error: unknown) => this.#warn(homeId, error),
      );
    }
  }

  #isBack(): void {
    if (!this.#isAway) return;
    this.#isAway = false;
    this.#options.logger.info('the store of histories is back');
  }

  #warn(homeId: string, error: unknown): void {
    const { logger } = this.#options;
    if (!isZigfleetError(error, 'store-unavailable')) {
      logger.warn({ err: error, homeId }, 'the history cannot be fed');
    } else if (!this.#isAway) {
      // Said once, not for every home every few seconds.
      this.#isAway = true;
      logger.warn({ err: error, homeId }, 'the store of histories is away: events wait in their streams');
    }
  }
}
