import type { Clock, Timer } from '../../src/common/clock.ts';

/** Calls something again and again while started. An interval that varies is asked for each time. */
export class RepeatingTimer {
  readonly #clock: Clock;
  readonly #intervalMs: number | (() => number);
  readonly #run: () => void;
  #timer: Timer | undefined;

  constructor(clock: Clock, intervalMs: number | (() => number), run: () => void) {
    this.#clock = clock;
    this.#intervalMs = intervalMs;
    this.#run = run;
  }

  /** From now on; if it runs already, the interval begins anew. */
  start(): void {
    this.stop();
    const intervalMs = typeof this.#intervalMs === 'number' ? this.#intervalMs : this.#intervalMs();
    this.#timer = this.#clock.setTimer(intervalMs, () => {
      this.start();
      this.#run();
    });
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }
}
