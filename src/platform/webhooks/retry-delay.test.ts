import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../common/random.ts';
import { defaultRetryTimes, retryDelayMs } from './retry-delay.ts';

describe('the delay before an attempt', () => {
  it('doubles up to its bound, and half of it is left to chance', () => {
    const atLeast = [1, 2, 3, 4].map((attempts) => retryDelayMs(attempts, { next: () => 0 }));
    expect(atLeast).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(retryDelayMs(1, { next: () => 1 })).toBe(2_000);
    expect(retryDelayMs(1_000_000, { next: () => 1 })).toBe(defaultRetryTimes.maxMs);
  });

  it('makes some thirty attempts in a day', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = seededRandom(seed);
        let attempts = 1;
        for (let ms = 0; ms < 24 * 60 * 60_000; attempts++) ms += retryDelayMs(attempts, random);
        expect(attempts).toBeGreaterThan(30);
        expect(attempts).toBeLessThan(60);
      }),
    );
  });
});
