/** Over how long what was learned fades: a device's habits change with the day. */
const memoryMs = 12 * 60 * 60 * 1000;

/**
 * How long a device is silent as a rule, learned from when it is heard. It is the mean of its silences weighted by how
 * long each lasts: what somebody finds who looks at a random moment. Ten reports in a second of motion say nothing of
 * the hour of quiet around them, and so count for a second.
 */
export class Rhythm {
  #weighted: number;
  #total: number;

  /** @param expectedMs - what to expect of such a device before anything is learned */
  constructor(expectedMs: number) {
    this.#weighted = expectedMs * expectedMs;
    this.#total = expectedMs;
  }

  /** The silence to be expected, in milliseconds. */
  get silenceMs(): number {
    return this.#weighted / this.#total;
  }

  /** The device was heard after a silence. */
  learn(silenceMs: number): void {
    const silence = Math.max(1, silenceMs);
    const kept = Math.exp(-silence / memoryMs);
    this.#weighted = this.#weighted * kept + silence * silence;
    this.#total = this.#total * kept + silence;
  }
}
