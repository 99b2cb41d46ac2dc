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

  /** Moves time on by `stepMs`, running what falls due in order of time, then of setting. */
  advance(stepMs: number): void {
    const endMs = this.#elapsedMs + stepMs;
    for (let next = this.#timers.next; next && next.dueMs <= endMs; next = this.#timers.next) {
      this.#timers.remove(next);
      this.#elapsedMs = Math.max(this.#elapsedMs, next.dueMs);
      next.fire();
    }
    this.#elapsedMs = endMs;
  }
}
