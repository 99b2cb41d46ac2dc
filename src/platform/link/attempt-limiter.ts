import type { Clock } from '../../common/clock.ts';

/** Bounds how often something may be tried by each of many, without keeping more than a bounded memory of them. */
export class AttemptLimiter {
  readonly #clock: Clock;
  readonly #attemptsMax: number;
  readonly #windowMs: number;
  readonly #namesMax: number;
  readonly #counts = new Map<string, number>();
  #windowStartMs = Number.NEGATIVE_INFINITY;

  /** @param namesMax - beyond so many names in one window all further ones share one count */
  constructor(clock: Clock, limits: { attemptsMax: number; windowMs: number; namesMax: number }) {
    this.#clock = clock;
    this.#attemptsMax = limits.attemptsMax;
    this.#windowMs = limits.windowMs;
    this.#namesMax = limits.namesMax;
  }

  /** Counts an attempt. @returns false if it is one too many */
  allow(name: string): boolean {
    const nowMs = this.#clock.monotonic();
    if (nowMs - this.#windowStartMs >= this.#windowMs) {
      this.#counts.clear();
      this.#windowStartMs = nowMs;
    }
    const key = this.#counts.has(name) || this.#counts.size < this.#namesMax ? name : '';
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return count <= this.#attemptsMax;
  }
}
