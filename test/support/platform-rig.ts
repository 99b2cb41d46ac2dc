import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/common/clock.ts';
import { readConfig } from '../../src/common/config.ts';
import { silentLogger } from '../../src/common/logger.ts';
import { systemRandom } from '../../src/common/random.ts';
import type { ExecutionOutcome } from '../../src/devices/command-outcome.ts';
import type { CommandExecutor, HubCommand } from '../../src/hub/uplink/command-executor.ts';
import { Uplink } from '../../src/hub/uplink/uplink.ts';
import type { Principal } from '../../src/platform/domain/principal.ts';
import { Platform, type PlatformOptions } from '../../src/platform/platform.ts';
import { type PlatformConfig, platformConfigSchema } from '../../src/platform/platform-config.ts';
import { exampleDevice } from './example-devices.ts';
import type { TestRedis } from './redis.ts';
import { waitUntil } from './wait-until.ts';

/** A hub that has no radio, but the real uplink: its devices do what the test says. */
export class FakeHub implements CommandExecutor {
  readonly uplink: Uplink;
  readonly folder: string;
  /** Every command that was executed, in order. */
  readonly executed: HubCommand[] = [];
  /** What devices do with a command; by default they obey. */
  behave: (command: HubCommand) => Promise<ExecutionOutcome> = async ({ action }) => ({
    state: 'succeeded',
    confirmed: action.type === 'setTraits' ? action.values : {},
  });

  constructor(folder: string, linkPort: number, claimCode?: string) {
    this.folder = folder;
    this.uplink = new Uplink({
      dataDir: folder,
      platformAddress: `127.0.0.1:${linkPort}`,
      hubModel: 'smart-gateway',
      softwareVersion: '1',
      executor: this,
      syncIntervalMs: null,
      linkBounds: { delayMinMs: 20, delayMaxMs: 200 },
      clock: systemClock,
      random: systemRandom,
      logger: silentLogger(),
      ...(claimCode !== undefined && { claimCode }),
    });
  }

  execute(command: HubCommand): Promise<ExecutionOutcome> {
    this.executed.push(command);
    return this.behave(command);
  }

  /** So many of the example devices join. @returns their addresses */
  join(count: number, from = 0): `0x${string}`[] {
    return Array.from({ length: count }, (_, index) => {
      const { descriptor, values } = exampleDevice(from + index);
      this.uplink.upsertDevice(descriptor, { networkAddress: 1 + index, joined: true });
      this.uplink.report(descriptor.ieeeAddress, values, Date.now(), 90);
      return descriptor.ieeeAddress;
    });
  }

  /** Resolves when the platform has acknowledged all that was said. */
  async settled(timeoutMs = 15_000): Promise<void> {
    const what = 'the platform has everything';
    await waitUntil(what, () => this.#isConnected && this.uplink.waitingCount === 0, timeoutMs);
  }

  get #isConnected(): boolean {
    return this.uplink.linkStatus.state === 'connected';
  }
}

/** Nodes of the platform over one Redis, and hubs without radios, as a test needs them. */
export class PlatformRig {
  readonly folder = mkdtempSync(join(tmpdir(), 'zf-platform-'));
  readonly #redisUrl: string | undefined;
  readonly #platforms: Platform[] = [];
  readonly #hubs: FakeHub[] = [];

  /** @param redis - undefined: each node starts its private one, in a folder of its own */
  constructor(redis: TestRedis | undefined) {
    this.#redisUrl = redis?.url;
  }

  /**
   * @param linkPort - where hubs connect; by default any free port
   * @param settings - further ones, as an operator would give them
   */
  async startPlatform(
    name = 'platform',
    options: PlatformOptions = {},
    linkPort = 0,
    settings: Partial<PlatformConfig> = {},
  ): Promise<Platform> {
    const config = readConfig(
      platformConfigSchema,
      {
        // The event loop is also that of the test, on a machine that may have much else to do.
        ...{
          eventLoopDelayMaxMs: 60_000,
          ...settings,
          httpPort: 0,
          linkPort,
          dataDir: join(this.folder, name),
        },
        ...(this.#redisUrl !== undefined && { redisUrl: this.#redisUrl }),
      },
      {},
    );
    const platform = new Platform(config, silentLogger(), options);
    this.#platforms.push(platform);
    await platform.start();
    return platform;
  }

  /** The owner that the first start of a node made. */
  async owner(
    platform: Platform,
    name = 'platform',
  ): Promise<{ principal: Principal; homeId: string; token: string }> {
    const token = readFileSync(join(this.folder, name, 'owner-token'), 'utf8').trim();
    const principal = await platform.ports.credentials.authenticate(token);
    const [homeId] = principal?.homes.keys() ?? [];
    if (!principal || homeId === undefined) throw new Error('the owner token is not valid');
    return { principal, homeId, token };
  }

  /** A hub of the home, connected. */
  async startHub(platform: Platform, homeId: string, name = 'hub'): Promise<FakeHub> {
    const { claimCode } = await platform.ports.hubs.createClaimCode(homeId, 60_000);
    const hub = new FakeHub(join(this.folder, name), platform.linkPort, claimCode);
    await this.connect(hub);
    return hub;
  }

  /** A hub of which there is a folder already. */
  async restartHub(platform: Platform, name = 'hub'): Promise<FakeHub> {
    const hub = new FakeHub(join(this.folder, name), platform.linkPort);
    await this.connect(hub);
    return hub;
  }

  async connect(hub: FakeHub): Promise<void> {
    this.#hubs.push(hub);
    await hub.uplink.start();
    await waitUntil('the hub is connected', () => hub.uplink.linkStatus.state === 'connected');
  }

  async stop(): Promise<void> {
    for (const hub of this.#hubs) await hub.uplink.stop();
    for (const platform of this.#platforms) await platform.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
