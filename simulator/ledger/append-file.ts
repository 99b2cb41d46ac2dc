import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Clock, systemClock, type Timer } from '../../src/common/clock.ts';
import type { Service } from '../../src/common/lifecycle.ts';
import type { Logger } from '../../src/common/logger.ts';
import { messageOf, ZigfleetError } from '../../src/common/zigfleet-error.ts';

export interface AppendFileOptions {
  path: string;
  logger: Logger;
  /** `append` keeps what is there; `replace` begins anew. */
  mode: 'append' | 'replace';
  /** Bytes that may wait for the disk, 16 MiB if absent; what does not fit is refused. */
  bufferBytesMax?: number;
  /** So many waiting bytes are written at once, 64 KiB if absent. */
  flushBytes?: number;
  /** Fewer are written after so long, milliseconds, 200 if absent. */
  flushAfterMs?: number;
  /** The machine's clock unless a test has another. */
  clock?: Clock;
}

/** How soon a failed write is tried again, milliseconds. */
const retryMs = 1000;

/**
 * A file that only grows, written behind the caller's back in large pieces. Appending never waits and never fails: it
 * is refused when too much waits. A failed write is tried again from where it broke off, so no record is ever torn but
 * the last one of a process that is killed.
 */
export class AppendFile implements Service {
  readonly path: string;
  readonly #logger: Logger;
  readonly #clock: Clock;
  readonly #mode: 'append' | 'replace';
  readonly #bufferBytesMax: number;
  readonly #flushBytes: number;
  readonly #flushAfterMs: number;
  #parts: (string | Buffer)[] = [];
  #partBytes = 0;
  /** What the disk is taking now. */
  #writing: Buffer | undefined;
  #writeLoop: Promise<void> | undefined;
  #file: FileHandle | undefined;
  #timer: Timer | undefined;
  #failing = false;
  #stopping = false;

  constructor(options: AppendFileOptions) {
    this.path = options.path;
    this.#logger = options.logger;
    this.#mode = options.mode;
    this.#clock = options.clock ?? systemClock;
    this.#bufferBytesMax = options.bufferBytesMax ?? 16 * 1024 * 1024;
    this.#flushBytes = options.flushBytes ?? 64 * 1024;
    this.#flushAfterMs = options.flushAfterMs ?? 200;
  }

  /** Bytes that wait for the disk. */
  get waitingBytes(): number {
    return this.#partBytes + (this.#writing?.length ?? 0);
  }

  /** @throws ZigfleetError `invalid-config` if the file cannot be opened for writing */
  async start(): Promise<void> {
    try {
      await mkdir(dirname(this.path), { recursive: true });
      this.#file = await open(this.path, this.#mode === 'append' ? 'a' : 'w');
    } catch (error) {
      throw new ZigfleetError('invalid-config', `cannot write ${this.path}: ${messageOf(error)}`, {
        cause: error,
      });
    }
    this.#flush();
  }

  /**
   * Takes a record, or refuses it because too much waits or the file is closed. What is appended before `start` waits.
   * @param text - its length counts as its size: ASCII but for rare names
   * @param force - for the few records that must not be missing, whatever waits
   */
  append(record: string | Buffer, force = false): boolean {
    if (this.#stopping) return false;
    if (!force && this.waitingBytes + record.length > this.#bufferBytesMax) return false;
    this.#parts.push(record);
    this.#partBytes += record.length;
    if (this.#partBytes >= this.#flushBytes) this.#flush();
    else if (this.#timer === undefined && this.#file !== undefined) this.#wait(this.#flushAfterMs);
    return true;
  }

  /**
   * Writes what waits, forces it to disk, closes.
   * @throws ZigfleetError `internal` if the disk did not take everything
   */
  async stop(): Promise<void> {
    if (this.#stopping) return;
    this.#stopping = true;
    const file = this.#file;
    if (!file) return;
    this.#flush();
    await this.#writeLoop;
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#file = undefined;
    const lost = this.waitingBytes;
    try {
      if (lost === 0) await file.sync();
    } finally {
      await file.close();
    }
    if (lost > 0) throw new ZigfleetError('internal', `${lost} bytes could not be written to ${this.path}`);
  }

  #wait(delayMs: number): void {
    this.#timer = this.#clock.setTimer(delayMs, () => {
      this.#timer = undefined;
      this.#flush();
    });
  }

  #flush(): void {
    if (this.#file === undefined || this.#writeLoop !== undefined || this.waitingBytes === 0) return;
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#writeLoop = this.#write(this.#file).finally(() => {
      this.#writeLoop = undefined;
      if (this.waitingBytes === 0 || this.#stopping) return;
      if (this.#timer === undefined) this.#wait(this.#failing ? retryMs : this.#flushAfterMs);
    });
  }

  async #write(file: FileHandle): Promise<void> {
    while (this.waitingBytes > 0) {
      let rest = this.#writing ?? this.#takeParts();
      try {
        while (rest.length > 0) {
          this.#writing = rest;
          const { bytesWritten } = await file.write(rest);
          rest = rest.subarray(bytesWritten);
        }
        this.#writing = undefined;
      } catch (error) {
        this.#writing = rest;
        if (!this.#failing) this.#logger.error({ err: error, path: this.path }, 'a file cannot be written');
        this.#failing = true;
        return;
      }
      if (this.#failing) this.#logger.info({ path: this.path }, 'the file can be written again');
      this.#failing = false;
    }
  }

  #takeParts(): Buffer {
    const parts = this.#parts;
    this.#parts = [];
    this.#partBytes = 0;
    if (parts.every((part) => typeof part === 'string')) return Buffer.from(parts.join(''), 'utf8');
    return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'utf8') : part)));
  }
}
