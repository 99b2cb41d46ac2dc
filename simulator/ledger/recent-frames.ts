/** How many deliveries are remembered: a duplicate comes within milliseconds of the first. */
const capacity = 8192;

/** Network addresses are below this. */
const addresses = 0x10000;

/** Remembers which frames arrived where lately, to tell duplicates. Bounded. */
export class RecentFrames {
  readonly #known = new Set<number>();
  readonly #order = new Float64Array(capacity);
  #next = 0;

  /** Whether the frame had arrived at this address before; from now on it has. */
  note(sequence: number, networkAddress: number): boolean {
    const key = sequence * addresses + networkAddress;
    if (this.#known.has(key)) return true;
    const oldest = this.#order[this.#next] ?? 0;
    this.#known.delete(oldest);
    this.#order[this.#next] = key;
    this.#next = (this.#next + 1) % capacity;
    this.#known.add(key);
    return false;
  }
}
