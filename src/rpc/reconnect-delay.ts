import type { Random } from '../common/random.ts';

export interface ReconnectBounds {
  /** The first pause is at most this long, milliseconds; each further one at most twice the one before. */
  delayMinMs: number;
  /** No pause is longer, milliseconds. */
  delayMaxMs: number;
  /** Around this long after the platform refused the hub: a person has to do something first. */
  refusedDelayMs: number;
}

/** How long to wait before connecting again: exponential, with full jitter, so that a thousand hubs do not come at once. */
export class ReconnectDelay {
  readonly #bounds: ReconnectBounds;
  readonly #random: Pick<Random, 'next'>;
  #failures = 0;

  constructor(bounds: ReconnectBounds, random: Pick<Random, 'next'>) {
    this.#bounds = bounds;
    this.#random = random;
  }

  /** The session was good: the next pause is a short one again. */
  reset(): void {
    this.#failures = 0;
  }

  /**
   * @param retryAfterMs - the platform asked for at least this long; jitter comes on top
   * @returns milliseconds
   */
  next(retryAfterMs = 0): number {
    const { delayMinMs, delayMaxMs } = this.#bounds;
    const ceilingMs = Math.min(delayMaxMs, delayMinMs * 2 ** Math.min(this.#failures, 30));
    this.#failures++;
    return Math.round(retryAfterMs + this.#random.next() * ceilingMs);
  }

  /** After a refusal: half to one and a half times the configured pause. */
  nextAfterRefusal(retryAfterMs = 0): number {
    return Math.round(Math.max(retryAfterMs, this.#bounds.refusedDelayMs * (0.5 + this.#random.next())));
  }
}
