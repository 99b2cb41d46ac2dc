import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type QueuedTimer, TimerQueue } from './timer-queue.ts';

/** Fires all that is left, the next one first. */
function drain(queue: TimerQueue): void {
  for (let timer = queue.next; timer; timer = queue.next) {
    queue.remove(timer);
    timer.fire();
  }
}

test('whatever is set and cancelled, timers come by their time, then by their order', () => {
  const steps = fc.array(
    fc.record({ dueMs: fc.integer({ min: 0, max: 20 }), cancels: fc.option(fc.nat(60)) }),
  );
  fc.assert(
    fc.property(steps, (entries) => {
      const queue = new TimerQueue();
      const timers: QueuedTimer[] = [];
      const fired: number[] = [];
      let expected: { dueMs: number; id: number }[] = [];
      for (const [id, { dueMs, cancels }] of entries.entries()) {
        timers.push(queue.add(dueMs, () => fired.push(id)));
        expected.push({ dueMs, id });
        if (cancels === null) continue;
        timers[cancels]?.cancel();
        if (cancels < timers.length) expected = expected.filter((other) => other.id !== cancels);
      }
      expect(queue.size).toBe(expected.length);
      drain(queue);
      expect(fired).toEqual(expected.sort((a, b) => a.dueMs - b.dueMs || a.id - b.id).map(({ id }) => id));
    }),
  );
});

test('a timer fires once, and not after it was cancelled', () => {
  const queue = new TimerQueue();
  let count = 0;
  const timer = queue.add(1, () => count++);
  queue.remove(timer);
  timer.fire();
  timer.fire();
  timer.cancel();
  expect(count).toBe(1);
  const cancelled = queue.add(1, () => count++);
  cancelled.cancel();
  cancelled.cancel();
  cancelled.fire();
  expect(count).toBe(1);
  expect(queue.next).toBeUndefined();
});
