import { join } from 'node:path';
import type { Clock } from '../common/clock.ts';
import { Lifecycle } from '../common/lifecycle.ts';
import type { Logger } from '../common/logger.ts';
import { ensureOwner } from './store/bootstrap.ts';
import { PrivateRedis } from './store/private-redis.ts';
import { type RedisAddress, RedisConnection } from './store/redis-connection.ts';
import { RedisSubscriber } from './store/redis-subscriber.ts';

/** Redis as a node uses it: its own server if it has no other, the connection for commands and that for messages. */
export class PlatformStore {
  readonly #options: { redisUrl?: string; dataDir: string; clock: Clock; logger: Logger };
  readonly #lifecycle: Lifecycle;
  #redis: RedisConnection | undefined;
  #subscriber: RedisSubscriber | undefined;

  constructor(options: { redisUrl?: string; dataDir: string; clock: Clock; logger: Logger }) {
    this.#options = options;
    this.#lifecycle = new Lifecycle(options.logger);
  }

  /**
   * @returns the connections, which stay open until `stop`
   * @throws ZigfleetError `store-unavailable`, `invalid-config`
   */
  async start(signal?: AbortSignal): Promise<{ redis: RedisConnection; subscriber: RedisSubscriber }> {
    const { dataDir, clock, logger } = this.#options;
    try {
      const address = await this.#address(signal);
      this.#redis = await this.#lifecycle.start('redis', new RedisConnection(address, logger));
      this.#subscriber = await this.#lifecycle.start(
        'redis subscriber',
        new RedisSubscriber(address, logger, clock),
      );
      await ensureOwner(this.#redis, dataDir, logger, clock.now());
      return { redis: this.#redis, subscriber: this.#subscriber };
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  stop(): Promise<void> {
    return this.#lifecycle.stop();
  }

  async #address(signal?: AbortSignal): Promise<RedisAddress> {
    const { redisUrl, dataDir, logger, clock } = this.#options;
    if (redisUrl !== undefined) return { url: redisUrl };
    const server = new PrivateRedis(join(dataDir, 'redis'), logger, clock);
    await this.#lifecycle.start('private redis', server, signal);
    return server.address;
  }
}
