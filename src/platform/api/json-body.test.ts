import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDeeperThan } from './json-body.ts';

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

describe('isDeeperThan', () => {
  it('measures what JSON.parse would build, whatever strings hold', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.integer({ min: 0, max: 8 }), (value, limit) => {
        expect(isDeeperThan(limit, JSON.stringify(value))).toBe(depthOf(value) > limit);
      }),
    );
  });

  it('is not fooled by brackets and quotes within strings', () => {
    expect(isDeeperThan(1, '{"[[[\\"{{{":"\\\\"}')).toBe(false);
    expect(isDeeperThan(1, '{"a\\\\":[]}')).toBe(true);
  });
});
