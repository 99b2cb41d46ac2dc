import type { Clock, Timer } from '../../src/common/clock.ts';
import { TimerQueue } from '../../src/common/timer-queue.ts';
import type { Subscription } from './environment.ts';

/** A clock's timer never sleeps longer than this, because a runtime's own timers are bounded (2^31 ms). */
const sleepMaxMs = 86_400_000;

/**
 * World time, and what is planned in it. Whatever is planned runs at its own time, in order of time and then of
 * planning, even if the clock's timer is late; so the world does not depend on how its clock is stepped. World time
 * stands still before `start` and after `stop`.
 */
export class Timeline {
  readonly #clock: Clock;
  readonly #plans = new TimerQueue();
  #nowMs: number;
  /** What to add to the clock's monotonic time to get world time; undefined while it stands still. */
  #offsetMs: number | undefined;
  #timer: Timer | undefined;
  #timerAtMs = Number.POSITIVE_INFINITY;
  #isRunning = false;

  /** @param startMs - the world's date when it starts, milliseconds since the Unix epoch */
  constructor(clock: Clock, startMs: number) {
    this.#clock = clock;
    this.#nowMs = startMs;
  }

  /** World time in whole milliseconds since the Unix epoch, as of the last `sync`. */
  get nowMs(): number {
    return this.#nowMs;
  }

  /** How many things are planned. */
  get plannedCount(): number {
    return this.#plans.size;
  }

  get #isStill(): boolean {
    return this.#offsetMs === undefined;
  }

  start(): void {
    if (this.#offsetMs !== undefined) return;
    this.#offsetMs = this.#nowMs - this.#clock.monotonic();
    this.#arm();
  }

  stop(): void {
    this.sync();
    if (this.#offsetMs === undefined) return;
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#timerAtMs = Number.POSITIVE_INFINITY;
    this.#offsetMs = undefined;
  }

  /** Runs what has fallen due, then stands at the clock's present. Called from within what runs, does nothing. */
  sync(): void {
    if (this.#isRunning || this.#offsetMs === undefined) return;
    const presentMs = Math.floor(this.#clock.monotonic() + this.#offsetMs);
    if (presentMs <= this.#nowMs && (this.#plans.next?.dueMs ?? Number.POSITIVE_INFINITY) > presentMs) return;
    this.#isRunning = true;
    try {
      for (let next = this.#plans.next; next && next.dueMs <= presentMs; next = this.#plans.next) {
        if (this.#isStill) return;
        this.#plans.remove(next);
        this.#nowMs = Math.max(this.#nowMs, next.dueMs);
        next.fire();
      }
      if (!this.#isStill) this.#nowMs = Math.max(this.#nowMs, presentMs);
    } finally {
      this.#isRunning = false;
      this.#arm();
    }
  }

  /** Plans `run` at a time; a past one counts as now. */
  plan(atMs: number, run: () => void): Subscription {
    const planned = this.#plans.add(Math.max(this.#nowMs, Math.ceil(atMs)), run);
    if (!this.#isRunning) this.#arm();
    return planned;
  }

  #arm(): void {
    if (this.#offsetMs === undefined) return;
    const nextMs = this.#plans.next?.dueMs;
    if (nextMs === undefined) {
      this.#timer?.cancel();
      this.#timer = undefined;
      this.#timerAtMs = Number.POSITIVE_INFINITY;
      return;
    }
    const wakeMs = Math.min(nextMs, this.#nowMs + sleepMaxMs);
    if (this.#timer && this.#timerAtMs === wakeMs) return;
    this.#timer?.cancel();
    this.#timerAtMs = wakeMs;
    const delayMs = wakeMs - this.#offsetMs - this.#clock.monotonic();
    this.#timer = this.#clock.setTimer(Math.max(0, delayMs), () => {
      this.#timer = undefined;
      this.sync();
      // A timer that fired a fraction early found nothing due: wait for the rest.
      if (!this.#timer) this.#arm();
    });
  }
}
