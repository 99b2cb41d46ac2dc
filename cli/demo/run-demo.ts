import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { House } from '../../simulator/house/house.ts';
import { loadHouse } from '../../simulator/house/load-house.ts';
import { delay, systemClock } from '../../src/common/clock.ts';
import { systemRandom } from '../../src/common/random.ts';
import { messageOf, ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { ApiClient } from '../api-client.ts';
import { type ExitCode, exitCodeOf, exitCodes } from '../exit-codes.ts';
import { followEvents } from '../follow-events.ts';
import { readControlFiles } from '../sim/control-files.ts';
import { type DemoDescription, removeDemoFiles, writeDemoFiles } from './demo-files.ts';
import { DemoView } from './demo-view.ts';
import { requireFreePort } from './require-free-port.ts';
import { describeDeath, Supervisor } from './supervisor.ts';

export interface DemoOptions {
  data: string;
  house: string;
  ledger?: string;
  httpPort: number;
  linkPort: number;
  radioPorts?: number[];
  controlPort?: number;
  json: boolean;
}

/** Longest that the hubs may take to come online, and the devices to join: milliseconds. */
const readyTimeoutMs = 90_000;
const lookIntervalMs = 100;
const reopenEveryMs = 10_000;
/** Zigbee lets a network be open for this long at most, seconds. */
const permitJoinMaxS = 254;

/** Runs the demo until a signal, or until one of its processes ends by itself. */
export async function runDemo(options: DemoOptions): Promise<ExitCode> {
  const house = await loadHouse(options.house);
  const radioPorts = options.radioPorts ?? house.hubs.map(({ radio }) => radio.port);
  if (radioPorts.length !== house.hubs.length) {
    throw new ZigfleetError(
      'invalid-config',
      `--radio-ports must name ${house.hubs.length} ports, one for each hub`,
    );
  }
  await requireFreePort(options.httpPort, 'the HTTP API', 'choose another with --http-port');
  await requireFreePort(options.linkPort, 'the hub link', 'choose another with --link-port');
  for (const port of radioPorts) await requireFreePort(port, 'a radio', 'choose others with --radio-ports');
  if (options.controlPort !== undefined) {
    await requireFreePort(options.controlPort, 'control of the house', 'choose another with --control-port');
  }

  mkdirSync(options.data, { recursive: true, mode: 0o700 });
  removeDemoFiles(options.data);
  const ended = new AbortController();
  const end = (reason: Error) => ended.abort(reason);
  process.once('SIGINT', () => end(new Stopped()));
  process.once('SIGTERM', () => end(new Stopped()));
  const supervisor = new Supervisor(join(options.data, 'logs'), (death) =>
    end(new ZigfleetError('unavailable', describeDeath(death))),
  );
  const demo = new Demo({ options, house, radioPorts, supervisor, signal: ended.signal });
  const aborted = new Promise<never>((_, reject) => {
    ended.signal.addEventListener('abort', () => reject(ended.signal.reason), { once: true });
  });
  try {
    await Promise.race([demo.run(), aborted]);
    return exitCodes.ok;
  } catch (error) {
    const reason = ended.signal.aborted ? ended.signal.reason : error;
    if (reason instanceof Stopped) return exitCodes.ok;
    process.stderr.write(`demo: ${messageOf(reason)}\n`);
    return ended.signal.aborted ? exitCodes.failed : exitCodeOf(reason);
  } finally {
    removeDemoFiles(options.data);
    const { killed } = await supervisor.stop();
    for (const name of killed) process.stderr.write(`demo: ${name} did not stop in time and was killed\n`);
  }
}

/** Somebody wants the demo to end: no failure. */
class Stopped extends Error {}

class Demo {
  readonly #options: DemoOptions;
  readonly #house: House;
  readonly #radioPorts: number[];
  /** Where the house says that it is controlled; null if it could not leave word of that. */
  #control: string | null = null;
  readonly #supervisor: Supervisor;
  readonly #signal: AbortSignal;
  readonly #startedMs = performance.now();
  readonly #view: DemoView;

  constructor(parts: {
    options: DemoOptions;
    house: House;
    radioPorts: number[];
    supervisor: Supervisor;
    signal: AbortSignal;
  }) {
    this.#options = parts.options;
    this.#house = parts.house;
    this.#radioPorts = parts.radioPorts;
    this.#supervisor = parts.supervisor;
    this.#signal = parts.signal;
    this.#view = new DemoView(parts.house, process.stdout, parts.options.json);
  }

  async run(): Promise<void> {
    const { data, httpPort, linkPort } = this.#options;
    const api = `http://127.0.0.1:${httpPort}`;
    const link = `127.0.0.1:${linkPort}`;
    await Promise.all([this.#startPlatform(), this.#startHouse()]);
    const token = readFileSync(join(data, 'platform', 'owner-token'), 'utf8').trim();
    const client = new ApiClient({ url: api, token, from: 'demo' });
    await Promise.all(this.#house.hubs.map((_, index) => this.#startHub(index, link, client)));
    const hubs = this.#house.hubs.map((hub) => this.#hubId(hub.id) ?? '');
    await this.#waitFor('the hubs to come online', async () => {
      const online = (await client.listHubs()).filter((hub) => hub.online).map((hub) => hub.hubId);
      return hubs.every((hubId) => online.includes(hubId));
    });
    await this.#joinDevices(client, hubs);
    const radios = this.#radioPorts.map((port) => `tcp://127.0.0.1:${port}`);
    const description: DemoDescription = {
      ...{ api, link, token, hubs, radios, control: this.#control, ledger: this.#ledger },
    };
    const plug = this.#house.devices.find(({ model }) => model.modelId === 'lumi.plug');
    writeDemoFiles(data, description, plug?.ieeeAddress);
    this.#say(
      `everything answers: API ${api} (docs at ${api}/docs), token and addresses in ${data}/demo.json`,
    );
    await this.#show(client, description);
  }

  async #startPlatform(): Promise<void> {
    const { data, httpPort, linkPort } = this.#options;
    const folder = join(data, 'platform');
    const ports = ['--http-port', String(httpPort), '--link-port', String(linkPort)];
    await this.#supervisor.start('platform', ['platform', '--data', folder, ...ports]);
    this.#say('the platform is up');
  }

  async #startHouse(): Promise<void> {
    const { data, house, controlPort } = this.#options;
    const control = controlPort === undefined ? [] : ['--control-port', String(controlPort)];
    const ports = ['--radio-ports', this.#radioPorts.join(','), ...control];
    const files = ['--data', join(data, 'house'), '--ledger', this.#ledger];
    const served = await this.#supervisor.start('simulator', ['sim', 'serve', house, ...files, ...ports]);
    this.#control = readControlFiles(process.env).find(({ pid }) => pid === served)?.control ?? null;
    this.#say(`the house is up: ${this.#house.devices.length} devices`);
  }

  async #startHub(index: number, link: string, client: ApiClient): Promise<void> {
    const hub = this.#house.hubs[index];
    if (!hub) throw new RangeError(`the house has no hub ${index}`);
    const claimed = (await client.listHubs()).some((each) => each.hubId === this.#hubId(hub.id));
    const env: Record<string, string> = claimed ? {} : { ZIGFLEET_CLAIM: await client.createClaimCode() };
    const radio = `tcp://127.0.0.1:${this.#radioPorts[index]}`;
    const args = ['hub', '--radio', radio, '--platform', link, '--data', this.#hubFolder(hub.id)];
    await this.#supervisor.start(`hub-${hub.id}`, args, env);
    this.#say(`the hub ${hub.name} is up`);
  }

  /** Lets the devices of the house in, where they are not in yet. */
  async #joinDevices(client: ApiClient, hubs: readonly string[]): Promise<void> {
    const expected = this.#house.devices
      .filter(({ join }) => join === 'whenOpen')
      .map((each) => each.ieeeAddress);
    const missing = async () => {
      const known = new Set((await client.listDevices()).map((device) => device.ieeeAddress as string));
      return expected.filter((ieeeAddress) => !known.has(ieeeAddress));
    };
    if ((await missing()).length === 0) return;
    const openS = (durationS: number) =>
      Promise.all(hubs.map((hubId) => client.permitJoin(hubId, { durationS, via: null }, 10)));
    await openS(permitJoinMaxS);
    this.#say('the networks are open, the devices join');
    let fewest = expected.length;
    let openedMs = performance.now();
    while (fewest > 0) {
      const before = fewest;
      // A large house takes as long as it takes, as long as it gets on.
      await this.#waitFor('the devices to join', async () => {
        // Routers that have joined since were not open yet, and some devices hear nobody else.
        if (performance.now() - openedMs > reopenEveryMs) {
          openedMs = performance.now();
          await openS(permitJoinMaxS);
        }
        fewest = Math.min(fewest, (await missing()).length);
        return fewest < before;
      });
    }
    await openS(0);
    this.#say('all devices have joined');
  }

  async #show(client: ApiClient, description: DemoDescription): Promise<void> {
    let reported = false;
    this.#view.start(description, await client.listDevices());
    try {
      await followEvents(
        client,
        {},
        {
          clock: systemClock,
          random: systemRandom,
          signal: this.#signal,
          onEvent: (event) => {
            if (!reported && event.type === 'traitReported') {
              reported = true;
              this.#say('the first live value');
            }
            this.#view.show(event);
          },
          onLost: (reason) => this.#say(`the event stream was lost (${reason}); taking it up again`),
        },
      );
    } finally {
      this.#view.stop();
    }
    this.#signal.throwIfAborted();
  }

  get #ledger(): string {
    return resolve(this.#options.ledger ?? join(this.#options.data, 'ledger.ndjson'));
  }

  #hubFolder(id: string): string {
    return join(this.#options.data, 'hubs', id);
  }

  /** The id that the hub made for itself at its first start. */
  #hubId(id: string): string | undefined {
    const path = join(this.#hubFolder(id), 'hub-identity.json');
    if (!existsSync(path)) return undefined;
    return (JSON.parse(readFileSync(path, 'utf8')) as { hubId: string }).hubId;
  }

  async #waitFor(what: string, look: () => Promise<boolean>): Promise<void> {
    const deadlineMs = performance.now() + readyTimeoutMs;
    while (!(await look())) {
      if (performance.now() > deadlineMs) {
        throw new ZigfleetError(
          'timeout',
          `waited ${readyTimeoutMs / 1000} s for ${what} in vain; the logs are in ${join(this.#options.data, 'logs')}`,
        );
      }
      await delay(systemClock, lookIntervalMs, this.#signal);
    }
  }

  /** Progress, with the seconds since the start. */
  #say(line: string): void {
    const seconds = ((performance.now() - this.#startedMs) / 1000).toFixed(1);
    this.#view.note(`[${seconds.padStart(5)} s] ${line}`);
  }
}
