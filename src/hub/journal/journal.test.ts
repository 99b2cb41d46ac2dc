import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../../common/logger.ts';
import { ManualClock } from '../../common/manual-clock.ts';
import { Entry } from '../../rpc/gen/zigfleet/link/v1/link.ts';
import { Journal } from './journal.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'zigfleet-journal-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function open(folder = join(root, 'journal'), bytesMax?: number): Journal {
  return Journal.open({
    folder,
    ...(bytesMax !== undefined && { bytesMax }),
    clock: new ManualClock(),
    logger: silentLogger(),
    syncIntervalMs: null,
  });
}

/** An entry that says which one it is. */
function entry(index: number, padding = 0): Uint8Array {
  const detail = 'x'.repeat(padding);
  return Entry.encode({
    observedAtMs: index,
    entry: {
      $case: 'commandResult',
      value: {
        commandId: String(index),
        result: { $case: 'failed', value: { reason: 'internal', detail, findingsJson: '' } },
      },
    },
  }).finish();
}

interface Served {
  sequence: number;
  /** What `entry` was made from. */
  index?: number;
  lost?: { count: number; reason: string };
}

/** Everything that the journal would send. */
function serve(journal: Journal, after = 0, entriesMax = 64): Served[] {
  const served: Served[] = [];
  for (let last = after; ; ) {
    const batch = journal.readAfter(last, entriesMax, 100_000);
    if (!batch) return served;
    for (const [index, bytes] of batch.entries.entries()) {
      const { entry } = Entry.decode(bytes);
      last = batch.firstSequence + index;
      if (entry?.$case === 'entriesLost') served.push({ sequence: last, lost: { ...entry.value } });
      else if (entry?.$case === 'commandResult')
        served.push({ sequence: last, index: Number(entry.value.commandId) });
    }
  }
}

const indexesOf = (served: Served[]) => served.flatMap(({ index }) => (index === undefined ? [] : [index]));
const lostIn = (served: Served[]) => served.reduce((sum, { lost }) => sum + (lost?.count ?? 0), 0);

