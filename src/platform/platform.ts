import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { type Clock, systemClock } from '../common/clock.ts';
import { lockFolder } from '../common/folder-lock.ts';
import { Lifecycle, type Service } from '../common/lifecycle.ts';
import type { Logger } from '../common/logger.ts';
import { softwareVersion } from '../common/software-version.ts';
import { messageOf, ZigfleetError } from '../common/zigfleet-error.ts';
import { HubLinkServer } from '../rpc/hub-link-server.ts';
import { isLoopback } from '../rpc/link-address.ts';
import { AccountService } from './accounts/account-service.ts';
import { PasswordHasher } from './accounts/password-hasher.ts';
import { createHttpApi } from './api/http-api.ts';
import { AuditService } from './audit/audit-service.ts';
import { CommandService } from './commands/command-service.ts';
import { CommandTracker } from './commands/command-tracker.ts';

import type { Health, PlatformPorts } from './domain/ports.ts';
import type { RateSubject } from './domain/rate-limits.ts';
import { EventFeeds } from './events/event-feeds.ts';
import { GroupService } from './groups/group-service.ts';
import { createHistory } from './history/create-history.ts';
import { HomeService } from './homes/home-service.ts';
import { type RateLimit, RateLimiter } from './limits/rate-limiter.ts';
import { TrustedProxies } from './limits/trusted-proxies.ts';
import { HubSessions } from './link/hub-sessions.ts';
import { PlatformLinkHandler } from './link/platform-link-handler.ts';
import type { PlatformConfig } from './platform-config.ts';
import { PlatformStore } from './platform-store.ts';
import { AccountStore } from './store/account-store.ts';
import { type AuditLimits, AuditStore } from './store/audit-store.ts';
import { CommandStore } from './store/command-store.ts';
import { CredentialStore } from './store/credential-store.ts';
import { DescriptorStore } from './store/descriptor-store.ts';
import { DeviceReader } from './store/device-reader.ts';
import { DeviceStore } from './store/device-store.ts';
import { DueSweeper } from './store/due-sweeper.ts';
import { EventLog } from './store/event-log.ts';
import { GroupStore } from './store/group-store.ts';
import { HomeStore } from './store/home-store.ts';
import { HubStore } from './store/hub-store.ts';
import { keys } from './store/keys.ts';
import { defaultNodeLeaseTimes, type NodeLeaseTimes, NodeRegistry } from './store/node-registry.ts';
import { RateStore } from './store/rate-store.ts';
import type { RedisConnection } from './store/redis-connection.ts';
import type { RedisSubscriber } from './store/redis-subscriber.ts';
import { SessionStore } from './store/session-store.ts';
import { defaultStoreLimits, type StoreLimits } from './store/store-limits.ts';
import { WebhookStore } from './store/webhook-store.ts';
import { startWebhooks, type WebhookOptions } from './webhooks/webhooks.ts';

export interface PlatformOptions {
  clock?: Clock;
  /** For tests that cannot wait as long as an operator. */
  leaseTimes?: NodeLeaseTimes;
  limits?: Partial<StoreLimits>;
  webhooks?: WebhookOptions;
}

/** One node of the platform: the HTTP API for apps, the link for hubs, and Redis behind them. */
export class Platform implements Service {
  readonly #config: PlatformConfig;
  readonly #logger: Logger;
  readonly #clock: Clock;
  readonly #limits: StoreLimits;
  readonly #leaseTimes: NodeLeaseTimes;
  readonly #webhookOptions: WebhookOptions;
  readonly #lifecycle: Lifecycle;
  /** New at every start: what an earlier process of this machine left behind is not ours. */
  readonly nodeId = `node-${randomBytes(6).toString('hex')}`;
  #ports: PlatformPorts | undefined;
  #link: HubLinkServer | undefined;
  #httpPort = 0;

