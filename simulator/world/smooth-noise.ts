import type { Random } from '../../src/common/random.ts';

/** A smooth random function of time: the same seed and time give the same value, in whatever order it is asked. */
export type SmoothNoise = (timeMs: number) => number;

/**
 * Value noise: random values in [-1, 1] at the multiples of the period, joined smoothly (first and second
 * derivative continuous). Its mean is 0 and its standard deviation about 0.45.
 */
export function smoothNoise(random: Random, label: string, periodMs: number): SmoothNoise {
  let cell = Number.NaN;
  let from = 0;
  let to = 0;
  const valueAt = (index: number) => 2 * random.fork(`${label}:${index}`).next() - 1;
  return (timeMs) => {
    const position = timeMs / periodMs;
    const index = Math.floor(position);
    if (index !== cell) {
      from = index === cell + 1 ? to : valueAt(index);
      to = valueAt(index + 1);
      cell = index;
    }
    const fraction = position - index;
    const eased = fraction ** 3 * (fraction * (fraction * 6 - 15) + 10);
    return from + (to - from) * eased;
  };
}
