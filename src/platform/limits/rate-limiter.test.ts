import { describe, expect, it } from 'vitest';
import { silentLogger } from '../../common/logger.ts';
import { ManualClock } from '../../common/manual-clock.ts';
import type { RateStore } from '../store/rate-store.ts';
import { RateLimiter } from './rate-limiter.ts';

const limits = {
  account: { perSecond: 1_000, burst: 2_000 },
  key: { perSecond: 10, burst: 10 },
  address: { perSecond: 1_000, burst: 2_000 },
  credentials: { perSecond: 1, burst: 2 },
};

/** A bucket of so many permits that never fills, and how often it was asked. */
function bucketOf(permits: number) {
  const bucket = { permits, asked: 0, isAway: false };
  const store: Pick<RateStore, 'take'> = {
    take: async (_name, _limit, wanted) => {
      bucket.asked++;
      if (bucket.isAway) throw new Error('away');
      const given = Math.min(wanted, bucket.permits);
      bucket.permits -= given;
      return { given, left: bucket.permits, waitMs: bucket.permits > 0 ? 0 : 500, fullMs: 1_000 };
    },
  };
  return { bucket, store: store as RateStore };
}

function limiterOf(store: RateStore) {
  const clock = new ManualClock();
  return { clock, limiter: new RateLimiter(store, limits, { clock, logger: silentLogger() }) };
}

describe('RateLimiter', () => {
  it('answers most requests without asking, and never allows more than the bucket had', async () => {
    const { bucket, store } = bucketOf(1_000);
    const limiters = [limiterOf(store).limiter, limiterOf(store).limiter];
    let allowed = 0;
    let awaited = 0;
    for (let index = 0; index < 3_000; index++) {
      const verdict = limiters[index % 2]?.take('account', 'a');
      if (verdict instanceof Promise) awaited++;
      if ((await verdict)?.isAllowed) allowed++;
    }
    expect(allowed).toBe(1_000);
    expect(bucket.asked).toBeLessThan(100);
    expect(awaited).toBeLessThan(50);
  });

  it('asks for every request where the bucket is small, and says when to come back', async () => {
    const { bucket, store } = bucketOf(2);
    const { clock, limiter } = limiterOf(store);
    expect(await limiter.take('credentials', 'x')).toMatchObject({ isAllowed: true, burst: 2, remaining: 1 });
    expect(await limiter.take('credentials', 'x')).toMatchObject({ isAllowed: true, remaining: 0 });
    expect(await limiter.take('credentials', 'x')).toMatchObject({ isAllowed: false, retryAfterMs: 500 });
    const { asked } = bucket;
    // Whoever does not wait is refused without another question.
    expect(limiter.take('credentials', 'x')).toMatchObject({ isAllowed: false });
    expect(bucket.asked).toBe(asked);
    bucket.permits = 1;
    clock.advance(500);
    expect(await limiter.take('credentials', 'x')).toMatchObject({ isAllowed: true });
  });

  it('lets all who wait for the same question go on with what it brought', async () => {
    const { bucket, store } = bucketOf(30);
    const { limiter } = limiterOf(store);
    const verdicts = await Promise.all(Array.from({ length: 50 }, () => limiter.take('account', 'a')));
    expect(verdicts.filter(({ isAllowed }) => isAllowed)).toHaveLength(30);
    expect(bucket.asked).toBeLessThan(5);
  });

  it('refuses nobody who comes with others while a small bucket has enough for all', async () => {
    const { bucket, store } = bucketOf(20);
    const { limiter } = limiterOf(store);
    const verdicts = await Promise.all(Array.from({ length: 25 }, () => limiter.take('credentials', 'x')));
    expect(verdicts.filter(({ isAllowed }) => isAllowed)).toHaveLength(20);
    expect(bucket.asked).toBeLessThan(5);
  });

  it('loses what it holds and does not use', async () => {
    const { bucket, store } = bucketOf(200);
    const { clock, limiter } = limiterOf(store);
    await limiter.take('account', 'a');
    clock.advance(1_000);
    await limiter.take('account', 'a');
    expect(bucket.permits).toBe(200 - 2 * 50);
  });

  it('allows what cannot be counted', async () => {
    const { bucket, store } = bucketOf(0);
    bucket.isAway = true;
    const { limiter } = limiterOf(store);
    expect(await limiter.take('key', 'k')).toMatchObject({ isAllowed: true });
  });

  it('does not wait for a store that stands still', async () => {
    const store = { take: () => new Promise(() => undefined) } as unknown as RateStore;
    const { clock, limiter } = limiterOf(store);
    const verdict = limiter.take('account', 'a');
    clock.advance(250);
    expect(await verdict).toMatchObject({ isAllowed: true });
    // The next ones do not wait at all, for a while.
    expect(limiter.take('account', 'a')).toMatchObject({ isAllowed: true });
  });
});
