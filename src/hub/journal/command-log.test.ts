import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../../common/logger.ts';
import { ManualClock } from '../../common/manual-clock.ts';
import { CommandLog, type CommandLogOptions } from './command-log.ts';

let root: string;
let path: string;
let clock: ManualClock;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'zigfleet-commands-'));
  path = join(root, 'commands.log');
  clock = new ManualClock();
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const open = (options: Partial<CommandLogOptions> = {}) =>
  CommandLog.open({ path, clock, logger: silentLogger(), syncIntervalMs: null, ...options });
const bytes = (text: string) => Buffer.from(text);
const textOf = (result: Uint8Array | undefined) => result && Buffer.from(result).toString();

describe('CommandLog', () => {
  it('remembers what became of each command, across restarts', async () => {
    const first = open();
    first.received('done', bytes('command 1'));
    first.started('done');
    first.finished('done', bytes('result 1'), 41);
    first.received('begun', bytes('command 2'));
    first.started('begun');
    first.received('waiting', bytes('command 3'));
    await first.close();

    const second = open();
    expect(second.isKnown('done')).toBe(true);
    expect(textOf(second.resultOf('done'))).toBe('result 1');
    expect(second.lastFinished?.journalSequence).toBe(41);
    expect(second.isKnown('other')).toBe(false);
    expect(second.resultOf('begun')).toBeUndefined();
    expect(
      second.unfinished.map(({ commandId, command, wasStarted }) => [commandId, textOf(command), wasStarted]),
    ).toEqual([
      ['begun', 'command 2', true],
      ['waiting', 'command 3', false],
    ]);
    expect(second.unfinished[1]?.receivedAtMs).toBe(clock.now());
    await second.close();
  });

  it('forgets the oldest results beyond its bound, and those older than its age, never what is unfinished', async () => {
    const log = open({ resultsMax: 10, resultAgeMaxMs: 1000 });
    log.received('open', bytes('c'));
    for (let number = 1; number <= 20; number++) log.finished(`c${number}`, bytes('r'), 0);
    expect(log.isKnown('c10')).toBe(false);
    expect(log.isKnown('c20')).toBe(true);
    clock.advance(1001);
    log.finished('late', bytes('r'), 0);
    expect(log.isKnown('c20')).toBe(false);
    expect(log.isKnown('open')).toBe(true);
    await log.close();
  });

  it('keeps its file small, with everything that it remembers', async () => {
    const log = open({ resultsMax: 100 });
    log.received('open', bytes('c'));
    log.started('open');
    for (let number = 1; number <= 5000; number++) {
      log.received(`c${number}`, bytes('command'));
      log.started(`c${number}`);
      log.finished(`c${number}`, bytes(`result ${number}`), number);
    }
    expect(statSync(path).size).toBeLessThan(100_000);
    await log.close();
    const again = open({ resultsMax: 100 });
    expect(textOf(again.resultOf('c5000'))).toBe('result 5000');
    expect(textOf(again.resultOf('c4950'))).toBe('result 4950');
    expect(again.isKnown('c100')).toBe(false);
    expect(again.unfinished).toMatchObject([{ commandId: 'open', wasStarted: true }]);
    await again.close();
  });

  it('survives a cut or a flipped bit at every byte with what is good of it', async () => {
    const writer = open();
    writer.received('a', bytes('command'));
    writer.finished('b', bytes('result'), 0);
    await writer.close();
    const good = readFileSync(path);
    for (let position = 0; position < good.length; position++) {
      for (const damage of ['cut', 'flip']) {
        writeFileSync(path, good);
        if (damage === 'cut') truncateSync(path, position);
        else {
          const flipped = Buffer.from(good);
          flipped[position] = (flipped[position] ?? 0) ^ 4;
          writeFileSync(path, flipped);
        }
        const log = open();
        for (const { commandId, command } of log.unfinished) {
          expect([commandId, textOf(command)]).toEqual(['a', 'command']);
        }
        if (log.isKnown('b')) expect(textOf(log.resultOf('b'))).toBe('result');
        log.finished('c', bytes('new'), 0);
        await log.close();
        const again = open();
        expect(textOf(again.resultOf('c'))).toBe('new');
        await again.close();
      }
    }
  });

  it('takes nothing after it was closed', async () => {
    const log = open();
    await log.close();
    expect(() => log.received('a', bytes('c'))).toThrow(expect.objectContaining({ code: 'unavailable' }));
  });
});
