import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Platform } from '../../src/platform/platform.ts';
import { PlatformRig } from '../support/platform-rig.ts';
import { TestRedis } from '../support/redis.ts';

const docs = join(import.meta.dirname, '../../docs');

let redis: TestRedis;
let rig: PlatformRig;
let platform: Platform;
let env: Record<string, string>;

beforeAll(async () => {
  redis = await TestRedis.start();
  rig = new PlatformRig(redis);
  platform = await rig.startPlatform();
  const { homeId, token } = await rig.owner(platform);
  const hub = await rig.startHub(platform, homeId);
  const [plug = ''] = hub.join(1, 2);
  await hub.settled();
  const api = `http://127.0.0.1:${platform.httpPort}`;
  env = { PATH: process.env.PATH ?? '', API: api, HOME: rig.folder };
  // As a running demo leaves it.
  const demo = join(rig.folder, '.local/share/zigfleet/demo');
  mkdirSync(demo, { recursive: true });
  writeFileSync(join(demo, 'demo.env'), `API=${api}\nTOKEN=${token}\nPLUG=${plug}\n`);
});

afterAll(async () => {
  await rig.stop();
  await redis.stop();
});

/** Pastes the blocks of a guide one after the other into one shell. @returns what each block said */
async function paste(guide: string): Promise<string[]> {
  const text = readFileSync(join(docs, guide), 'utf8');
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
  const script = `set -eu\n${blocks.map((block) => `${block}\nprintf '\\036'\n`).join('')}`;
  const { stdout } = await promisify(execFile)('bash', ['-c', script], { env });
  return stdout.split('\u001e').slice(0, -1);
}

/** None of the answers is a problem. */
function expectNoProblem(said: readonly string[]): void {
  for (const text of said) expect(text).not.toContain('"requestId"');
}

describe('a guide', () => {
  it('docs/accounts.md does what it says', async () => {
    const said = await paste('accounts.md');
    expectNoProblem(said);
    expect(said[0]).toBe('{"done":true}');
    expect(said[1]).toContain('"email":"ada@example.org"');
    expect(said[3]).toContain('"secret":"zf_');
    expect(said[4]).toContain('"user_code"');
    expect(said[5]).toContain('"code":"zfi_');
    expect(said[6]).toContain('"pinRequired":true');
    expect(said[7]).toContain('"claimCode"');
    expect(said).toHaveLength(8);
  });

  it('docs/history.md does what it says', async () => {
    const said = await paste('history.md');
    expectNoProblem(said);
    expect(said[1]).toContain('"value":41.32');
    expect(said[2]).toContain('"timeInState"');
    expect(said[3]).toContain('time,value\r\n');
    expect(said[4]).toMatch(/"uptimePercent":100.*"uptimePercent":100/s);
    expect(said[5]).toContain('"retentionDays":30');
    expect(said).toHaveLength(6);
  });
});
