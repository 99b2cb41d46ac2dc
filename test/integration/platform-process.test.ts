import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { FakeHub } from '../support/platform-rig.ts';
import { type ProgramRun, startProgram } from '../support/run-program.ts';
import { waitUntil } from '../support/wait-until.ts';

let folder: string;
let httpPort: number;
let linkPort: number;
let run: ProgramRun;
let hub: FakeHub | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zf-platform-process-'));
  [httpPort, linkPort] = await Promise.all([freePort(), freePort()]);
  await start();
});

afterEach(async () => {
  await hub?.uplink.stop();
  hub = undefined;
  run.child.kill('SIGTERM');
  await run.ended;
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<void> {
  run = platformProgram(['--data', join(folder, 'platform'), '--link-port', String(linkPort)]);
  await waitUntil('the platform is ready', () => run.output.stderr.includes('platform ready'));
}

function platformProgram(args: string[]): ProgramRun {
  return startProgram(['platform', '--http-port', String(httpPort), ...args]);
}

async function api<T>(path: string, init: RequestInit = {}): Promise<T> {
  const token = readFileSync(join(folder, 'platform', 'owner-token'), 'utf8').trim();
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(`http://127.0.0.1:${httpPort}${path}`, { ...init, headers });
  return (await response.json()) as T;
}

describe('the platform as a process with its private Redis', () => {
  it('killed again and again loses nothing that it has acknowledged, and doubles nothing', async () => {
    const { claimCode } = await api<{ claimCode: string }>('/v1/hubs/claim-codes', {
      method: 'POST',
      body: '{}',
    });
    const fake = new FakeHub(join(folder, 'hub'), linkPort, claimCode);
    hub = fake;
    await fake.uplink.start();
    const [address = '0x'] = fake.join(1);
    await fake.settled();
    const { version: before } = await api<{ version: number }>(`/v1/devices/${address}`);
    let count = 0;
    const timer = setInterval(() => fake.uplink.report(address, { temperature: ++count }, Date.now()), 2);
    for (let kill = 0; kill < 3; kill++) {
      const from = count;
      await waitUntil('reports under way', () => count > from + 50);
      run.child.kill('SIGKILL');
      await run.ended;
      await start();
      await fake.settled(20_000);
    }
    clearInterval(timer);
    await fake.settled();
    const twin = await api<{ version: number; reported: Record<string, { value: number }> }>(
      `/v1/devices/${address}`,
    );
    expect(twin.reported.temperature?.value).toBe(count);
    // The version grows once for each batch that was applied: never more often than there were reports.
    expect(twin.version).toBeGreaterThan(before);
    expect(twin.version).toBeLessThanOrEqual(before + count);
    expect(run.output.stderr).not.toContain(claimCode);
    // Nor is a point of the history missing, or there twice. The first one is from when the device joined.
    const history = `/v1/devices/${address}/history/temperature?limit=10000`;
    const { points } = await api<{ points: { value: number }[] }>(history);
    expect(points.slice(1).map(({ value }) => value)).toEqual(
      Array.from({ length: count }, (_, at) => at + 1),
    );
  });

  it('says which port is taken, or that its folder is in use, and ends with status 2 or 1', async () => {
    const taken = platformProgram(['--data', join(folder, 'other'), '--link-port', '0']);
    expect(await taken.ended).toBe(2);
    expect(taken.output.stderr).toContain(`port ${httpPort} on 127.0.0.1 is taken`);
    const linkTaken = startProgram([
      ...['platform', '--http-port', '0', '--link-port', String(linkPort)],
      ...['--data', join(folder, 'other')],
    ]);
    expect(await linkTaken.ended).toBe(2);
    expect(linkTaken.output.stderr).toContain(String(linkPort));
    const inUse = startProgram(['platform', '--http-port', '0', '--data', join(folder, 'platform')]);
    expect(await inUse.ended).not.toBe(0);
    expect(inUse.output.stderr).toContain('is in use by process');
  });
});
