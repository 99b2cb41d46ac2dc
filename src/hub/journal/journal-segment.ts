import {
  closeSync,
  fdatasync,
  fdatasyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { Entry } from '../../rpc/gen/zigfleet/link/v1/link.ts';
import { wireLimits } from '../../rpc/wire/wire-limits.ts';
import {
  type DamagedRange,
  encodeRecord,
  readRecords,
  type StoredRecord,
  scanRecords,
} from './record-format.ts';
import { SequenceRuns } from './sequence-runs.ts';
import { diskError, writeFully } from './write-fully.ts';

/** Kinds of records in a journal. */
export const recordKinds = {
  entry: 0,
  /** An `EntriesLost`: its count must go on living when it is itself dropped. */
  loss: 1,
} as const;
export type RecordKind = (typeof recordKinds)[keyof typeof recordKinds];

const magic = Buffer.from('ZFJG0001', 'latin1');
const headerBytes = 48;
const idOffset = 8;
const segmentIdOffset = 24;
const precedingOffset = 30;
const crcOffset = headerBytes - 4;
const namePattern = /^journal-(\d{10})\.segment$/;
const syncFile = promisify(fdatasync);

/** One file of the journal: a header, then records. */
export class JournalSegment {
  readonly id: number;
  readonly path: string;
  #sequences = new SequenceRuns();
  /** Highest sequence number that was given before this segment was made. */
  readonly precedingSequence: number;
  /** Counts of the `EntriesLost` records, by sequence number. */
  readonly lossCounts = new Map<number, number>();
  #fd: number | undefined;
  #size = headerBytes;
  /** How many syncs of the open file are going on. */
  #syncing = 0;

  private constructor(path: string, id: number, precedingSequence: number) {
    this.path = path;
    this.id = id;
    this.precedingSequence = precedingSequence;
  }

  /** The number in a segment's file name, or undefined for any other file. */
  static idOf(fileName: string): number | undefined {
    const digits = namePattern.exec(fileName)?.[1];
    return digits === undefined ? undefined : Number(digits);
  }

  static nameOf(id: number): string {
    return `journal-${String(id).padStart(10, '0')}.segment`;
  }

  /** Makes an empty segment, ready for appending. @throws ZigfleetError `journal-full`, `internal` */
  static create(folder: string, id: number, journalId: string, precedingSequence: number): JournalSegment {
    const segment = new JournalSegment(join(folder, JournalSegment.nameOf(id)), id, precedingSequence);
    try {
      segment.#fd = openSync(segment.path, 'w+', 0o600);
      writeFully(segment.#fd, encodeHeader(id, journalId, precedingSequence), 0);
    } catch (error) {
      segment.close();
      throw diskError(error, 'the journal cannot grow');
    }
    return segment;
  }

  /**
   * Reads a segment from disk, as it is.
   * @returns undefined for a segment if not even its header is good
   */
  static load(
    folder: string,
    id: number,
  ): { segment: JournalSegment; journalId: string; damage: DamagedRange[] } | undefined {
    const path = join(folder, JournalSegment.nameOf(id));
    const bytes = readFileSync(path);
    const header = decodeHeader(bytes);
    if (!header || header.id !== id) return undefined;
    const segment = new JournalSegment(path, id, header.precedingSequence);
    // The records themselves are not kept: a journal may hold millions of them.
    const damage = scanRecords(bytes, headerBytes, wireLimits.entryBytesMax, (kind, number, start, end) => {
      segment.#remember(kind, number, bytes.subarray(start, end));
    });
    segment.#size = bytes.length;
    return { segment, journalId: header.journalId, damage };
  }

  get sequences(): SequenceRuns {
    return this.#sequences;
  }

  get size(): number {
    return this.#size;
  }

  get lastSequence(): number {
    return this.#sequences.last ?? this.precedingSequence;
  }

  /** @throws ZigfleetError `journal-full`, `internal`; then nothing was appended */
  append(kind: RecordKind, sequence: number, payload: Uint8Array): void {
    const bytes = encodeRecord(kind, sequence, payload);
    // The place comes from what was appended well, so a write that failed half-way is written over by the next one.
    writeFully(this.#open(), bytes, this.#size);
    this.#size += bytes.length;
    this.#sequences.add(sequence);
  }

  /** Reads the records again. Those that are no longer good are missing; all of them if the file is gone. */
  readRecords(): StoredRecord[] {
    const bytes = readIfThere(this.path);
    if (!bytes) return [];
    if (decodeHeader(bytes)?.id !== this.id) return [];
    return readRecords(bytes.subarray(0, this.#size), headerBytes, wireLimits.entryBytesMax).records;
  }

  /** Cuts off what a crash left behind the last good record. */
  truncate(size: number): void {
    ftruncateSync(this.#open(), size);
    this.#size = size;
  }

  /** Writes the file anew with what is still good of it. */
  repair(journalId: string): void {
    const records = this.readRecords();
    this.close();
    const bytes = Buffer.concat([
      encodeHeader(this.id, journalId, this.precedingSequence),
      ...records.map((record) => encodeRecord(record.kind, record.number, record.payload)),
    ]);
    const repaired = `${this.path}.repaired`;
    writeFileSync(repaired, bytes, { mode: 0o600, flush: true });
    renameSync(repaired, this.path);
    this.#size = bytes.length;
    this.#sequences = new SequenceRuns();
    this.lossCounts.clear();
    for (const { kind, number, payload } of records) this.#remember(kind, number, payload);
  }

  async sync(): Promise<void> {
    const fd = this.#fd;
    if (fd === undefined) return;
    this.#syncing++;
    try {
      await syncFile(fd);
    } finally {
      this.#syncing--;
      if (this.#syncing === 0 && this.#fd !== fd) closeSync(fd);
    }
  }

  syncNow(): void {
    if (this.#fd !== undefined) fdatasyncSync(this.#fd);
  }

  /** What is being synced is closed afterwards. */
  close(): void {
    if (this.#fd !== undefined && this.#syncing === 0) closeSync(this.#fd);
    this.#fd = undefined;
  }

  remove(): void {
    this.close();
    rmSync(this.path, { force: true });
  }

  #open(): number {
    this.#fd ??= openSync(this.path, 'r+');
    return this.#fd;
  }

  #remember(kind: number, sequence: number, payload: Uint8Array): void {
    this.#sequences.add(sequence);
    if (kind === recordKinds.loss) this.lossCounts.set(sequence, lossCountOf(payload));
  }
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function lossCountOf(payload: Uint8Array): number {
  const { entry } = Entry.decode(payload);
  return entry?.$case === 'entriesLost' ? entry.value.count : 0;
}

function encodeHeader(id: number, journalId: string, precedingSequence: number): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.set(magic, 0);
  header.write(journalId, idOffset, 'hex');
  header.writeUIntLE(id, segmentIdOffset, 6);
  header.writeUIntLE(precedingSequence, precedingOffset, 6);
  header.writeUInt32LE(crc32(header.subarray(0, crcOffset)), crcOffset);
  return header;
}

function decodeHeader(
  bytes: Buffer,
): { id: number; journalId: string; precedingSequence: number } | undefined {
  if (bytes.length < headerBytes || !bytes.subarray(0, magic.length).equals(magic)) return undefined;
  if (crc32(bytes.subarray(0, crcOffset)) !== bytes.readUInt32LE(crcOffset)) return undefined;
  return {
    id: bytes.readUIntLE(segmentIdOffset, 6),
    journalId: bytes.toString('hex', idOffset, segmentIdOffset),
    precedingSequence: bytes.readUIntLE(precedingOffset, 6),
  };
}
