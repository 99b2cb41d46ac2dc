import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Supervisor } from '../cli/demo/supervisor.ts';
import { freePort } from '../test/support/free-port.ts';
import { waitUntil } from '../test/support/wait-until.ts';
import { type Benchmark, type BenchmarkResult, percentile, round } from './benchmark.ts';
import { KeepAliveClient } from './keep-alive-client.ts';

/** Commands for each side in a round, and rounds: the sides take turns, so that the machine's moods hit both. */
const commandsPerRound = 100;
const rounds = 12;
/** Before it is measured, each side does this many rounds: five processes have their code to compile. */
const warmUpRounds = 8;

/** Two radios without any delay, a plug at each: one for the whole chain, one for zigbee-herdsman alone. */
const house = (chainPort: number, alonePort: number) => `
name: Command benchmark
seed: 3
hubs:
  chain: { name: Chain, radio: { port: ${chainPort}, baud: 0 } }
  alone: { name: Alone, radio: { port: ${alonePort}, baud: 0 } }
devices:
  chain-plug: { model: lumi.plug, name: Plug, hub: chain }
  alone-plug: { model: lumi.plug, name: Plug, hub: alone }
`;

interface Device {
  ieeeAddress: string;
}

/** The platform's whole chain: REST, platform, Redis, link, hub, radio, device and back. */
class Chain {
  readonly #client: KeepAliveClient;
  #ieeeAddress = '';

  constructor(client: KeepAliveClient) {
    this.#client = client;
  }

  async join(): Promise<void> {
    const hubs = await waitUntil(
      'the hub is online',
      async () => {
        const body = await this.#client.json<{ hubs: { hubId: string; online: boolean }[] }>(
          'GET',
          '/v1/hubs',
        );
        return body.hubs.some((hub) => hub.online) && body.hubs;
      },
      30_000,
    );
    await this.#client.json('POST', `/v1/hubs/${hubs[0]?.hubId}/permit-join`, { durationS: 120, via: null });
    this.#ieeeAddress = await waitUntil(
      'the plug has joined',
      async () => {
        const body = await this.#client.json<{ devices: Device[] }>('GET', '/v1/devices');
        return body.devices[0]?.ieeeAddress;
      },
      30_000,
    );
    // The first command may come while the hub still configures the device.
    await this.measure(4);
  }

  async measure(count: number): Promise<number[]> {
    const microseconds: number[] = [];
    for (let index = 0; index < count; index++) {
      const body = { set: { state: index % 2 === 0 ? 'ON' : 'OFF' } };
      const startMs = performance.now();
      const command = await this.#client.json<{ state: string }>(
        'POST',
        `/v1/devices/${this.#ieeeAddress}/commands`,
        body,
        { prefer: 'wait=10' },
      );
      microseconds.push((performance.now() - startMs) * 1000);
      if (command.state !== 'succeeded') throw new Error(`a command ended as ${JSON.stringify(command)}`);
    }
    return microseconds;
  }
}

/** zigbee-herdsman and nothing else, in a process of its own. */
class Alone {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(radio: string, dataFolder: string): Promise<Alone> {
    mkdirSync(dataFolder, { recursive: true });
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'herdsman-alone.ts'), radio, dataFolder],
      {
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      },
    );
    await new Promise((resolve, reject) => {
      child.once('message', resolve);
      child.once('exit', (code) => reject(new Error(`zigbee-herdsman alone ended with exit code ${code}`)));
    });
    return new Alone(child);
  }

  measure(count: number): Promise<number[]> {
    return new Promise((resolve) => {
      this.#child.once('message', (microseconds) => resolve(microseconds as number[]));
      this.#child.send(count);
    });
  }

  stop(): void {
    this.#child.kill();
  }
}

async function run(progress: (line: string) => void): Promise<BenchmarkResult> {
  const folder = mkdtempSync(join(tmpdir(), 'zigfleet-bench-'));
  const [chainPort, alonePort, httpPort, linkPort] = [
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
  ];
  const supervisor = new Supervisor(join(folder, 'logs'), (death) => {
    throw new Error(`${death.name} ended: ${death.lastLines.join('\n')}`);
  });
  let alone: Alone | undefined;
  let client: KeepAliveClient | undefined;
  try {
    progress('starting the house, the platform, the hub');
    const houseFile = join(folder, 'house.yaml');
    writeFileSync(houseFile, house(chainPort, alonePort));
    const quiet = ['--log-level', 'warn'];
    await supervisor.start('simulator', ['sim', 'serve', houseFile, ...quiet]);
    const platformData = join(folder, 'platform');
    const ports = ['--http-port', String(httpPort), '--link-port', String(linkPort)];
    await supervisor.start('platform', ['platform', '--data', platformData, ...ports, ...quiet]);
    const token = readFileSync(join(platformData, 'owner-token'), 'utf8').trim();
    client = new KeepAliveClient(httpPort, token);
    const { claimCode } = await client.json<{ claimCode: string }>('POST', '/v1/hubs/claim-codes', {});
    const radio = `tcp://127.0.0.1:${chainPort}`;
    const hubArgs = [
      'hub',
      '--radio',
      radio,
      '--platform',
      `127.0.0.1:${linkPort}`,
      '--data',
      join(folder, 'hub'),
    ];
    await supervisor.start('hub', [...hubArgs, ...quiet], { ZIGFLEET_CLAIM: claimCode });
    progress('joining the plugs');
    const chain = new Chain(client);
    await chain.join();
    alone = await Alone.start(`tcp://127.0.0.1:${alonePort}`, join(folder, 'alone'));

    const chainSamples: number[] = [];
    const aloneSamples: number[] = [];
    progress('warming up');
    await chain.measure(commandsPerRound * warmUpRounds);
    await alone.measure(commandsPerRound * warmUpRounds);
    for (let index = 0; index < rounds; index++) {
      chainSamples.push(...(await chain.measure(commandsPerRound)));
      aloneSamples.push(...(await alone.measure(commandsPerRound)));
      progress(`round ${index + 1} of ${rounds}`);
    }
    return summarise(chainSamples, aloneSamples);
  } finally {
    alone?.stop();
    client?.close();
    await supervisor.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function summarise(chain: number[], alone: number[]): BenchmarkResult {
  const figures = {
    chainP50Us: percentile(chain, 0.5),
    chainP99Us: percentile(chain, 0.99),
    aloneP50Us: percentile(alone, 0.5),
    aloneP99Us: percentile(alone, 0.99),
  };
  const addedP50Us = figures.chainP50Us - figures.aloneP50Us;
  const ratioP50 = figures.chainP50Us / figures.aloneP50Us;
  return {
    columns: ['side', 'p50 ms', 'p99 ms'],
    rows: [
      ['REST to confirmed state', round(figures.chainP50Us / 1000), round(figures.chainP99Us / 1000)],
      ['zigbee-herdsman alone', round(figures.aloneP50Us / 1000), round(figures.aloneP99Us / 1000)],
    ],
    notes: [
      `The chain adds ${round(addedP50Us / 1000)} ms at the median (ratio ${round(ratioP50)}).`,
      `${chain.length} commands a side, one at a time, in ${rounds} rounds that alternate; radio without delay, serial line not paced.`,
      'The chain is five processes (REST client, platform, private Redis with appendfsync always, hub, simulator); the other side is two.',
    ],
    figures: { ...figures, addedP50Us, ratioP50, ratioP99: figures.chainP99Us / figures.aloneP99Us },
  };
}

export const benchmark: Benchmark = {
  name: 'command',
  summary: 'an app’s command to the device’s confirmed state, beside zigbee-herdsman alone',
  run,
};
