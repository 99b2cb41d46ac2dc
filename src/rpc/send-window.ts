import type { SourceBatch, UplinkSource } from './uplink-source.ts';

/** What the platform allows to be under way. */
export interface WindowLimits {
  unacknowledgedEntriesMax: number;
  batchEntriesMax: number;
  /** Of one batch's entries, in sum. */
  batchBytesMax: number;
}

/** What of the source has been sent in one session, and what of it is not acknowledged. */
export class SendWindow {
  readonly #source: UplinkSource;
  readonly #limits: WindowLimits;
  /** Batches on their way, oldest first. */
  readonly #underWay: { firstSequence: number; lastSequence: number }[] = [];
  #entriesUnderWay = 0;
  #sentSequence: number;

  /** @param appliedSequence - what the platform has already */
  constructor(source: UplinkSource, limits: WindowLimits, appliedSequence: number) {
    this.#source = source;
    this.#limits = limits;
    this.#sentSequence = appliedSequence;
  }

  get entriesUnderWay(): number {
    return this.#entriesUnderWay;
  }

  /** The next batch to send, or undefined if there is nothing to send or no room. */
  take(): SourceBatch | undefined {
    const room = this.#limits.unacknowledgedEntriesMax - this.#entriesUnderWay;
    if (room <= 0) return undefined;
    const entriesMax = Math.min(room, this.#limits.batchEntriesMax);
    const batch = this.#source.readAfter(this.#sentSequence, entriesMax, this.#limits.batchBytesMax);
    if (!batch) return undefined;
    const { firstSequence, entries } = batch;
    this.#sentSequence = firstSequence + entries.length - 1;
    this.#entriesUnderWay += entries.length;
    this.#underWay.push({ firstSequence, lastSequence: this.#sentSequence });
    return batch;
  }

  /**
   * Everything up to this sequence number has arrived. An old one changes nothing.
   * @returns false if nothing like it has been sent: the platform is wrong, and nothing may be forgotten
   */
  acknowledge(sequence: number): boolean {
    if (sequence > this.#sentSequence) return false;
    for (
      let oldest = this.#underWay[0];
      oldest && oldest.firstSequence <= sequence;
      oldest = this.#underWay[0]
    ) {
      if (oldest.lastSequence > sequence) {
        this.#entriesUnderWay -= sequence - oldest.firstSequence + 1;
        oldest.firstSequence = sequence + 1;
        break;
      }
      this.#entriesUnderWay -= oldest.lastSequence - oldest.firstSequence + 1;
      this.#underWay.shift();
    }
    this.#source.acknowledge(sequence);
    return true;
  }
}
