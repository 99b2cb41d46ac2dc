import { describe, expect, it } from 'vitest';
import type { HistoryPoint, HistoryValue } from './history-point.ts';
import { type SpanStatistics, spanStatistics } from './statistics.ts';

const spans = [
  { fromMs: 0, toMs: 100 },
  { fromMs: 100, toMs: 200 },
  { fromMs: 200, toMs: 300 },
];

function statisticsOf(
  points: [number, HistoryValue][],
  before?: HistoryPoint,
  nowMs = 1000,
): Promise<SpanStatistics[]> {
  async function* portions() {
    // One point a portion: where portions end must not matter.
    for (const [timeMs, value] of points) yield [{ timeMs, value }];
  }
  return spanStatistics(spans, before, portions(), nowMs);
}

describe('statistics', () => {
  it('of numbers', async () => {
    const [first, second, third] = await statisticsOf([
      [0, 20],
      [75, 24],
      [150, 10],
    ]);
    expect(first).toMatchObject({ min: 20, max: 24, mean: 22, timeWeightedMean: 21, last: 24, count: 2 });
    expect(second).toMatchObject({ min: 10, max: 10, mean: 10, timeWeightedMean: 17, last: 10, count: 1 });
    expect(third).toMatchObject({ min: null, mean: null, timeWeightedMean: 10, last: 10, count: 0 });
  });

  it('of states, from before the first span until now', async () => {
    const points: [number, HistoryValue][] = [
      [30, 'OFF'],
      [120, 'ON'],
      [150, null],
      [180, 'OFF'],
    ];
    const result = await statisticsOf(points, { timeMs: -50, value: 'ON' }, 240);
    expect(result.map(({ timeInState }) => timeInState)).toEqual([
      { ON: 30, OFF: 70 },
      { OFF: 20 + 20, ON: 30 },
      { OFF: 40 },
    ]);
    expect(result.map(({ count }) => count)).toEqual([1, 3, 0]);
    const contact = await statisticsOf([
      [50, true],
      [100, false],
    ]);
    expect(contact.map(({ timeInState }) => timeInState)).toEqual([
      { true: 50 },
      { false: 100 },
      { false: 100 },
    ]);
  });

  it('of counters, over resets, gaps and corrections', async () => {
    const result = await statisticsOf(
      [
        [10, 12.1],
        [50, 12.3],
        [90, 0.2],
        [210, 0.7],
        [220, 0.699],
      ],
      { timeMs: -10, value: 12 },
    );
    expect(result.map(({ increase }) => increase)).toEqual([0.5, 0, 0.5]);
  });

  it('says nothing of what is not known', async () => {
    const [first] = await statisticsOf([]);
    expect(first).toMatchObject({ last: null, count: 0, increase: null, timeInState: {} });
    const [only] = await statisticsOf([[10, 5]]);
    expect(only).toMatchObject({ increase: null, timeWeightedMean: 5 });
  });

  it('takes states with names of members of objects', async () => {
    const [first] = await statisticsOf([[0, '__proto__']]);
    expect(Object.entries(first?.timeInState ?? {})).toEqual([['__proto__', 100]]);
  });
});
