import type { Clock, Timer } from '../../src/common/clock.ts';

/** What is done again and again. */
export interface Repeated {
  /** How long until the next time, milliseconds; asked before each, so that it may vary. */
  repeatAfterMs(): number;
  repeat(): void;
}

/** Repeats something while started. */
export class RepeatingTimer {
  readonly #clock: Clock;
  readonly #repeated: Repeated;
  #timer: Timer | undefined;

  constructor(clock: Clock, repeated: Repeated) {
    this.#clock = clock;
    this.#repeated = repeated;
  }

  /** From now on; if it runs already, the interval begins anew. */
  start(): void {
    this.stop();
    this.#timer = this.#clock.setTimer(this.#repeated.repeatAfterMs(), this);
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** For the clock. */
  run(): void {
    this.start();
    this.#repeated.repeat();
  }
}
