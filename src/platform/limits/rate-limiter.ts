import type { Clock } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { RateLimits, RateSubject, RateVerdict } from '../domain/rate-limits.ts';
import { BoundedMap } from '../store/bounded-map.ts';
import type { RateStore, RateTaken } from '../store/rate-store.ts';

/** How fast a bucket of permits fills, and how many it holds. */
export interface RateLimit {
  perSecond: number;
  burst: number;
}

/** The share of a bucket that a node takes at a time: larger ones spare round trips, smaller ones share more fairly. */
const batchShare = 1 / 20;
/** Permits that a node has taken and not used by then are lost, milliseconds. */
const heldMs = 1_000;
/**
 * A request waits no longer than that to be counted, milliseconds: while Redis stands still every answer must still come
 * within two seconds, and most of those go to finding out that it does.
 */
const askTimeoutMs = 250;
const subjectsMax = 20_000;

interface Held {
  permits: number;
  untilMs: number;
  /** How the bucket stood when it was asked last. */
  taken: RateTaken;
  /** No permit can be had before that. */
  refusedUntilMs: number;
  asking: Promise<void> | undefined;
  /** Requests that wait for a permit now. */
  waiting: number;
}

/**
 * Rate limits that hold across nodes without a round trip for each request: a node takes permits from the bucket in Redis
 * a batch at a time, ahead of need. A permit is taken before it is used, so all nodes together never allow more than the
 * bucket does; what a node holds and does not use is lost. Buckets so small that a batch is one permit are asked for every
 * request.
 */
export class RateLimiter implements RateLimits {
  readonly #store: RateStore;
  readonly #limits: Readonly<Record<RateSubject, RateLimit>>;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #held = new BoundedMap<string, Held>(subjectsMax);

  constructor(
    store: RateStore,
    limits: Readonly<Record<RateSubject, RateLimit>>,
    options: { clock: Clock; logger: Logger },
  ) {
    this.#store = store;
    this.#limits = limits;
    this.#clock = options.clock;
    this.#logger = options.logger;
  }

  take(subject: RateSubject, id: string): RateVerdict | Promise<RateVerdict> {
    const name = `${subject}:${id}`;
    let held = this.#held.get(name);
    if (!held) {
      const taken = { given: 0, left: 0, waitMs: 0, fullMs: 0 };
      held = { permits: 0, untilMs: 0, taken, refusedUntilMs: 0, asking: undefined, waiting: 0 };
      this.#held.set(name, held);
    }
    return this.#takeOf(held, subject, name);
  }

  #takeOf(held: Held, subject: RateSubject, name: string): RateVerdict | Promise<RateVerdict> {
    const nowMs = this.#clock.monotonic();
    const limit = this.#limits[subject];
    if (nowMs >= held.untilMs) held.permits = 0;
    if (held.permits > 0) {
      held.permits--;
      const batch = batchOf(limit);
      if (held.permits < batch / 2 && batch > 1 && nowMs >= held.refusedUntilMs)
        void this.#ask(held, limit, name);
      return verdict(true, limit, held, 0);
    }
    if (nowMs < held.refusedUntilMs) return verdict(false, limit, held, held.refusedUntilMs - nowMs);
    held.waiting++;
    return this.#ask(held, limit, name).then(() => {
      held.waiting--;
      // Others may have used up what it brought. Each question lets somebody go on, or refuses all.
      return this.#takeOf(held, subject, name);
    });
  }

  /** @throws ZigfleetError `store-unavailable` if it takes too long; permits that come later are lost */
  #inTime(taking: Promise<RateTaken>): Promise<RateTaken> {
    return new Promise((resolve, reject) => {
      const timer = this.#clock.setTimer(askTimeoutMs, () => {
        reject(new ZigfleetError('store-unavailable', 'The store does not answer in time.'));
      });
      void taking.then(resolve, reject).finally(() => timer.cancel());
    });
  }

  #ask(held: Held, limit: RateLimit, name: string): Promise<void> {
    held.asking ??= this.#inTime(this.#store.take(name, limit, Math.max(batchOf(limit), held.waiting)))
      .then((taken) => {
        const nowMs = this.#clock.monotonic();
        held.permits += taken.given;
        held.untilMs = nowMs + heldMs;
        held.taken = taken;
        held.refusedUntilMs = taken.given === 0 ? nowMs + taken.waitMs : 0;
      })
      .catch((error: unknown) => {
        // Whatever the request wants of the store will fail as well; what needs no store is served.
        this.#logger.debug({ err: error }, 'requests cannot be counted');
        held.permits = Math.max(held.permits, batchOf(limit));
        held.untilMs = this.#clock.monotonic() + heldMs;
      })
      .finally(() => {
        held.asking = undefined;
      });
    return held.asking;
  }
}

function batchOf({ perSecond, burst }: RateLimit): number {
  return Math.max(1, Math.floor(Math.min(perSecond, burst) * batchShare));
}

function verdict(isAllowed: boolean, { burst }: RateLimit, held: Held, retryAfterMs: number): RateVerdict {
  const { left, fullMs } = held.taken;
  return { isAllowed, burst, remaining: left + held.permits, retryAfterMs, resetMs: fullMs };
}
