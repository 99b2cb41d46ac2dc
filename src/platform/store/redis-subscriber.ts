import type { Redis } from 'ioredis';
import { type Clock, systemClock, type Timer } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import { ZigfleetError } from '../../common/zigfleet-error.ts';
import { createRedisClient, endRedisClient, type RedisAddress } from './redis-connection.ts';

/** What listens to a channel. Neither method may throw. */
export interface ChannelListener {
  onMessage(message: string): void;
  /** The connection was lost and is back: messages may have been missed. */
  onResubscribed(): void;
}

/** How often the connection is asked whether it is alive, since a subscriber has nothing else to say. */
const pingIntervalMs = 2_000;

/**
 * The connection on which messages come: one for all channels of the process. Within one connection nothing is lost and the
 * order is kept; after a loss every listener is told.
 */
export class RedisSubscriber {
  readonly #client: Redis;
  readonly #logger: Logger;
  readonly #clock: Clock;
  readonly #listeners = new Map<string, ChannelListener>();
  #pingTimer: Timer | undefined;
  #lost = false;
  #stopped = false;

  constructor(address: RedisAddress, logger: Logger, clock: Clock = systemClock) {
    this.#logger = logger;
    this.#clock = clock;
    // Subscriptions are made again here, so that it is known when they stand.
    this.#client = createRedisClient(address, { autoResubscribe: false });
  }

  /** @throws ZigfleetError `store-unavailable` */
  async start(): Promise<void> {
    this.#client.on('error', (error: Error) => this.#logger.debug({ err: error }, 'Redis subscriber error'));
    this.#client.on('message', (channel: string, message: string) => {
      this.#listeners.get(channel)?.onMessage(message);
    });
    this.#client.on('close', () => {
      this.#lost = true;
    });
    this.#client.on('ready', () => void this.#resubscribe());
    try {
      await this.#client.connect();
    } catch (error) {
      this.#client.disconnect();
      throw new ZigfleetError('store-unavailable', 'The store does not answer.', { cause: error });
    }
    this.#schedulePing();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#pingTimer?.cancel();
    endRedisClient(this.#client);
  }

  /** Listens to a channel from when the promise resolves. One listener a channel. @throws ZigfleetError `store-unavailable` */
  async subscribe(channel: string, listener: ChannelListener): Promise<void> {
    this.#listeners.set(channel, listener);
    try {
      await this.#client.subscribe(channel);
    } catch (error) {
      this.#listeners.delete(channel);
      throw new ZigfleetError('store-unavailable', 'The store does not answer.', { cause: error });
    }
  }

  /** Never throws: a subscription that is lost anyway needs no end. */
  async unsubscribe(channel: string): Promise<void> {
    this.#listeners.delete(channel);
    await this.#client.unsubscribe(channel).catch((error: unknown) => {
      this.#logger.debug({ err: error, channel }, 'could not unsubscribe');
    });
  }

  async #resubscribe(): Promise<void> {
    if (!this.#lost) return;
    this.#lost = false;
    await this.#subscribeAgain([...this.#listeners.keys()]);
  }

  async #subscribeAgain(channels: string[]): Promise<void> {
    if (channels.length === 0) return;
    try {
      await this.#client.subscribe(...channels);
    } catch (error) {
      this.#logger.debug({ err: error }, 'could not subscribe again');
      if (!this.#stopped) this.#client.disconnect(true);
      return;
    }
    for (const channel of channels) this.#listeners.get(channel)?.onResubscribed();
  }

  #schedulePing(): void {
    if (this.#stopped) return;
    this.#pingTimer = this.#clock.setTimer(pingIntervalMs, () => {
      void this.#ping().then(() => this.#schedulePing());
    });
  }

  async #ping(): Promise<void> {
    if (this.#client.status !== 'ready') return;
    try {
      await this.#client.ping();
    } catch (error) {
      this.#logger.warn(
        { err: error },
        'the subscription connection to Redis does not answer: making it anew',
      );
      if (!this.#stopped) this.#client.disconnect(true);
    }
  }
}
