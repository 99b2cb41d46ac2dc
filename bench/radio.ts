import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitUntil } from '../test/support/wait-until.ts';
import { type Benchmark, type BenchmarkResult, percentile, round } from './benchmark.ts';
import { writeDatabase } from './radio/network-files.ts';
import { RecordingRelay } from './radio/recording-relay.ts';

const deviceCounts = [1, 50, 1000];
/** The three sides take turns in each round, so that the machine's moods hit all of them; the median counts. */
const rounds = 5;
const floodMs = 1_000;
const pacedMs = 3_000;
const serialBaud = 115_200;
const bitsPerByte = 10;

interface Flood {
  sent: number;
  dropped: number;
  elapsedMs: number;
  cpuUs: number;
}

/** A program of this benchmark in a process of its own, asked one thing at a time. */
class Helper {
  readonly #child: ChildProcess;

  constructor(file: string, parameters: readonly string[]) {
    const path = join(import.meta.dirname, 'radio', file);
    this.#child = spawn(process.execPath, ['--expose-gc', path, ...parameters], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
  }

  /** The next thing that it says. */
  hear<T>(): Promise<T> {
    return new Promise((resolve, reject) => {
      const died = (code: number | null) => reject(new Error(`a helper ended with exit code ${code}`));
      this.#child.once('exit', died);
      this.#child.once('message', (message) => {
        this.#child.off('exit', died);
        resolve(message as T);
      });
    });
  }

  ask<T>(question: number): Promise<T> {
    const answer = this.hear<T>();
    this.#child.send(question);
    return answer;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill();
    await ended;
  }
}

interface Round {
  simulatorFramesPerS: number;
  herdsmanFramesPerS: number;
  togetherFramesPerS: number;
  simulatorCpuUs: number;
}

interface Figures extends Round {
  devices: number;
  ratio: number;
}

/** Waits until zigbee-herdsman has decoded so many more messages; the rate since `startMs`. */
async function decoded(herdsman: Helper, before: number, count: number, startMs: number): Promise<number> {
  await waitUntil(
    'all to be decoded',
    async () => (await herdsman.ask<number>(0)) - before >= count,
    120_000,
  );
  return count / ((performance.now() - startMs) / 1000);
}

/** Lets a zigbee-herdsman bring the network up; one that forms a network forgets all devices, so that it goes again. */
async function formNetwork(port: number, folder: string): Promise<void> {
  const herdsman = new Helper('herdsman-process.ts', [`tcp://127.0.0.1:${port}`, folder]);
  try {
    await herdsman.hear<number>();
  } finally {
    await herdsman.stop();
  }
}

/** One round: both together, zigbee-herdsman with what was said then, the simulator with a client that only reads. */
async function measureRound(simulator: Helper, herdsman: Helper, relay: RecordingRelay): Promise<Round> {
  let before = await herdsman.ask<number>(0);
  relay.record();
  let startMs = performance.now();
  const flood = await simulator.ask<Flood>(floodMs);
  const count = flood.sent - flood.dropped;
  const togetherFramesPerS = await decoded(herdsman, before, count, startMs);
  const recording = relay.takeRecording();

  before = await herdsman.ask<number>(0);
  startMs = performance.now();
  await relay.play(recording);
  const herdsmanFramesPerS = await decoded(herdsman, before, count, startMs);

  relay.swallow();
  const alone = await simulator.ask<Flood>(floodMs);
  const heard = alone.sent - alone.dropped;
  // Counted at the other end too: the frames are as long as the recorded ones.
  const bytes = (heard * recording.length) / count;
  await waitUntil('the last byte', () => relay.swallowedBytes > bytes * 0.99);
  relay.passOn();
  return {
    togetherFramesPerS,
    // At most: whichever of the two ways was faster.
    herdsmanFramesPerS: Math.max(herdsmanFramesPerS, togetherFramesPerS),
    simulatorFramesPerS: heard / (alone.elapsedMs / 1000),
    simulatorCpuUs: alone.cpuUs / heard,
  };
}

