import type { SourceBatch } from '../../rpc/uplink-source.ts';

/** The newest entries in memory: what is sent while the link is up never has to be read from disk. */
export class JournalTail {
  readonly #bytesMax: number;
  /** Consecutive sequence numbers, from `#firstSequence`. */
  #entries: Uint8Array[] = [];
  #firstSequence = 0;
  #bytes = 0;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  push(sequence: number, entry: Uint8Array): void {
    if (sequence !== this.#firstSequence + this.#entries.length) this.#restart(sequence);
    this.#entries.push(entry);
    this.#bytes += entry.length;
    // Half of it at once, so that dropping costs little for each entry.
    if (this.#bytes > this.#bytesMax) this.#drop(Math.ceil(this.#entries.length / 2));
  }

  /** Forgets everything up to a sequence number. */
  forget(sequence: number): void {
    if (sequence >= this.#firstSequence) this.#drop(sequence - this.#firstSequence + 1);
  }

  /** Forgets everything. */
  clear(): void {
    this.#restart(0);
  }

  /** Entries from a sequence number on, if that one is here. */
  read(firstSequence: number, entriesMax: number, bytesMax: number): SourceBatch | undefined {
    const start = firstSequence - this.#firstSequence;
    if (start < 0 || start >= this.#entries.length) return undefined;
    let bytes = 0;
    let end = start;
    for (; end < this.#entries.length && end - start < entriesMax; end++) {
      bytes += this.#entries[end]?.length ?? 0;
      if (bytes > bytesMax && end > start) break;
    }
    return { firstSequence, entries: this.#entries.slice(start, end) };
  }

  #drop(count: number): void {
    const dropped = this.#entries.splice(0, count);
    for (const entry of dropped) this.#bytes -= entry.length;
    this.#firstSequence += dropped.length;
  }

  #restart(sequence: number): void {
    this.#entries = [];
    this.#bytes = 0;
    this.#firstSequence = sequence;
  }
}
