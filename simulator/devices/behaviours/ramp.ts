import type { Clock, Timer } from '../../../src/common/clock.ts';
import type { ChangeCause, Variable } from '../variable.ts';

/** Milliseconds between two steps of a transition. */
const stepMs = 100;

/** Moves a number to a target over a time, in whole steps, as lamps do. A later move replaces the one under way. */
export class Ramp {
  readonly #clock: Clock;
  readonly #variable: Variable<number>;
  #timer: Timer | undefined;
  #endMs = 0;

  constructor(clock: Clock, variable: Variable<number>) {
    this.#clock = clock;
    this.#variable = variable;
  }

  /** What is left of the transition under way, milliseconds. */
  get remainingMs(): number {
    return this.#timer === undefined ? 0 : Math.max(0, this.#endMs - this.#clock.monotonic());
  }

  /** @param done - called once it is there; not if it is stopped or replaced before */
  moveTo(
    target: number,
    durationMs: number,
    cause: Exclude<ChangeCause, 'outside'>,
    done?: () => void,
  ): void {
    this.stop();
    const startMs = this.#clock.monotonic();
    const start = this.#variable.value;
    this.#endMs = startMs + durationMs;
    const step = () => {
      this.#timer = undefined;
      const elapsedMs = this.#clock.monotonic() - startMs;
      if (elapsedMs >= durationMs) {
        this.#variable.set(target, cause);
        done?.();
        return;
      }
      this.#variable.set(Math.round(start + ((target - start) * elapsedMs) / durationMs), cause);
      this.#timer = this.#clock.setTimer(Math.min(stepMs, durationMs - elapsedMs), step);
    };
    step();
  }

  /** Stays where it is. */
  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }
}
