import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFolder } from './folder-lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zigfleet-lock-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('lockFolder', () => {
  it('lets one in at a time and names who is in', () => {
    const unlock = lockFolder(folder, 'a.lock');
    expect(() => lockFolder(folder, 'a.lock')).toThrow(
      expect.objectContaining({ code: 'conflict', message: expect.stringContaining(String(process.pid)) }),
    );
    unlock();
    unlock();
    lockFolder(folder, 'a.lock')();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('does not remove the lock of whoever came after', () => {
    const unlock = lockFolder(folder, 'a.lock');
    rmSync(join(folder, 'a.lock'));
    const next = lockFolder(folder, 'a.lock');
    unlock();
    expect(() => lockFolder(folder, 'a.lock')).toThrow();
    next();
  });

  it('holds while another process lives, and not after it was killed', async () => {
    const module = new URL('./folder-lock.ts', import.meta.url).href;
    const script = `import { lockFolder } from ${JSON.stringify(module)};
      lockFolder(${JSON.stringify(folder)}, 'a.lock'); console.log('locked'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    expect(() => lockFolder(folder, 'a.lock')).toThrow(`process ${child.pid}`);
    child.kill('SIGKILL');
    await once(child, 'close');
    lockFolder(folder, 'a.lock')();
  });

  it.each([
    ['an earlier process with the same id', `${process.pid} 1 x`],
    ['nonsense', 'who knows'],
    ['nothing', ''],
  ])('takes over the lock of %s', (_whose, content) => {
    writeFileSync(join(folder, 'a.lock'), content);
    const unlock = lockFolder(folder, 'a.lock');
    expect(readFileSync(join(folder, 'a.lock'), 'utf8')).toContain(`${process.pid} `);
    unlock();
  });
});
