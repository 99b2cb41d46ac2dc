import { describe, expect, it } from 'vitest';
import { ManualClock } from './manual-clock.ts';

describe('a clock moved by hand', () => {
  it('runs what falls due in order of time, then of setting, and leaves the rest', () => {
    const clock = new ManualClock();
    const ran: string[] = [];
    for (const [name, delayMs] of [
      ['c', 30],
      ['a', 10],
      ['b', 10],
      ['late', 31],
    ] as const) {
      clock.setTimer(delayMs, () => ran.push(`${name} at ${clock.monotonic()}`));
    }
    clock.setTimer(5, () => ran.push('never')).cancel();
    expect(clock.nextDueMs).toBe(10);
    clock.advance(30);
    expect(ran).toEqual(['a at 10', 'b at 10', 'c at 30']);
    expect(clock.pendingCount).toBe(1);
  });

  it('runs what is set meanwhile, and one timer at a time if asked', () => {
    const clock = new ManualClock();
    const ran: number[] = [];
    clock.setTimer(1, () => {
      ran.push(1);
      clock.setTimer(0, () => ran.push(2));
    });
    clock.runNext();
    expect(ran).toEqual([1]);
    clock.runNext();
    clock.runNext();
    expect(ran).toEqual([1, 2]);
    expect(clock.nextDueMs).toBe(Number.POSITIVE_INFINITY);
  });

  it('keeps order over thousands of timers, cancelled ones among them', () => {
    const clock = new ManualClock();
    const ran: number[] = [];
    const expected: number[] = [];
    for (let index = 0; index < 5000; index++) {
      const delayMs = (index * 7919) % 1000;
      const timer = clock.setTimer(delayMs, () => ran.push(delayMs));
      if (index % 3 === 0) {
        timer.cancel();
        timer.cancel();
      } else expected.push(delayMs);
    }
    expect(clock.pendingCount).toBe(expected.length);
    clock.advance(1000);
    expect(ran).toEqual(expected.sort((left, right) => left - right));
    expect(clock.pendingCount).toBe(0);
  });
});
