import { type Clock, systemClock } from '../../common/clock.ts';
import { BoundedMap } from '../store/bounded-map.ts';
import { keys } from '../store/keys.ts';
import type { RedisConnection } from '../store/redis-connection.ts';
import { bytesOf, listOf } from '../store/reply.ts';
import { type ChunkReport, decodeChunk } from './chunk-codec.ts';
import { DayChunk } from './day-chunk.ts';
import type { ChunkWrite, HistoryFeedLog } from './history-feed-log.ts';
import { defaultHistoryLimits, type HistoryLimits } from './history-limits.ts';
import { dayMs, dayOf, type HistoryPoint, type HistoryReport, type HistorySeries } from './history-point.ts';
import { type HistoryBatch, type HistoryStore, type HistoryUsage, lookBackDays } from './history-store.ts';

/** Homes, and of each the chunks, of which the ends are remembered, so that appending needs no reading. */
const homesMax = 500;
const chunksPerHomeMax = 256;

interface DayReports {
  subject: string;
  day: number;
  reports: ChunkReport[];
}

/** What is remembered of a home. Right only while its place in the event stream is this one. */
interface HomeMemory {
  entryId: string;
  chunks: BoundedMap<string, DayChunk>;
}

/** History in Redis: one packed string for each device and UTC day, which expires when its time is over. */
export class RedisHistoryStore implements HistoryStore {
  readonly #redis: RedisConnection;
  readonly #log: HistoryFeedLog;
  readonly #limits: HistoryLimits;
  readonly #clock: Clock;
  readonly #memories = new BoundedMap<string, HomeMemory>(homesMax);

  constructor(
    store: { redis: RedisConnection; log: HistoryFeedLog },
    limits: HistoryLimits = defaultHistoryLimits,
    clock: Clock = systemClock,
  ) {
    this.#redis = store.redis;
    this.#log = store.log;
    this.#limits = limits;
    this.#clock = clock;
  }

  get retentionDays(): number {
    return this.#limits.retentionDays;
  }

  async append(homeId: string, batch: HistoryBatch): Promise<boolean> {
    const { afterEntryId, throughEntryId, trimmed } = batch;
    const remembered = this.#memories.get(homeId);
    // Until the outcome is known, what is remembered may be ahead of what is stored.
    this.#memories.delete(homeId);
    const chunks =
      remembered?.entryId === afterEntryId
        ? remembered.chunks
        : new BoundedMap<string, DayChunk>(chunksPerHomeMax);
    const groups = groupByDay(homeId, batch.reports);
    const stored = await this.#load(groups, chunks);
    const dropped = new Map(batch.dropped);
    const writes: ChunkWrite[] = [];
    for (const [key, { subject, day, reports }] of groups) {
      const bytes = stored.get(key);
      const chunk = chunks.get(key) ?? DayChunk.of(bytes);
      const change = chunk.add(reports, this.#limits.bytesPerDeviceDayMax, bytes);
      chunks.set(key, chunk);
      if (change.dropped > 0) dropped.set(subject, (dropped.get(subject) ?? 0) + change.dropped);
      if (change.write) {
        const expiresAtMs = (day + 1 + this.#limits.retentionDays) * dayMs;
        writes.push({ subject, day, ...change.write, expiresAtMs });
      }
    }
    const done = await this.#log.commit(homeId, { afterEntryId, throughEntryId, trimmed, writes, dropped });
    if (done) this.#memories.set(homeId, { entryId: throughEntryId, chunks });
    return done;
  }

  async *read(series: HistorySeries, fromMs: number, toMs: number): AsyncGenerator<HistoryPoint[]> {
    const { first, last } = this.#daysStored();
    for (let day = Math.max(first, dayOf(fromMs)); day <= last && day * dayMs < toMs; day++) {
      const points = await this.#readDay(series, day);
      const wanted = points.filter(({ timeMs }) => timeMs >= fromMs && timeMs < toMs);
      if (wanted.length > 0) yield wanted;
    }
  }

  async lastBefore(series: HistorySeries, timeMs: number): Promise<HistoryPoint | undefined> {
    const { first, last } = this.#daysStored();
    const newest = Math.min(last, dayOf(timeMs - 1));
    for (let day = newest; day >= Math.max(first, dayOf(timeMs) - lookBackDays); day--) {
      const point = (await this.#readDay(series, day)).findLast((each) => each.timeMs < timeMs);
      if (point) return point;
    }
    return undefined;
  }

  async usage(homeId: string, subject: string): Promise<HistoryUsage> {
    const { first, last } = this.#daysStored();
    const days = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    const lengths = await Promise.all(
      days.map(async (day) =>
        Number(await this.#redis.call('STRLEN', keys.historyDay(homeId, subject, day))),
      ),
    );
    return {
      retentionDays: this.#limits.retentionDays,
      daysStored: lengths.filter((length) => length > 0).length,
      bytesStored: lengths.reduce((sum, length) => sum + length, 0),
      pointsDropped: await this.#log.dropped(homeId, subject),
    };
  }

  /** Its keys go with all others of the home; see `HomeStore.remove`. */
  async forget(homeId: string): Promise<void> {
    this.#memories.delete(homeId);
  }

  /** The days of which there may be something. A hub's clock may be a day ahead. */
  #daysStored(): { first: number; last: number } {
    const today = dayOf(this.#clock.now());
    return { first: today - this.#limits.retentionDays, last: today + 1 };
  }

  async #readDay({ homeId, subject, trait }: HistorySeries, day: number): Promise<HistoryPoint[]> {
    const bytes = await this.#redis.call('GET', keys.historyDay(homeId, subject, day));
    if (bytes === null) return [];
    return decodeChunk(bytesOf(bytes)).reports.flatMap(({ timeMs, values }) => {
      const value = values.get(trait);
      return value === undefined ? [] : [{ timeMs: day * dayMs + timeMs, value }];
    });
  }

  /** The bytes of the chunks whose end is not remembered, or into the middle of which something comes. */
  async #load(
    groups: ReadonlyMap<string, DayReports>,
    chunks: BoundedMap<string, DayChunk>,
  ): Promise<Map<string, Buffer>> {
    const wanted = [...groups]
      .filter(([key, { reports }]) => !chunks.get(key)?.isBefore(reports))
      .map(([key]) => key);
    const stored = new Map<string, Buffer>();
    if (wanted.length === 0) return stored;
    const replies = listOf(await this.#redis.call('MGET', ...wanted));
    wanted.forEach((key, index) => {
      const reply = replies[index] ?? null;
      if (reply !== null) stored.set(key, bytesOf(reply));
    });
    return stored;
  }
}

function groupByDay(homeId: string, reports: readonly HistoryReport[]): Map<string, DayReports> {
  const groups = new Map<string, DayReports>();
  for (const { subject, timeMs, values } of reports) {
    const day = dayOf(timeMs);
    const key = keys.historyDay(homeId, subject, day);
    const group = groups.get(key) ?? { subject, day, reports: [] };
    group.reports.push({ timeMs: timeMs - day * dayMs, values: new Map(values) });
    groups.set(key, group);
  }
  return groups;
}
