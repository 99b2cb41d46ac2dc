import { randomBytes } from 'node:crypto';
import { systemClock } from '../../src/common/clock.ts';
import { silentLogger } from '../../src/common/logger.ts';
import { CommandStore } from '../../src/platform/store/command-store.ts';
import { DescriptorStore } from '../../src/platform/store/descriptor-store.ts';
import { DeviceReader } from '../../src/platform/store/device-reader.ts';
import { DeviceStore } from '../../src/platform/store/device-store.ts';
import { EventLog } from '../../src/platform/store/event-log.ts';
import { HubStore } from '../../src/platform/store/hub-store.ts';
import { keys } from '../../src/platform/store/keys.ts';
import { RedisConnection } from '../../src/platform/store/redis-connection.ts';
import type { HubChange, SessionRef } from '../../src/platform/store/session-store.ts';
import { SessionStore } from '../../src/platform/store/session-store.ts';
import { defaultStoreLimits, type StoreLimits } from '../../src/platform/store/store-limits.ts';
import type { TestRedis } from './redis.ts';

/** The stores of one node over a test's Redis. */
export class StoreRig {
  readonly clock = systemClock;
  readonly redis: RedisConnection;
  readonly hubs: HubStore;
  readonly sessions: SessionStore;
  readonly commands: CommandStore;
  readonly descriptors: DescriptorStore;
  readonly devices: DeviceStore;
  readonly log: EventLog;
  readonly nodeId: string;
  readonly homeId = `home-${randomBytes(4).toString('hex')}`;

  constructor(redis: TestRedis, nodeId = 'node-a', limits: Partial<StoreLimits> = {}) {
    const all = { ...defaultStoreLimits, ...limits };
    this.nodeId = nodeId;
    this.redis = new RedisConnection(redis.address, silentLogger());
    this.hubs = new HubStore(this.redis, all);
    this.sessions = new SessionStore(this.redis, nodeId, all);
    this.commands = new CommandStore(this.redis, nodeId, all);
    this.descriptors = new DescriptorStore(this.redis);
    const reader = new DeviceReader(this.redis, this.descriptors, { find: () => undefined });
    this.devices = new DeviceStore(this.redis, reader, all);
    this.log = new EventLog(this.redis);
  }

  /** A hub that is claimed into the rig's home. */
  async claimHub(homeId = this.homeId): Promise<string> {
    await this.redis.call('HSETNX', keys.home(homeId), 'createdAtMs', 0);
    const publicKey = randomBytes(32);
    const hubId = `hub-${randomBytes(8).toString('hex')}`;
    const { claimCode } = await this.hubs.createClaimCode(homeId, 60_000);
    await this.hubs.claim({ hubId, publicKey, model: 'smart-gateway', softwareVersion: '1' }, claimCode);
    return hubId;
  }

  async openSession(hubId: string, journalId = 'journal-1', homeId = this.homeId): Promise<SessionRef> {
    const opened = await this.sessions.open(homeId, {
      ...{ hubId, journalId, model: 'smart-gateway', softwareVersion: '1' },
    });
    if (!opened) throw new Error(`${hubId} is not of ${homeId}`);
    return opened.ref;
  }

  /** Every event of the home, oldest first. */
  async events(homeId = this.homeId) {
    const entries = await this.log.read(homeId, '0-0', 100_000);
    return entries.flatMap(({ events }) => events.filter((event) => event !== undefined));
  }
}

/** A change of nothing, to be filled. */
export function emptyChange(changes: Partial<HubChange> = {}): HubChange {
  return {
    descriptors: new Map(),
    states: new Map(),
    forgotten: new Set(),
    events: '',
    commandEnds: [],
    ...changes,
  };
}