async function measure(devices: number, folder: string): Promise<Figures> {
  mkdirSync(folder, { recursive: true });
  const simulator = new Helper('simulator-process.ts', [String(devices), '0', join(folder, 'data')]);
  let herdsman: Helper | undefined;
  let relay: RecordingRelay | undefined;
  try {
    const port = await simulator.hear<number>();
    relay = await RecordingRelay.start(port);
    await formNetwork(port, folder);
    writeDatabase(join(folder, 'database.db'), devices);
    herdsman = new Helper('herdsman-process.ts', [`tcp://127.0.0.1:${relay.port}`, folder]);
    await herdsman.hear<number>();
    // Once for warmth.
    await measureRound(simulator, herdsman, relay);
    const results: Round[] = [];
    for (let round = 0; round < rounds; round++) {
      results.push(await measureRound(simulator, herdsman, relay));
    }
    const median = (figure: (round: Round) => number) => percentile(results.map(figure), 0.5);
    return {
      devices,
      simulatorFramesPerS: median((round) => round.simulatorFramesPerS),
      herdsmanFramesPerS: median((round) => round.herdsmanFramesPerS),
      togetherFramesPerS: median((round) => round.togetherFramesPerS),
      simulatorCpuUs: median((round) => round.simulatorCpuUs),
      // Of each round by itself: its two sides had the same machine.
      ratio: median((round) => round.simulatorFramesPerS / round.herdsmanFramesPerS),
    };
  } finally {
    await herdsman?.stop();
    await relay?.stop();
    await simulator.stop();
  }
}

async function measureMemory(devices: number, folder: string): Promise<number> {
  const process = new Helper('memory-process.ts', [String(devices), join(folder, 'memory')]);
  try {
    return await process.hear<number>();
  } finally {
    await process.stop();
  }
}

/** A client that takes all and understands nothing. */
async function listen(port: number) {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  socket.resume();
  return socket;
}

/** The share of the serial line's true rate that a paced coordinator reaches. */
async function measurePace(folder: string): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const simulator = new Helper('simulator-process.ts', ['50', 'default', join(folder, 'data')]);
  try {
    const port = await simulator.hear<number>();
    await formNetwork(port, folder);
    const listener = await listen(port);
    const before = listener.bytesRead;
    const { elapsedMs } = await simulator.ask<Flood>(pacedMs);
    await waitUntil('the last byte', () => listener.bytesRead > before);
    const bitsPerS = ((listener.bytesRead - before) * bitsPerByte * 1000) / elapsedMs;
    listener.destroy();
    return bitsPerS / serialBaud;
  } finally {
    await simulator.stop();
  }
}

async function run(progress: (line: string) => void): Promise<BenchmarkResult> {
  const folder = mkdtempSync(join(tmpdir(), 'zigfleet-bench-'));
  try {
    const results: (Figures & { bytesPerDevice: number })[] = [];
    for (const devices of deviceCounts) {
      const subfolder = join(folder, String(devices));
      progress(`${devices} devices: memory`);
      const bytesPerDevice = await measureMemory(devices, subfolder);
      progress(`${devices} devices: frames`);
      results.push({ ...(await measure(devices, subfolder)), bytesPerDevice });
    }
    progress('a paced line');
    const pace = await measurePace(join(folder, 'paced'));
    const figures: Record<string, number> = { paceRatio: pace };
    for (const each of results) {
      figures[`simulator${each.devices}FramesPerS`] = Math.round(each.simulatorFramesPerS);
      figures[`herdsman${each.devices}FramesPerS`] = Math.round(each.herdsmanFramesPerS);
      figures[`together${each.devices}FramesPerS`] = Math.round(each.togetherFramesPerS);
      figures[`ratio${each.devices}`] = each.ratio;
      figures[`device${each.devices}Bytes`] = Math.round(each.bytesPerDevice);
    }
    return {
      columns: [
        'devices',
        'simulator alone, frames/s',
        'herdsman decodes, frames/s',
        'ratio',
        'both, frames/s',
        'simulator CPU µs/frame',
        'memory, bytes/device',
      ],
      rows: results.map((each) => [
        each.devices,
        Math.round(each.simulatorFramesPerS),
        Math.round(each.herdsmanFramesPerS),
        round(each.ratio),
        Math.round(each.togetherFramesPerS),
        round(each.simulatorCpuUs),
        Math.round(each.bytesPerDevice),
      ]),
      notes: [
        'simulator alone: reports of all devices by turns, through network and coordinator, to a client that only reads.',
        'herdsman decodes: the bytes of "both", recorded and played again while the simulator rests; "both" if that was faster.',
        'both: a relay between the two takes its part of the machine. No pacing in these columns.',
        `Medians of ${rounds} rounds in which the sides take turns.`,
        'memory: heap and buffers after garbage collection of a house with devices of every model by turns, joined, with reporting configured; less those of an empty house. Both after the house had been there once: code and models are no device’s.',
        `paced as houses are by default: ${round(pace * 100)} % of a line of ${serialBaud} baud.`,
      ],
      figures,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const benchmark: Benchmark = {
  name: 'radio',
  summary: 'frames through the virtual coordinator, beside what zigbee-herdsman decodes; memory of a device',
  run,
};
