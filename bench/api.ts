import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keys } from '../src/platform/store/keys.ts';
import { freePort } from '../test/support/free-port.ts';
import { TestRedis } from '../test/support/redis.ts';
import { waitUntil } from '../test/support/wait-until.ts';
import { load, requestBytes } from './api/load-client.ts';
import { type Benchmark, type BenchmarkResult, percentile, round } from './benchmark.ts';
import { KeepAliveClient } from './keep-alive-client.ts';

const deviceCount = 50;
const connections = 32;
const commandConnections = 8;
const roundSeconds = 1.5;
const rounds = 7;
const warmUpSeconds = 4;

/** One kind of request, as each side gets it. */
interface Case {
  name: string;
  connections: number;
  platform: Buffer;
  bare: Buffer;
}

interface SideRound {
  perSecond: number;
  /** Processor time of the server's process for each request, microseconds. */
  cpuUs: number;
  latencies: number[];
}

interface Side {
  port: number;
  pid: number;
}

/** User and system time of a process so far, milliseconds (Linux). */
function cpuMsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  // Clock ticks of 10 ms: fields 14 and 15 of proc(5).
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function measure(side: Side, request: Buffer, count: number, seconds: number): Promise<SideRound> {
  const before = cpuMsOf(side.pid);
  const result = await load(side.port, request, { connections: count, seconds });
  const cpuUs = ((cpuMsOf(side.pid) - before) * 1000) / result.requests;
  return { perSecond: result.requests / result.seconds, cpuUs, latencies: result.latencies };
}

/** A process of the benchmark. */
function start(
  file: string,
  args: string[],
  children: ChildProcess[],
  env: Record<string, string> = {},
): ChildProcess {
  const child = fork(join(import.meta.dirname, file), args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  });
  children.push(child);
  return child;
}

async function isReady(port: number): Promise<boolean> {
  const response = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
  return response?.status === 200;
}

function firstMessage<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as T));
    child.once('exit', (code) =>
      reject(new Error(`a process of the benchmark ended with exit code ${code}`)),
    );
  });
}

