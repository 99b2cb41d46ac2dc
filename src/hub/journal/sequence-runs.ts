/** Which sequence numbers a segment holds: nearly always one unbroken run, because numbers jump only at an open. */
export class SequenceRuns {
  readonly #runs: { first: number; last: number }[] = [];

  get first(): number | undefined {
    return this.#runs[0]?.first;
  }

  get last(): number | undefined {
    return this.#runs.at(-1)?.last;
  }

  /** @param sequence - greater than all before */
  add(sequence: number): void {
    const run = this.#runs.at(-1);
    if (run && run.last + 1 === sequence) run.last = sequence;
    else this.#runs.push({ first: sequence, last: sequence });
  }

  /** The lowest of them that is greater. */
  firstAfter(sequence: number): number | undefined {
    const run = this.#runs.find(({ last }) => last > sequence);
    return run && Math.max(run.first, sequence + 1);
  }

  /** How many numbers each gap between two runs leaves out. */
  holes(): number[] {
    return this.#runs.slice(1).map(({ first }, index) => first - (this.#runs[index]?.last ?? first) - 1);
  }

  /** How many of them are greater than `after` and at most `upTo`. */
  countBetween(after: number, upTo: number): number {
    let count = 0;
    for (const { first, last } of this.#runs) {
      count += Math.max(0, Math.min(last, upTo) - Math.max(first, after + 1) + 1);
    }
    return count;
  }
}
