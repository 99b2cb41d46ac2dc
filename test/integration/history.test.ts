import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { silentLogger } from '../../src/common/logger.ts';
import { seededRandom } from '../../src/common/random.ts';
import type { IeeeAddress } from '../../src/devices/ieee-address.ts';
import { HistoryFeedLog } from '../../src/platform/history/history-feed-log.ts';
import { HistoryFeeder } from '../../src/platform/history/history-feeder.ts';
import { defaultHistoryLimits, type HistoryLimits } from '../../src/platform/history/history-limits.ts';
import { dayMs, type HistoryPoint, type HistoryValue } from '../../src/platform/history/history-point.ts';
import { HistoryReader } from '../../src/platform/history/history-reader.ts';
import type { HistoryStore } from '../../src/platform/history/history-store.ts';
import { RedisHistoryStore } from '../../src/platform/history/redis-history-store.ts';
import { VictoriaMetricsStore } from '../../src/platform/history/victoria-metrics-store.ts';
import { encodeEvent } from '../../src/platform/store/event-codec.ts';
import { keys } from '../../src/platform/store/keys.ts';
import { RedisConnection } from '../../src/platform/store/redis-connection.ts';
import { TestRedis } from '../support/redis.ts';
import { requireVictoriaMetrics, TestVictoriaMetrics } from '../support/victoria-metrics.ts';

const device: IeeeAddress = '0x00158d0001020304';
const startMs = Math.floor(Date.now() / dayMs) * dayMs - 2 * dayMs;

let redis: TestRedis;
let connection: RedisConnection;
let log: HistoryFeedLog;
let homeId: string;

beforeAll(async () => {
  redis = await TestRedis.start();
  connection = new RedisConnection(redis.address, silentLogger());
  await connection.start();
  log = new HistoryFeedLog(connection);
});

afterAll(async () => {
  await connection.stop();
  await redis.stop();
});

beforeEach(() => {
  homeId = `home-${randomBytes(4).toString('hex')}`;
});

/** Appends one entry of events, as a hub's session would. */
async function happen(...reports: [timeMs: number, values: Record<string, HistoryValue>][]): Promise<void> {
  const events = reports.map(([timeMs, values]) =>
    encodeEvent({ type: 'traitReported', homeId, hubId: 'hub-1', ieeeAddress: device, timeMs, values }),
  );
  await connection.call('XADD', keys.events(homeId), '*', 'h', 'hub-1', 'e', `[${events.join(',')}]`);
}

function redisStore(limits: Partial<HistoryLimits> = {}): RedisHistoryStore {
  return new RedisHistoryStore({ redis: connection, log }, { ...defaultHistoryLimits, ...limits });
}

function feederOf(store: HistoryStore, nodeId = 'node-a', intervalMs = 20): HistoryFeeder {
  return new HistoryFeeder({ redis: connection, log, store }, { nodeId, logger: silentLogger(), intervalMs });
}

async function pointsOf(
  store: HistoryStore,
  trait = 'temperature',
  fromMs = 0,
  toMs = Number.MAX_SAFE_INTEGER,
) {
  const points: HistoryPoint[] = [];
  for await (const portion of store.read({ homeId, subject: device, trait }, fromMs, toMs)) {
    points.push(...portion);
  }
  return points;
}

