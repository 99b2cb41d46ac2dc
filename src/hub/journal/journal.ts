import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import { isZigfleetError, ZigfleetError } from '../../common/zigfleet-error.ts';
import { Entry } from '../../rpc/gen/zigfleet/link/v1/link.ts';
import type { SourceBatch, UplinkSource } from '../../rpc/uplink-source.ts';
import { wireLimits } from '../../rpc/wire/wire-limits.ts';
import { DelayedSync } from './delayed-sync.ts';
import { JournalReader } from './journal-reader.ts';
import { recoverJournal, sequenceStride } from './journal-recovery.ts';
import { JournalSegment, type RecordKind, recordKinds } from './journal-segment.ts';
import { type JournalState, JournalStateFile } from './journal-state.ts';
import { JournalTail } from './journal-tail.ts';
import { recordOverheadBytes } from './record-format.ts';

export interface JournalOptions {
  /** Made if it is not there. One process at a time may have it open: see `lockFolder`. */
  folder: string;
  /** How large all segments together may become, bytes; at least 64 KiB. */
  bytesMax?: number;
  /** What a loss of power may take, milliseconds; null leaves it to the operating system (some 30 s). Default 200. */
  syncIntervalMs?: number | null;
  clock: Clock;
  logger: Logger;
}

/** Why entries were lost. */
export type LossReason = 'journal-full' | 'journal-damaged';

const bytesMaxDefault = 256 * 1024 * 1024;
const segmentBytesMax = 4 * 1024 * 1024;
const segmentBytesMin = 16 * 1024;
const tailBytesMax = 256 * 1024;
const syncIntervalDefaultMs = 200;
/** How many entries, and bytes, are given other numbers at a time. */
const renumberedEntriesMax = 256;
const renumberedBytesMax = 1024 * 1024;

/**
 * What the platform has not acknowledged, on disk. Append-only segments of checksummed records; the oldest are removed when
 * acknowledged, or, when there is no more room, given up and reported as lost.
 */
export class Journal implements UplinkSource {
  readonly #options: JournalOptions;
  readonly #bytesMax: number;
  readonly #segmentBytes: number;
  readonly #tail = new JournalTail(tailBytesMax);
  readonly #reader = new JournalReader();
  readonly #stateFile: JournalStateFile;
  /** Oldest first, never empty; the last one is appended to. */
  readonly #segments: JournalSegment[];
  readonly #state: JournalState;
  #nextSequence: number;
  /** What this process appends begins here. */
  readonly #firstOfRun: number;
  readonly #sync: DelayedSync;
  /** The disk refused the last write: said once, not for each. */
  #isRefused = false;
  #isClosed = false;

  private constructor(
    options: JournalOptions,
    stateFile: JournalStateFile,
    segments: JournalSegment[],
    state: JournalState,
  ) {
    this.#options = options;
    this.#bytesMax = options.bytesMax ?? bytesMaxDefault;
    this.#segmentBytes = Math.min(segmentBytesMax, Math.max(segmentBytesMin, this.#bytesMax / 64));
    this.#stateFile = stateFile;
    this.#segments = segments;
    this.#state = state;
    this.#nextSequence = state.lastSequence + (state.lastSequence === 0 ? 1 : sequenceStride);
    this.#firstOfRun = this.#nextSequence;
    this.#sync = new DelayedSync({
      intervalMs: options.syncIntervalMs === undefined ? syncIntervalDefaultMs : options.syncIntervalMs,
      sync: () => Promise.all([this.#segments.at(-1)?.sync(), stateFile.sync()]),
      clock: options.clock,
      logger: options.logger,
    });
  }

  /**
   * Opens the journal or makes a new one. Damage is repaired, logged, and reported by an `EntriesLost` entry.
   * @throws ZigfleetError `journal-full`, `internal` if the disk does not let it
   */
  static open(options: JournalOptions): Journal {
    mkdirSync(options.folder, { recursive: true, mode: 0o700 });
    const { file, found } = JournalStateFile.open(join(options.folder, 'journal.state'));
    const { segments, state, damage } = recoverJournal(options.folder, found);
    file.reset(state);
    if (options.syncIntervalMs !== null) file.syncNow();
    const journal = new Journal(options, file, segments, state);
    if (damage) {
      options.logger.error({ ...damage }, 'the journal was damaged; what is good of it is kept');
      // A count of 0 tells that the journal cannot tell.
      if (damage.lostCount === 0) journal.#tryAppendLoss(0, 'journal-damaged');
    }
    journal.#tellLosses();
    return journal;
  }

  get journalId(): string {
    return this.#state.journalId;
  }

  get lastSequence(): number {
    return this.#state.lastSequence;
  }

  /** Entries that are not acknowledged. */
  get waitingCount(): number {
    return this.#state.appendedCount - this.#state.doneCount;
  }

  /** Bytes of all segments. */
  get size(): number {
    return this.#segments.reduce((sum, segment) => sum + segment.size, 0);
  }

