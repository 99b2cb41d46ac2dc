import { describe, expect, it } from 'vitest';
import { isSameValue } from './same-value.ts';

describe('isSameValue', () => {
  it.each([
    [21.37, 21.37],
    [21.37, 21.4],
    [21.37, 21],
    [21.35, 21.4],
    [1013.2, 1013],
    [0.1 + 0.2, 0.3],
    ['ON', 'ON'],
    [null, null],
    [
      [1, 2.04],
      [1, 2],
    ],
    [{ x: 0.31 }, { x: 0.3, y: 0.4 }],
  ])('takes %j told as %j', (truth, told) => {
    expect(isSameValue(truth, told)).toBe(true);
  });

  it.each([
    [21.37, 21.38],
    [21.37, 21.5],
    [21, 21.4],
    [21.6, 21],
    ['ON', 'OFF'],
    [true, 1],
    [1, '1'],
    [0, null],
    [[1, 2], [1]],
    [{ x: 0.3 }, {}],
    [{ x: 0.3 }, [0.3]],
    [{ x: 0.3 }, null],
    [Number.NaN, 3],
  ])('does not take %j told as %j', (truth, told) => {
    expect(isSameValue(truth, told)).toBe(false);
  });

  it('takes what a tolerance allows', () => {
    expect(isSameValue(100, 101, 1)).toBe(true);
    expect(isSameValue(100, 102, 1)).toBe(false);
    expect(isSameValue({ x: 100 }, { x: 101 }, 1)).toBe(true);
  });
});
