import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../common/random.ts';
import { ReconnectDelay } from './reconnect-delay.ts';

const bounds = { delayMinMs: 250, delayMaxMs: 4000, refusedDelayMs: 15_000 };

describe('ReconnectDelay', () => {
  it('doubles its bound up to the greatest, with full jitter, and begins anew after a reset', () => {
    const delay = new ReconnectDelay(bounds, { next: () => 1 });
    expect(Array.from({ length: 7 }, () => delay.next())).toEqual([250, 500, 1000, 2000, 4000, 4000, 4000]);
    delay.reset();
    expect(delay.next()).toBe(250);
    expect(new ReconnectDelay(bounds, { next: () => 0 }).next()).toBe(0);
  });

  it('never comes back earlier than it was asked to', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(300_000), (seed, retryAfterMs) => {
        const delay = new ReconnectDelay(bounds, seededRandom(seed));
        expect(delay.next(retryAfterMs)).toBeGreaterThanOrEqual(retryAfterMs);
        expect(delay.nextAfterRefusal(retryAfterMs)).toBeGreaterThanOrEqual(Math.max(retryAfterMs, 7500));
      }),
    );
  });

  it('spreads a thousand hubs that are cut at once over the whole time', () => {
    const random = seededRandom(1);
    const delays = Array.from({ length: 1000 }, () => {
      const delay = new ReconnectDelay(bounds, random);
      for (let failure = 0; failure < 5; failure++) delay.next();
      return delay.next();
    });
    for (let second = 0; second < 4; second++) {
      const count = delays.filter((each) => Math.floor(each / 1000) === second).length;
      expect(count).toBeGreaterThan(180);
    }
  });
});
