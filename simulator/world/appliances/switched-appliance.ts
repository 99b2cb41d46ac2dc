import type { Appliance } from './appliance.ts';

export interface SwitchedPower {
  onW: number;
  standbyW: number;
  /** What it is when its mains comes: a lamp is on, a television on standby. */
  onAtSupply: boolean;
}

/** An appliance that its button turns on and off: television, lamp, fan; or one that is just on: router. */
export class SwitchedAppliance implements Appliance {
  readonly #power: SwitchedPower;
  #isSupplied = false;
  #isOn = false;

  constructor(power: SwitchedPower) {
    this.#power = power;
  }

  readonly vapourGPerS = 0;
  readonly nextChangeMs = Number.POSITIVE_INFINITY;

  get powerW(): number {
    if (!this.#isSupplied) return 0;
    return this.#isOn ? this.#power.onW : this.#power.standbyW;
  }

  advance(): void {
    // It never changes by itself.
  }

  setSupplied(supplied: boolean): void {
    if (supplied && !this.#isSupplied) this.#isOn = this.#power.onAtSupply;
    this.#isSupplied = supplied;
  }

  use(): void {
    if (this.#isSupplied) this.#isOn = !this.#isOn;
  }
}
