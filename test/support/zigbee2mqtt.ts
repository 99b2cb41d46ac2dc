import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';
import { stringify } from 'yaml';
import type { MqttBroker } from './mqtt-broker.ts';
import { waitUntil } from './wait-until.ts';

const manifestFolder = join(import.meta.dirname, '../conformance/zigbee2mqtt');

function cacheFolder(): string {
  return (
    process.env.ZIGFLEET_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'zigfleet')
  );
}

/**
 * Installs the locked, unmodified Zigbee2MQTT from npm into the cache outside the tree, once for each state of the lock.
 * It is under the GPL: it runs as a process of its own, and nothing of it is part of this project.
 * @returns the folder of the package
 */
export async function installZigbee2mqtt(): Promise<string> {
  const lock = readFileSync(join(manifestFolder, 'package-lock.json'));
  const folder = join(
    cacheFolder(),
    `zigbee2mqtt-${createHash('sha256').update(lock).digest('hex').slice(0, 12)}`,
  );
  const installed = join(folder, 'node_modules/zigbee2mqtt');
  if (existsSync(installed)) return installed;
  const scratch = `${folder}.${process.pid}`;
  mkdirSync(scratch, { recursive: true });
  for (const file of ['package.json', 'package-lock.json'])
    cpSync(join(manifestFolder, file), join(scratch, file));
  await promisify(execFile)('npm', ['ci', '--omit=dev', '--omit=optional', '--no-audit', '--no-fund'], {
    cwd: scratch,
  });
  rmSync(folder, { recursive: true, force: true });
  renameSync(scratch, folder);
  return installed;
}

/** How often a request is said again while it has no answer, milliseconds. */
const askAgainMs = 1_000;
let transactions = 0;

/**
 * Makes a request of Zigbee2MQTT's bridge (`permit_join`) and waits for its answer. It says that it is online before it
 * listens to requests, and MQTT drops what nobody listens to yet: so the request is said again until it is answered,
 * and must be one that may be made twice.
 * @returns the data of the answer
 * @throws Error if there is no answer in time, or it is a refusal
 */
export async function askZigbee2mqtt(
  broker: MqttBroker,
  request: string,
  message: Record<string, unknown>,
  timeoutMs = 60_000,
): Promise<unknown> {
  transactions += 1;
  const transaction = `zigfleet-${transactions}`;
  let askedMs = Number.NEGATIVE_INFINITY;
  const answer = await waitUntil(
    `an answer to ${request}`,
    async () => {
      if (performance.now() - askedMs > askAgainMs) {
        askedMs = performance.now();
        await broker.publish(`zigbee2mqtt/bridge/request/${request}`, { ...message, transaction });
      }
      const last = broker.last(`zigbee2mqtt/bridge/response/${request}`) as BridgeResponse | undefined;
      return last?.transaction === transaction && last;
    },
    timeoutMs,
  );
  if (answer.status !== 'ok') throw new Error(`Zigbee2MQTT refuses ${request}: ${answer.error}`);
  return answer.data;
}

interface BridgeResponse {
  status: 'ok' | 'error';
  data: unknown;
  error?: string;
  transaction?: string;
}

export interface Zigbee2mqttOptions {
  /** Its data directory: made if it is not there. Keeps the network over restarts. */
  dataFolder: string;
  /** `tcp://host:port` of the coordinator. */
  serialPort: string;
  /** `mqtt://host:port` of the broker. */
  brokerUrl: string;
}

/** A running Zigbee2MQTT. */
export class Zigbee2mqtt {
  readonly #child: ChildProcess;
  readonly #output: string[] = [];
  /** The errors that it logged, at most a thousand. */
  readonly errors: string[] = [];

  private constructor(child: ChildProcess) {
    this.#child = child;
    const keep = (chunk: Buffer) => {
      const lines = stripVTControlCharacters(chunk.toString()).trimEnd().split('\n');
      this.#output.push(...lines);
      this.#output.splice(0, this.#output.length - 200);
      this.errors.push(...lines.filter((line) => line.includes('] error:')));
      this.errors.splice(1000);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
  }

  static async start(options: Zigbee2mqttOptions): Promise<Zigbee2mqtt> {
    const folder = await installZigbee2mqtt();
    const configuration = join(options.dataFolder, 'configuration.yaml');
    if (!existsSync(configuration)) {
      mkdirSync(options.dataFolder, { recursive: true });
      writeFileSync(
        configuration,
        stringify({
          mqtt: { server: options.brokerUrl, base_topic: 'zigbee2mqtt' },
          serial: { port: options.serialPort, adapter: 'zstack' },
          frontend: { enabled: false },
          homeassistant: { enabled: false },
          advanced: {
            log_level: 'info',
            log_output: ['console'],
            network_key: 'GENERATE',
            pan_id: 'GENERATE',
            ext_pan_id: 'GENERATE',
          },
        }),
      );
    }
    const child = spawn(process.execPath, ['index.js'], {
      cwd: folder,
      env: { ...process.env, ZIGBEE2MQTT_DATA: options.dataFolder, Z2M_ONBOARD_NO_SERVER: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new Zigbee2mqtt(child);
  }

  /** The end of what it said: for the message of a failing test. */
  get output(): string {
    return this.#output.join('\n');
  }

  /** Whether the process is alive. */
  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async stop(): Promise<void> {
    if (!this.running) return;
    const ended = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()));
    this.#child.kill('SIGTERM');
    const overdue = setTimeout(() => this.#child.kill('SIGKILL'), 15_000);
    await ended;
    clearTimeout(overdue);
  }
}