describe('history in Redis', () => {
  it('is fed with what was reported, whatever the order, each point once', async () => {
    const store = redisStore();
    const feeder = feederOf(store);
    await happen([startMs + 1000, { temperature: 21.5, state: 'ON', door: true }]);
    await feeder.catchUp(homeId);
    // A day later, then late, then what is there already.
    await happen(
      [startMs + dayMs, { temperature: 22 }],
      [startMs + 500, { temperature: 20, state: null }],
      [startMs + 1000, { temperature: 21.5 }],
    );
    await feeder.catchUp(homeId);
    expect(await pointsOf(store)).toEqual([
      { timeMs: startMs + 500, value: 20 },
      { timeMs: startMs + 1000, value: 21.5 },
      { timeMs: startMs + dayMs, value: 22 },
    ]);
    expect((await pointsOf(store, 'state')).map(({ value }) => value)).toEqual([null, 'ON']);
    expect(await pointsOf(store, 'temperature', startMs + 1000, startMs + dayMs)).toHaveLength(1);
    const series = { homeId, subject: device, trait: 'temperature' };
    expect(await store.lastBefore(series, startMs + dayMs)).toMatchObject({ value: 21.5 });
    expect(await store.lastBefore(series, startMs + 500)).toBeUndefined();
  });

  it('has no gaps and no doubles though nodes feed at once, with faults between', async () => {
    const random = seededRandom(7);
    const nodes = ['node-a', 'node-b', 'node-c'].map((nodeId) => feederOf(redisStore(), nodeId));
    const expected: number[] = [];
    let timeMs = startMs;
    for (let round = 0; round < 40; round++) {
      const count = random.integer(1, 30);
      for (let index = 0; index < count; index++) {
        timeMs += random.integer(1, 100_000);
        expected.push(timeMs);
        await happen([timeMs, { temperature: random.integer(0, 3) }]);
      }
      // Each node has its own idea of what is stored; some find that another was faster.
      await Promise.all(nodes.filter(() => random.next() < 0.6).map((node) => node.catchUp(homeId)));
      // One starts anew.
      if (random.next() < 0.2) nodes[random.integer(0, 2)] = feederOf(redisStore(), `node-${round}`);
    }
    await nodes[0]?.catchUp(homeId);
    expect((await pointsOf(redisStore())).map((point) => point.timeMs)).toEqual(expected);
  });

  it('is fed in the background by the node that has the hub, and by another when its lease is over', async () => {
    const hubs = keys.nodeHubs('node-bg');
    await connection.call('SADD', hubs, `${homeId} hub-1`);
    const store = redisStore();
    const feeder = feederOf(store, 'node-bg');
    await feeder.start();
    onTestFinished(() => feeder.stop());
    await happen([startMs, { temperature: 1 }]);
    await expect.poll(() => pointsOf(store)).toHaveLength(1);
    await happen([startMs + 1, { temperature: 2 }]);
    expect(await log.take(homeId, { nodeId: 'node-other', ttlMs: 1000 }, 10)).toBeUndefined();
    await connection.call('HSET', keys.historyFeed(homeId), 'u', '0');
    expect(await log.take(homeId, { nodeId: 'node-other', ttlMs: 1000 }, 10)).toBeDefined();
  });

  it('drops and counts what is too old, from the future, or too much; and says when entries were trimmed', async () => {
    const store = redisStore({ bytesPerDeviceDayMax: 64, retentionDays: 3 });
    const feeder = feederOf(store);
    await happen(
      [startMs - 5 * dayMs, { temperature: 1 }],
      [startMs + 100 * dayMs, { temperature: 1 }],
      [startMs, { temperature: 2 }],
    );
    await feeder.catchUp(homeId);
    for (let index = 1; index <= 30; index++) await happen([startMs + index * 1000, { temperature: index }]);
    await feeder.catchUp(homeId);
    const kept = (await pointsOf(store)).length;
    const usage = await store.usage(homeId, device);
    expect(usage).toMatchObject({ retentionDays: 3, daysStored: 1, pointsDropped: 2 + 31 - kept });
    expect(usage.bytesStored).toBeLessThanOrEqual(64);
    const key = keys.historyDay(homeId, device, startMs / dayMs);
    expect(Number(await connection.call('PEXPIRETIME', key))).toBe(startMs + 4 * dayMs);

    await happen([startMs, { temperature: 3 }]);
    await happen([startMs, { temperature: 4 }]);
    await connection.call('XTRIM', keys.events(homeId), 'MAXLEN', 1);
    await feeder.catchUp(homeId);
    expect(String(await connection.call('HGET', keys.historyFeed(homeId), 'g'))).toBe('1');
  });

  it('is read page by page, and as statistics of local days', async () => {
    const store = redisStore();
    const reader = new HistoryReader(store, feederOf(store));
    const reports = Array.from({ length: 25 }, (_, index): [number, Record<string, HistoryValue>] => [
      startMs + Math.floor(index / 3) * 3_600_000,
      { temperature: index },
    ]);
    await happen(...reports);
    const series = { homeId, subject: device, trait: 'temperature' };
    const range = { fromMs: startMs, toMs: startMs + dayMs };
    const seen: HistoryValue[] = [];
    let page = await reader.page(series, range, 2, undefined);
    while (page.next) {
      seen.push(...page.points.map(({ value }) => value));
      page = await reader.page(series, range, 2, page.next);
    }
    seen.push(...page.points.map(({ value }) => value));
    expect(seen).toEqual(reports.map((_, index) => index));
    const days = await reader.statistics(series, range, { resolution: 'day', timeZone: 'Asia/Shanghai' });
    expect(days.map(({ count }) => count)).toEqual([25, 0]);
    expect(days[0]).toMatchObject({ min: 0, max: 24, mean: 12, increase: 24 });
  });
});

