import { open } from 'node:fs/promises';
import { type Clock, systemClock } from '../../src/common/clock.ts';
import type { Service } from '../../src/common/lifecycle.ts';
import type { Logger } from '../../src/common/logger.ts';
import { AppendFile } from './append-file.ts';
import type { LedgerBody, LedgerBodyOf } from './ledger-entry.ts';
import { ledgerFormat, ledgerFormatVersion } from './ledger-entry.ts';

/** What a ledger says about the run that it records. */
export type RunFacts = Omit<LedgerBodyOf<'runStarted'>, 'format' | 'formatVersion'>;

export interface LedgerWriterOptions {
  /** A file that exists already is continued: it then holds several runs. */
  path: string;
  run: RunFacts;
  /** The house's time, by which entries are dated. */
  clock: Clock;
  logger: Logger;
  /** The machine's time, which the platform's times compare with. The machine's own unless a test has another. */
  wallClock?: Clock;
  /** Bytes that may wait for the disk, 16 MiB if absent; entries that do not fit are dropped and counted. */
  bufferBytesMax?: number;
}

/** Writes the ledger of one run: an entry a line (NDJSON), numbered and dated. Never waits for the disk. */
export class LedgerWriter implements Service {
  readonly #file: AppendFile;
  readonly #run: RunFacts;
  readonly #clock: Clock;
  readonly #wallClock: Clock;
  readonly #logger: Logger;
  #seq = 0;
  #dropped = 0;
  #droppedSince = 0;
  #started = false;
  #stopping: Promise<void> | undefined;

  constructor(options: LedgerWriterOptions) {
    this.#run = options.run;
    this.#clock = options.clock;
    this.#wallClock = options.wallClock ?? systemClock;
    this.#logger = options.logger;
    this.#file = new AppendFile({
      path: options.path,
      mode: 'append',
      logger: options.logger,
      clock: this.#wallClock,
      ...(options.bufferBytesMax !== undefined && { bufferBytesMax: options.bufferBytesMax }),
    });
  }

  get path(): string {
    return this.#file.path;
  }

  /** How many entries did not make it into the file. */
  get droppedEntries(): number {
    return this.#dropped;
  }

  /** How many did, or are on their way. */
  get entries(): number {
    return this.#seq;
  }

  /** Opens the file and begins the run. @throws ZigfleetError `invalid-config` if it cannot be opened */
  async start(): Promise<void> {
    if (this.#started) return;
    const cut = await endsMidLine(this.#file.path);
    await this.#file.start();
    this.#started = true;
    // What a killed process left unfinished stays a line of its own.
    if (cut) this.#file.append('\n', true);
    this.#append(
      { type: 'runStarted', format: ledgerFormat, formatVersion: ledgerFormatVersion, ...this.#run },
      true,
    );
  }

  /** Takes an entry. Before `start` and after `stop` there is no run: it is dropped and counted. */
  write(body: LedgerBody): void {
    if (!this.#started || this.#stopping) {
      this.#dropped++;
      return;
    }
    if (this.#droppedSince > 0) {
      const count = this.#droppedSince;
      if (!this.#append({ type: 'entriesDropped', count }, false)) {
        this.#drop();
        return;
      }
      this.#droppedSince = 0;
      this.#logger.warn({ count, path: this.path }, 'the ledger lacks entries: the disk was too slow');
    }
    if (!this.#append(body, false)) this.#drop();
  }

  /** Ends the run; all of it is on disk then. @throws ZigfleetError `internal` if the disk did not take it */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    if (!this.#started) return;
    if (this.#droppedSince > 0) this.#append({ type: 'entriesDropped', count: this.#droppedSince }, true);
    this.#append({ type: 'runEnded', dropped: this.#dropped }, true);
    await this.#file.stop();
  }

  #append(body: LedgerBody, force: boolean): boolean {
    const stamp = `{"seq":${this.#seq + 1},"timeMs":${this.#clock.now()},"wallMs":${this.#wallClock.now()},`;
    if (!this.#file.append(`${stamp}${JSON.stringify(body).slice(1)}\n`, force)) return false;
    this.#seq++;
    return true;
  }

  #drop(): void {
    this.#dropped++;
    this.#droppedSince++;
  }
}

/** Whether a file exists, has something in it, and its last byte is no line feed. */
async function endsMidLine(path: string): Promise<boolean> {
  let file: Awaited<ReturnType<typeof open>>;
  try {
    file = await open(path, 'r');
  } catch {
    // There is none, or it cannot be read: opening it for writing tells why.
    return false;
  }
  try {
    const { size } = await file.stat();
    if (size === 0) return false;
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
    return buffer[0] !== 0x0a;
  } finally {
    await file.close();
  }
}
