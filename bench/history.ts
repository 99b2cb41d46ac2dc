import { silentLogger } from '../src/common/logger.ts';
import { seededRandom } from '../src/common/random.ts';
import { HistoryFeedLog } from '../src/platform/history/history-feed-log.ts';
import {
  dayMs,
  dayOf,
  type HistoryReport,
  type HistoryValue,
} from '../src/platform/history/history-point.ts';
import { HistoryReader } from '../src/platform/history/history-reader.ts';
import { RedisHistoryStore } from '../src/platform/history/redis-history-store.ts';
import { RedisConnection } from '../src/platform/store/redis-connection.ts';
import { TestRedis } from '../test/support/redis.ts';
import { type Benchmark, type BenchmarkResult, round } from './benchmark.ts';

const days = 30;
const devicesOfEach = 20;
const readsOfEach = 20;
const warmUpReads = 10;
const homeId = 'home-bench';
const minuteMs = 60_000;

interface Kind {
  key: string;
  name: string;
  trait: string;
  /** What one device reports, in the order of time, over so many days. */
  reports: (
    random: ReturnType<typeof seededRandom>,
  ) => Iterable<{ timeMs: number; values: Record<string, HistoryValue> }>;
}

/** From the first instant of the day that is kept longest. */
const startMs = (dayOf(Date.now()) - days) * dayMs;
const endMs = startMs + days * dayMs;

const kinds: Kind[] = [
  {
    key: 'climate',
    name: 'climate sensor, every 5 min',
    trait: 'temperature',
    *reports(random) {
      let [temperature, humidity, pressure] = [21, 48, 1013];
      for (let timeMs = startMs; timeMs < endMs; timeMs += 5 * minuteMs + random.integer(-4_000, 4_000)) {
        temperature += (random.next() - 0.5) * 0.3;
        humidity += (random.next() - 0.5) * 0.8;
        pressure += (random.next() - 0.5) * 0.4;
        const values: Record<string, HistoryValue> = {
          temperature: decimals(temperature, 2),
          humidity: decimals(humidity, 2),
          pressure: decimals(pressure, 1),
        };
        if (random.next() < 0.04) values.battery = 97;
        yield { timeMs, values };
      }
    },
  },
  {
    key: 'plug',
    name: 'metering plug, every 30 s',
    trait: 'power',
    *reports(random) {
      let energy = 12.5;
      for (let timeMs = startMs; timeMs < endMs; timeMs += 30_000 + random.integer(-900, 900)) {
        const power = decimals(40 + random.next() * 4, 2);
        energy += power / 120_000;
        yield { timeMs, values: { power, energy: decimals(energy, 2), voltage: random.integer(228, 234) } };
      }
    },
  },
  {
    key: 'contact',
    name: 'contact, 40 times a day',
    trait: 'contact',
    *reports(random) {
      let contact = true;
      for (let timeMs = startMs; timeMs < endMs; timeMs += random.integer(4, 68) * minuteMs) {
        contact = !contact;
        yield { timeMs, values: { contact } };
      }
    },
  },
];

/** What a device's history takes in Redis, and how fast it is read. */
export const benchmark: Benchmark = {
  name: 'history',
  summary: 'what a device and day of history take in Redis, and how fast they are read',
  async run(say): Promise<BenchmarkResult> {
    const redis = await TestRedis.start();
    const connection = new RedisConnection(redis.address, silentLogger());
    try {
      await connection.start();
      const measured: KindFigures[] = [];
      for (const kind of kinds) {
        say(`${kind.name}: ${devicesOfEach} devices, ${days} days`);
        await connection.call('FLUSHALL');
        measured.push(await measure(kind, connection));
      }
      return resultOf(measured);
    } finally {
      await connection.stop();
      await redis.stop();
    }
  },
};

interface KindFigures {
  key: string;
  name: string;
  pointsPerDeviceDay: number;
  /** Of Redis's own memory, keys and all. */
  bytesPerDeviceDay: number;
  bytesPerPoint: number;
  /** Of one day, every point. */
  dayMs: number;
  /** Of all days, statistics by local day. */
  statisticsMs: number;
  /** Points that an export of all days reads in a second. */
  pointsPerSecond: number;
}

