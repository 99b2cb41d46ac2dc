/** Randomness as a dependency: the same seed gives the same sequence. Not for secrets. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform integer in [minimum, maximum], both included. */
  integer(minimum: number, maximum: number): number;
  /** Normally distributed. */
  normal(mean: number, deviation: number): number;
  /** An independent sequence derived from this seed and a label, whatever else was drawn before. */
  fork(label: string): Random;
}

/** 32-bit FNV-1a of a text: turns labels into seeds. */
function hashText(text: string, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
}

/** A small seeded generator (mulberry32). A house has several for each device: two integers of memory. */
class SeededRandom implements Random {
  readonly #seed: number;
  #state: number;

  constructor(seed: number) {
    this.#seed = seed | 0;
    this.#state = seed | 0;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    const state = this.#state;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  integer(minimum: number, maximum: number): number {
    return minimum + Math.floor(this.next() * (maximum - minimum + 1));
  }

  normal(mean: number, deviation: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return mean + deviation * radius * Math.cos(2 * Math.PI * this.next());
  }

  fork(label: string): Random {
    return new SeededRandom(hashText(label, this.#seed));
  }
}

/** Randomness that the seed decides. */
export function seededRandom(seed: number): Random {
  return new SeededRandom(seed);
}

/** Randomness from the runtime, for jitter. */
export const systemRandom: Pick<Random, 'next'> = { next: Math.random };
