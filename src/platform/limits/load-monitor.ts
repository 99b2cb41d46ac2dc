import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type Random, systemRandom } from '../../common/random.ts';

/** How often the event loop is looked at, and how finely, milliseconds. */
const lookMs = 250;
const resolutionMs = 10;
/** How fast the shed share grows while the loop is late, and shrinks while it is not. */
const growth = 0.25;
const decay = 0.05;
/** Something always passes, so that it is seen when the load has gone. */
const shareMax = 0.95;

/** Says of each request that comes whether it is to be shed. */
export interface LoadGate {
  shouldShed(): boolean;
}

/**
 * Watches how late the event loop is. While it is later than it may be on average, a growing share of new requests is to
 * be shed; one stall alone sheds nothing.
 */
export class LoadMonitor implements LoadGate {
  readonly #delayMaxMs: number;
  readonly #random: Pick<Random, 'next'>;
  #share = 0;
  #histogram: ReturnType<typeof monitorEventLoopDelay> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(delayMaxMs: number, random: Pick<Random, 'next'> = systemRandom) {
    this.#delayMaxMs = delayMaxMs;
    this.#random = random;
  }

  /** The share of new requests that is to be shed, 0 to 0.95. */
  get share(): number {
    return this.#share;
  }

  start(): void {
    if (this.#timer) return;
    const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
    histogram.enable();
    this.#histogram = histogram;
    this.#timer = setInterval(() => {
      this.look(histogram.count === 0 ? 0 : histogram.mean / 1e6 - resolutionMs);
      histogram.reset();
    }, lookMs);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#histogram?.disable();
  }

  /** Takes the mean delay since the last look into account, milliseconds. */
  look(meanDelayMs: number): void {
    const change = meanDelayMs > this.#delayMaxMs ? growth : -decay;
    this.#share = Math.min(shareMax, Math.max(0, this.#share + change));
  }

  shouldShed(): boolean {
    return this.#share > 0 && this.#random.next() < this.#share;
  }
}