async function run(progress: (line: string) => void): Promise<BenchmarkResult> {
  const folder = mkdtempSync(join(tmpdir(), 'zigfleet-bench-'));
  const redis = await TestRedis.start();
  const children: ChildProcess[] = [];
  let client: KeepAliveClient | undefined;
  try {
    progress('starting the platform, a hub with its devices, bare fastify');
    const [httpPort, linkPort] = [await freePort(), await freePort()];
    const data = join(folder, 'platform');
    const ports = ['--http-port', String(httpPort), '--link-port', String(linkPort)];
    const args = ['platform', '--data', data, ...ports, '--log-level', 'warn'];
    const platform = start('../cli/main.ts', args, children, { REDIS_URL: redis.url });
    await waitUntil('the platform is ready', () => isReady(httpPort), 30_000);
    const token = readFileSync(join(data, 'owner-token'), 'utf8').trim();
    client = new KeepAliveClient(httpPort, token);
    const api = client;
    const { claimCode } = await api.json<{ claimCode: string }>('POST', '/v1/hubs/claim-codes', {});
    start(
      'api/obeying-hub.ts',
      [String(linkPort), join(folder, 'hub'), claimCode, String(deviceCount)],
      children,
    );
    const devices = await waitUntil(
      'the devices have joined',
      async () => {
        const page = await api.json<{ devices: { ieeeAddress: string; homeId: string }[] }>(
          ...(['GET', '/v1/devices'] as const),
        );
        const isThere = page.devices.length === deviceCount;
        return isThere && page.devices;
      },
      30_000,
    );
    // Of the four kinds of device in turn, the third is a plug.
    const plug = devices[2];
    if (!plug) throw new Error('there is no plug');
    const bareChild = start('api/bare-server.ts', [redis.url, plug.homeId, plug.ieeeAddress], children);
    const bareAt = await firstMessage<{ httpPort: number; linkPort: number }>(bareChild);
    start('api/bare-hub.ts', [String(bareAt.linkPort)], children);

    const authorization = `Bearer ${token}`;
    const set = { set: { state: 'ON' } };
    const cases: Case[] = [
      {
        ...{ name: 'read of a device', connections },
        platform: requestBytes('GET', `/v1/devices/${plug.ieeeAddress}`, { authorization }),
        bare: requestBytes('GET', '/read', {}),
      },
      {
        ...{ name: `list of ${deviceCount} devices`, connections },
        platform: requestBytes('GET', '/v1/devices?limit=100', { authorization }),
        bare: requestBytes('GET', '/list', {}),
      },
      {
        ...{ name: 'command to its end', connections: commandConnections },
        platform: requestBytes(
          'POST',
          `/v1/devices/${plug.ieeeAddress}/commands`,
          { authorization, prefer: 'wait=10' },
          set,
        ),
        bare: requestBytes('POST', '/command', {}, set),
      },
    ];
    const sides = {
      platform: { port: httpPort, pid: platform.pid ?? 0 },
      bare: { port: bareAt.httpPort, pid: bareChild.pid ?? 0 },
    };
    const results: { name: string; platform: SideRound[]; bare: SideRound[] }[] = [];
    for (const each of cases) {
      progress(`${each.name}: warming up`);
      await measure(sides.platform, each.platform, each.connections, warmUpSeconds);
      await measure(sides.bare, each.bare, each.connections, warmUpSeconds);
      const result = { name: each.name, platform: [] as SideRound[], bare: [] as SideRound[] };
      for (let index = 0; index < rounds; index++) {
        progress(`${each.name}: round ${index + 1} of ${rounds}`);
        for (const side of ['platform', 'bare'] as const) {
          result[side].push(await measure(sides[side], each[side], each.connections, roundSeconds));
        }
      }
      results.push(result);
    }
    progress('measuring what Redis keeps');
    return summarise(results, await memoryOf(redis, plug.homeId));
  } finally {
    client?.close();
    for (const child of children) child.kill();
    await redis.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What Redis keeps for a device and for an entry of an audit, bytes with everything that Redis needs for them. */
async function memoryOf(
  redis: TestRedis,
  homeId: string,
): Promise<{ deviceBytes: number; auditEntryBytes: number }> {
  const bytesOf = async (key: string) => Number(await redis.command('MEMORY', 'USAGE', key, 'SAMPLES', '0'));
  const found = (await redis.command('KEYS', `zf:{${homeId}}:state:*`)) as string[];
  const states = await Promise.all(found.map(bytesOf));
  const entries = Number(await redis.command('XLEN', keys.audit()));
  return {
    deviceBytes: states.reduce((sum, bytes) => sum + bytes, 0) / deviceCount,
    auditEntryBytes: (await bytesOf(keys.audit())) / entries,
  };
}

function summarise(
  results: { name: string; platform: SideRound[]; bare: SideRound[] }[],
  { deviceBytes, auditEntryBytes }: { deviceBytes: number; auditEntryBytes: number },
): BenchmarkResult {
  const median = (values: number[]) => percentile(values, 0.5);
  const figures: Record<string, number> = { deviceBytes, auditEntryBytes };
  const rows = results.flatMap(({ name, platform, bare }) => {
    const of = (side: SideRound[]) => ({
      perSecond: median(side.map(({ perSecond }) => perSecond)),
      cpuUs: median(side.map(({ cpuUs }) => cpuUs)),
      p50Ms: percentile(
        side.flatMap(({ latencies }) => latencies),
        0.5,
      ),
      p99Ms: percentile(
        side.flatMap(({ latencies }) => latencies),
        0.99,
      ),
    });
    const [ours, theirs] = [of(platform), of(bare)];
    const key = name.split(' ')[0] ?? name;
    const ratio = ours.perSecond / theirs.perSecond;
    Object.assign(figures, {
      [`${key}PerSecond`]: ours.perSecond,
      [`${key}BarePerSecond`]: theirs.perSecond,
      [`${key}Ratio`]: ratio,
      [`${key}P50Ms`]: ours.p50Ms,
      [`${key}P99Ms`]: ours.p99Ms,
      [`${key}BareP50Ms`]: theirs.p50Ms,
      [`${key}BareP99Ms`]: theirs.p99Ms,
      [`${key}CpuUs`]: ours.cpuUs,
      [`${key}BareCpuUs`]: theirs.cpuUs,
    });
    const row = (side: string, { perSecond, cpuUs, p50Ms, p99Ms }: typeof ours, of: number | string) => {
      return [name, side, round(perSecond), round(p50Ms), round(p99Ms), round(cpuUs), of];
    };
    return [row('platform', ours, round(ratio)), row('bare', theirs, '')];
  });
  return {
    columns: ['what', 'side', 'per second', 'p50 ms', 'p99 ms', 'CPU µs each', 'of bare'],
    rows,
    notes: [
      `${rounds} rounds of ${roundSeconds} s that alternate, medians; ${connections} connections for reads, ${commandConnections} for commands, one request at a time on each. Latencies are of all rounds.`,
      'The platform authenticates, checks permissions and limits, validates, and for commands keeps the audit and the journal of the hub.',
      'Bare: fastify alone, the same commands to the same Redis (appendfsync always), a resource that is in memory already; for commands the same two store calls and a gRPC hub that echoes bytes.',
      `Redis keeps ${round(deviceBytes)} bytes for the state of a device, ${round(auditEntryBytes)} for an entry of an audit. History: ./dev bench history.`,
      'The clients, both servers, Redis and the hubs share the machine. CPU is that of the server process alone.',
    ],
    figures,
  };
}

export const benchmark: Benchmark = {
  name: 'api',
  summary: 'reads, lists and commands over the HTTP API, beside bare fastify with the same Redis calls',
  run,
};
