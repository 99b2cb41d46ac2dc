/** Entries of a journal with consecutive sequence numbers, encoded as `zigfleet.link.v1.Entry`. */
export interface SourceBatch {
  firstSequence: number;
  entries: Uint8Array[];
}

/** Where the link's client end takes its entries from: the hub's journal. */
export interface UplinkSource {
  readonly journalId: string;
  /** The highest sequence number there is; 0 if there is none yet. */
  readonly lastSequence: number;
  /**
   * The entries after a sequence number, oldest first.
   * @param entriesMax - at most so many; at least 1
   * @param bytesMax - at most so many bytes in sum, but always one entry if there is one
   * @returns undefined if there is none
   */
  readAfter(sequence: number, entriesMax: number, bytesMax: number): SourceBatch | undefined;
  /** Everything up to this sequence number may be forgotten. */
  acknowledge(sequence: number): void;
  /** The platform knows a higher sequence number than the journal: later entries get greater ones. */
  advanceTo(sequence: number): void;
}
