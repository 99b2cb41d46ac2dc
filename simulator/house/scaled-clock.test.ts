import { expect, test } from 'vitest';
import { ManualClock } from '../../src/common/manual-clock.ts';
import { ScaledClock } from './scaled-clock.ts';

function clocks(speed: number) {
  const base = new ManualClock();
  return { base, clock: new ScaledClock(base, { speed, startMs: 1_000 }) };
}

test('time runs as fast as the house says', () => {
  const { base, clock } = clocks(60);
  base.advance(1_000);
  expect(clock.monotonic()).toBe(60_000);
  expect(clock.now()).toBe(61_000);
});

test('timers come at their time and in order, on one timer of the clock below', () => {
  const { base, clock } = clocks(10);
  const fired: string[] = [];
  for (const [name, delayMs] of [
    ['late', 300],
    ['early', 100],
    ['early too', 100],
    ['next', 200],
  ] as const) {
    clock.setTimer(delayMs, () => fired.push(`${name} ${clock.monotonic()}`));
  }
  expect(base.pendingCount).toBe(1);
  base.advance(25);
  expect(fired).toEqual(['early 100', 'early too 100', 'next 200']);
  base.advance(5);
  expect(fired.at(-1)).toBe('late 300');
  expect(base.pendingCount).toBe(0);
});

test('a cancelled timer stays away, and those behind it come', () => {
  const { base, clock } = clocks(1);
  const fired: number[] = [];
  const first = clock.setTimer(10, () => fired.push(1));
  clock.setTimer(20, () => fired.push(2));
  first.cancel();
  base.advance(19);
  expect(fired).toEqual([]);
  base.advance(1);
  expect(fired).toEqual([2]);
});

test('who has cancelled the last timer waits for nothing', () => {
  const { base, clock } = clocks(1);
  const timers = [10, 60_000].map((delayMs) => clock.setTimer(delayMs, () => undefined));
  for (const timer of timers) timer.cancel();
  expect(base.pendingCount).toBe(0);
  let fired = 0;
  clock.setTimer(5, () => fired++);
  base.advance(5);
  expect(fired).toBe(1);
});

test('one that sets itself again at once lets others have their turn', () => {
  const { base, clock } = clocks(1);
  let count = 0;
  const again = () => {
    count++;
    if (count < 5) clock.setTimer(0, again);
  };
  clock.setTimer(1, again);
  base.advance(1);
  expect(count).toBe(5);
});

test('waits longer than the machine can', () => {
  const { base, clock } = clocks(1);
  const daysMs = 86_400_000;
  let fired = 0;
  clock.setTimer(50 * daysMs, () => fired++);
  base.advance(50 * daysMs - 1);
  expect(fired).toBe(0);
  base.advance(1);
  expect(fired).toBe(1);
});

test('a failing timer takes no other with it', () => {
  const { base, clock } = clocks(1);
  let fired = 0;
  clock.setTimer(1, () => {
    throw new Error('failed');
  });
  clock.setTimer(1, () => fired++);
  expect(() => base.advance(1)).toThrow('failed');
  base.advance(1);
  expect(fired).toBe(1);
});
