import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../../src/common/logger.ts';
import { ManualClock } from '../../src/common/manual-clock.ts';
import { isZigfleetError } from '../../src/common/zigfleet-error.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import { LedgerWriter } from './ledger-writer.ts';
import { readLedger } from './read-ledger.ts';

const run = {
  softwareVersion: '0.1.0',
  houseName: 'Test',
  houseDigest: '',
  seed: 1,
  clockStartMs: 0,
  clockSpeed: 1,
};

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zigfleet-ledger-'));
  path = join(folder, 'deep', 'ledger.ndjson');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function writer(options: { bufferBytesMax?: number; path?: string } = {}): LedgerWriter {
  const logger = silentLogger();
  return new LedgerWriter({ path, run, clock: new ManualClock(), logger, ...options });
}

async function readAll(cuts: number[] = []): Promise<LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  for await (const entry of readLedger(path, { onCut: (lineNumber) => cuts.push(lineNumber) })) {
    entries.push(entry);
  }
  return entries;
}

async function writeRun(notes: number): Promise<void> {
  const ledger = writer();
  await ledger.start();
  for (let index = 0; index < notes; index++) ledger.write({ type: 'noted', text: `note ${index}` });
  await ledger.stop();
}

describe('a ledger on disk', () => {
  it('comes back as it was written, numbered, from its start to its end', async () => {
    await writeRun(10_000);
    const entries = await readAll();
    expect(entries).toHaveLength(10_002);
    expect(entries[0]).toMatchObject({ seq: 1, type: 'runStarted', format: 'zigfleet-ledger', seed: 1 });
    expect(entries[4711]).toMatchObject({ seq: 4712, type: 'noted', text: 'note 4710' });
    expect(entries.at(-1)).toMatchObject({ type: 'runEnded', dropped: 0 });
  });

  it('holds several runs, also after one that was cut off in the middle of a line', async () => {
    await writeRun(3);
    truncateSync(path, readFileSync(path).length - 20);
    await writeRun(2);
    const cuts: number[] = [];
    const entries = await readAll(cuts);
    expect(entries.filter(({ type }) => type === 'runStarted')).toHaveLength(2);
    expect(entries.filter(({ type }) => type === 'runEnded')).toHaveLength(1);
    expect(cuts).toEqual([5]);
  });

  it('is readable wherever a killed process left it', async () => {
    await writeRun(2);
    const whole = readFileSync(path);
    const firstLine = whole.indexOf('\n') + 1;
    for (let length = firstLine; length <= whole.length; length++) {
      writeFileSync(path, whole.subarray(0, length));
      const cuts: number[] = [];
      const entries = await readAll(cuts);
      const complete = whole.subarray(0, length).toString().split('\n').length - 1;
      const hasRest = whole[length - 1] !== 0x0a;
      // A line that lacks nothing but its line feed is an entry all the same.
      expect(entries.length + cuts.length).toBe(complete + (hasRest ? 1 : 0));
    }
  });

  it('counts what the disk was too slow for, and says where it is missing', async () => {
    const ledger = writer({ bufferBytesMax: 4096 });
    await ledger.start();
    const text = 'x'.repeat(500);
    for (let index = 0; index < 100; index++) ledger.write({ type: 'noted', text });
    expect(ledger.droppedEntries).toBeGreaterThan(80);
    await ledger.stop();
    const entries = await readAll();
    const dropped = entries.filter((entry) => entry.type === 'entriesDropped');
    const total = dropped.reduce((sum, { count }) => sum + count, 0);
    expect(total).toBe(ledger.droppedEntries);
    expect(entries.filter(({ type }) => type === 'noted')).toHaveLength(100 - total);
    expect(entries.at(-1)).toMatchObject({ type: 'runEnded', dropped: total });
  });

  it('takes nothing before it starts and after it stops, and counts that', async () => {
    const ledger = writer();
    ledger.write({ type: 'noted', text: 'too early' });
    await ledger.start();
    await ledger.stop();
    await ledger.stop();
    ledger.write({ type: 'noted', text: 'too late' });
    expect(ledger.droppedEntries).toBe(2);
    expect(await readAll()).toHaveLength(2);
  });

  it('says so when it cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    const ledger = writer({ path: join(folder, 'file', 'ledger.ndjson') });
    await expect(ledger.start()).rejects.toMatchObject({ code: 'invalid-config' });
  });

  it.each([
    ['another file', '{"seq":1}\n', /line 1: "undefined" is no type of entry/],
    ['no JSON', 'hello\n', /line 1: no JSON/],
    ['nothing', '', /it holds nothing/],
    ['a list', '[]\n', /is no type of entry/],
    ['the name of a prototype member', '{"type":"constructor"}\n', /"constructor" is no type of entry/],
  ])('refuses %s', async (_, text, message) => {
    await writeRun(0);
    writeFileSync(path, text);
    await expect(readAll()).rejects.toMatchObject({
      code: 'decode-failed',
      message: expect.stringMatching(message),
    });
  });

  it('names the line of an entry that is malformed, missing or out of place', async () => {
    await writeRun(3);
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    const expectFault = async (changed: (string | undefined)[], message: RegExp) => {
      writeFileSync(path, `${changed.filter((line) => line !== undefined).join('\n')}\n`);
      await expect(readAll()).rejects.toThrow(message);
    };
    await expectFault(lines.with(2, lines[2]?.replace('note 1', 'a":"b') ?? ''), /line 3/);
    await expectFault(
      lines.with(2, lines[2]?.replace('"note 1"', '7') ?? ''),
      /line 3: noted \/text must be string/,
    );
    await expectFault(lines.toSpliced(2, 1), /line 3: entry 3 should be here, and it is entry 4/);
    await expectFault([lines[0], lines[2], lines[1]], /line 2: entry 2 should be here/);
    await expectFault(lines.slice(1), /line 1: the first entry is not that of a run/);
  });

  it('does not keep an endless line in memory', async () => {
    await writeRun(0);
    appendFileSync(path, 'x'.repeat(3 * 1024 * 1024));
    await expect(readAll()).rejects.toThrow(/longer than 1048576 bytes/);
  });

  it('is not found where there is none', async () => {
    path = join(folder, 'none');
    await expect(readAll()).rejects.toMatchObject({ code: 'not-found' });
  });

  it('gives a clear error for any bytes', async () => {
    await writeRun(5);
    const whole = readFileSync(path);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length - 1),
        fc.uint8Array({ minLength: 1, maxLength: 30 }),
        async (at, bytes) => {
          const changed = Buffer.from(whole);
          changed.set(bytes.subarray(0, whole.length - at), at);
          writeFileSync(path, changed);
          try {
            await readAll();
          } catch (error) {
            expect(isZigfleetError(error, 'decode-failed')).toBe(true);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
