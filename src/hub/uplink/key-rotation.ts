import type { Clock } from '../../common/clock.ts';
import { ZigfleetError } from '../../common/zigfleet-error.ts';

/** How long whoever wants a new key waits for the platform, milliseconds; the hub goes on trying after that. */
const waitMs = 60_000;

/** Who waits for the platform to take a new key. */
export class KeyRotation {
  readonly #clock: Clock;
  readonly #waiting = new Set<{ resolve: () => void; reject: (error: ZigfleetError) => void }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Asks, and waits for `taken`.
   * @throws ZigfleetError `timeout`; `unavailable` if the hub stops first
   */
  async begin(ask: () => void): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const timer = this.#clock.setTimer(waitMs, () =>
      reject(new ZigfleetError('timeout', 'the platform has not taken the new key yet; it is tried again')),
    );
    const waiting = { resolve, reject };
    this.#waiting.add(waiting);
    ask();
    try {
      await promise;
    } finally {
      timer.cancel();
      this.#waiting.delete(waiting);
    }
  }

  /** The platform has the new key, and so has the hub. */
  taken(): void {
    for (const { resolve } of this.#waiting) resolve();
  }

  stop(): void {
    const stopped = new ZigfleetError('unavailable', 'the hub stops; it goes on with its next start');
    for (const { reject } of this.#waiting) reject(stopped);
  }
}