describe('Journal', () => {
  it('gives entries back in order, with numbers that grow, across restarts', async () => {
    const first = open();
    const id = first.journalId;
    for (let index = 1; index <= 5; index++) expect(first.append(entry(index))).toBe(index);
    await first.close();

    const second = open();
    expect(second.journalId).toBe(id);
    expect(second.append(entry(6))).toBeGreaterThan(6);
    const served = serve(second);
    expect(indexesOf(served)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(served.slice(0, 5).map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
    await second.close();
  });

  it('forgets what is acknowledged, now and after a restart', async () => {
    const first = open();
    for (let index = 1; index <= 5; index++) first.append(entry(index));
    first.acknowledge(3);
    expect(first.waitingCount).toBe(2);
    expect(indexesOf(serve(first))).toEqual([4, 5]);
    await first.close();
    const second = open();
    expect(second.waitingCount).toBe(2);
    expect(indexesOf(serve(second))).toEqual([4, 5]);
    second.acknowledge(Number.MAX_SAFE_INTEGER);
    expect(serve(second)).toEqual([]);
    await second.close();
  });

  it('never gives a sequence number twice, though everything is acknowledged and gone', async () => {
    let last = 0;
    for (let round = 0; round < 5; round++) {
      const journal = open();
      expect(journal.append(entry(round))).toBeGreaterThan(last);
      last = journal.lastSequence;
      journal.acknowledge(last);
      await journal.close();
    }
  });

  it('serves batches within bounds, from memory and from disk alike', async () => {
    const writer = open();
    for (let index = 1; index <= 300; index++) writer.append(entry(index, 100));
    for (const fromDisk of [false, true]) {
      if (fromDisk) await writer.close();
      const journal = fromDisk ? open() : writer;
      expect(journal.readAfter(0, 10, 1_000_000)?.entries).toHaveLength(10);
      expect(journal.readAfter(0, 100, 250)?.entries).toHaveLength(2);
      expect(journal.readAfter(0, 100, 1)?.entries).toHaveLength(1);
      expect(journal.readAfter(295, 100, 1_000_000)?.entries).toHaveLength(5);
      expect(journal.readAfter(300, 100, 1_000_000)).toBeUndefined();
      expect(indexesOf(serve(journal, 0, 7))).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
    }
  });

  it('keeps and gives back 10,000 entries over several segments, and frees them as they are acknowledged', async () => {
    const writer = open(undefined, 8 * 1024 * 1024);
    for (let index = 1; index <= 10_000; index++) writer.append(entry(index, 100));
    await writer.close();
    const journal = open(undefined, 8 * 1024 * 1024);
    const served = serve(journal);
    expect(indexesOf(served)).toEqual(Array.from({ length: 10_000 }, (_, index) => index + 1));
    const sizeBefore = journal.size;
    journal.acknowledge(5000);
    expect(journal.size).toBeLessThan(0.6 * sizeBefore);
    expect(indexesOf(serve(journal))[0]).toBe(5001);
    journal.acknowledge(journal.lastSequence);
    expect(readdirSync(join(root, 'journal')).filter((name) => name.endsWith('.segment'))).toHaveLength(1);
    await journal.close();
  });

  it('gives up the oldest entries when it is full, and says exactly how many, also across a restart', async () => {
    const bytesMax = 256 * 1024;
    let journal = open(undefined, bytesMax);
    for (let index = 1; index <= 3000; index++) {
      journal.append(entry(index, 200));
      if (index === 2000) {
        await journal.close();
        journal = open(undefined, bytesMax);
      }
      expect(journal.size).toBeLessThanOrEqual(bytesMax);
    }
    const served = serve(journal);
    const kept = indexesOf(served);
    expect(kept.length).toBeGreaterThan(500);
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, index) => 3001 - kept.length + index));
    expect(lostIn(served)).toBe(3000 - kept.length);
    expect(new Set(served.flatMap(({ lost }) => lost?.reason ?? []))).toEqual(new Set(['journal-full']));
    await journal.close();
  });

  it('goes on above what the platform knows when it was restored from an old copy', async () => {
    const folder = join(root, 'restored');
    const before = open(folder);
    before.append(entry(1));
    await before.close();
    const journal = open(folder);
    journal.advanceTo(50_000_000);
    journal.acknowledge(50_000_000);
    expect(serve(journal)).toEqual([]);
    expect(journal.append(entry(2))).toBe(50_000_001);
    expect(indexesOf(serve(journal, 50_000_000))).toEqual([2]);
    await journal.close();
  });

  it('loses nothing of what it was given between being restored and hearing what the platform knows', async () => {
    const folder = join(root, 'restored-busy');
    const before = open(folder, 256 * 1024);
    before.append(entry(1));
    await before.close();
    const journal = open(folder, 256 * 1024);
    for (let index = 2; index <= 601; index++) journal.append(entry(index, 100));
    journal.advanceTo(50_000_000);
    journal.acknowledge(50_000_000);
    const served = serve(journal, 50_000_000);
    expect(served[0]?.sequence).toBe(50_000_001);
    expect(indexesOf(served)).toEqual(Array.from({ length: 600 }, (_, index) => index + 2));
    expect(journal.waitingCount).toBe(600);
    await journal.close();
    const again = open(folder, 256 * 1024);
    expect(indexesOf(serve(again, 50_000_000))).toHaveLength(600);
    await again.close();
  });

  it('refuses an entry that no message could carry', async () => {
    const journal = open();
    expect(() => journal.append(new Uint8Array(600_000))).toThrow(
      expect.objectContaining({ code: 'invalid-value' }),
    );
    await journal.close();
  });
});

