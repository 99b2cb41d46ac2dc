import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../src/common/clock.ts';
import { silentLogger } from '../src/common/logger.ts';
import { systemRandom } from '../src/common/random.ts';
import type { DeviceDescriptor } from '../src/devices/device-descriptor.ts';
import { Journal } from '../src/hub/journal/journal.ts';
import { Uplink } from '../src/hub/uplink/uplink.ts';
import { ConnectRequest, Entry, type EntryBatch } from '../src/rpc/gen/zigfleet/link/v1/link.ts';
import type { HubLinkHandler } from '../src/rpc/hub-link-handler.ts';
import { HubLinkServer } from '../src/rpc/hub-link-server.ts';
import { decodeTraitValues } from '../src/rpc/wire/trait-values.ts';
import { type Benchmark, type BenchmarkResult, percentile, round } from './benchmark.ts';

const reported = { reported: true, settable: false, gettable: true };
const weather: DeviceDescriptor = {
  ieeeAddress: '0x00158d0001020304',
  logicalType: 'endDevice',
  powerSource: 'battery',
  modelId: 'lumi.weather',
  model: 'WSDCGQ11LM',
  vendor: 'Aqara',
  description: 'Temperature and humidity sensor',
  supported: true,
  sleepy: true,
  traits: [
    { type: 'number', name: 'temperature', unit: '°C', access: reported },
    { type: 'number', name: 'humidity', unit: '%', access: reported },
    { type: 'number', name: 'pressure', unit: 'hPa', access: reported },
  ],
};

const codecRounds = 200_000;
const journalEntries = 50_000;
const roundTrips = 3000;
const burstEntries = 100_000;
const batchEntries = 16;

function report(index: number): Entry {
  return {
    observedAtMs: 1_760_000_000_000 + index,
    entry: {
      $case: 'report',
      value: {
        device: 7,
        linkQuality: 120,
        values: [
          { trait: 0, value: { $case: 'number', value: 21.5 + (index % 100) / 100 } },
          { trait: 1, value: { $case: 'number', value: 48.25 } },
        ],
      },
    },
  };
}

/** Nanoseconds for each of `count` calls, after a warm-up; the best of three, for other things run on the machine too. */
function timeEach(count: number, run: (index: number) => void): number {
  const once = (rounds: number) => {
    const startedMs = performance.now();
    for (let index = 0; index < rounds; index++) run(index);
    return ((performance.now() - startedMs) * 1e6) / rounds;
  };
  once(count / 4);
  return Math.min(once(count), once(count), once(count));
}

