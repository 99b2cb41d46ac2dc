import { createReadStream } from 'node:fs';
import { isZigfleetError, messageOf, ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { type LedgerEntry, ledgerFormat } from './ledger-entry.ts';
import { ledgerError, parseEntry } from './parse-entry.ts';

/** No entry is longer, bytes: a longer line is no entry, and is not kept in memory. */
const lineBytesMax = 1024 * 1024;

export interface ReadLedgerOptions {
  /** Told of each line that a killed process left unfinished: the last one, or the one before the next run. */
  onCut?: (lineNumber: number) => void;
  /** Told where so many entries are missing: then they are no error. */
  onMissing?: (count: number, lineNumber: number) => void;
  /** Told how many bytes have been read, now and then. */
  onRead?: (bytes: number) => void;
}

/**
 * The entries of a ledger, as they are in the file, one at a time.
 * @throws ZigfleetError `not-found` if there is no such file; `decode-failed` naming the line if something is no entry,
 *   or if entries are missing
 */
export async function* readLedger(
  path: string,
  options: ReadLedgerOptions = {},
): AsyncGenerator<LedgerEntry> {
  const reader = new EntryReader(options);
  let lineNumber = 0;
  for await (const { line, whole } of linesOf(path, options.onRead)) {
    lineNumber++;
    const entry = reader.read(line, lineNumber, whole);
    if (entry) yield entry;
  }
  reader.end(lineNumber);
}

class EntryReader {
  readonly #options: ReadLedgerOptions;
  #lastSeq: number | undefined;
  /** A line that is no entry is forgiven if it turns out to be where an earlier run was cut off. */
  #suspect: { error: ZigfleetError; lineNumber: number } | undefined;

  constructor(options: ReadLedgerOptions) {
    this.#options = options;
  }

  read(line: string, lineNumber: number, whole: boolean): LedgerEntry | undefined {
    let entry: LedgerEntry;
    try {
      entry = parseEntry(line, lineNumber);
    } catch (error) {
      if (!isZigfleetError(error)) throw error;
      if (this.#suspect) throw this.#suspect.error;
      // The first line must tell what the file is; any other may have been cut.
      if (this.#lastSeq === undefined) throw error;
      if (whole) this.#suspect = { error, lineNumber };
      else this.#options.onCut?.(lineNumber);
      return undefined;
    }
    if (this.#suspect) {
      if (entry.type !== 'runStarted') throw this.#suspect.error;
      this.#options.onCut?.(this.#suspect.lineNumber);
      this.#suspect = undefined;
    }
    this.#assertFollows(entry, lineNumber);
    this.#lastSeq = entry.seq;
    return entry;
  }

  end(lineNumber: number): void {
    if (this.#suspect) throw this.#suspect.error;
    if (this.#lastSeq === undefined)
      throw ledgerError(lineNumber, `it holds nothing, so it is no ${ledgerFormat}`);
  }

  #assertFollows(entry: LedgerEntry, lineNumber: number): void {
    if (entry.type === 'runStarted') {
      if (entry.seq !== 1) throw ledgerError(lineNumber, `a run starts with entry 1, not ${entry.seq}`);
      return;
    }
    if (this.#lastSeq === undefined)
      throw ledgerError(lineNumber, 'the first entry is not that of a run that starts');
    const missing = entry.seq - this.#lastSeq - 1;
    if (missing > 0 && this.#options.onMissing) this.#options.onMissing(missing, lineNumber);
    else if (missing !== 0) {
      throw ledgerError(
        lineNumber,
        `entry ${this.#lastSeq + 1} should be here, and it is entry ${entry.seq}`,
      );
    }
  }
}

/** Lines of a file; `whole` is false for a last one without a line feed. */
async function* linesOf(
  path: string,
  onRead: ((bytes: number) => void) | undefined,
): AsyncGenerator<{ line: string; whole: boolean }> {
  let readBytes = 0;
  let kept: Buffer[] = [];
  let keptBytes = 0;
  let lineNumber = 1;
  const take = (last: Buffer) => {
    const line = kept.length === 0 ? last : Buffer.concat([...kept, last]);
    kept = [];
    keptBytes = 0;
    lineNumber++;
    return line.toString('utf8');
  };
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
      let bytes = chunk as Buffer;
      readBytes += bytes.length;
      onRead?.(readBytes);
      for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a)) {
        yield { line: take(bytes.subarray(0, end)), whole: true };
        bytes = bytes.subarray(end + 1);
      }
      keptBytes += bytes.length;
      if (keptBytes > lineBytesMax) throw ledgerError(lineNumber, `it is longer than ${lineBytesMax} bytes`);
      if (bytes.length > 0) kept.push(Buffer.from(bytes));
    }
  } catch (error) {
    if (isZigfleetError(error)) throw error;
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const message = missing ? `there is no ledger ${path}` : `cannot read ${path}: ${messageOf(error)}`;
    throw new ZigfleetError(missing ? 'not-found' : 'internal', message, { cause: error });
  }
  if (keptBytes > 0) yield { line: take(Buffer.alloc(0)), whole: false };
}
