import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { seededRandom } from '../../src/common/random.ts';
import type { CommandResource } from '../../src/platform/api/schemas/command-schema.ts';
import { isFinal } from '../../src/platform/domain/command.ts';
import { freePort } from '../support/free-port.ts';
import { TestRedis } from '../support/redis.ts';
import { type ProgramRun, startProgram } from '../support/run-program.ts';
import { StoreRig } from '../support/store-rig.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';
import { plug } from '../support/uplink-rig.ts';
import { waitUntil } from '../support/wait-until.ts';

const hubProgram = fileURLToPath(new URL('../support/uplink-process.ts', import.meta.url));
const seed = Number(process.env.ZIGFLEET_SEED ?? 11);

let redis: TestRedis;
let folder: string;
let httpPort: number;
let linkPort: number;
let proxy: TcpProxy;
let proxyPort: number;
let platform: ProgramRun;
let hub: ChildProcess | undefined;
let executed: string[];

beforeEach(async () => {
  redis = await TestRedis.start();
  folder = mkdtempSync(join(tmpdir(), 'zf-command-promises-'));
  [httpPort, linkPort] = await Promise.all([freePort(), freePort()]);
  proxy = new TcpProxy(linkPort);
  proxyPort = await proxy.start();
  executed = [];
  await startPlatform();
  const { body } = await api<{ claimCode: string }>('POST', '/v1/hubs/claim-codes', { body: {} });
  startHub(body.claimCode);
  await waitUntil('the plug is there', async () => {
    return (await api('GET', `/v1/devices/${plug.ieeeAddress}`)).status === 200;
  });
}, 60_000);

