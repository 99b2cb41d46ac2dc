import type { Random } from '../../common/random.ts';

export interface RetryTimes {
  /** Before the second attempt, milliseconds. */
  firstMs: number;
  /** Most between two attempts. */
  maxMs: number;
}

export const defaultRetryTimes: Readonly<RetryTimes> = { firstMs: 2_000, maxMs: 60 * 60_000 };

/**
 * How long to wait after so many failed attempts (from 1): doubled each time up to a bound, of which half is left to
 * chance, so that receivers that come back are not run over.
 */
export function retryDelayMs(
  attempts: number,
  random: Pick<Random, 'next'>,
  { firstMs, maxMs }: RetryTimes = defaultRetryTimes,
): number {
  const boundMs = Math.min(maxMs, firstMs * 2 ** Math.min(attempts - 1, 30));
  return boundMs * (0.5 + random.next() / 2);
}
