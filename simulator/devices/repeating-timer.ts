import type { Clock, Timer } from '../../src/common/clock.ts';

/** Calls something again and again while started. The interval is asked for each time, so that it may vary. */
export class RepeatingTimer {
  readonly #clock: Clock;
  readonly #intervalMs: () => number;
  readonly #run: () => void;
  #timer: Timer | undefined;

  constructor(clock: Clock, intervalMs: () => number, run: () => void) {
    this.#clock = clock;
    this.#intervalMs = intervalMs;
    this.#run = run;
  }

  /** From now on; if it runs already, the interval begins anew. */
  start(): void {
    this.stop();
    this.#timer = this.#clock.setTimer(this.#intervalMs(), () => {
      this.start();
      this.#run();
    });
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }
}