afterEach(async () => {
  hub?.kill('SIGKILL');
  platform.child.kill('SIGKILL');
  await platform.ended;
  await proxy.stop();
  await redis.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function startPlatform(): Promise<void> {
  platform = startProgram(
    [
      ...['platform', '--http-port', String(httpPort), '--link-port', String(linkPort)],
      ...['--data', join(folder, 'platform')],
    ],
    { REDIS_URL: redis.url },
  );
  await waitUntil('the platform is ready', () => platform.output.stderr.includes('platform ready'), 30_000);
}

function startHub(claimCode?: string): void {
  const args = [
    hubProgram,
    join(folder, 'hub'),
    String(proxyPort),
    'slow',
    ...(claimCode ? [claimCode] : []),
  ];
  hub = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  hub.stdout?.setEncoding('utf8').on('data', (text: string) => {
    executed.push(...text.split('\n').filter((line) => line !== ''));
  });
}

async function killHub(): Promise<void> {
  const closed = hub && once(hub, 'close');
  hub?.kill('SIGKILL');
  await closed;
}

async function api<T>(
  method: string,
  path: string,
  options: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<{ status: number; body: T }> {
  const token = readFileSync(join(folder, 'platform', 'owner-token'), 'utf8').trim();
  const response = await fetch(`http://127.0.0.1:${httpPort}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...options.headers },
    ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
  });
  return { status: response.status, body: (await response.json()) as T };
}

/** Asks until it is answered, as an app does that sends an idempotency key. @returns how often it was asked */
async function send(key: string, ttlMs: number): Promise<{ command: CommandResource; attempts: number }> {
  let attempts = 0;
  const command = await waitUntil(
    'the command is taken',
    async () => {
      attempts++;
      const body = { set: { state: 'TOGGLE' }, ttlMs };
      const headers = { 'idempotency-key': key };
      const path = `/v1/devices/${plug.ieeeAddress}/commands`;
      const answer = await api<CommandResource>('POST', path, { body, headers }).catch(() => undefined);
      return answer && answer.status < 300 && answer.body;
    },
    30_000,
  );
  return { command, attempts };
}

async function read(commandId: string): Promise<CommandResource | undefined> {
  const answer = await api<CommandResource>('GET', `/v1/commands/${commandId}`).catch(() => undefined);
  return answer?.status === 200 ? answer.body : undefined;
}

/** Kills of each process, and a link that is cut while acknowledgements are on their way. */
const faults: (() => Promise<void>)[] = [
  async () => {
    platform.child.kill('SIGKILL');
    await platform.ended;
    await startPlatform();
  },
  async () => {
    await killHub();
    startHub();
  },
  async () => {
    await redis.signal('SIGKILL');
    await redis.start();
  },
  async () => proxy.cut(),
];

it('100 commands under kills and lost acknowledgements: none runs twice, each has one end (promise 7)', async () => {
  const random = seededRandom(seed);
  const ids: string[] = [];
  let repeats = 0;
  let faultCount = 0;
  let done = false;
  const chaos = (async () => {
    for (let round = 0; round < 8 && !done; round++) {
      const from = ids.length;
      await waitUntil('some commands later', () => done || ids.length > from + random.integer(3, 10), 60_000);
      await faults[round % faults.length]?.();
      faultCount++;
    }
  })();
  for (let index = 0; index < 100; index++) {
    const { command, attempts } = await send(`key-${seed}-${index}`, 60_000);
    ids.push(command.commandId);
    repeats += attempts - 1;
  }
  done = true;
  await chaos;
  const ends = new Map<string, CommandResource>();
  await waitUntil(
    'each has ended',
    async () => {
      for (const id of ids) {
        const command = ends.has(id) ? undefined : await read(id);
        if (command && isFinal(command.state)) ends.set(id, command);
      }
      return ends.size === new Set(ids).size;
    },
    150_000,
  );
  const states = new Map<string, number>();
  for (const { state } of ends.values()) states.set(state, (states.get(state) ?? 0) + 1);
  console.log(
    `seed ${seed}: ${faultCount} faults, ${ids.length} commands, ${repeats} sent again, ${executed.length} executed, ends ${JSON.stringify(Object.fromEntries(states))}`,
  );
  expect(faultCount).toBeGreaterThanOrEqual(faults.length);
  expect(new Set(ids).size).toBe(100);
  expect(new Set(executed).size).toBe(executed.length);
  for (const [id, { state, failure }] of ends) {
    if (state === 'succeeded') expect(executed).toContain(id);
    else expect(failure?.reason).toBe('interrupted');
    expect(await read(id)).toEqual(ends.get(id));
  }
  const store = new StoreRig(redis);
  await store.redis.start();
  const [first] = ends.values();
  const events = await store.events(first?.homeId);
  await store.redis.stop();
  const told = events.flatMap((event) =>
    ['commandSucceeded', 'commandFailed', 'commandExpired', 'commandCancelled'].includes(event.type) &&
    'commandId' in event
      ? [event.commandId]
      : [],
  );
  expect(told.sort()).toEqual([...ids].sort());
}, 300_000);

it('a command to a hub that is offline expires by its TTL and a second, and never runs late (promise 8)', async () => {
  await killHub();
  await waitUntil('the hub is offline', async () => {
    const { body } = await api<{ hubs: { online: boolean }[] }>('GET', '/v1/hubs');
    return body.hubs[0]?.online === false;
  });
  const sent = await Promise.all(
    Array.from({ length: 10 }, (_, index) => send(`late-${index}`, 1_000 + 100 * index)),
  );
  const ended = await Promise.all(
    sent.map(({ command: { commandId } }) =>
      waitUntil(
        'it has expired',
        async () => {
          const command = await read(commandId);
          return command && isFinal(command.state) && command;
        },
        20_000,
      ),
    ),
  );
  expect(new Set(ended.map(({ state }) => state))).toEqual(new Set(['expired']));
  const lateMs = ended.map(({ changedAt, expiresAt }) => Date.parse(changedAt) - Date.parse(expiresAt));
  console.log(`expired ${Math.min(...lateMs)} to ${Math.max(...lateMs)} ms after their TTL`);
  expect(Math.max(...lateMs)).toBeLessThanOrEqual(1_000);
  startHub();
  const { command } = await send('after', 60_000);
  await waitUntil('the next one is done', async () => (await read(command.commandId))?.state === 'succeeded');
  expect(executed).toEqual([command.commandId]);
}, 60_000);
