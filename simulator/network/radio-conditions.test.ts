import { describe, expect, it } from 'vitest';
import { linkCost, linkQualityAt } from './radio-conditions.ts';

describe('a link', () => {
  it('is perfect side by side, worse with every metre, and ends out of range', () => {
    expect(linkQualityAt(0)).toBe(255);
    expect(linkQualityAt(1)).toBe(255);
    const qualities = Array.from({ length: 60 }, (_, index) => linkQualityAt(index + 1));
    expect(qualities).toEqual([...qualities].sort((one, other) => other - one));
    expect(linkQualityAt(10)).toBeGreaterThan(60);
    expect(linkQualityAt(10)).toBeLessThan(140);
    expect(qualities.at(-1)).toBe(0);
  });

  it('costs more the worse it is', () => {
    const costs = [255, 149, 99, 69, 49, 34, 19, 1].map(linkCost);
    expect(costs).toEqual([1, 2, 3, 4, 5, 6, 7, 7]);
  });
});
