import type { HistoryValue } from './history-point.ts';

/** What came last of a trait: the next value is written as the difference to it. */
export interface TraitTail {
  index: number;
  /** Milliseconds since the day's start. */
  timeMs: number;
  value: HistoryValue | undefined;
  /** How many decimals the mantissa has. */
  decimals: number;
  mantissa: number;
}

/** Most texts that are named by number; further ones are written out each time. */
const textsMax = 256;

/** What one has to know of a chunk to append to it. */
export class ChunkState {
  /** Milliseconds since the day's start. */
  timeMs = 0;
  readonly #tails: TraitTail[] = [];
  readonly #names: string[] = [];
  readonly #byName = new Map<string, TraitTail>();
  readonly #texts: string[] = [];
  readonly #textIndexes = new Map<string, number>();

  get traitCount(): number {
    return this.#tails.length;
  }

  tailOf(trait: string): TraitTail | undefined {
    return this.#byName.get(trait);
  }

  tailAt(index: number): { name: string; tail: TraitTail } | undefined {
    const tail = this.#tails[index];
    const name = this.#names[index];
    return tail && name !== undefined ? { name, tail } : undefined;
  }

  addTrait(name: string): TraitTail {
    const tail = { index: this.#tails.length, timeMs: -1, value: undefined, decimals: 0, mantissa: 0 };
    this.#tails.push(tail);
    this.#names.push(name);
    this.#byName.set(name, tail);
    return tail;
  }

  get textCount(): number {
    return this.#texts.length;
  }

  textIndexOf(text: string): number | undefined {
    return this.#textIndexes.get(text);
  }

  textAt(index: number): string | undefined {
    return this.#texts[index];
  }

  addText(text: string): void {
    if (this.#texts.length >= textsMax) return;
    this.#textIndexes.set(text, this.#texts.length);
    this.#texts.push(text);
  }
}
