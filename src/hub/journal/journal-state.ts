import { closeSync, fdatasync, fdatasyncSync, openSync, readSync } from 'node:fs';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { writeFully } from './write-fully.ts';

/** What the journal knows of itself beside its segments: without it a missing end could not be noticed. */
export interface JournalState {
  /** 32 hexadecimal digits. */
  journalId: string;
  /** Segments before this one are done with. */
  oldestSegment: number;
  newestSegment: number;
  /** The highest sequence number ever given. */
  lastSequence: number;
  acknowledgedSequence: number;
  /** How many records have been appended since the journal was made. */
  appendedCount: number;
  /** How many of them were acknowledged or given up. */
  doneCount: number;
  /** Entries that were lost for want of room and that no entry tells of yet. */
  untoldFullCount: number;
  /** The same, for damage. */
  untoldDamagedCount: number;
}

const syncFile = promisify(fdatasync);
const magic = Buffer.from('ZFJS0001', 'latin1');
const slotBytes = 128;
const generationOffset = 8;
const idOffset = 14;
const numbersOffset = 30;
const numberBytes = 6;
const crcOffset = slotBytes - 4;

/** What was found in the file. */
export interface ReadState {
  /** Undefined if neither slot is good. */
  state: JournalState | undefined;
  /** Something in the file is not what was written. */
  isDamaged: boolean;
}

/**
 * Two slots written in turn, in place: a slot that was cut short by a crash leaves the other one good. One small write
 * into the page cache for each change.
 */
export class JournalStateFile {
  readonly #fd: number;
  readonly #slot = Buffer.alloc(slotBytes);
  #generation = 0;

  private constructor(fd: number) {
    this.#fd = fd;
  }

  /** Opens the file, or makes it. */
  static open(path: string): { file: JournalStateFile; found: ReadState | undefined } {
    let fd: number;
    try {
      fd = openSync(path, 'r+');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      return { file: new JournalStateFile(openSync(path, 'wx+', 0o600)), found: undefined };
    }
    const file = new JournalStateFile(fd);
    return { file, found: file.#read() };
  }

  /** @throws ZigfleetError `journal-full`, `internal` */
  write(state: JournalState): void {
    this.#generation++;
    this.#encode(state);
    writeFully(this.#fd, this.#slot, (this.#generation % 2) * slotBytes);
  }

  /** Both slots anew. */
  reset(state: JournalState): void {
    this.write(state);
    this.write(state);
  }

  async sync(): Promise<void> {
    await syncFile(this.#fd);
  }

  syncNow(): void {
    fdatasyncSync(this.#fd);
  }

  close(): void {
    closeSync(this.#fd);
  }

  #read(): ReadState {
    // One byte more than there should be, to notice it.
    const bytes = Buffer.alloc(2 * slotBytes + 1);
    const length = readSync(this.#fd, bytes, 0, bytes.length, 0);
    const slots = [0, 1].map((slot) => decode(bytes.subarray(slot * slotBytes, (slot + 1) * slotBytes)));
    const good = slots.filter((slot) => slot !== undefined).sort((a, b) => b.generation - a.generation);
    const [newest, other] = good;
    this.#generation = newest?.generation ?? 0;
    const isConsistent =
      other?.generation === this.#generation - 1 && other.state.journalId === newest?.state.journalId;
    return { state: newest?.state, isDamaged: length !== 2 * slotBytes || !isConsistent };
  }

  #encode(state: JournalState): void {
    const slot = this.#slot;
    slot.set(magic, 0);
    slot.writeUIntLE(this.#generation, generationOffset, numberBytes);
    slot.write(state.journalId, idOffset, 'hex');
    const numbers = [
      state.oldestSegment,
      state.newestSegment,
      state.lastSequence,
      state.acknowledgedSequence,
      state.appendedCount,
      state.doneCount,
      state.untoldFullCount,
      state.untoldDamagedCount,
    ];
    for (const [index, number] of numbers.entries()) {
      slot.writeUIntLE(number, numbersOffset + index * numberBytes, numberBytes);
    }
    slot.writeUInt32LE(crc32(slot.subarray(0, crcOffset)), crcOffset);
  }
}

function decode(slot: Buffer): { generation: number; state: JournalState } | undefined {
  if (!slot.subarray(0, magic.length).equals(magic)) return undefined;
  if (crc32(slot.subarray(0, crcOffset)) !== slot.readUInt32LE(crcOffset)) return undefined;
  const number = (index: number) => slot.readUIntLE(numbersOffset + index * numberBytes, numberBytes);
  return {
    generation: slot.readUIntLE(generationOffset, numberBytes),
    state: {
      journalId: slot.toString('hex', idOffset, numbersOffset),
      oldestSegment: number(0),
      newestSegment: number(1),
      lastSequence: number(2),
      acknowledgedSequence: number(3),
      appendedCount: number(4),
      doneCount: number(5),
      untoldFullCount: number(6),
      untoldDamagedCount: number(7),
    },
  };
}
