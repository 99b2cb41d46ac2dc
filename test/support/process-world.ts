import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Verification } from '../../simulator/ledger/verification.ts';
import { freePort } from './free-port.ts';
import { TestRedis } from './redis.ts';
import { type ProgramRun, runProgram, startProgram } from './run-program.ts';
import { waitUntil } from './wait-until.ts';

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

interface Device {
  ieeeAddress: string;
  descriptor: { modelId: string };
  reported: Record<string, { value: unknown }>;
}

/** A whole world of real processes: Redis, the platform, a house that keeps a ledger, and its hub. */
export class ProcessWorld {
  readonly folder = mkdtempSync(join(tmpdir(), 'zf-world-'));
  readonly redis: TestRedis;
  readonly ledger = join(this.folder, 'ledger.ndjson');
  readonly #ports: { http: number; link: number; radio: number };
  #platform: ProgramRun | undefined;
  #house: ProgramRun | undefined;
  #hub: ProgramRun | undefined;
  #hubId = '';

  private constructor(redis: TestRedis, ports: { http: number; link: number; radio: number }) {
    this.redis = redis;
    this.#ports = ports;
  }

  /** @param houseText - of a house with one hub, whose radio's port is put in for `PORT` */
  static async start(houseText: string): Promise<ProcessWorld> {
    const ports = { http: await freePort(), link: await freePort(), radio: await freePort() };
    const world = new ProcessWorld(await TestRedis.start(), ports);
    try {
      writeFileSync(join(world.folder, 'house.yaml'), houseText.replace('PORT', String(ports.radio)));
      await world.startPlatform();
      await world.#startHouse();
      const { body } = await world.ask('POST', '/v1/hubs/claim-codes', {});
      await world.startHub({ ZIGFLEET_CLAIM: String(body.claimCode) });
      const { body: list } = await world.ask('GET', '/v1/hubs');
      world.#hubId = (list.hubs as { hubId: string }[])[0]?.hubId ?? '';
    } catch (error) {
      await world.stop();
      throw error;
    }
    return world;
  }

  get api(): string {
    return `http://127.0.0.1:${this.#ports.http}`;
  }

  get token(): string {
    return readFileSync(join(this.folder, 'platform', 'owner-token'), 'utf8').trim();
  }

  async startPlatform(): Promise<void> {
    const ports = ['--http-port', String(this.#ports.http), '--link-port', String(this.#ports.link)];
    this.#platform = startProgram(['platform', '--data', join(this.folder, 'platform'), ...ports], {
      REDIS_URL: this.redis.url,
    });
    await this.#ready('platform', this.#platform, 'platform ready');
  }

  async startHub(env: Record<string, string> = {}): Promise<void> {
    const radio = ['--radio', `tcp://127.0.0.1:${this.#ports.radio}`];
    const platform = ['--platform', `127.0.0.1:${this.#ports.link}`];
    const data = ['--data', join(this.folder, 'hub')];
    this.#hub = startProgram(['hub', ...radio, ...platform, ...data], env);
    await this.#ready('hub', this.#hub, 'hub ready');
    await waitUntil('the hub is online', async () => {
      const { body } = await this.ask('GET', '/v1/hubs');
      return (body.hubs as { online: boolean }[])[0]?.online === true;
    });
  }

  async #startHouse(): Promise<void> {
    const data = ['--data', join(this.folder, 'house'), '--ledger', this.ledger];
    const house = ['sim', 'serve', join(this.folder, 'house.yaml'), ...data, '--no-control', '--json'];
    this.#house = startProgram(house);
    await this.#house.says('"radios"');
  }

  /** Opens the network until so many devices have values. */
  async join(count: number): Promise<void> {
    const { body } = await this.ask('POST', `/v1/hubs/${this.#hubId}/permit-join`, { durationS: 120 });
    if (body.state !== 'succeeded') throw new Error(`permit-join: ${JSON.stringify(body)}`);
    await waitUntil(
      'all devices have values',
      async () => {
        const known = (await this.devices()).filter(({ reported }) => Object.keys(reported).length > 0);
        return known.length === count;
      },
      120_000,
    );
    await this.ask('POST', `/v1/hubs/${this.#hubId}/permit-join`, { durationS: 0 });
  }

  async kill(part: 'hub' | 'platform'): Promise<void> {
    const run = part === 'hub' ? this.#hub : this.#platform;
    run?.child.kill('SIGKILL');
    await run?.ended;
  }

  async ask(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await this.#fetch(path, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        prefer: 'wait=20',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  /** Asks again where it was asked too often. */
  async #fetch(path: string, init: RequestInit): Promise<Response> {
    return await waitUntil(
      `${path} is not refused for asking too much`,
      async () => {
        const response = await fetch(`${this.api}${path}`, init);
        return response.status !== 429 && response;
      },
      60_000,
    );
  }

  async devices(): Promise<Device[]> {
    const { body } = await this.ask('GET', '/v1/devices?limit=500');
    return body.devices as Device[];
  }

  async set(ieeeAddress: string, values: Record<string, unknown>): Promise<Answer> {
    return await this.ask('POST', `/v1/devices/${ieeeAddress}/commands`, { set: values });
  }

  /** `zigfleet sim verify --json`, as a process. */
  async verify(
    ...args: string[]
  ): Promise<{ exitCode: number | null; result: Verification; stderr: string }> {
    const ledger = args.includes('--ledger') ? [] : ['--ledger', this.ledger];
    const command = ['sim', 'verify', ...ledger, '--platform', this.api, '--json', ...args];
    const { exitCode, stdout, stderr } = await runProgram(command, { ZIGFLEET_TOKEN: this.token });
    const result = (stdout === '' ? {} : JSON.parse(stdout)) as Verification;
    return { exitCode, result, stderr };
  }

  /** What the parts have logged, for whoever wants to know what went wrong. */
  logs(): Record<string, string> {
    const of = (run: ProgramRun | undefined) => run?.output.stderr ?? '';
    return { hub: of(this.#hub), house: of(this.#house), platform: of(this.#platform) };
  }

  async stop(): Promise<void> {
    for (const run of [this.#hub, this.#house, this.#platform]) {
      run?.child.kill('SIGKILL');
      await run?.ended;
    }
    await this.redis.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #ready(name: string, run: ProgramRun, text: string): Promise<void> {
    await waitUntil(
      `the ${name} is ready`,
      () => {
        if (run.child.exitCode !== null) throw new Error(`the ${name} ended: ${run.output.stderr}`);
        return run.output.stderr.includes(text);
      },
      60_000,
    );
  }
}