describe('a damaged Journal', () => {
  /** A journal of three files with entries 1 to `count`, the first `acknowledged` of them acknowledged. */
  async function makeSmall(count: number, acknowledged: number): Promise<string> {
    const folder = join(root, 'small');
    const journal = open(folder);
    for (let index = 1; index <= count; index++) journal.append(entry(index));
    journal.acknowledge(acknowledged);
    await journal.close();
    return folder;
  }

  /** Opens a damaged copy: whatever happened, good entries are served, bad ones are told. */
  async function check(folder: string, count: number, acknowledged: number, isTold = true): Promise<void> {
    const journal = open(folder);
    const served = serve(journal);
    const indexes = indexesOf(served);
    for (const [position, index] of indexes.entries()) {
      expect(index).toBeLessThanOrEqual(count);
      expect(index).toBeGreaterThan(indexes[position - 1] ?? 0);
    }
    const missing = Array.from(
      { length: count - acknowledged },
      (_, index) => acknowledged + 1 + index,
    ).filter((index) => !indexes.includes(index));
    if (isTold) expect(lostIn(served)).toBe(missing.length);
    expect(journal.append(entry(99))).toBeGreaterThan(count);
    await journal.close();
    // Told once, not at each start.
    const again = open(folder);
    expect(serve(again).filter(({ lost }) => lost)).toEqual(served.filter(({ lost }) => lost));
    await again.close();
  }

  async function isNoticed(folder: string): Promise<boolean> {
    let noticed = false;
    const logger = silentLogger();
    logger.error = () => {
      noticed = true;
    };
    const journal = Journal.open({ folder, clock: new ManualClock(), logger, syncIntervalMs: null });
    await journal.close();
    return noticed;
  }

  async function eachDamage(
    file: string,
    damage: (path: string, position: number) => void,
    verify: (copy: string, position: number) => Promise<void>,
  ): Promise<void> {
    const folder = await makeSmall(4, 1);
    const { size } = statSync(join(folder, file));
    for (let position = 0; position < size; position++) {
      const copy = join(root, `copy-${position}`);
      const other = join(root, `other-${position}`);
      cpSync(folder, copy, { recursive: true });
      damage(join(copy, file), position);
      cpSync(copy, other, { recursive: true });
      expect(await isNoticed(other), `${file} at ${position}`).toBe(true);
      await verify(copy, position);
      rmSync(copy, { recursive: true });
      rmSync(other, { recursive: true });
    }
  }

  const flip = (path: string, position: number) => {
    const bytes = readFileSync(path);
    bytes[position] = (bytes[position] ?? 0) ^ (1 << (position % 8));
    writeFileSync(path, bytes);
  };
  const segment = 'journal-0000000001.segment';

  it('cut at every byte of a segment: noticed, never served, counted', async () => {
    await eachDamage(segment, truncateSync, (copy) => check(copy, 4, 1));
  });

  it('flipped at every byte of a segment: noticed, never served, counted, the other entries survive', async () => {
    await eachDamage(segment, flip, (copy) => check(copy, 4, 1));
  });

  it('cut at every byte of the state file: noticed, nothing good is lost', async () => {
    await eachDamage('journal.state', truncateSync, (copy) => check(copy, 4, 1, false));
  });

  it('flipped at every byte of the state file: noticed, nothing good is lost', async () => {
    await eachDamage('journal.state', flip, async (copy) => {
      await check(copy, 4, 1, false);
      const journal = open(copy);
      expect(indexesOf(serve(journal))).toEqual(expect.arrayContaining([2, 3, 4]));
      await journal.close();
    });
  });

  it('a missing segment is noticed and counted', async () => {
    const folder = join(root, 'journal');
    const journal = open(folder, 256 * 1024);
    for (let index = 1; index <= 500; index++) journal.append(entry(index, 100));
    await journal.close();
    const segments = readdirSync(folder).filter((name) => name.endsWith('.segment'));
    expect(segments.length).toBeGreaterThan(3);
    for (const name of [segments[1], segments.at(-1)]) {
      const copy = join(root, `without-${name}`);
      cpSync(folder, copy, { recursive: true });
      rmSync(join(copy, String(name)));
      const damaged = open(copy, 256 * 1024);
      const served = serve(damaged);
      const kept = indexesOf(served);
      expect(kept.length).toBeLessThan(500);
      expect(lostIn(served)).toBe(500 - kept.length);
      expect(damaged.append(entry(501))).toBeGreaterThan(500);
      await damaged.close();
    }
  });

  it('without its state file it serves what the segments have and begins no number anew', async () => {
    const folder = await makeSmall(4, 1);
    rmSync(join(folder, 'journal.state'));
    const journal = open(folder);
    expect(indexesOf(serve(journal))).toEqual([1, 2, 3, 4]);
    expect(journal.append(entry(5))).toBeGreaterThan(4);
    await journal.close();
  });

  it('damage that comes while it is open is noticed when it is read', async () => {
    const folder = join(root, 'journal');
    const writer = open(folder);
    for (let index = 1; index <= 20; index++) writer.append(entry(index, 50));
    await writer.close();
    const journal = open(folder);
    flip(join(folder, segment), 48 + 15 + 30);
    const served = serve(journal);
    expect(indexesOf(served)).toEqual(Array.from({ length: 19 }, (_, index) => index + 2));
    expect(lostIn(served)).toBe(1);
    await journal.close();
    await check(folder, 20, 0);
  });

  it('survives any bytes in any of its files', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(segment, 'journal.state', 'journal-0000000007.segment'),
        fc.uint8Array({ maxLength: 300 }),
        fc.nat(300),
        async (file, bytes, at) => {
          const folder = await makeSmall(3, 0);
          const path = join(folder, file);
          const before = readdirSync(folder).includes(file) ? readFileSync(path) : Buffer.alloc(0);
          writeFileSync(
            path,
            Buffer.concat([before.subarray(0, at), bytes, before.subarray(at + bytes.length)]),
          );
          const journal = open(folder);
          for (const index of indexesOf(serve(journal))) expect([1, 2, 3]).toContain(index);
          expect(journal.append(entry(4))).toBeGreaterThan(0);
          await journal.close();
          rmSync(folder, { recursive: true });
        },
      ),
      { numRuns: 200 },
    );
  });
});
