import { join } from 'node:path';
import type { HouseService } from '../../simulator/house/house-service.ts';
import { parseHouse } from '../../simulator/house/load-house.ts';
import { startHouse } from '../../simulator/serve.ts';
import { silentLogger } from '../../src/common/logger.ts';
import type { CommandResource } from '../../src/platform/api/schemas/command-schema.ts';
import type { Platform } from '../../src/platform/platform.ts';
import { PlatformRig } from './platform-rig.ts';
import { TestRedis } from './redis.ts';
import { type ProgramRun, startProgram } from './run-program.ts';
import { waitUntil } from './wait-until.ts';

export interface ApiAnswer<T> {
  status: number;
  headers: Headers;
  body: T;
}

/** A whole home: a virtual house, the real hub as a process for each of its radios, the platform over a real Redis. */
export class HomeRig {
  readonly rig: PlatformRig;
  readonly hubs = new Map<string, ProgramRun>();
  readonly #redis: TestRedis;
  readonly #house: HouseService;
  #platform: Platform | undefined;
  #token = '';
  #homeId = '';

  private constructor(redis: TestRedis, house: HouseService) {
    this.#redis = redis;
    this.#house = house;
    this.rig = new PlatformRig(redis);
  }

  /** @param yaml - the house; its radios listen on free ports */
  static async start(yaml: string): Promise<HomeRig> {
    const redis = await TestRedis.start();
    const house = await startHouse(parseHouse(yaml, 'house.yaml'), { logger: silentLogger() });
    const rig = new HomeRig(redis, house);
    rig.#platform = await rig.rig.startPlatform();
    const { token, homeId } = await rig.rig.owner(rig.platform);
    rig.#token = token;
    rig.#homeId = homeId;
    return rig;
  }

  get house(): HouseService {
    return this.#house;
  }

  get platform(): Platform {
    if (!this.#platform) throw new Error('the platform was not started');
    return this.#platform;
  }

  get homeId(): string {
    return this.#homeId;
  }

  /** The radio of a hub of the house. */
  network(hubId: string) {
    const radio = this.#house.radioServices.find(({ hub }) => hub.id === hubId);
    if (!radio) throw new Error(`the house has no hub ${hubId}`);
    return radio.network;
  }

  addressOf(deviceId: string): `0x${string}` {
    return this.#house.device(deviceId).entry.ieeeAddress as `0x${string}`;
  }

  dataOf(hubId: string): string {
    return join(this.rig.folder, hubId);
  }

  async api<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(`http://127.0.0.1:${this.platform.httpPort}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? undefined : JSON.parse(text)) as T,
    } satisfies ApiAnswer<T>;
  }

  /** A command of which the end is waited for. */
  async command(method: string, path: string, body?: unknown, waitS = 60): Promise<CommandResource> {
    const answer = await this.api<CommandResource>(method, path, body, { prefer: `wait=${waitS}` });
    if (answer.status !== 200) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    return answer.body;
  }

  /** Starts the hub of a radio, claimed into the home at its first start. @returns its id on the platform */
  async startHub(hubId: string, options: { radioOf?: string; isClaimed?: boolean } = {}): Promise<string> {
    const radio = this.#house.radios.find((each) => each.hubId === (options.radioOf ?? hubId));
    const claim: string[] = [];
    if (!options.isClaimed) {
      const code = await this.api<{ claimCode: string }>('POST', '/v1/hubs/claim-codes', {});
      claim.push('--claim', code.body.claimCode);
    }
    const run = startProgram([
      ...['hub', '--radio', radio?.url ?? '', '--platform', `127.0.0.1:${this.platform.linkPort}`],
      ...['--data', this.dataOf(hubId), '--log-level', 'debug', ...claim],
    ]);
    this.hubs.set(hubId, run);
    await waitUntil('the hub is ready', () => run.output.stderr.includes('hub ready'), 60_000);
    const id = /"hubId":"(hub-[0-9a-f]{16})"/.exec(run.output.stderr)?.[1] ?? '';
    await waitUntil('it is online', async () => {
      const { body } = await this.api<{ online?: boolean }>('GET', `/v1/hubs/${id}`);
      return body.online === true;
    });
    return id;
  }

  async endHub(hubId: string, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const run = this.hubs.get(hubId);
    run?.child.kill('SIGCONT');
    run?.child.kill(signal);
    await run?.ended;
    this.hubs.delete(hubId);
  }

  /** Lets so many devices join through a hub, and waits until the platform has them, with their models. */
  async join(hubId: string, count: number): Promise<void> {
    const opened = await this.command('POST', `/v1/hubs/${hubId}/permit-join`, { durationS: 120 });
    if (opened.state !== 'succeeded') throw new Error(JSON.stringify(opened));
    type Page = { devices: { descriptor: { model: string } }[] };
    await waitUntil(
      `${count} devices have joined`,
      async () => {
        const { body } = await this.api<Page>('GET', `/v1/devices?hubId=${hubId}`);
        return body.devices.filter(({ descriptor }) => descriptor.model !== '').length === count;
      },
      90_000,
    );
    await this.command('POST', `/v1/hubs/${hubId}/permit-join`, { durationS: 0 });
  }

  async stop(): Promise<void> {
    for (const hubId of [...this.hubs.keys()]) await this.endHub(hubId, 'SIGKILL');
    await this.rig.stop();
    await this.#house.stop();
    await this.#redis.stop();
  }
}