/** The cost of a report's journey but for the radio and Redis. */
async function measure(progress: (line: string) => void): Promise<BenchmarkResult> {
  const folder = mkdtempSync(join(tmpdir(), 'zigfleet-bench-link-'));
  try {
    progress('codec');
    const codec = measureCodec();
    progress('journal');
    const journal = await measureJournal(join(folder, 'journal'));
    progress('link');
    const link = await measureLink(join(folder, 'hub'));
    return {
      columns: ['what', 'value', 'unit'],
      rows: [
        ['encode a report', round(codec.encodeNs), 'ns'],
        ['decode a report, in a batch of 16', round(codec.decodeNs), 'ns'],
        ['the same, to values by name', round(codec.decodeToValuesNs), 'ns'],
        ['append an entry to the journal', round(journal.appendUs), 'µs'],
        ['report() to acknowledged, p50', round(link.roundTripP50Ms), 'ms'],
        ['report() to acknowledged, p99', round(link.roundTripP99Ms), 'ms'],
        ['reports a second, one hub, both ends in one process', round(link.reportsPerS), '1/s'],
      ],
      notes: [
        `A report has two values: ${codec.bytes} bytes. The handler acknowledges at once: no store.`,
        'Nanoseconds and microseconds are the best of three; compare them within one run only.',
      ],
      figures: { ...codec, ...journal, ...link },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measureCodec(): Record<'bytes' | 'encodeNs' | 'decodeNs' | 'decodeToValuesNs', number> {
  const entries = Array.from({ length: batchEntries }, (_, index) => report(index));
  const bytes = Entry.encode(report(0)).finish().length;
  const batch = ConnectRequest.encode({
    message: { $case: 'entryBatch', value: { firstSequence: 1, entries } },
  }).finish();
  const rounds = codecRounds / batchEntries;
  return {
    bytes,
    encodeNs: timeEach(codecRounds, (index) =>
      Entry.encode(entries[index % batchEntries] ?? report(0)).finish(),
    ),
    decodeNs: timeEach(rounds, () => ConnectRequest.decode(batch)) / batchEntries,
    decodeToValuesNs:
      timeEach(rounds, () => {
        const { message } = ConnectRequest.decode(batch);
        if (message?.$case !== 'entryBatch') throw new Error('the batch is a batch');
        for (const { entry } of message.value.entries) {
          if (entry?.$case === 'report') decodeTraitValues(weather.traits, entry.value.values);
        }
      }) / batchEntries,
  };
}

async function measureJournal(folder: string): Promise<{ appendUs: number }> {
  const journal = Journal.open({ folder, clock: systemClock, logger: silentLogger() });
  const entry = Entry.encode(report(0)).finish();
  const appendUs =
    timeEach(journalEntries, () => {
      const sequence = journal.append(entry);
      // As in operation: acknowledged a little later, many at once.
      if (sequence % batchEntries === 0) journal.acknowledge(sequence);
    }) / 1000;
  await journal.close();
  return { appendUs };
}

async function measureLink(
  dataDir: string,
): Promise<Record<'roundTripP50Ms' | 'roundTripP99Ms' | 'reportsPerS', number>> {
  const logger = silentLogger();
  const server = new HubLinkServer({
    host: '127.0.0.1',
    port: 0,
    handler: acknowledgingHandler(),
    clock: systemClock,
    logger,
  });
  await server.start();
  const connected = Promise.withResolvers<void>();
  const uplink = new Uplink({
    dataDir,
    platformAddress: `127.0.0.1:${server.port}`,
    hubModel: 'smart-gateway',
    softwareVersion: 'bench',
    executor: { execute: () => Promise.reject(new Error('no command is sent')) },
    clock: systemClock,
    random: systemRandom,
    logger,
  });
  uplink.onLinkStatus(({ state }) => state === 'connected' && connected.resolve());
  await uplink.start();
  try {
    await connected.promise;
    uplink.upsertDevice(weather, { networkAddress: 1, joined: false });
    await acknowledged(uplink);
    const samples: number[] = [];
    for (let index = 0; index < roundTrips; index++) {
      const startedMs = performance.now();
      uplink.report(
        weather.ieeeAddress,
        { temperature: 20 + index / 100, humidity: 50.5 },
        1_760_000_000_000,
      );
      await acknowledged(uplink);
      // The first ones run code that is not yet compiled.
      if (index > roundTrips / 10) samples.push(performance.now() - startedMs);
    }
    const startedMs = performance.now();
    for (let index = 0; index < burstEntries; index++) {
      uplink.report(
        weather.ieeeAddress,
        { temperature: 20 + index / 100, humidity: 50.5 },
        1_760_000_000_000,
      );
      // As fast as it is acknowledged, within what is under way at a time.
      if (index % 256 === 0) while (uplink.waitingCount > 1024) await turn();
    }
    await acknowledged(uplink);
    return {
      roundTripP50Ms: percentile(samples, 0.5),
      roundTripP99Ms: percentile(samples, 0.99),
      reportsPerS: (burstEntries / (performance.now() - startedMs)) * 1000,
    };
  } finally {
    await uplink.stop();
    await server.stop();
  }
}

/** One turn of the event loop. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

async function acknowledged(uplink: Uplink): Promise<void> {
  while (uplink.waitingCount > 0) await turn();
}

function acknowledgingHandler(): HubLinkHandler {
  return {
    authenticate: async ({ publicKey }) => ({ publicKey }),
    open: async () => ({
      epoch: 1,
      lastAppliedSequence: 0,
      inventoryWanted: false,
      limits: {
        unacknowledgedEntriesMax: 1024,
        batchEntriesMax: 256,
        messageBytesMax: 1024 * 1024,
        commandsOutstandingMax: 32,
      },
      config: undefined,
    }),
    inventorySnapshot: async () => undefined,
    entryBatch: async (_connection, { firstSequence, entries }: EntryBatch) =>
      firstSequence + entries.length - 1,
    keyChanged: async () => false,
    commandDelivered: () => undefined,
    closed: () => undefined,
  };
}

export const benchmark: Benchmark = {
  name: 'link',
  summary: 'the hub link: codec, journal, a report to its acknowledgement',
  run: measure,
};
