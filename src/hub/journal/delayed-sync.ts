import type { Clock, Timer } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';

export interface DelayedSyncOptions {
  /** How long after a change it is brought to disk, milliseconds; null leaves it to the operating system. */
  intervalMs: number | null;
  sync: () => Promise<unknown>;
  clock: Clock;
  logger: Logger;
}

/** Brings changes to disk a little later, many at once, without holding anything up. */
export class DelayedSync {
  readonly #options: DelayedSyncOptions;
  #timer: Timer | undefined;
  /** Whatever of the files is going on; settles, never rejects. */
  #running: Promise<void> = Promise.resolve();
  #isRunning = false;
  #isDirty = false;
  #isClosed = false;

  constructor(options: DelayedSyncOptions) {
    this.#options = options;
  }

  /** Something was written. */
  touch(): void {
    const { clock, intervalMs } = this.#options;
    this.#isDirty = true;
    if (intervalMs === null || this.#timer || this.#isRunning || this.#isClosed) return;
    this.#timer = clock.setTimer(intervalMs, () => {
      this.#timer = undefined;
      this.#isRunning = true;
      this.after(async () => {
        this.#isDirty = false;
        await this.#options.sync();
      }).finally(() => {
        this.#isRunning = false;
        if (this.#isDirty) this.touch();
      });
    });
  }

  /** Does something with the files when nothing else is being done with them. A failure is logged. */
  after(run: () => Promise<unknown>): Promise<void> {
    const { logger } = this.#options;
    this.#running = this.#running.then(run).then(
      () => undefined,
      (error: unknown) => logger.error({ err: error }, 'changes could not be brought to disk'),
    );
    return this.#running;
  }

  /** Resolves when nothing is being done any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#timer?.cancel();
    await this.#running;
  }
}
