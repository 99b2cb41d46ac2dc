import type { Clock } from '../../src/common/clock.ts';
import { AvailabilityReader } from '../../src/platform/history/availability-reader.ts';
import type { HistoryPoint, HistorySeries } from '../../src/platform/history/history-point.ts';
import { HistoryReader } from '../../src/platform/history/history-reader.ts';
import type { HistoryStore, HistoryUsage } from '../../src/platform/history/history-store.ts';

/** Histories as a test has made them, in plain lists. */
export class MemoryHistoryStore implements HistoryStore {
  readonly retentionDays = 30;
  readonly #points = new Map<string, HistoryPoint[]>();

  put(series: HistorySeries, points: readonly HistoryPoint[]): void {
    this.#points.set(keyOf(series), [...points]);
  }

  async append(): Promise<boolean> {
    throw new Error('tests put points');
  }

  async *read(series: HistorySeries, fromMs: number, toMs: number): AsyncGenerator<HistoryPoint[]> {
    const all = this.#points.get(keyOf(series)) ?? [];
    const wanted = all.filter(({ timeMs }) => timeMs >= fromMs && timeMs < toMs);
    if (wanted.length > 0) yield wanted;
  }

  async lastBefore(series: HistorySeries, timeMs: number): Promise<HistoryPoint | undefined> {
    return this.#points.get(keyOf(series))?.findLast((point) => point.timeMs < timeMs);
  }

  async usage(): Promise<HistoryUsage> {
    return { retentionDays: this.retentionDays, daysStored: 1, bytesStored: 46, pointsDropped: 0 };
  }

  async forget(): Promise<void> {
    this.#points.clear();
  }
}

function keyOf({ homeId, subject, trait }: HistorySeries): string {
  return [homeId, subject, trait].join(' ');
}

/** The ports that read it. @param catchUp - called before each look, and may throw */
export function memoryHistory(store: MemoryHistoryStore, catchUp: () => void, clock: Clock) {
  const feeder = { catchUp: async () => catchUp() };
  return {
    history: new HistoryReader(store, feeder, clock),
    availability: new AvailabilityReader(store, feeder, clock),
  };
}