async function measure(kind: Kind, connection: RedisConnection): Promise<KindFigures> {
  const log = new HistoryFeedLog(connection);
  const store = new RedisHistoryStore({ redis: connection, log });
  const before = await usedMemory(connection);
  const points = await fill(kind, store);
  const bytes = (await usedMemory(connection)) - before;
  const deviceDays = devicesOfEach * days;

  const reader = new HistoryReader(store, { catchUp: async () => undefined });
  const series = (index: number) => ({ homeId, subject: addressOf(index), trait: kind.trait });
  const whole = { fromMs: startMs, toMs: endMs };
  const day = { fromMs: startMs + 10 * dayMs, toMs: startMs + 11 * dayMs };
  const by = { resolution: 'day' as const, timeZone: 'Europe/Berlin' };
  let pointsEach = 0;
  const exportMs = await eachMs(async (index) => {
    pointsEach = 0;
    for await (const portion of reader.all(series(index), whole)) pointsEach += portion.length;
  });
  return {
    key: kind.key,
    name: kind.name,
    pointsPerDeviceDay: points / deviceDays,
    bytesPerDeviceDay: bytes / deviceDays,
    bytesPerPoint: bytes / points,
    dayMs: await eachMs(async (index) => void (await reader.page(series(index), day, 10_000, undefined))),
    statisticsMs: await eachMs(async (index) => void (await reader.statistics(series(index), whole, by))),
    pointsPerSecond: pointsEach / (exportMs / 1000),
  };
}

/** @returns how many points there are */
async function fill(kind: Kind, store: RedisHistoryStore): Promise<number> {
  let points = 0;
  let place = 0;
  for (let index = 0; index < devicesOfEach; index++) {
    const random = seededRandom(index + 1);
    let batch: HistoryReport[] = [];
    const flush = async () => {
      const dropped = new Map<string, number>();
      const [afterEntryId, throughEntryId] = [`${place}-0`, `${++place}-0`];
      await store.append(homeId, { afterEntryId, throughEntryId, trimmed: false, reports: batch, dropped });
      batch = [];
    };
    for (const { timeMs, values } of kind.reports(random)) {
      batch.push({ subject: addressOf(index), timeMs, values: new Map(Object.entries(values)) });
      points += Object.keys(values).length;
      if (batch.length === 1_000) await flush();
    }
    await flush();
  }
  return points;
}

/** The mean time of one reading, milliseconds. */
async function eachMs(read: (index: number) => Promise<void>): Promise<number> {
  for (let index = 0; index < warmUpReads; index++) await read(index % devicesOfEach);
  const start = performance.now();
  for (let index = 0; index < readsOfEach; index++) await read(index % devicesOfEach);
  return (performance.now() - start) / readsOfEach;
}

async function usedMemory(connection: RedisConnection): Promise<number> {
  const info = String(await connection.call('INFO', 'memory'));
  return Number(/used_memory_dataset:(\d+)/.exec(info)?.[1]);
}

function resultOf(measured: KindFigures[]): BenchmarkResult {
  return {
    columns: [
      'device',
      'points/day',
      'bytes/day',
      'bytes/point',
      'a day, ms',
      '30 days by day, ms',
      'export, points/s',
    ],
    rows: measured.map((each) => [
      each.name,
      Math.round(each.pointsPerDeviceDay),
      Math.round(each.bytesPerDeviceDay),
      round(each.bytesPerPoint),
      round(each.dayMs),
      round(each.statisticsMs),
      Math.round(each.pointsPerSecond),
    ]),
    notes: [
      `Bytes of Redis's data set with its keys, for each device and UTC day; ${days} days are kept unless told otherwise.`,
    ],
    figures: Object.fromEntries(
      measured.flatMap(({ name: _, key, ...figures }) =>
        Object.entries(figures).map(([what, value]) => [`${key}.${what}`, round(value)] as const),
      ),
    ),
  };
}

function decimals(value: number, count: number): number {
  return Number(value.toFixed(count));
}

function addressOf(index: number): string {
  return `0x00158d00${index.toString(16).padStart(8, '0')}`;
}