  constructor(config: PlatformConfig, logger: Logger, options: PlatformOptions = {}) {
    this.#config = config;
    this.#logger = logger;
    this.#clock = options.clock ?? systemClock;
    this.#limits = {
      ...defaultStoreLimits,
      eventEntriesMax: config.eventEntriesMax,
      openCommandsMax: config.openCommandsMax,
      hubsPerHomeMax: config.hubsPerHomeMax,
      devicesPerHomeMax: config.devicesPerHomeMax,
      ...options.limits,
    };
    this.#leaseTimes = options.leaseTimes ?? defaultNodeLeaseTimes;
    this.#webhookOptions = options.webhooks ?? {};
    this.#lifecycle = new Lifecycle(logger);
  }

  /** What the HTTP API stands on; after `start`. */
  get ports(): PlatformPorts {
    if (!this.#ports) throw new ZigfleetError('internal', 'the platform was not started');
    return this.#ports;
  }

  /** Where the HTTP API listens; after `start`. */
  get httpPort(): number {
    return this.#httpPort;
  }

  /** Where hubs connect; after `start`. */
  get linkPort(): number {
    return this.#link?.port ?? 0;
  }

  /** @throws ZigfleetError `invalid-config`, `port-taken`, `store-unavailable`; what was started before is stopped */
  async start(signal?: AbortSignal): Promise<void> {
    checkExposure(this.#config);
    const { dataDir, redisUrl } = this.#config;
    try {
      this.#lifecycle.onStop('data folder', lockFolder(dataDir, 'platform.lock'));
      const store = new PlatformStore({
        ...{ dataDir, clock: this.#clock, logger: this.#logger },
        ...(redisUrl !== undefined && { redisUrl }),
      });
      this.#lifecycle.onStop('store', () => store.stop());
      const { redis, subscriber } = await store.start(signal);
      signal?.throwIfAborted();
      await this.#compose(redis, subscriber);
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Sends the hubs elsewhere, ends what is being answered, then lets go of the store. */
  stop(): Promise<void> {
    return this.#lifecycle.stop();
  }

  async #compose(redis: RedisConnection, subscriber: RedisSubscriber): Promise<void> {
    const { nodeId } = this;
    const logger = this.#logger;
    const clock = this.#clock;
    const limits = this.#limits;
    const sessions = new SessionStore(redis, nodeId, limits);
    const commands = new CommandStore(redis, nodeId, limits);
    const descriptors = new DescriptorStore(redis);
    const hubs = new HubStore(redis, limits);
    const tracker = new CommandTracker(commands, logger, clock);
    const open = new HubSessions({ redis, hubs, tracker }, nodeId, logger);
    await subscriber.subscribe(keys.nodeChannel(nodeId), open);

    const audits = new AuditStore(redis, nodeId, this.#auditLimits());
    const registry = new NodeRegistry(
      { redis, sessions, audits },
      { nodeId, logger, clock, times: this.#leaseTimes, onLeaseLost: () => open.closeAll() },
    );
    await this.#lifecycle.start('node lease', registry);
    await this.#lifecycle.start('due commands', new DueSweeper(commands, logger, clock));

    const handler = new PlatformLinkHandler(
      { hubs, sessions, descriptors, commands, tracker, open },
      { limits, clock, logger },
    );
    this.#lifecycle.onStop('hub sessions', () => handler.stop());
    const { keptMs } = this.#auditLimits();
    const audit = new AuditService(audits, { keptMs, clock, logger });
    this.#lifecycle.onStop('audit', () => audit.stop());
    const accountStore = new AccountStore(redis);
    const hasher = new PasswordHasher();
    const history = createHistory(redis, this.#config, { nodeId, logger, clock });
    await this.#lifecycle.start('history', history.feeder);
    const webhookStore = new WebhookStore(redis, limits);
    const contents = {
      releaseHubs: (homeId: string) => hubs.releaseHubs(homeId),
      forget: async (homeId: string) => {
        await webhookStore.removeAll(homeId);
        await history.store.forget(homeId);
      },
    };
    const homes = new HomeService(
      { store: new HomeStore(redis, limits), attempts: accountStore, hasher, contents },
      clock,
      this.#config,
    );
    const log = new EventLog(redis);
    const events = new EventFeeds({ log, subscriber }, logger, clock);
    const webhooks = await startWebhooks(
      {
        ...{ redis, subscriber, lifecycle: this.#lifecycle, log, events },
        devicesIn: (homeId, roomIds) => homes.devicesIn(homeId, roomIds),
      },
      { ...limits, nodeId, allowed: this.#config.webhookAllow, quotas: this.#config, clock, logger },
      this.#webhookOptions,
    );
    const devices = new DeviceStore(redis, new DeviceReader(redis, descriptors, open), limits);
    const commandService = new CommandService({ store: commands, queues: open, tracker }, logger, clock);
    this.#ports = {
      credentials: new CredentialStore(redis, clock),
      accounts: new AccountService(
        { store: accountStore, homes, hasher },
        { clock, logger, quotas: this.#config },
      ),
      homes,
      hubs,
      devices,
      commands: commandService,
      groups: new GroupService({ store: new GroupStore(redis), devices, commands: commandService }, logger),
      events,
      history: history.reader,
      availability: history.availability,
      audit,
      rates: new RateLimiter(new RateStore(redis), rateLimitsOf(this.#config), { clock, logger }),
      webhooks: webhooks.service,
      probes: webhooks.probes,
      health: this.#health(redis),
    };
    await this.#listen(handler, this.#ports);
  }

  async #listen(handler: PlatformLinkHandler, ports: PlatformPorts): Promise<void> {
    const { linkHost, linkPort, tlsCert, tlsKey } = this.#config;
    const logger = this.#logger;
    this.#link = new HubLinkServer({
      ...{ host: linkHost, port: linkPort, handler, clock: this.#clock, logger },
      ...(tlsCert !== undefined && tlsKey !== undefined && { tls: { certPath: tlsCert, keyPath: tlsKey } }),
    });
    await this.#lifecycle.start('hub link', this.#link);
    const api = createHttpApi(ports, {
      ...{ logger, version: softwareVersion(), clock: this.#clock, ...this.#config },
      proxies: TrustedProxies.parse(this.#config.trustedProxies),
      ...(tlsCert !== undefined &&
        tlsKey !== undefined && { tls: { cert: readPem(tlsCert), key: readPem(tlsKey) } }),
    });
    this.#lifecycle.onStop('http api', async () => {
      await api.close();
    });
    await this.#listenHttp(api);
    const { nodeId, httpPort, linkPort: port } = this;
    logger.info({ nodeId, httpPort, linkPort: port, tls: tlsCert !== undefined }, 'platform ready');
  }

  async #listenHttp(api: ReturnType<typeof createHttpApi>): Promise<void> {
    const { httpHost, httpPort } = this.#config;
    try {
      await api.listen({ host: httpHost, port: httpPort });
    } catch (error) {
      switch ((error as NodeJS.ErrnoException).code) {
        case 'EADDRINUSE':
          throw new ZigfleetError(
            'port-taken',
            `port ${httpPort} on ${httpHost} is taken: end the program that has it, or choose another one with --http-port`,
            { cause: error },
          );
        case 'EADDRNOTAVAIL':
        case 'EACCES':
        case 'ENOTFOUND':
          throw new ZigfleetError(
            'invalid-config',
            `cannot listen on ${httpHost}:${httpPort}: ${messageOf(error)}`,
            { cause: error },
          );
        default:
          throw error;
      }
    }
    this.#httpPort = (api.server.address() as AddressInfo).port;
  }

  #auditLimits(): AuditLimits {
    const { auditEntriesMax, auditDays } = this.#config;
    return {
      homeEntriesMax: auditEntriesMax,
      accountEntriesMax: Math.ceil(auditEntriesMax / 10),
      platformEntriesMax: auditEntriesMax * 5,
      keptMs: auditDays * 24 * 60 * 60 * 1000,
    };
  }

  #health(redis: RedisConnection): Health {
    return {
      check: async () => {
        const faults: string[] = [];
        await redis.ping().catch((error: unknown) => faults.push(`store: ${messageOf(error)}`));
        if (this.linkPort === 0) faults.push('hub link: it does not listen');
        return { ready: faults.length === 0, faults };
      },
    };
  }
}

/** Starts a node of the platform. @throws ZigfleetError; see `Platform.start` */
export async function startPlatform(
  config: PlatformConfig,
  logger: Logger,
  signal?: AbortSignal,
): Promise<Platform> {
  const platform = new Platform(config, logger);
  await platform.start(signal);
  return platform;
}

/** @throws ZigfleetError `invalid-config` if something would be readable on the network that must not be */
function checkExposure({ httpHost, linkHost, tlsCert, tlsKey, insecure }: PlatformConfig): void {
  if ((tlsCert === undefined) !== (tlsKey === undefined)) {
    throw new ZigfleetError('invalid-config', '--tls-cert and --tls-key belong together');
  }
  if (tlsCert !== undefined || insecure) return;
  const faults = [
    ...(isLoopback(httpHost) ? [] : [`--http-host ${httpHost}`]),
    ...(isLoopback(linkHost) ? [] : [`--link-host ${linkHost}`]),
  ];
  if (faults.length === 0) return;
  throw new ZigfleetError(
    'invalid-config',
    `${faults.join(' and ')} would be reachable without encryption: give --tls-cert and --tls-key, or allow it with --insecure`,
  );
}

/** How many requests at once: of those a second twice as many, of logins, which come in bursts of people, half a minute's. */
function rateLimitsOf(config: PlatformConfig): Record<RateSubject, RateLimit> {
  const { accountRatePerS, keyRatePerS, addressRatePerS, loginRatePerMin } = config;
  const perSecond = (rate: number) => ({ perSecond: rate, burst: rate * 2 });
  return {
    account: perSecond(accountRatePerS),
    key: perSecond(keyRatePerS),
    address: perSecond(addressRatePerS),
    credentials: { perSecond: loginRatePerMin / 60, burst: Math.ceil(loginRatePerMin / 2) },
  };
}

function readPem(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new ZigfleetError('invalid-config', `the key or certificate: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
