import type { Random } from '../../../src/common/random.ts';
import type { Appliance } from './appliance.ts';

export interface Cycle {
  runningW: number;
  restingW: number;
  /** Mean seconds of a run and of a rest; each is drawn within ±20 %. */
  runS: number;
  restS: number;
}

/** A compressor does not start again at once after it lost its mains: the pressure must fall first. */
const restartS = 180;

/** An appliance whose compressor runs and rests by itself: fridge, freezer. Its button has no effect on that. */
export class CyclingAppliance implements Appliance {
  readonly #cycle: Cycle;
  readonly #random: Random;
  #isSupplied = false;
  #isRunning = false;
  #nextMs = Number.POSITIVE_INFINITY;
  #hasRun = false;

  constructor(cycle: Cycle, random: Random) {
    this.#cycle = cycle;
    this.#random = random;
  }

  readonly vapourGPerS = 0;

  get powerW(): number {
    if (!this.#isSupplied) return 0;
    return this.#isRunning ? this.#cycle.runningW : this.#cycle.restingW;
  }

  get nextChangeMs(): number {
    return this.#nextMs;
  }

  advance(nowMs: number): void {
    while (this.#nextMs <= nowMs) {
      this.#isRunning = !this.#isRunning;
      this.#hasRun = true;
      this.#nextMs += this.#draw(this.#isRunning ? this.#cycle.runS : this.#cycle.restS);
    }
  }

  setSupplied(supplied: boolean, nowMs: number): void {
    if (supplied === this.#isSupplied) return;
    this.advance(nowMs);
    this.#isSupplied = supplied;
    this.#isRunning = false;
    if (!supplied) this.#nextMs = Number.POSITIVE_INFINITY;
    // One that was just plugged in is somewhere in its cycle; one that had run waits for the pressure.
    else
      this.#nextMs =
        nowMs + (this.#hasRun ? restartS * 1000 : this.#random.next() * this.#draw(this.#cycle.restS));
  }

  /** Opening its door for a moment does not start the compressor. */
  use(nowMs: number): void {
    this.advance(nowMs);
  }

  #draw(meanS: number): number {
    return meanS * 1000 * (0.8 + 0.4 * this.#random.next());
  }
}