  /**
   * When it returns, a kill of the process loses nothing of the entry; a loss of power may, for 200 ms.
   * @param entry - encoded `zigfleet.link.v1.Entry`
   * @returns its sequence number
   * @throws ZigfleetError `journal-full` if the disk has no room: the entry is dropped, counted, and told by an
   * `EntriesLost` entry as soon as there is room; `invalid-value` if it is larger than the link allows; `internal`
   */
  append(entry: Uint8Array): number {
    if (entry.length > wireLimits.entryBytesMax) {
      throw new ZigfleetError('invalid-value', `an entry may have ${wireLimits.entryBytesMax} bytes at most`);
    }
    const sequence = this.#tryAppend(entry);
    this.#tellLosses();
    return sequence;
  }

  readAfter(sequence: number, entriesMax: number, bytesMax: number): SourceBatch | undefined {
    const after = Math.max(sequence, this.#state.acknowledgedSequence);
    if (after >= this.#state.lastSequence || this.#isClosed) return undefined;
    const fromTail = this.#tail.read(after + 1, entriesMax, bytesMax);
    if (fromTail) {
      this.#reader.release();
      return fromTail;
    }
    for (const segment of this.#segments) {
      const batch = segment.lastSequence > after && this.#readSegment(segment, after, entriesMax, bytesMax);
      if (batch) return batch;
    }
    return undefined;
  }

  acknowledge(sequence: number): void {
    const upTo = Math.min(sequence, this.#state.lastSequence);
    if (upTo <= this.#state.acknowledgedSequence || this.#isClosed) return;
    this.#forget(upTo);
    this.#removeDone();
  }

  advanceTo(sequence: number): void {
    if (sequence < this.#nextSequence) return;
    this.#options.logger.warn(
      { platformSequence: sequence, journalSequence: this.#state.lastSequence },
      'the platform knows more than this journal: it was restored from an old copy',
    );
    const { lastSequence } = this.#state;
    this.#nextSequence = sequence + 1;
    this.#renumber(this.#firstOfRun, lastSequence);
  }

  /** Brings everything to disk and closes the files. Idempotent. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#sync.close();
    this.#segments.at(-1)?.syncNow();
    this.#stateFile.syncNow();
    for (const segment of this.#segments) segment.close();
    this.#stateFile.close();
    this.#tail.clear();
    this.#reader.release();
  }

  /**
   * Appends entries again, under numbers that the platform does not know. What came from the old copy the platform has had
   * from the journal that it is a copy of; what was appended since then it has not, though it knows the numbers.
   */
  #renumber(first: number, last: number): void {
    for (let after = first - 1; after < last; ) {
      const batch = this.readAfter(after, renumberedEntriesMax, renumberedBytesMax);
      if (!batch || batch.firstSequence > last) return;
      for (const [index, entry] of batch.entries.entries()) {
        after = batch.firstSequence + index;
        if (after > last) return;
        this.#appendAgain(after, entry);
      }
    }
  }

  #appendAgain(sequence: number, entry: Uint8Array): void {
    const lossCount = this.#segments
      .find(({ lossCounts }) => lossCounts.has(sequence))
      ?.lossCounts.get(sequence);
    try {
      if (lossCount === undefined) this.#tryAppend(entry);
      else this.#segments.at(-1)?.lossCounts.set(this.#append(recordKinds.loss, entry), lossCount);
    } catch (error) {
      // It is counted and logged, and told as soon as there is room.
      if (!isZigfleetError(error)) throw error;
    }
  }

  #tryAppend(entry: Uint8Array): number {
    try {
      const sequence = this.#append(recordKinds.entry, entry);
      this.#isRefused = false;
      return sequence;
    } catch (error) {
      const { logger } = this.#options;
      if (!this.#isRefused) logger.error({ err: error }, 'the journal takes no entries; they are lost');
      this.#isRefused = true;
      this.#state.untoldFullCount++;
      this.#writeState();
      throw error;
    }
  }

  #append(kind: RecordKind, payload: Uint8Array): number {
    if (this.#isClosed) throw new ZigfleetError('unavailable', 'the journal is closed');
    const sequence = this.#nextSequence;
    this.#segmentFor(recordOverheadBytes + payload.length).append(kind, sequence, payload);
    this.#nextSequence++;
    this.#state.lastSequence = sequence;
    this.#state.appendedCount++;
    this.#writeState();
    this.#tail.push(sequence, payload);
    this.#sync.touch();
    return sequence;
  }

  /** The segment to append to; makes a new one, and room for it, where needed. */
  #segmentFor(bytes: number): JournalSegment {
    const newest = this.#segments.at(-1);
    if (newest && (newest.size + bytes <= this.#segmentBytes || newest.sequences.last === undefined)) {
      return newest;
    }
    // Room for a whole segment, so that the bound holds while that one fills.
    const room = Math.max(bytes, this.#segmentBytes);
    while (this.size + room > this.#bytesMax && this.#giveUpOldest());
    const id = this.#state.newestSegment + 1;
    const { folder } = this.#options;
    const segment = JournalSegment.create(folder, id, this.#state.journalId, this.#state.lastSequence);
    if (newest) this.#retire(newest);
    this.#segments.push(segment);
    this.#state.newestSegment = id;
    return segment;
  }

  /** A segment that is appended to no more keeps no file open, once it is on disk. */
  #retire(segment: JournalSegment): void {
    void this.#sync.after(() => segment.sync().finally(() => segment.close()));
  }

  /** @returns whether there is more room now */
  #giveUpOldest(): boolean {
    const [oldest] = this.#segments;
    if (!oldest || this.#segments.length === 1) return false;
    const { acknowledgedSequence } = this.#state;
    const records = oldest.sequences.countBetween(acknowledgedSequence, oldest.lastSequence);
    const losses = [...oldest.lossCounts].filter(([sequence]) => sequence > acknowledgedSequence);
    // A record that told of a loss is gone itself: what it told goes on to be told.
    const lost = losses.reduce((sum, [, count]) => sum + count, records - losses.length);
    this.#state.untoldFullCount += lost;
    this.#forget(Math.max(acknowledgedSequence, oldest.lastSequence));
    if (lost > 0) this.#options.logger.warn({ lost }, 'the journal is full: its oldest entries are lost');
    return this.#removeDone();
  }

  #readSegment(
    segment: JournalSegment,
    after: number,
    entriesMax: number,
    bytesMax: number,
  ): SourceBatch | undefined {
    const batch = this.#reader.read(segment, after, entriesMax, bytesMax);
    if (batch?.firstSequence === segment.sequences.firstAfter(after)) return batch;
    // Good when it was written, no longer good when it is read.
    const { acknowledgedSequence, journalId } = this.#state;
    const countOf = () => segment.sequences.countBetween(acknowledgedSequence, segment.lastSequence);
    const countBefore = countOf();
    this.#reader.release();
    segment.repair(journalId);
    const lostCount = countBefore - countOf();
    const { logger } = this.#options;
    logger.error({ segment: segment.id, lostCount }, 'the journal was damaged; what is good of it is kept');
    this.#state.doneCount += lostCount;
    this.#state.untoldDamagedCount += lostCount;
    this.#writeState();
    this.#tellLosses();
    return this.#reader.read(segment, after, entriesMax, bytesMax);
  }

  /** Counts everything up to a sequence number as done. */
  #forget(sequence: number): void {
    const { acknowledgedSequence } = this.#state;
    for (const { sequences } of this.#segments) {
      this.#state.doneCount += sequences.countBetween(acknowledgedSequence, sequence);
    }
    this.#state.acknowledgedSequence = sequence;
    this.#tail.forget(sequence);
  }

  /** Removes the segments of which nothing is waiting any more. @returns whether there was one */
  #removeDone(): boolean {
    const { acknowledgedSequence } = this.#state;
    const stay = this.#segments.findIndex((segment) => segment.lastSequence > acknowledgedSequence);
    // The newest one stays: it is appended to.
    const count = stay < 0 ? this.#segments.length - 1 : Math.min(stay, this.#segments.length - 1);
    this.#state.oldestSegment = this.#segments[count]?.id ?? this.#state.newestSegment;
    // First it is written that they are done with, then they go: the other way round they would be missed.
    if (!this.#writeState() || count === 0) return false;
    for (const segment of this.#segments.splice(0, count)) segment.remove();
    this.#reader.release();
    return true;
  }

  /** Appends an entry for each kind of loss that nothing tells of yet, if the disk lets it. */
  #tellLosses(): void {
    const state = this.#state;
    if (state.untoldFullCount > 0 && this.#tryAppendLoss(state.untoldFullCount, 'journal-full')) {
      state.untoldFullCount = 0;
      this.#writeState();
    }
    if (state.untoldDamagedCount > 0 && this.#tryAppendLoss(state.untoldDamagedCount, 'journal-damaged')) {
      state.untoldDamagedCount = 0;
      this.#writeState();
    }
  }

  #tryAppendLoss(count: number, reason: LossReason): boolean {
    const entry: Entry = {
      observedAtMs: this.#options.clock.now(),
      entry: { $case: 'entriesLost', value: { count, reason } },
    };
    try {
      const sequence = this.#append(recordKinds.loss, Entry.encode(entry).finish());
      this.#segments.at(-1)?.lossCounts.set(sequence, count);
      return true;
    } catch (error) {
      // The count is kept and told later.
      this.#options.logger.debug({ err: error, count, reason }, 'the journal cannot yet tell of a loss');
      return false;
    }
  }

  /** @returns whether it was written; if not, a crash now would show more or less than there is, and is told as damage */
  #writeState(): boolean {
    try {
      this.#stateFile.write(this.#state);
      return true;
    } catch (error) {
      if (!isZigfleetError(error)) throw error;
      this.#options.logger.error({ err: error }, 'the state of the journal could not be written');
      return false;
    }
  }
}
