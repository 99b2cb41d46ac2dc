import type { Clock, Timer } from '../../src/common/clock.ts';

export interface ScaledClockOptions {
  /** Seconds of the house in a second of `base`; more than 0. */
  speed: number;
  /** When the house's time begins, milliseconds since the Unix epoch; absent: now. */
  startMs?: number | undefined;
}

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
    return this.#base.setTimer(delayMs / this.#speed, run);
  }
}