const missing = requireVictoriaMetrics();
if (missing !== undefined) process.stderr.write(`NOT TRIED: history in VictoriaMetrics. ${missing}\n`);

describe.skipIf(missing !== undefined)('history in VictoriaMetrics', () => {
  let server: TestVictoriaMetrics;
  beforeAll(async () => {
    server = new TestVictoriaMetrics();
    await server.start();
  });
  afterAll(() => server.stop());

  it('is what was reported, each point once, though batches come twice', async () => {
    const store = new VictoriaMetricsStore(server.url, log);
    const feeder = feederOf(store);
    await happen(
      [startMs + 1000, { temperature: 21.37, state: 'ON', door: true }],
      [startMs + 2000, { temperature: -4.5, state: 'a "quoted" \\ word', door: false }],
      [startMs + 500, { temperature: null, state: '' }],
    );
    const unfed = await log.take(homeId, undefined, 10);
    await feeder.catchUp(homeId);
    // As after a fault between the import and the moved place: the batch comes again, and is told to count for nothing.
    const reports = [{ subject: device, timeMs: startMs + 1000, values: new Map([['temperature', 21.37]]) }];
    const batch = { afterEntryId: unfed?.afterEntryId ?? '', throughEntryId: '1-1', trimmed: false };
    expect(await store.append(homeId, { ...batch, reports, dropped: new Map() })).toBe(false);
    await server.flush();
    await expect
      .poll(() => pointsOf(store, 'temperature', startMs, startMs + dayMs))
      .toEqual([
        { timeMs: startMs + 500, value: null },
        { timeMs: startMs + 1000, value: 21.37 },
        { timeMs: startMs + 2000, value: -4.5 },
      ]);
    const valuesOf = async (trait: string) =>
      (await pointsOf(store, trait, startMs - 90 * dayMs, startMs + dayMs)).map(({ value }) => value);
    expect(await valuesOf('state')).toEqual(['', 'ON', 'a "quoted" \\ word']);
    expect(await valuesOf('door')).toEqual([true, false]);
    const series = { homeId, subject: device, trait: 'temperature' };
    expect(await store.lastBefore(series, startMs + 2000)).toEqual({ timeMs: startMs + 1000, value: 21.37 });
  });

  it('waits in the stream while the server is away, and is whole afterwards', async () => {
    const store = new VictoriaMetricsStore(server.url, log);
    const feeder = feederOf(store);
    await server.kill();
    await happen([startMs, { temperature: 5 }]);
    await expect(feeder.catchUp(homeId)).rejects.toMatchObject({ code: 'store-unavailable' });
    await server.start();
    await feeder.catchUp(homeId);
    await server.flush();
    await expect.poll(() => pointsOf(store, 'temperature', startMs, startMs + dayMs)).toHaveLength(1);
  });
});
