import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLogger } from '../../src/common/logger.ts';
import { ManualClock } from '../../src/common/manual-clock.ts';
import { Journal } from '../../src/hub/journal/journal.ts';
import { Entry } from '../../src/rpc/gen/zigfleet/link/v1/link.ts';
import { waitUntil } from '../support/wait-until.ts';

const writer = fileURLToPath(new URL('../support/journal-writer.ts', import.meta.url));

let root: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'zigfleet-kill-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

interface Writer {
  child: ChildProcess;
  lines: string[];
}

function startWriter(first: number, mode: string): Writer {
  const child = spawn(process.execPath, [writer, root, String(first), mode], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines: string[] = [];
  let rest = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
  });
  return { child, lines };
}

/** Opens the journal and gives what it would send, and what it logged as errors. */
async function readAll(): Promise<{
  numbers: number[];
  sequences: number[];
  last: Entry['entry'];
  errors: string[];
}> {
  const errors: string[] = [];
  const logger = createLogger({
    name: 'test',
    level: 'error',
    destination: { write: (line: string) => void errors.push(line) },
  });
  const journal = Journal.open({ folder: root, clock: new ManualClock(), logger, syncIntervalMs: null });
  const numbers: number[] = [];
  const sequences: number[] = [];
  let last: Entry['entry'];
  for (let after = 0; ; after = sequences.at(-1) ?? 0) {
    const batch = journal.readAfter(after, 1000, 1_000_000);
    if (!batch) break;
    for (const [index, bytes] of batch.entries.entries()) {
      const { observedAtMs, entry } = Entry.decode(bytes);
      numbers.push(observedAtMs);
      last = entry;
      sequences.push(batch.firstSequence + index);
    }
  }
  await journal.close();
  return { numbers, sequences, last, errors };
}

it('a journal whose process is killed (-9) again and again loses nothing that was appended', async () => {
  let told = 0;
  let last = 0;
  for (let round = 0; round < 10; round++) {
    const { child, lines } = startWriter(last + 1, 'endless');
    await waitUntil('it has appended', () => lines.length > 200 + round * 37);
    child.kill('SIGKILL');
    await once(child, 'close');
    told = Number(lines.at(-1));
    const { numbers, sequences, errors } = await readAll();
    expect(errors).toEqual([]);
    last = numbers.at(-1) ?? 0;
    expect(last).toBeGreaterThanOrEqual(told);
    expect(numbers).toEqual(Array.from({ length: last }, (_, index) => index + 1));
    expect(new Set(sequences).size).toBe(sequences.length);
    expect(sequences.every((sequence, index) => index === 0 || sequence > (sequences[index - 1] ?? 0))).toBe(
      true,
    );
  }
});

it('a journal on a full disk says so, and goes on by itself and tells of the loss when there is room', async () => {
  const { child, lines } = startWriter(1, 'asked');
  const append = async () => {
    const { length } = lines;
    child.stdin?.write('\n');
    return await waitUntil('an answer', () => lines.length > length && lines.at(-1));
  };
  expect(await append()).toBe('1');
  // As far as the process can tell, a bound on the size of files is a disk without room.
  const limit = (bytes: string) => execFileSync('prlimit', ['--pid', String(child.pid), `--fsize=${bytes}`]);
  limit('1024:');
  const answers: string[] = [];
  while (answers.at(-1) !== 'journal-full') answers.push(await append());
  expect(await append()).toBe('journal-full');
  expect(await append()).toBe('journal-full');
  limit('unlimited:');
  const next = Number(await append());
  expect(next).toBeGreaterThan(answers.length);
  child.kill('SIGKILL');
  await once(child, 'close');
  const { numbers, last } = await readAll();
  // The writer's own entries in order, and the journal's account of what it could not take, by the wall clock.
  expect(numbers.filter((number) => number < 1_000_000)).toEqual([
    ...Array.from({ length: answers.length }, (_, index) => index + 1),
    next,
  ]);
  expect(last).toEqual({ $case: 'entriesLost', value: { count: 3, reason: 'journal-full' } });
});
