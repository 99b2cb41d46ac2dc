import type { Clock, Timer } from './clock.ts';

interface PendingTimer {
  dueMs: number;
  order: number;
  run: () => void;
}

/** A clock that moves only when told: for tests and for stepped simulations. Same steps, same order, always. */
export class ManualClock implements Clock {
  #elapsedMs = 0;
  #order = 0;
  readonly #startMs: number;
  readonly #pending = new Set<PendingTimer>();

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

  setTimer(delayMs: number, run: () => void): Timer {
    const timer: PendingTimer = { dueMs: this.#elapsedMs + Math.max(0, delayMs), order: this.#order++, run };
    this.#pending.add(timer);
    return { cancel: () => void this.#pending.delete(timer) };
  }

  /** How many timers wait. */
  get pendingCount(): number {
    return this.#pending.size;
  }

  /** Moves time on by `stepMs`, running what falls due in order of time, then of setting. */
  advance(stepMs: number): void {
    const endMs = this.#elapsedMs + stepMs;
    for (let next = this.#next(endMs); next; next = this.#next(endMs)) {
      this.#pending.delete(next);
      this.#elapsedMs = Math.max(this.#elapsedMs, next.dueMs);
      next.run();
    }
    this.#elapsedMs = endMs;
  }

  #next(endMs: number): PendingTimer | undefined {
    let first: PendingTimer | undefined;
    for (const timer of this.#pending) {
      if (timer.dueMs > endMs) continue;
      if (!first || timer.dueMs < first.dueMs || (timer.dueMs === first.dueMs && timer.order < first.order)) {
        first = timer;
      }
    }
    return first;
  }
}
