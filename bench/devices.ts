import { PlatformRig } from '../test/support/platform-rig.ts';
import { TestRedis } from '../test/support/redis.ts';
import { type Benchmark, type BenchmarkResult, percentile, round } from './benchmark.ts';
import { KeepAliveClient } from './keep-alive-client.ts';

const hubCount = 10;
const devicesPerHub = 200;
const roomCount = 20;
const readsOfEach = 60;
const warmUpReads = 15;
const memorySampleCount = 100;

interface Page {
  devices: { ieeeAddress: string }[];
  nextCursor: string | null;
}

interface Measured {
  key: string;
  name: string;
  found: number;
  bytes: number;
  p50Ms: number;
  p99Ms: number;
}

/** What lists and filters of a large home cost an app, from a real node over a real Redis. */
export const benchmark: Benchmark = {
  name: 'devices',
  summary: 'lists, filters and a batch in a home of 2,000 devices; what names and commands take in Redis',
  async run(say): Promise<BenchmarkResult> {
    const redis = await TestRedis.start();
    const rig = new PlatformRig(redis);
    try {
      say(`${hubCount} hubs with ${devicesPerHub} devices each`);
      const platform = await rig.startPlatform();
      const { homeId, token, principal } = await rig.owner(platform);
      const hubs = await Promise.all(
        Array.from({ length: hubCount }, (_, index) => rig.startHub(platform, homeId, `hub-${index}`)),
      );
      const addresses = hubs.flatMap((hub, index) => hub.join(devicesPerHub, index * devicesPerHub));
      await Promise.all(hubs.map((hub) => hub.settled(120_000)));

      say('names and rooms for half of them');
      const rooms: string[] = [];
      for (let index = 0; index < roomCount; index++) {
        rooms.push(
          (await platform.ports.homes.createRoom(homeId, { name: `Room ${index}`, parentId: null })).roomId,
        );
      }
      const { devices } = platform.ports;
      const setUp = (address: `0x${string}`, index: number) =>
        devices.update(homeId, address, {
          name: `Device number ${index}`,
          roomId: rooms[index % roomCount] ?? null,
        });
      const half = addresses.filter((_, index) => index % 2 === 0);
      await Promise.all(half.map(setUp));
      const ofSettings = [`zf:{${homeId}}:settings`, `zf:{${homeId}}:places`];
      const settingsBytes = (await bytesOf(redis, ofSettings)) / half.length;

      const client = new KeepAliveClient(platform.httpPort, token);
      const measured: Measured[] = [];
      const cases: [key: string, name: string, path: string][] = [
        ['one', 'one device', `/v1/devices/${addresses[0]}`],
        ['page', 'the first 100 of 2,000', '/v1/devices?limit=100'],
        ['byName', 'the first 100 by name', '/v1/devices?limit=100&sort=name'],
        ['fields', 'the first 100, name and state only', '/v1/devices?limit=100&fields=name,reported.state'],
        ['room', 'of one room', `/v1/devices?roomId=${rooms[2]}`],
        ['hub', 'of one hub, 100 of 200', `/v1/devices?hubId=${hubs[0]?.uplink.hubId}`],
        ['trait', 'by a value: state=ON, 100 of 500', '/v1/devices?trait=state%3DON'],
        ['text', 'by text', '/v1/devices?text=number%20199'],
        ['nothing', 'by what nothing is', '/v1/devices?text=nothing-is-called-this'],
      ];
      for (const [key, name, path] of cases) {
        say(name);
        measured.push(await measure(client, key, name, path));
      }
      say('a batch of 200 commands');
      const lights = addresses.filter((_, index) => index % 4 === 3).slice(0, 200);
      const batchMs: number[] = [];
      for (let round = 0; round < 8; round++) {
        const startedMs = performance.now();
        const body = { ieeeAddresses: lights, set: { state: round % 2 ? 'ON' : 'OFF' } };
        await client.json('POST', '/v1/commands', body, { prefer: 'wait=30' });
        batchMs.push(performance.now() - startedMs);
      }
      say('what a command takes in Redis');
      const submit = (address: `0x${string}`) =>
        platform.ports.commands.submit({
          ...{ homeId, hubId: hubs[0]?.uplink.hubId ?? '', ttlMs: 60_000, whenOffline: 'queue' },
          ...{ requestedBy: principal, userAgent: 'example-app/1.0 (bench)' },
          action: { type: 'setTraits', ieeeAddress: address, values: { state: 'ON' } },
        });
      const never = new AbortController().signal;
      const commandKeys = new Set<string>();
      const listBytes = await bytesOf(redis, [`zf:{${homeId}}:commands`]);
      for (let index = 0; index < memorySampleCount; index++) {
        const address = addresses[4 * (index % 10) + 2] ?? '0x';
        const { commandId } = await submit(address);
        await platform.ports.commands.waitForEnd(homeId, commandId, 10_000, never);
        commandKeys.add(`zf:{${homeId}}:command:${commandId}`).add(`zf:{${homeId}}:commands:${address}`);
      }
      const grown = (await bytesOf(redis, [`zf:{${homeId}}:commands`])) - listBytes;
      const commandBytes = ((await bytesOf(redis, [...commandKeys])) + grown) / memorySampleCount;
      client.close();
      return resultOf(measured, batchMs.slice(2), settingsBytes, commandBytes);
    } finally {
      await rig.stop();
      await redis.stop();
    }
  },
};

