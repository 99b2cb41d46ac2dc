/** What requests are counted by. `credentials`: attempts to get or make a credential, by their address. */
export const rateSubjects = ['account', 'key', 'address', 'credentials'] as const;
export type RateSubject = (typeof rateSubjects)[number];

/** Whether a request may go on, and how its subject stands. */
export interface RateVerdict {
  isAllowed: boolean;
  /** Most requests at once. */
  burst: number;
  /** Requests that are left at once, as far as this node knows. */
  remaining: number;
  /** How long until one more is allowed, milliseconds; 0 if one is. */
  retryAfterMs: number;
  /** How long until all are allowed again, milliseconds. */
  resetMs: number;
}

/** Counts requests, on all nodes together. */
export interface RateLimits {
  /** Counts one request; most often answered without asking anybody. Never throws: what cannot be counted is allowed. */
  take(subject: RateSubject, id: string): RateVerdict | Promise<RateVerdict>;
}

/** Counts nothing. */
export const noRateLimits: RateLimits = {
  take: () => ({ isAllowed: true, burst: 0, remaining: 0, retryAfterMs: 0, resetMs: 0 }),
};
