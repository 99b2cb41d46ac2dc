import type { EntryBatch, InventorySnapshot } from './gen/zigfleet/link/v1/link.ts';

/** What waits to be handed to the handler, in the order in which the hub sent it. */
export type SessionWork =
  | { type: 'snapshot'; snapshot: InventorySnapshot }
  | { type: 'batch'; batch: EntryBatch };

interface Waiting {
  work: SessionWork;
  bytes: number;
}

/** Work of one session. Batches that follow each other without a gap are taken as one. */
export class SessionQueue {
  readonly #waiting: Waiting[] = [];
  readonly #mergedEntriesMax: number;
  #entries = 0;
  #bytes = 0;

  /** @param mergedEntriesMax - how many entries at most are taken as one batch, unless one batch alone has more */
  constructor(mergedEntriesMax: number) {
    this.#mergedEntriesMax = mergedEntriesMax;
  }

  get entries(): number {
    return this.#entries;
  }

  get bytes(): number {
    return this.#bytes;
  }

  push(work: SessionWork, bytes: number): void {
    this.#waiting.push({ work, bytes });
    this.#bytes += bytes;
    this.#entries += work.type === 'batch' ? work.batch.entries.length : 0;
  }

  /** The next work, or undefined if there is none. */
  take(): SessionWork | undefined {
    const first = this.#shift();
    if (first?.type !== 'batch') return first;
    const merged: EntryBatch = { firstSequence: first.batch.firstSequence, entries: first.batch.entries };
    for (let next = this.#follower(merged); next; next = this.#follower(merged)) {
      this.#shift();
      merged.entries = merged.entries.concat(next.entries);
    }
    return { type: 'batch', batch: merged };
  }

  clear(): void {
    this.#waiting.length = 0;
    this.#entries = 0;
    this.#bytes = 0;
  }

  #follower(batch: EntryBatch): EntryBatch | undefined {
    const next = this.#waiting[0]?.work;
    if (next?.type !== 'batch') return undefined;
    const follows = next.batch.firstSequence === batch.firstSequence + batch.entries.length;
    const fits = batch.entries.length + next.batch.entries.length <= this.#mergedEntriesMax;
    return follows && fits ? next.batch : undefined;
  }

  #shift(): SessionWork | undefined {
    const taken = this.#waiting.shift();
    if (!taken) return undefined;
    this.#bytes -= taken.bytes;
    this.#entries -= taken.work.type === 'batch' ? taken.work.batch.entries.length : 0;
    return taken.work;
  }
}
