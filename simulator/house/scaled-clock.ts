import type { Clock, Timer } from '../../src/common/clock.ts';

export interface ScaledClockOptions {
  /** Seconds of the house in a second of `base`; more than 0. */
  speed: number;
  /** When the house's time begins, milliseconds since the Unix epoch; absent: now. */
  startMs?: number | undefined;
}

/** The machine's timers cannot wait for longer than 24.8 days; longer ones take several of these. */
const baseTimerMsMax = 20 * 86_400_000;

/** A house's time: that of another clock, faster or slower, beginning when the house says. */
export class ScaledClock implements Clock {
  readonly #base: Clock;
  readonly #speed: number;
  readonly #startMs: number;
  readonly #baseStartMs: number;

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

  setTimer(delayMs: number, run: () => void): Timer {
    const baseDelayMs = delayMs / this.#speed;
    if (baseDelayMs <= baseTimerMsMax) return this.#base.setTimer(baseDelayMs, run);
    return this.#setLongTimer(baseDelayMs, run);
  }

  #setLongTimer(baseDelayMs: number, run: () => void): Timer {
    const dueMs = this.#base.monotonic() + baseDelayMs;
    let leg: Timer;
    const next = () => {
      const leftMs = dueMs - this.#base.monotonic();
      leg =
        leftMs <= baseTimerMsMax
          ? this.#base.setTimer(leftMs, run)
          : this.#base.setTimer(baseTimerMsMax, next);
    };
    next();
    return { cancel: () => leg.cancel() };
  }
}
