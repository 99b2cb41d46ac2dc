import type { Random } from '../../../src/common/random.ts';
import type { Appliance } from './appliance.ts';

/** A stretch of a programme. */
export interface Phase {
  /** Seconds, > 0. */
  durationS: number;
  powerW: number;
  vapourGPerS?: number;
}

export interface Programme {
  standbyW: number;
  /** Whether it goes on where it stopped when the mains comes back, as a washing machine does and a kettle does not. */
  resumes: boolean;
  /** Whether it works without being plugged in (a shower). */
  needsMains?: boolean;
  /** A run's stretches, drawn anew for each run: no two washes are alike. */
  run(random: Random): Phase[];
}

/** An appliance that runs a programme when its button is pressed and then stops: kettle, washing machine, shower. */
export class ProgrammeAppliance implements Appliance {
  readonly #programme: Programme;
  readonly #random: Random;
  #isSupplied: boolean;
  #phases: Phase[] = [];
  #index = 0;
  /** When the present stretch ends, while it runs. */
  #endMs = Number.POSITIVE_INFINITY;
  /** What was left of it when the mains went. */
  #leftMs = 0;

  constructor(programme: Programme, random: Random) {
    this.#programme = programme;
    this.#random = random;
    this.#isSupplied = programme.needsMains === false;
  }

  get #phase(): Phase | undefined {
    return this.#isSupplied ? this.#phases[this.#index] : undefined;
  }

  get powerW(): number {
    if (!this.#isSupplied) return 0;
    return this.#phase?.powerW ?? this.#programme.standbyW;
  }

  get vapourGPerS(): number {
    return this.#phase?.vapourGPerS ?? 0;
  }

  get nextChangeMs(): number {
    return this.#phase ? this.#endMs : Number.POSITIVE_INFINITY;
  }

  advance(nowMs: number): void {
    while (this.#phase && this.#endMs <= nowMs) {
      this.#index++;
      this.#endMs += (this.#phase?.durationS ?? 0) * 1000;
    }
  }

  setSupplied(supplied: boolean, nowMs: number): void {
    if (this.#programme.needsMains === false || supplied === this.#isSupplied) return;
    this.advance(nowMs);
    const isRunning = this.#index < this.#phases.length;
    this.#isSupplied = supplied;
    if (!isRunning) return;
    if (supplied) this.#endMs = nowMs + this.#leftMs;
    else if (this.#programme.resumes) this.#leftMs = this.#endMs - nowMs;
    else this.#phases = [];
  }

  use(nowMs: number): void {
    this.advance(nowMs);
    if (!this.#isSupplied || this.#index < this.#phases.length) return;
    this.#phases = this.#programme.run(this.#random);
    this.#index = 0;
    this.#endMs = nowMs + (this.#phases[0]?.durationS ?? 0) * 1000;
  }
}
