import { keys } from './keys.ts';
import type { RedisConnection } from './redis-connection.ts';
import { listOf } from './reply.ts';

/** What a bucket gave, and how it stands. */
export interface RateTaken {
  given: number;
  left: number;
  /** Until one more permit is there, milliseconds. */
  waitMs: number;
  /** Until all are there, milliseconds. */
  fullMs: number;
}

/** Buckets of permits in Redis, shared by all nodes. */
export class RateStore {
  readonly #redis: RedisConnection;

  constructor(redis: RedisConnection) {
    this.#redis = redis;
  }

  async take(
    name: string,
    { perSecond, burst }: { perSecond: number; burst: number },
    wanted: number,
  ): Promise<RateTaken> {
    const reply = await this.#redis.fcall('zf_rate_take', [keys.rate(name)], [perSecond, burst, wanted]);
    const [given = 0, left = 0, waitMs = 0, fullMs = 0] = listOf(reply).map(Number);
    return { given, left, waitMs, fullMs };
  }
}
