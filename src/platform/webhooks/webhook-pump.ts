import { type Clock, systemClock, type Timer } from '../../common/clock.ts';
import type { Service } from '../../common/lifecycle.ts';
import type { Logger } from '../../common/logger.ts';
import { keys } from '../store/keys.ts';
import type { RedisConnection } from '../store/redis-connection.ts';
import type { RedisSubscriber } from '../store/redis-subscriber.ts';
import { listOf, textOf } from '../store/reply.ts';
import type { WebhookStore } from '../store/webhook-store.ts';
import type { HomeWebhooks } from './home-webhooks.ts';
import { nodeFor } from './node-for-home.ts';

/** How often a node looks which homes it delivers for. */
const scanIntervalMs = 1_000;

/**
 * Delivers the webhooks of the homes that fall to this node. Which homes those are, every node works out in the same way from
 * the nodes that are alive; a lease makes sure, whatever a node believes, that one delivers at a time. A node that dies is
 * noticed by its heartbeat (see `NodeRegistry`), and its homes fall to the others.
 */
export class WebhookPump implements Service {
  readonly #redis: RedisConnection;
  readonly #subscriber: RedisSubscriber;
  readonly #store: WebhookStore;
  readonly #createHome: (homeId: string, token: number, onFenced: () => void) => HomeWebhooks;
  readonly #nodeId: string;
  readonly #logger: Logger;
  readonly #clock: Clock;
  readonly #homes = new Map<string, HomeWebhooks>();
  readonly #ending = new Map<string, Promise<void>>();
  #timer: Timer | undefined;
  #scanning: Promise<void> | undefined;
  #stopped = false;

  constructor(
    parts: {
      redis: RedisConnection;
      subscriber: RedisSubscriber;
      store: WebhookStore;
      createHome: (homeId: string, token: number, onFenced: () => void) => HomeWebhooks;
    },
    options: { nodeId: string; logger: Logger; clock?: Clock },
  ) {
    this.#redis = parts.redis;
    this.#subscriber = parts.subscriber;
    this.#store = parts.store;
    this.#createHome = parts.createHome;
    this.#nodeId = options.nodeId;
    this.#logger = options.logger;
    this.#clock = options.clock ?? systemClock;
  }

  /** @throws ZigfleetError `store-unavailable` */
  async start(): Promise<void> {
    await this.#subscriber.subscribe(keys.nodeWebhooks(this.#nodeId), {
      onMessage: (homeId) => this.#homes.get(homeId)?.refresh(),
      onResubscribed: () => {
        for (const home of this.#homes.values()) home.refresh();
      },
    });
    this.#schedule(0);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer?.cancel();
    await this.#scanning;
    for (const homeId of [...this.#homes.keys()]) this.#end(homeId);
    await Promise.all(this.#ending.values());
    await this.#subscriber.unsubscribe(keys.nodeWebhooks(this.#nodeId));
  }

  /** How many homes this node delivers for. */
  get homeCount(): number {
    return this.#homes.size;
  }

  #schedule(delayMs: number): void {
    if (this.#stopped) return;
    this.#timer = this.#clock.setTimer(delayMs, () => {
      this.#scanning = this.#scan()
        .catch((error: unknown) => {
          this.#logger.debug({ err: error }, 'could not look for webhooks to deliver');
        })
        .finally(() => this.#schedule(scanIntervalMs));
    });
  }

  async #scan(): Promise<void> {
    const [nodes, homeIds] = await Promise.all([
      this.#redis.call('HKEYS', keys.nodes()).then((reply) => listOf(reply).map(textOf)),
      this.#store.homes(),
    ]);
    const alive = new Set(nodes);
    const mine = new Set(homeIds.filter((homeId) => nodeFor(homeId, nodes) === this.#nodeId));
    for (const homeId of this.#homes.keys()) if (!mine.has(homeId)) this.#end(homeId);
    const missing = [...mine].filter((homeId) => !this.#homes.has(homeId) && !this.#ending.has(homeId));
    await Promise.all(missing.map((homeId) => this.#take(homeId, alive)));
  }

  async #take(homeId: string, alive: ReadonlySet<string>): Promise<void> {
    const holder = await this.#store.holder(homeId);
    const dead = holder !== undefined && !alive.has(holder) ? holder : undefined;
    const token = await this.#store.lease(homeId, this.#nodeId, dead);
    // Whoever has it looks too, and gives it back.
    if (token === undefined || this.#stopped) return;
    if (dead !== undefined) this.#logger.info({ homeId, dead }, 'took over the webhooks of a dead node');
    const home = this.#createHome(homeId, token, () => {
      this.#logger.warn({ homeId }, 'another node delivers the webhooks of this home now');
      this.#end(homeId);
    });
    this.#homes.set(homeId, home);
    home.start();
  }

  #end(homeId: string): void {
    const home = this.#homes.get(homeId);
    if (!home) return;
    this.#homes.delete(homeId);
    const ended = home.stop().finally(() => this.#ending.delete(homeId));
    this.#ending.set(homeId, ended);
  }
}
