import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { type ProgramRun, runProgram, startProgram } from '../support/run-program.ts';
import { waitUntil } from '../support/wait-until.ts';

interface DemoDescription {
  api: string;
  link: string;
  token: string;
  hubs: string[];
  radios: string[];
  control: string;
}

interface Device {
  ieeeAddress: string;
  descriptor: { modelId: string };
  reported: Record<string, { value: unknown }>;
}

const folder = mkdtempSync(join(tmpdir(), 'zigfleet-demo-'));
const data = join(folder, 'data');
let ports: string[];
let demo: ProgramRun;
let description: DemoDescription;

/** Starts the demo and waits until everything answers. */
async function startDemo(): Promise<ProgramRun> {
  const run = startProgram(['demo', '--data', data, '--json', ...ports], {});
  const file = join(data, 'demo.json');
  await waitUntil(
    'demo.json',
    () => {
      if (run.child.exitCode !== null) throw new Error('the demo ended');
      return existsSync(file);
    },
    60_000,
  );
  description = JSON.parse(readFileSync(file, 'utf8')) as DemoDescription;
  return run;
}

async function call(
  path: string,
  init: RequestInit & { json?: unknown } = {},
): Promise<{ status: number; body: never }> {
  const { json, ...rest } = init;
  const response = await fetch(`${description.api}${path}`, {
    ...rest,
    ...(json !== undefined && { method: 'POST', body: JSON.stringify(json) }),
    headers: {
      authorization: `Bearer ${description.token}`,
      ...(json !== undefined && { 'content-type': 'application/json' }),
      ...rest.headers,
    },
  });
  return { status: response.status, body: (await response.json()) as never };
}

async function devices(): Promise<Device[]> {
  return ((await call('/v1/devices')).body as { devices: Device[] }).devices;
}

async function plug(): Promise<string> {
  const found = (await devices()).find((device) => device.descriptor.modelId === 'lumi.plug');
  if (!found) throw new Error('the demo has a plug');
  return `/v1/devices/${found.ieeeAddress}`;
}

/** Process ids of the demo's parts: those whose command line names its data folder. */
function processes(part: string): number[] {
  const lines = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n');
  return lines
    .filter((line) => line.includes(data) && line.includes(part))
    .map((line) => Number.parseInt(line, 10));
}

