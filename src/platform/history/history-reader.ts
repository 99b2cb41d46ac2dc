import { type Clock, systemClock } from '../../common/clock.ts';
import type { HistoryPoint, HistorySeries } from './history-point.ts';
import type { HistoryStore, HistoryUsage } from './history-store.ts';
import { type SpanStatistics, spanStatistics } from './statistics.ts';
import { type Resolution, type TimeSpan, ZonedCalendar } from './zoned-time.ts';

/** Where a page of points goes on: the time of the last point told, and how many of that time were told. */
export interface HistoryCursor {
  timeMs: number;
  told: number;
}

export interface HistoryPage {
  points: HistoryPoint[];
  next: HistoryCursor | null;
}

/** What the HTTP API asks of histories. Every method may throw `store-unavailable`. */
export interface History {
  /** At most `limit` points of a range, oldest first. */
  page(
    series: HistorySeries,
    range: TimeSpan,
    limit: number,
    after: HistoryCursor | undefined,
  ): Promise<HistoryPage>;
  /** Every point of a range, oldest first, in portions. */
  all(series: HistorySeries, range: TimeSpan): AsyncGenerator<HistoryPoint[]>;
  /** @throws ZigfleetError `invalid-request` for a time zone that is none, or too many spans */
  statistics(
    series: HistorySeries,
    range: TimeSpan,
    by: { resolution: Resolution; timeZone: string },
  ): Promise<SpanStatistics[]>;
  usage(homeId: string, subject: string): Promise<HistoryUsage>;
}

/** Most hours or days of one answer: more than a year of hours. */
const spansMax = 10_000;

/** Histories as they are read: what happened before the call is always in it. */
export class HistoryReader implements History {
  readonly #store: HistoryStore;
  readonly #feeder: { catchUp(homeId: string): Promise<void> };
  readonly #clock: Clock;

  constructor(
    store: HistoryStore,
    feeder: { catchUp(homeId: string): Promise<void> },
    clock: Clock = systemClock,
  ) {
    this.#store = store;
    this.#feeder = feeder;
    this.#clock = clock;
  }

  async page(
    series: HistorySeries,
    range: TimeSpan,
    limit: number,
    after: HistoryCursor | undefined,
  ): Promise<HistoryPage> {
    await this.#feeder.catchUp(series.homeId);
    const points: HistoryPoint[] = [];
    let skip = after?.told ?? 0;
    const fromMs = Math.max(range.fromMs, after?.timeMs ?? range.fromMs);
    for await (const portion of this.#store.read(series, fromMs, range.toMs)) {
      for (const point of portion) {
        if (skip > 0 && point.timeMs === after?.timeMs) skip--;
        else if (points.length < limit) points.push(point);
        else return { points, next: cursorAfter(points, after) };
      }
    }
    return { points, next: null };
  }

  async *all(series: HistorySeries, { fromMs, toMs }: TimeSpan): AsyncGenerator<HistoryPoint[]> {
    await this.#feeder.catchUp(series.homeId);
    yield* this.#store.read(series, fromMs, toMs);
  }

  async statistics(
    series: HistorySeries,
    range: TimeSpan,
    by: { resolution: Resolution; timeZone: string },
  ): Promise<SpanStatistics[]> {
    const spans = new ZonedCalendar(by.timeZone).spans(range, by.resolution, spansMax);
    await this.#feeder.catchUp(series.homeId);
    const before = await this.#store.lastBefore(series, range.fromMs);
    const portions = this.#store.read(series, range.fromMs, range.toMs);
    return spanStatistics(spans, before, portions, this.#clock.now());
  }

  usage(homeId: string, subject: string): Promise<HistoryUsage> {
    return this.#store.usage(homeId, subject);
  }
}

function cursorAfter(points: readonly HistoryPoint[], after: HistoryCursor | undefined): HistoryCursor {
  const timeMs = points.at(-1)?.timeMs ?? 0;
  const told = points.filter((point) => point.timeMs === timeMs).length;
  return { timeMs, told: after?.timeMs === timeMs ? after.told + told : told };
}
