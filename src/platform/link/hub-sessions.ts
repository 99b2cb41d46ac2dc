import type { Logger } from '../../common/logger.ts';
import type { DeviceDescriptor } from '../../devices/device-descriptor.ts';
import type { IeeeAddress } from '../../devices/ieee-address.ts';
import type { CommandQueue } from '../commands/command-queue.ts';
import type { HubQueues } from '../commands/command-service.ts';
import type { CommandTracker } from '../commands/command-tracker.ts';
import type { DevicesAtHand } from '../store/device-reader.ts';
import type { HubStore } from '../store/hub-store.ts';
import { keys } from '../store/keys.ts';
import type { RedisConnection } from '../store/redis-connection.ts';
import type { ChannelListener } from '../store/redis-subscriber.ts';
import type { HubSession } from './hub-session.ts';

/**
 * The hubs' sessions on this node, and the messages of other nodes about them:
 * `queued HUB` (there are commands for it), `revoked HUB` (its home has cut it off), `fenced HUB EPOCH` (it has a newer session), `cancel HUB COMMAND`,
 * `ended HOME COMMAND` (a command that was made here is at its end). Messages may get lost with the connection: what they
 * would have said is looked up when it is back.
 */
export class HubSessions implements HubQueues, DevicesAtHand, ChannelListener {
  readonly #nodeId: string;
  readonly #redis: RedisConnection;
  readonly #hubs: HubStore;
  readonly #tracker: CommandTracker;
  readonly #logger: Logger;
  readonly #byHub = new Map<string, HubSession>();
  readonly #byHome = new Map<string, Set<HubSession>>();

  constructor(
    parts: { redis: RedisConnection; hubs: HubStore; tracker: CommandTracker },
    nodeId: string,
    logger: Logger,
  ) {
    this.#redis = parts.redis;
    this.#hubs = parts.hubs;
    this.#tracker = parts.tracker;
    this.#nodeId = nodeId;
    this.#logger = logger;
  }

  get count(): number {
    return this.#byHub.size;
  }

  /** Takes a new session; an older one of the same hub on this node ends. */
  add(session: HubSession): void {
    const { hubId } = session.ref;
    const before = this.#byHub.get(hubId);
    if (before && before.ref.epoch > session.ref.epoch) {
      session.connection.goodbye('fenced', { detail: 'a newer session has taken over' });
      return;
    }
    if (before) this.remove(before);
    this.#byHub.set(hubId, session);
    const ofHome = this.#byHome.get(session.ref.homeId) ?? new Set();
    this.#byHome.set(session.ref.homeId, ofHome.add(session));
    before?.connection.goodbye('fenced', { detail: 'a newer session has taken over' });
  }

  remove(session: HubSession): void {
    const { hubId, homeId } = session.ref;
    if (this.#byHub.get(hubId) === session) this.#byHub.delete(hubId);
    const ofHome = this.#byHome.get(homeId);
    if (ofHome?.delete(session) && ofHome.size === 0) this.#byHome.delete(homeId);
  }

  /** Where a device is, as far as the sessions here know; nothing if two of them have it. */
  find(
    homeId: string,
    ieeeAddress: IeeeAddress,
  ): { hubId: string; descriptor: DeviceDescriptor } | undefined {
    let found: { hubId: string; descriptor: DeviceDescriptor } | undefined;
    for (const session of this.#byHome.get(homeId) ?? []) {
      const descriptor = session.descriptorOf(ieeeAddress);
      if (!descriptor) continue;
      if (found) return undefined;
      found = { hubId: session.ref.hubId, descriptor };
    }
    return found;
  }

  /** Other nodes have closed all sessions of this one: the hubs must open new ones. */
  closeAll(): void {
    for (const session of this.#byHub.values()) {
      session.connection.goodbye('fenced', { detail: 'the node was taken for dead' });
    }
  }

  queueOf(hubId: string): CommandQueue | undefined {
    return this.#byHub.get(hubId)?.queue;
  }

  async cancelAtHub(homeId: string, hubId: string, commandId: string): Promise<void> {
    const local = this.#byHub.get(hubId);
    if (local) {
      local.queue.cancel(commandId);
      return;
    }
    const [found] = await this.#hubs.read(homeId, hubId);
    const nodeId = found?.stored.nodeId;
    if (!nodeId || nodeId === this.#nodeId) return;
    await this.#redis.call('PUBLISH', keys.nodeChannel(nodeId), `cancel ${hubId} ${commandId}`);
  }

  onMessage(message: string): void {
    const [kind, first = '', second = ''] = message.split(' ');
    const session = this.#byHub.get(first);
    switch (kind) {
      case 'queued':
        session?.queue.lookAgain();
        break;
      case 'fenced':
        if (session && session.ref.epoch < Number(second)) {
          session.connection.goodbye('fenced', { detail: 'a newer session has taken over' });
        }
        break;
      case 'revoked':
        session?.connection.goodbye('revoked', { detail: 'the home has cut this hub off' });
        break;
      case 'cancel':
        session?.queue.cancel(second);
        break;
      case 'ended':
        void this.#tracker.refresh(first, second);
        break;
      default:
        this.#logger.debug({ kind }, 'another node said something that is not known here');
    }
  }

  onResubscribed(): void {
    for (const session of this.#byHub.values()) session.queue.lookAgain();
  }
}