describe('the demo', () => {
  beforeAll(async () => {
    const free = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
    ports = [
      '--http-port',
      `${free[0]}`,
      '--link-port',
      `${free[1]}`,
      '--radio-ports',
      `${free[2]},${free[3]}`,
    ];
    demo = await startDemo();
  });

  afterAll(async () => {
    demo.child.kill('SIGINT');
    await demo.ended;
    rmSync(folder, { recursive: true, force: true });
  });

  it('tells scripts where everything is, and nobody else', async () => {
    expect(description).toMatchObject({
      api: `http://127.0.0.1:${ports[1]}`,
      link: `127.0.0.1:${ports[3]}`,
      hubs: [expect.stringMatching(/^hub-/), expect.stringMatching(/^hub-/)],
      radios: [expect.stringMatching(/^tcp:/), expect.stringMatching(/^tcp:/)],
      control: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    });
    expect(statSync(join(data, 'demo.json')).mode & 0o777).toBe(0o600);
    expect((await devices()).length).toBeGreaterThanOrEqual(8);
  });

  it('lets its house be controlled', async () => {
    const run = await runProgram(['sim', 'press', 'kettle', '--json', '--control', description.control]);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    const { device } = JSON.parse(run.stdout) as {
      device: { ieeeAddress: string; values: { state: string }; joined: boolean };
    };
    expect(device.joined).toBe(true);
    await waitUntil('the platform hears of it', async () => {
      const { body } = await call(`/v1/devices/${device.ieeeAddress}`);
      return (body as Device).reported.state?.value === device.values.state;
    });
  });

  it('switches a device, which confirms', async () => {
    const path = `${await plug()}/commands`;
    for (const state of ['ON', 'OFF', 'ON']) {
      const { status, body } = await call(path, { json: { set: { state } }, headers: { prefer: 'wait=10' } });
      expect(status).toBe(200);
      expect(body).toMatchObject({ state: 'succeeded', confirmed: { state } });
    }
    expect((await call(await plug())).body).toMatchObject({
      reported: { state: { value: 'ON' } },
      desired: {},
    });
  });

  it.each([
    ['an unknown trait', { set: { colour: 1 } }, 'unknown-trait', 'colour'],
    ['a wrong type', { set: { state: 1 } }, 'invalid-value', 'one of ON, OFF, TOGGLE'],
    ['what is only reported', { set: { power: 1 } }, 'trait-not-settable', 'power'],
  ])('refuses %s and says what would be right', async (_, json, code, words) => {
    const { status, body } = await call(`${await plug()}/commands`, { json });
    expect(status).toBe(422);
    expect(body).toMatchObject({ code });
    expect(JSON.stringify(body)).toContain(words);
  });

  it('knows no other device, and nobody without a token', async () => {
    expect(await call('/v1/devices/0x0000000000000001')).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    });
    expect((await fetch(`${description.api}/v1/devices`)).status).toBe(401);
    expect((await fetch(`${description.api}/readyz`)).status).toBe(200);
  });

  it('answers 503 while Redis is away, and goes on when it is back', async () => {
    const [redis] = processes('redis-server');
    if (!redis) throw new Error('the demo has a Redis');
    process.kill(redis, 'SIGSTOP');
    const startMs = performance.now();
    expect((await call('/v1/devices')).status).toBe(503);
    expect(performance.now() - startMs).toBeLessThan(5_000);
    process.kill(redis, 'SIGKILL');
    await waitUntil('Redis is back', async () => (await call('/v1/devices')).status === 200, 20_000);
    const { body } = await call(`${await plug()}/commands`, {
      json: { set: { state: 'OFF' } },
      headers: { prefer: 'wait=10' },
    });
    expect(body).toMatchObject({ state: 'succeeded' });
  });

  it('says which process failed, and stops the others', async () => {
    process.kill(processes('hub --radio')[0] ?? Number.NaN, 'SIGKILL');
    expect(await demo.ended).toBe(1);
    expect(demo.output.stderr).toMatch(/hub-\S+ was ended by SIGKILL; its log is /);
    expect(existsSync(join(data, 'demo.json'))).toBe(false);
    expect(processes('')).toEqual([]);
  });

  it('goes on where it was: the same hubs and devices, no joining', async () => {
    const before = description.hubs;
    demo = await startDemo();
    expect(description.hubs).toEqual(before);
    const known = await devices();
    expect(known.length).toBeGreaterThanOrEqual(8);
    expect(known.every((device) => Object.keys(device.reported).length > 0)).toBe(true);
    const lines = readFileSync(join(data, 'logs/hub-ground-floor.log'), 'utf8').trimEnd().split('\n');
    const entries = lines.map((line) => JSON.parse(line) as { pid: number; msg: string });
    const ofThisStart = entries.filter(({ pid }) => pid === entries.at(-1)?.pid).map(({ msg }) => msg);
    expect(ofThisStart).toContain('hub ready');
    expect(ofThisStart.filter((msg) => msg.startsWith('interview'))).toEqual([]);
  });

  it('ends cleanly on Ctrl-C', async () => {
    demo.child.kill('SIGINT');
    expect(await demo.ended).toBe(0);
    expect(processes('')).toEqual([]);
    expect(existsSync(join(data, 'demo.json'))).toBe(false);
  });

  it('says in one line that a port is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(Number(ports[1]), '127.0.0.1', resolve));
    const run = startProgram(['demo', '--data', data, ...ports], {});
    const exitCode = await run.ended;
    await new Promise((resolve) => server.close(resolve));
    expect(exitCode).toBe(2);
    expect(run.output.stderr).toBe(
      `zigfleet: port ${ports[1]} (the HTTP API) is taken: choose another with --http-port\n`,
    );
  });
});