async function measure(client: KeepAliveClient, key: string, name: string, path: string): Promise<Measured> {
  const samples: number[] = [];
  let answer: Page | { ieeeAddress: string } | undefined;
  for (let read = 0; read < warmUpReads + readsOfEach; read++) {
    const startedMs = performance.now();
    answer = await client.json<Page>('GET', path);
    if (read >= warmUpReads) samples.push(performance.now() - startedMs);
  }
  const found = answer && 'devices' in answer ? answer.devices.length : 1;
  const bytes = JSON.stringify(answer).length;
  return { key, name, found, bytes, p50Ms: percentile(samples, 0.5), p99Ms: percentile(samples, 0.99) };
}

/** What Redis itself says that these keys take. */
async function bytesOf(redis: TestRedis, keys: readonly string[]): Promise<number> {
  let bytes = 0;
  for (const key of keys) bytes += Number(await redis.command('MEMORY', 'USAGE', key, 'SAMPLES', '0'));
  return bytes;
}

function resultOf(
  measured: Measured[],
  batchMs: readonly number[],
  settingsBytes: number,
  commandBytes: number,
): BenchmarkResult {
  const figures = measured.map(({ key, p50Ms, p99Ms }) => [
    [`${key}P50Ms`, round(p50Ms)],
    [`${key}P99Ms`, round(p99Ms)],
  ]);
  return {
    columns: ['read', 'found', 'KB', 'p50 ms', 'p99 ms'],
    rows: [
      ...measured.map(({ name, found, bytes, p50Ms, p99Ms }) => [
        ...[name, found, round(bytes / 1024), round(p50Ms), round(p99Ms)],
      ]),
      [
        'a batch of 200 commands to their ends',
        200,
        '',
        round(percentile(batchMs, 0.5)),
        round(Math.max(...batchMs)),
      ],
    ],
    notes: [
      `${hubCount * devicesPerHub} devices on ${hubCount} hubs without radios, one home, one node, one app that asks one after another.`,
      `Redis: ${round(settingsBytes)} bytes for the name and room of a device, ${round(commandBytes)} for a command with its places in both lists (ten commands a device).`,
    ],
    figures: {
      ...Object.fromEntries(figures.flat()),
      batch200P50Ms: round(percentile(batchMs, 0.5)),
      settingsBytes: round(settingsBytes),
      commandBytes: round(commandBytes),
    },
  };
}
