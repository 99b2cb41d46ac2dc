import type { HistoryPoint, HistoryReport, HistorySeries } from './history-point.ts';

/** What was read from a home's event stream, and from where to where. */
export interface HistoryBatch {
  /** The entry up to which the history was fed before. */
  afterEntryId: string;
  /** The entry up to which it is fed with this batch. */
  throughEntryId: string;
  /** Whether entries were trimmed before they were fed. */
  trimmed: boolean;
  /** In the order of the stream, which is not always that of time. */
  reports: readonly HistoryReport[];
  /** Points, by device or hub, that were refused before: too old, or from the future. */
  dropped: ReadonlyMap<string, number>;
}

/** What the history of a device takes. */
export interface HistoryUsage {
  /** How many days before the current one are kept; null if the store itself decides that. */
  retentionDays: number | null;
  /** UTC days of which there is something; null if the store does not count them. */
  daysStored: number | null;
  /** Null if the store does not count them. */
  bytesStored: number | null;
  /** Points that were not stored: beyond the bounds, too old, or from the future. */
  pointsDropped: number;
}

/**
 * Where points are kept. A point is what its time and its value say: the same one twice is one. All methods throw
 * `store-unavailable` while the store is away.
 */
export interface HistoryStore {
  /** How many whole UTC days before the current one are kept; null if the store itself decides that. */
  readonly retentionDays: number | null;
  /**
   * Stores a batch and moves the home's place in its event stream, so that no batch counts twice.
   * @returns false if another node has moved the place meanwhile: then nothing of this call counts
   */
  append(homeId: string, batch: HistoryBatch): Promise<boolean>;
  /** Points with `fromMs <= timeMs < toMs`, oldest first, in portions. */
  read(series: HistorySeries, fromMs: number, toMs: number): AsyncIterable<HistoryPoint[]>;
  /** The last point before a time, looked for in the days before it that `lookBackDays` says. */
  lastBefore(series: HistorySeries, timeMs: number): Promise<HistoryPoint | undefined>;
  usage(homeId: string, subject: string): Promise<HistoryUsage>;
  /** Removes every point of a home; what is in Redis under the home's keys goes with these. */
  forget(homeId: string): Promise<void>;
}

/** How far `lastBefore` looks back, days. */
export const lookBackDays = 7;
