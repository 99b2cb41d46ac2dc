import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Clock, runTask, systemClock, type TimerTask } from '../../src/common/clock.ts';
import { ManualClock } from '../../src/common/manual-clock.ts';
import { Timeline } from './timeline.ts';

describe('Timeline', () => {
  it('runs what is planned in order of time, then of planning, each at its own time', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5000), { maxLength: 60 }), fc.nat(4), (times, cancelEach) => {
        const clock = new ManualClock();
        const timeline = new Timeline(clock, 1_000_000);
        timeline.start();
        const ran: [number, number][] = [];
        const expected: [number, number][] = [];
        for (const [order, time] of times.entries()) {
          const planned = timeline.plan(1_000_000 + time, () => void ran.push([timeline.nowMs, order]));
          if (cancelEach > 0 && order % cancelEach === 0) planned.cancel();
          else expected.push([1_000_000 + time, order]);
        }
        expect(timeline.plannedCount).toBe(expected.length);
        clock.advance(5000);
        expected.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
        expect(ran).toEqual(expected);
        expect(clock.pendingCount).toBe(0);
      }),
    );
  });

  it('gives everything its own time even when the clock wakes it late, in one go', () => {
    let elapsedMs = 0;
    const timers: TimerTask[] = [];
    const late: Clock = {
      now: () => elapsedMs,
      monotonic: () => elapsedMs,
      setTimer(_delayMs, task) {
        timers.push(task);
        return { cancel: () => void timers.splice(timers.indexOf(task), 1) };
      },
    };
    const timeline = new Timeline(late, 0);
    timeline.start();
    const ran: number[] = [];
    const again = () => {
      ran.push(timeline.nowMs);
      if (ran.length < 5) timeline.plan(timeline.nowMs + 10, again);
    };
    timeline.plan(10, again);
    elapsedMs = 1234.9;
    const [task] = timers.splice(0, 1);
    if (task) runTask(task);
    expect(ran).toEqual([10, 20, 30, 40, 50]);
    expect(timeline.nowMs).toBe(1234);
  });

  it('stands still before start and after stop, and goes on from there', () => {
    const clock = new ManualClock();
    const timeline = new Timeline(clock, 0);
    const ran: number[] = [];
    timeline.plan(100, () => void ran.push(timeline.nowMs));
    clock.advance(1000);
    timeline.sync();
    expect(timeline.nowMs).toBe(0);
    timeline.start();
    clock.advance(50);
    timeline.stop();
    expect(clock.pendingCount).toBe(0);
    clock.advance(1000);
    timeline.start();
    clock.advance(49);
    expect(ran).toEqual([]);
    clock.advance(1);
    expect(ran).toEqual([100]);
  });

  it('stops at once when what it runs stops it', () => {
    const clock = new ManualClock();
    const timeline = new Timeline(clock, 0);
    timeline.start();
    const ran: number[] = [];
    for (const atMs of [10, 10, 20]) {
      timeline.plan(atMs, () => {
        ran.push(atMs);
        timeline.stop();
      });
    }
    clock.advance(100);
    expect(ran).toEqual([10]);
    expect(timeline.nowMs).toBe(10);
    expect(clock.pendingCount).toBe(0);
  });

  it('does not pile up plans that were made and dropped', () => {
    const timeline = new Timeline(new ManualClock(), 0);
    timeline.start();
    for (let count = 0; count < 100_000; count++) timeline.plan(1e9, () => count).cancel();
    expect(timeline.plannedCount).toBe(0);
  });

  it('keeps its times on the clock of the machine', async () => {
    const timeline = new Timeline(systemClock, 500);
    timeline.start();
    const ranAtMs = await new Promise<number>((resolve) => {
      timeline.plan(540, () => resolve(timeline.nowMs));
    });
    expect(ranAtMs).toBe(540);
    timeline.stop();
    expect(timeline.nowMs).toBeGreaterThanOrEqual(540);
  });

  it('goes on after something planned threw', () => {
    const clock = new ManualClock();
    const timeline = new Timeline(clock, 0);
    timeline.start();
    const ran: number[] = [];
    timeline.plan(10, () => {
      throw new Error('broken');
    });
    timeline.plan(20, () => void ran.push(20));
    expect(() => clock.advance(15)).toThrow('broken');
    clock.advance(15);
    expect(ran).toEqual([20]);
  });
});
