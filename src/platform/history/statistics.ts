import type { HistoryPoint, HistoryValue } from './history-point.ts';
import type { TimeSpan } from './zoned-time.ts';

export const statisticNames = [
  'min',
  'max',
  'mean',
  'timeWeightedMean',
  'last',
  'count',
  'increase',
  'timeInState',
] as const;
export type StatisticName = (typeof statisticNames)[number];

/** What the points of a span come to. What needs points or a value before them is null where there are none. */
export interface SpanStatistics extends TimeSpan {
  /** Of the numbers. */
  min: number | null;
  max: number | null;
  mean: number | null;
  /** Each number counts as long as it was the latest. */
  timeWeightedMean: number | null;
  /** The latest value, be it from before the span. */
  last: HistoryValue;
  /** Points within the span, those that say "not known" included. */
  count: number;
  /** How much a counter has grown, from what it was at the begin of the span; a fall is a counter that began again at 0. */
  increase: number | null;
  /** How long each state lasted, milliseconds, by its text: `true`, `false`, or the word. */
  timeInState: Record<string, number>;
}

/** Below this part of what it was, a counter has begun again; a smaller fall is a correction. */
const resetBelow = 0.99;

/** Most states that are told apart in one span; the time in others is not told. */
const statesMax = 256;

/**
 * Statistics of consecutive spans, point by point.
 * @param before - the last point before the first span, if it is known
 * @param nowMs - no state lasts longer than until now, milliseconds since the Unix epoch
 */
export async function spanStatistics(
  spans: readonly TimeSpan[],
  before: HistoryPoint | undefined,
  portions: AsyncIterable<HistoryPoint[]>,
  nowMs: number,
): Promise<SpanStatistics[]> {
  const result: SpanStatistics[] = [];
  let latest = before;
  let index = 0;
  let open = spans[0] && new OpenSpan(spans[0], latest, nowMs);
  const closeUntil = (timeMs: number) => {
    for (let span = spans[index]; span && open && timeMs >= span.toMs; span = spans[index]) {
      result.push(open.close());
      const next = spans[++index];
      open = next && new OpenSpan(next, latest, nowMs);
    }
  };
  for await (const points of portions) {
    for (const point of points) {
      closeUntil(point.timeMs);
      open?.add(point);
      latest = point;
    }
  }
  closeUntil(Number.POSITIVE_INFINITY);
  return result;
}

/** A span that points still come to. */
class OpenSpan {
  readonly #span: TimeSpan;
  readonly #nowMs: number;
  readonly #states = new Map<string, number>();
  #latest: HistoryValue;
  #counter: number | undefined;
  /** From when on the latest value has not been counted yet. */
  #sinceMs: number;
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;
  #sum = 0;
  #numbers = 0;
  #weightedSum = 0;
  #weightMs = 0;
  #count = 0;
  #increase = 0;
  #hasIncrease = false;

  constructor(span: TimeSpan, before: HistoryPoint | undefined, nowMs: number) {
    this.#span = span;
    this.#nowMs = nowMs;
    this.#latest = before?.value ?? null;
    this.#sinceMs = span.fromMs;
    if (typeof this.#latest === 'number') {
      this.#counter = this.#latest;
      this.#hasIncrease = true;
    }
  }

  add({ timeMs, value }: HistoryPoint): void {
    this.#hold(timeMs);
    this.#count++;
    this.#latest = value;
    if (typeof value !== 'number') return;
    this.#min = Math.min(this.#min, value);
    this.#max = Math.max(this.#max, value);
    this.#sum += value;
    this.#numbers++;
    if (this.#counter !== undefined) {
      this.#increase += growth(this.#counter, value);
      this.#hasIncrease = true;
    }
    this.#counter = value;
  }

  close(): SpanStatistics {
    this.#hold(this.#span.toMs);
    const hasNumbers = this.#numbers > 0;
    return {
      ...this.#span,
      min: hasNumbers ? this.#min : null,
      max: hasNumbers ? this.#max : null,
      mean: hasNumbers ? plain(this.#sum / this.#numbers) : null,
      timeWeightedMean: this.#weightMs > 0 ? plain(this.#weightedSum / this.#weightMs) : null,
      last: this.#latest,
      count: this.#count,
      increase: this.#hasIncrease ? plain(this.#increase) : null,
      timeInState: Object.fromEntries(this.#states),
    };
  }

  /** Counts the latest value until a time. */
  #hold(untilMs: number): void {
    const endMs = Math.min(untilMs, this.#nowMs);
    const heldMs = endMs - this.#sinceMs;
    if (heldMs <= 0) return;
    this.#sinceMs = endMs;
    if (typeof this.#latest === 'number') {
      this.#weightedSum += this.#latest * heldMs;
      this.#weightMs += heldMs;
    } else if (this.#latest !== null) {
      const state = String(this.#latest);
      const known = this.#states.get(state);
      if (known !== undefined || this.#states.size < statesMax)
        this.#states.set(state, (known ?? 0) + heldMs);
    }
  }
}

function growth(before: number, value: number): number {
  if (value >= before) return value - before;
  return value < before * resetBelow ? Math.max(0, value) : 0;
}

/** Without the dust of binary fractions. */
function plain(value: number): number {
  return Number(value.toPrecision(12));
}
