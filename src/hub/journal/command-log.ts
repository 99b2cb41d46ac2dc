import {
  closeSync,
  fdatasync,
  fdatasyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { promisify } from 'node:util';
import type { Clock } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import { ZigfleetError } from '../../common/zigfleet-error.ts';
import { wireLimits } from '../../rpc/wire/wire-limits.ts';
import { DelayedSync } from './delayed-sync.ts';
import { encodeRecord, readRecords } from './record-format.ts';
import { diskError, writeFully } from './write-fully.ts';

export interface CommandLogOptions {
  path: string;
  /** Results remembered at most. */
  resultsMax?: number;
  /** How long a result is remembered at most, milliseconds. */
  resultAgeMaxMs?: number;
  /** See `JournalOptions.syncIntervalMs`. */
  syncIntervalMs?: number | null;
  clock: Clock;
  logger: Logger;
}

/** A command that was not finished when the hub went down. */
export interface UnfinishedCommand {
  commandId: string;
  /** As it was received. */
  command: Uint8Array;
  receivedAtMs: number;
  /** Whether its execution had begun: then nobody knows what the device did. */
  wasStarted: boolean;
}

/** A result, and the journal's last sequence number just before it was to be journaled. */
export interface FinishedCommand {
  result: Uint8Array;
  journalSequence: number;
}

/** Record kinds: what happened to a command. */
const kinds = { received: 0, started: 1, finished: 2 } as const;

interface Remembered {
  state: keyof typeof kinds;
  /** When it was received, or finished. Milliseconds since the Unix epoch. */
  atMs: number;
  /** The command, or when it is finished its result. */
  body: Uint8Array;
  journalSequence: number;
}

const magic = Buffer.from('ZFCL0001', 'latin1');
const prefixBytes = 14;
const resultsMaxDefault = 10_000;
const resultAgeMaxDefaultMs = 24 * 60 * 60 * 1000;
const syncIntervalDefaultMs = 200;
/** The file is written anew when it has this many times the records that it needs, and at least so many. */
const compactionFactor = 4;
const compactionRecordsMin = 1000;
const syncFile = promisify(fdatasync);

/**
 * Which commands the hub has had and what became of them, on disk: so that none is executed twice, and none is forgotten
 * when the hub is killed.
 */
export class CommandLog {
  readonly #options: CommandLogOptions;
  readonly #commands = new Map<string, Remembered>();
  readonly #sync: DelayedSync;
  #fd: number;
  #size: number;
  #nextNumber: number;
  #recordCount: number;
  #isClosed = false;
  /** What the last process left unfinished, in the order in which it was received. */
  readonly unfinished: readonly UnfinishedCommand[];
  /** The result that was finished last before this open. */
  readonly lastFinished: FinishedCommand | undefined;

  private constructor(options: CommandLogOptions) {
    const { path, clock, logger } = options;
    this.#options = options;
    const bytes = readOrCreate(path);
    const { records, damage } = readRecords(
      bytes,
      magic.length,
      wireLimits.entryBytesMax + prefixBytes + 256,
    );
    const isForeign = !bytes.subarray(0, magic.length).equals(magic);
    if (isForeign) records.length = 0;
    let lastFinished: FinishedCommand | undefined;
    for (const { kind, payload } of records) {
      const finished = this.#replay(kind, payload);
      lastFinished = finished ?? lastFinished;
    }
    this.lastFinished = lastFinished;
    this.unfinished = [...this.#commands].flatMap(([commandId, each]) =>
      each.state === 'finished'
        ? []
        : [{ commandId, command: each.body, receivedAtMs: each.atMs, wasStarted: each.state === 'started' }],
    );
    this.#fd = openSync(path, 'r+');
    this.#size = bytes.length;
    this.#nextNumber = (records.at(-1)?.number ?? 0) + 1;
    this.#recordCount = records.length;
    this.#sync = new DelayedSync({
      intervalMs: options.syncIntervalMs === undefined ? syncIntervalDefaultMs : options.syncIntervalMs,
      sync: () => syncFile(this.#fd),
      clock,
      logger,
    });
    const isTornTail = !isForeign && damage.length === 1 && damage[0]?.end === bytes.length;
    if ((damage.length > 0 || isForeign) && !isTornTail) {
      logger.error(
        { path, damage: damage.length },
        'the log of commands was damaged; what is good of it is kept',
      );
    }
    this.#forgetOld();
    if ((damage.length > 0 || isForeign) && !this.#compact()) {
      throw new ZigfleetError('journal-full', 'there is no room to repair the log of commands');
    }
  }

  /** @throws ZigfleetError `journal-full`, `internal` if the disk does not let it */
  static open(options: CommandLogOptions): CommandLog {
    try {
      return new CommandLog(options);
    } catch (error) {
      throw error instanceof ZigfleetError ? error : diskError(error, 'the log of commands cannot be opened');
    }
  }

  isKnown(commandId: string): boolean {
    return this.#commands.has(commandId);
  }

  /** The result of a finished command. */
  resultOf(commandId: string): Uint8Array | undefined {
    const remembered = this.#commands.get(commandId);
    return remembered?.state === 'finished' ? remembered.body : undefined;
  }

  /** @throws ZigfleetError `journal-full`, `internal`: then the command must not be executed */
  received(commandId: string, command: Uint8Array): void {
    const remembered = { atMs: this.#options.clock.now(), body: command, journalSequence: 0 };
    this.#write(commandId, { state: 'received', ...remembered });
  }

  /** @throws ZigfleetError `journal-full`, `internal`: then the command must not be executed */
  started(commandId: string): void {
    const remembered = this.#commands.get(commandId);
    if (remembered?.state === 'received') this.#write(commandId, { ...remembered, state: 'started' });
  }

  /**
   * To be followed at once by the result's entry in the journal.
   * @param journalSequence - the journal's last sequence number before that entry
   * @throws ZigfleetError `journal-full`, `internal`: then it is remembered until the hub goes down
   */
  finished(commandId: string, result: Uint8Array, journalSequence: number): void {
    this.#commands.delete(commandId);
    const atMs = this.#options.clock.now();
    this.#write(commandId, { state: 'finished', atMs, body: result, journalSequence });
    this.#forgetOld();
    const needed = Math.max(compactionRecordsMin, compactionFactor * this.#commands.size);
    if (this.#recordCount > needed) this.#compact();
  }

  /** Brings everything to disk and closes the file. Idempotent. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#sync.close();
    fdatasyncSync(this.#fd);
    closeSync(this.#fd);
  }

  #write(commandId: string, remembered: Remembered): void {
    if (this.#isClosed) throw new ZigfleetError('unavailable', 'the log of commands is closed');
    this.#commands.set(commandId, remembered);
    // The command itself is in the log already when it is started.
    const body = remembered.state === 'started' ? new Uint8Array() : remembered.body;
    const record = encodeRecord(
      kinds[remembered.state],
      this.#nextNumber,
      encodePayload(commandId, { ...remembered, body }),
    );
    writeFully(this.#fd, record, this.#size);
    this.#nextNumber++;
    this.#recordCount++;
    this.#size += record.length;
    this.#sync.touch();
  }

  #replay(kind: number, payload: Buffer): FinishedCommand | undefined {
    const { commandId, atMs, journalSequence, body } = decodePayload(payload);
    const remembered = this.#commands.get(commandId);
    if (kind === kinds.received) {
      this.#commands.set(commandId, { state: 'received', atMs, body, journalSequence });
    } else if (kind === kinds.started && remembered?.state === 'received') {
      remembered.state = 'started';
    } else if (kind === kinds.finished) {
      this.#commands.delete(commandId);
      this.#commands.set(commandId, { state: 'finished', atMs, body, journalSequence });
      return { result: body, journalSequence };
    }
    return undefined;
  }

  #forgetOld(): void {
    const { clock, resultsMax = resultsMaxDefault, resultAgeMaxMs = resultAgeMaxDefaultMs } = this.#options;
    const oldestMs = clock.now() - resultAgeMaxMs;
    for (const [commandId, { state, atMs }] of this.#commands) {
      if (state !== 'finished') continue;
      if (this.#commands.size <= resultsMax && atMs >= oldestMs) return;
      this.#commands.delete(commandId);
    }
  }

  /** Writes the file anew with what is remembered. @returns false if there is no room for it */
  #compact(): boolean {
    const { path, syncIntervalMs } = this.#options;
    let number = 0;
    const records = [...this.#commands].flatMap(([commandId, remembered]) => {
      if (remembered.state !== 'started') {
        return [encodeRecord(kinds[remembered.state], ++number, encodePayload(commandId, remembered))];
      }
      const started = { ...remembered, body: new Uint8Array() };
      return [
        encodeRecord(kinds.received, ++number, encodePayload(commandId, remembered)),
        encodeRecord(kinds.started, ++number, encodePayload(commandId, started)),
      ];
    });
    const bytes = Buffer.concat([magic, ...records]);
    const compacted = `${path}.compacted`;
    try {
      writeFileSync(compacted, bytes, { mode: 0o600, flush: syncIntervalMs !== null });
      renameSync(compacted, path);
    } catch (error) {
      // The file as it is goes on growing until there is room.
      this.#options.logger.warn({ err: diskError(error, path) }, 'the log of commands cannot be compacted');
      return false;
    }
    const old = this.#fd;
    this.#fd = openSync(path, 'r+');
    void this.#sync.after(async () => closeSync(old));
    this.#size = bytes.length;
    this.#nextNumber = number + 1;
    this.#recordCount = number;
    return true;
  }
}

/** Time (u48), the journal's sequence number (u48), length of the id (u16), the id, the body. */
function encodePayload(commandId: string, remembered: Remembered): Buffer {
  const id = Buffer.from(commandId);
  const prefix = Buffer.alloc(prefixBytes);
  prefix.writeUIntLE(Math.max(0, Math.trunc(remembered.atMs)), 0, 6);
  prefix.writeUIntLE(remembered.journalSequence, 6, 6);
  prefix.writeUInt16LE(id.length, 12);
  return Buffer.concat([prefix, id, remembered.body]);
}

function decodePayload(payload: Buffer): {
  commandId: string;
  atMs: number;
  journalSequence: number;
  body: Uint8Array;
} {
  const end = prefixBytes + payload.readUInt16LE(12);
  return {
    atMs: payload.readUIntLE(0, 6),
    journalSequence: payload.readUIntLE(6, 6),
    commandId: payload.toString('utf8', prefixBytes, end),
    body: payload.subarray(end),
  };
}

function readOrCreate(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    writeFileSync(path, magic, { flag: 'wx', mode: 0o600 });
    return Buffer.from(magic);
  }
}
