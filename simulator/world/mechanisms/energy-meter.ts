import { requireInRange } from '../validation.ts';

const msPerHour = 3_600_000;

/**
 * Adds up power over time. Its count never falls but by `reset`, whatever times and powers it is given: a clock that
 * goes back adds nothing, nor does a power below 0 (a meter of consumption does not count what is fed back).
 */
export class EnergyMeter {
  #energyWh: number;
  #powerW = 0;
  #sinceMs: number;

  /**
   * @param nowMs - milliseconds of any clock, the same in all calls
   * @param initialWh - what the counter showed before, 0..1e12
   */
  constructor(nowMs: number, initialWh = 0) {
    this.#sinceMs = nowMs;
    this.#energyWh = requireInRange('A meter reading', initialWh, 0, 1e12);
  }

  /** Watts since the last `setPower`. */
  get powerW(): number {
    return this.#powerW;
  }

  /** Watt-hours up to a moment; reading changes nothing. */
  energyWhAt(nowMs: number): number {
    return this.#energyWh + (this.#powerW * Math.max(0, nowMs - this.#sinceMs)) / msPerHour;
  }

  /** From `nowMs` on the power is this. @throws ZigfleetError `invalid-value` unless it is a number up to 1e9 W */
  setPower(nowMs: number, powerW: number): void {
    requireInRange('Power in watts', powerW, -1e9, 1e9);
    this.#energyWh = this.energyWhAt(nowMs);
    this.#sinceMs = Math.max(this.#sinceMs, nowMs);
    this.#powerW = Math.max(0, powerW);
  }

  /** Sets the counter to 0, as a factory reset does. */
  reset(nowMs: number): void {
    this.#energyWh = 0;
    this.#sinceMs = Math.max(this.#sinceMs, nowMs);
  }
}
