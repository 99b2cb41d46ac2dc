import { type Clock, systemClock, type Timer } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import { keys } from './keys.ts';
import type { RedisConnection } from './redis-connection.ts';
import { fieldsOf, listOf, textOf } from './reply.ts';
import type { SessionStore } from './session-store.ts';

/** Times of a node's lease, milliseconds. */
export interface NodeLeaseTimes {
  /** How often a node says that it is there. */
  heartbeatMs: number;
  /** A node that has not said so for this long is dead, and its hubs are offline. */
  ttlMs: number;
}

export const defaultNodeLeaseTimes: Readonly<NodeLeaseTimes> = { heartbeatMs: 1_000, ttlMs: 6_000 };

/** What a dead node was doing and never said how it ended. */
export interface DeadNodeAudits {
  /** @returns how many operations; undefined if another node is at it */
  recover(deadNodeId: string): Promise<number | undefined>;
}

const sweepBatchMax = 200;

/**
 * The lease under which a node holds its hubs' sessions. Each node counts up its own number in Redis; a node whose number
 * stands still for the TTL, by the watching node's monotonic clock, is dead, and whoever notices takes its hubs offline. No
 * wall clock is compared, and while Redis is away nobody is declared dead.
 */
export class NodeRegistry {
  readonly #redis: RedisConnection;
  readonly #sessions: SessionStore;
  readonly #nodeId: string;
  readonly #logger: Logger;
  readonly #clock: Clock;
  readonly #times: NodeLeaseTimes;
  readonly #onLeaseLost: () => void;
  readonly #audits: DeadNodeAudits;
  readonly #seen = new Map<string, { count: string; sinceMs: number }>();
  #timer: Timer | undefined;
  #beating: Promise<void> | undefined;
  #lastBeatMs = 0;
  #hasBeaten = false;
  #stopped = false;

  /** @param onLeaseLost - others have taken this node for dead: its sessions are closed already */
  constructor(
    store: { redis: RedisConnection; sessions: SessionStore; audits: DeadNodeAudits },
    options: {
      nodeId: string;
      logger: Logger;
      onLeaseLost: () => void;
      clock?: Clock;
      times?: NodeLeaseTimes;
    },
  ) {
    this.#redis = store.redis;
    this.#sessions = store.sessions;
    this.#audits = store.audits;
    this.#nodeId = options.nodeId;
    this.#logger = options.logger;
    this.#clock = options.clock ?? systemClock;
    this.#times = options.times ?? defaultNodeLeaseTimes;
    this.#onLeaseLost = options.onLeaseLost;
  }

  /** @throws ZigfleetError `store-unavailable` */
  async start(): Promise<void> {
    await this.#beat();
    this.#schedule();
  }

  /** Gives the lease back; the sessions must be closed before. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer?.cancel();
    await this.#beating;
    try {
      await this.#redis.call('HDEL', keys.nodes(), this.#nodeId);
    } catch (error) {
      this.#logger.debug({ err: error }, 'could not give the lease back: it runs out');
    }
  }

  #schedule(): void {
    if (this.#stopped) return;
    this.#timer = this.#clock.setTimer(this.#times.heartbeatMs, () => {
      this.#beating = this.#beat()
        .catch((error: unknown) => {
          this.#logger.debug({ err: error }, 'no heartbeat');
        })
        .finally(() => this.#schedule());
    });
  }

  async #beat(): Promise<void> {
    const [count, all] = await Promise.all([
      this.#redis.call('HINCRBY', keys.nodes(), this.#nodeId, 1),
      this.#redis.call('HGETALL', keys.nodes()),
    ]);
    const nowMs = this.#clock.monotonic();
    if (this.#hasBeaten && count === 1) {
      this.#logger.warn('other nodes took this one for dead: its hubs have to connect again');
      this.#onLeaseLost();
    }
    this.#hasBeaten = true;
    // Who did not look for a while does not know who stood still meanwhile.
    if (nowMs - this.#lastBeatMs > this.#times.ttlMs / 2) this.#seen.clear();
    this.#lastBeatMs = nowMs;
    const present = fieldsOf(all);
    for (const nodeId of this.#seen.keys()) if (!present.has(nodeId)) this.#seen.delete(nodeId);
    for (const [nodeId, value] of present) {
      const seen = this.#seen.get(nodeId);
      const text = value.toString();
      if (nodeId === this.#nodeId || seen?.count !== text) {
        this.#seen.set(nodeId, { count: text, sinceMs: nowMs });
      } else if (nowMs - seen.sinceMs >= this.#times.ttlMs) {
        await this.#bury(nodeId);
      }
    }
  }

  /** Takes the hubs of a dead node offline. Any number of nodes may do so at the same time. */
  async #bury(deadNodeId: string): Promise<void> {
    const hubsKey = keys.nodeHubs(deadNodeId);
    let offlineCount = 0;
    for (;;) {
      const members = listOf(await this.#redis.call('SRANDMEMBER', hubsKey, sweepBatchMax)).map(textOf);
      if (members.length === 0) break;
      const closed = await Promise.all(
        members.map((member) => {
          const [homeId = '', hubId = ''] = member.split(' ');
          return this.#sessions.closeOf(deadNodeId, homeId, hubId);
        }),
      );
      offlineCount += closed.filter(Boolean).length;
      await this.#redis.call('SREM', hubsKey, ...members);
    }
    const unknownCount = await this.#audits.recover(deadNodeId);
    // Another node is at it: it is buried with the next heartbeat, by whoever is left.
    if (unknownCount === undefined) return;
    // Last, so that nobody forgets the node before its hubs. If it lives after all, it notices by this.
    await this.#redis.call('HDEL', keys.nodes(), deadNodeId);
    this.#seen.delete(deadNodeId);
    this.#logger.warn({ deadNodeId, offlineCount, unknownCount }, 'a node is dead: its hubs are offline');
  }
}
