import type { SourceBatch } from '../../rpc/uplink-source.ts';
import type { JournalSegment } from './journal-segment.ts';
import type { StoredRecord } from './record-format.ts';

/** Reads entries back from disk, a segment at a time, each one checked again before it is served. */
export class JournalReader {
  #segment: JournalSegment | undefined;
  #records: StoredRecord[] = [];
  /** Where the last read ended in `#records`. */
  #position = 0;

  /**
   * Entries of one segment after a sequence number.
   * @returns undefined if there is no good one
   * @throws if the file cannot be read
   */
  read(
    segment: JournalSegment,
    after: number,
    entriesMax: number,
    bytesMax: number,
  ): SourceBatch | undefined {
    const first = this.#find(segment, after);
    const start = this.#records[first];
    if (!start) return undefined;
    const entries: Uint8Array[] = [];
    let bytes = 0;
    for (
      let record: StoredRecord | undefined = start;
      record;
      record = this.#records[first + entries.length]
    ) {
      bytes += record.payload.length;
      const isFull = entries.length === entriesMax || (bytes > bytesMax && entries.length > 0);
      if (isFull || record.number !== start.number + entries.length) break;
      entries.push(record.payload);
    }
    this.#position = first + entries.length;
    return { firstSequence: start.number, entries };
  }

  /** Gives the memory back. */
  release(): void {
    this.#segment = undefined;
    this.#records = [];
    this.#position = 0;
  }

  /** The index of the first record after a sequence number; beyond the end if there is none. */
  #find(segment: JournalSegment, after: number): number {
    const newest = this.#records.at(-1)?.number ?? -1;
    // What has been appended since the segment was read is not here yet.
    if (this.#segment !== segment || (after >= newest && newest < segment.lastSequence)) {
      this.#records = segment.readRecords();
      this.#segment = segment;
      this.#position = 0;
    }
    const previous = this.#records[this.#position - 1];
    if (previous && previous.number === after) return this.#position;
    const index = this.#records.findIndex((record) => record.number > after);
    return index < 0 ? this.#records.length : index;
  }
}
