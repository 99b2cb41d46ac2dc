import type { ManualClock } from '../../src/common/manual-clock.ts';
import type { RadioService } from './radio-service.ts';

/** Timers that run before the event loop gets a turn. */
const batchMax = 500;
/** While more than this waits for a client of a coordinator, time stands still: its serial line is slower than we are. */
const backlogBytesMax = 2048;

/**
 * Moves a house on by its clock, timer by timer; whatever goes on the air arrives before time goes on. The same steps
 * give the same frames.
 * @param clock - the one that the house lives by
 */
export class HouseSteps {
  readonly #clock: ManualClock;
  readonly #radios: readonly RadioService[];

  constructor(clock: ManualClock, radios: readonly RadioService[]) {
    this.#clock = clock;
    this.#radios = radios;
  }

  /** All at once: nothing outside of this process can answer meanwhile. */
  runNow(durationMs: number): void {
    const endMs = this.#clock.monotonic() + durationMs;
    this.#flush();
    while (this.#clock.nextDueMs <= endMs) this.#runNext();
    this.#clock.advance(Math.max(0, endMs - this.#clock.monotonic()));
  }

  /** Lets the programs behind the coordinators keep up. @throws the signal's reason once it aborts */
  async run(durationMs: number, signal?: AbortSignal): Promise<void> {
    const endMs = this.#clock.monotonic() + durationMs;
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
      if (this.#radios.some(({ coordinator }) => coordinator.backlogBytes > backlogBytesMax)) continue;
      this.#flush();
      let count = 0;
      while (count++ < batchMax && this.#clock.nextDueMs <= endMs) this.#runNext();
      if (this.#clock.nextDueMs > endMs) break;
    }
    this.#clock.advance(Math.max(0, endMs - this.#clock.monotonic()));
  }

  #runNext(): void {
    this.#clock.runNext();
    this.#flush();
  }

  #flush(): void {
    for (const { network } of this.#radios) network.flush();
  }
}
