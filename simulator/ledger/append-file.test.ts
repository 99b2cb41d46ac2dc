import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../../src/common/logger.ts';
import { ManualClock } from '../../src/common/manual-clock.ts';
import { waitUntil } from '../../test/support/wait-until.ts';
import { AppendFile, type AppendFileOptions } from './append-file.ts';

let folder: string;
let path: string;
let clock: ManualClock;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zigfleet-append-'));
  path = join(folder, 'file');
  clock = new ManualClock();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(options: Partial<AppendFileOptions> = {}): AppendFile {
  return new AppendFile({ path, mode: 'append', logger: silentLogger(), clock, ...options });
}

describe('AppendFile', () => {
  it('keeps what is there, or begins anew', async () => {
    writeFileSync(path, 'old ');
    const appended = file();
    appended.append('before the start, ');
    await appended.start();
    appended.append(Buffer.from('and after'));
    await appended.stop();
    expect(readFileSync(path, 'utf8')).toBe('old before the start, and after');
    const replaced = file({ mode: 'replace' });
    await replaced.start();
    replaced.append('new');
    await replaced.stop();
    expect(readFileSync(path, 'utf8')).toBe('new');
  });

  it('writes little after a while, and much at once', async () => {
    const appended = file({ flushBytes: 100, flushAfterMs: 50 });
    await appended.start();
    appended.append('little');
    expect(clock.pendingCount).toBe(1);
    clock.advance(50);
    await waitUntil('little is written', () => readFileSync(path, 'utf8') === 'little');
    await waitUntil('nothing waits', () => appended.waitingBytes === 0);
    appended.append('x'.repeat(100));
    await waitUntil('much is written', () => readFileSync(path).length === 106);
    await appended.stop();
    expect(clock.pendingCount).toBe(0);
  });

  it('refuses what does not fit, but for what must be there', async () => {
    const appended = file({ bufferBytesMax: 10 });
    expect(appended.append('123456')).toBe(true);
    expect(appended.append('123456')).toBe(false);
    expect(appended.append('123456', true)).toBe(true);
    await appended.start();
    await appended.stop();
    expect(readFileSync(path, 'utf8')).toBe('123456123456');
    expect(appended.append('late')).toBe(false);
  });

  it.skipIf(!existsSync('/dev/full'))(
    'tries again on a full disk, and says in the end what is lost',
    async () => {
      const full = file({ path: '/dev/full', flushAfterMs: 50 });
      await full.start();
      full.append('x'.repeat(1000));
      clock.advance(50);
      await waitUntil('the write has failed, and will be tried again', () => clock.pendingCount === 1);
      expect(full.waitingBytes).toBe(1000);
      clock.advance(1000);
      await waitUntil('it has failed again', () => clock.pendingCount === 1);
      full.append('y');
      await expect(full.stop()).rejects.toMatchObject({
        code: 'internal',
        message: expect.stringContaining('1001 bytes'),
      });
      expect(clock.pendingCount).toBe(0);
      await full.stop();
    },
  );
});
