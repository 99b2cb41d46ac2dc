import type { Clock, Timer, TimerTask } from './clock.ts';
import { TimerQueue } from './timer-queue.ts';

/** A clock that moves only when told: for tests and for stepped simulations. Same steps, same order, always. */
export class ManualClock implements Clock {
  #elapsedMs = 0;
  readonly #startMs: number;
  readonly #timers = new TimerQueue();

  /** @param startMs - the wall-clock time at which it starts, milliseconds since the Unix epoch */
  constructor(startMs = Date.UTC(2026, 0, 1)) {
    this.#startMs = startMs;
  }

  now(): number {
    return this.#startMs + this.#elapsedMs;
  }

  monotonic(): number {
    return this.#elapsedMs;
  }

  setTimer(delayMs: number, task: TimerTask): Timer {
    return this.#timers.add(this.#elapsedMs + Math.max(0, delayMs), task);
  }

  /** How many timers wait. */
  get pendingCount(): number {
    return this.#timers.size;
  }

  /** When the next timer falls due, by `monotonic`; infinity if none waits. */
  get nextDueMs(): number {
    return this.#timers.next?.dueMs ?? Number.POSITIVE_INFINITY;
  }

  /** Moves time on by `stepMs`, running what falls due in order of time, then of setting. */
  advance(stepMs: number): void {
    const endMs = this.#elapsedMs + stepMs;
    while (this.nextDueMs <= endMs) this.runNext();
    this.#elapsedMs = endMs;
  }

  /** Moves time on to the next timer and runs that one alone; nothing happens if none waits. */
  runNext(): void {
    const { next } = this.#timers;
    if (next === undefined) return;
    this.#timers.remove(next);
    this.#elapsedMs = Math.max(this.#elapsedMs, next.dueMs);
    next.fire();
  }
}
