import type { Clock, Timer, TimerTask } from '../../src/common/clock.ts';
import { type QueuedTimer, TimerQueue } from '../../src/common/timer-queue.ts';

export interface ScaledClockOptions {
  /** Seconds of the house in a second of `base`; more than 0. */
  speed: number;
  /** When the house's time begins, milliseconds since the Unix epoch; absent: now. */
  startMs?: number | undefined;
}

/** The machine's timers cannot wait for longer than 24.8 days; longer waits take several of these. */
const baseTimerMsMax = 20 * 86_400_000;

/**
 * A house's time: that of another clock, faster or slower, beginning when the house says. All of its timers share one
 * of that clock: a house has thousands, and the machine's are large.
 */
export class ScaledClock implements Clock {
  readonly #base: Clock;
  readonly #speed: number;
  readonly #startMs: number;
  readonly #baseStartMs: number;
  readonly #timers = new TimerQueue(() => this.#dropAlarm());
  #alarm: Timer | undefined;
  /** What the alarm is set for; none: never. */
  #alarmMs = Number.POSITIVE_INFINITY;

  constructor(base: Clock, options: ScaledClockOptions) {
    this.#base = base;
    this.#speed = options.speed;
    this.#startMs = options.startMs ?? base.now();
    this.#baseStartMs = base.monotonic();
  }

  now(): number {
    return this.#startMs + this.monotonic();
  }

  monotonic(): number {
    return (this.#base.monotonic() - this.#baseStartMs) * this.#speed;
  }

  setTimer(delayMs: number, task: TimerTask): Timer {
    // In whole milliseconds, as the machine's own: they take less memory, too.
    const timer = this.#timers.add(Math.ceil(this.monotonic() + Math.max(0, delayMs)), task);
    if (this.#timers.next === timer) this.#setAlarm();
    return timer;
  }

  /** One that is set too early, because its timer was cancelled, only looks what is next. */
  #setAlarm(): void {
    const dueMs = this.#timers.next?.dueMs ?? Number.POSITIVE_INFINITY;
    if (dueMs >= this.#alarmMs) return;
    this.#alarm?.cancel();
    const baseDelayMs = Math.max(0, dueMs - this.monotonic()) / this.#speed;
    this.#alarmMs = dueMs;
    if (baseDelayMs <= baseTimerMsMax)
      this.#alarm = this.#base.setTimer(baseDelayMs, () => this.#ring(dueMs));
    else this.#alarm = this.#base.setTimer(baseTimerMsMax, () => this.#ring(this.monotonic()));
  }

  /** Nobody waits: a timer of the machine would keep the process from ending. */
  #dropAlarm(): void {
    this.#alarm?.cancel();
    this.#alarm = undefined;
    this.#alarmMs = Number.POSITIVE_INFINITY;
  }

  /** @param untilMs - rounding may have the clock stand just before the moment that the alarm was set for */
  #ring(untilMs: number): void {
    this.#alarm = undefined;
    this.#alarmMs = Number.POSITIVE_INFINITY;
    const nowMs = Math.max(untilMs, this.monotonic());
    // What they set anew waits for the next alarm, so that others have their turn.
    const { nextOrder } = this.#timers;
    const isDue = ({ dueMs, order }: QueuedTimer) => dueMs <= nowMs && order < nextOrder;
    try {
      for (let next = this.#timers.next; next && isDue(next); next = this.#timers.next) {
        this.#timers.remove(next);
        next.fire();
      }
    } finally {
      this.#setAlarm();
    }
  }
}
