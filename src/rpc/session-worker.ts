import { type Clock, delay } from '../common/clock.ts';
import type { Logger } from '../common/logger.ts';
import { isZigfleetError } from '../common/zigfleet-error.ts';
import { SessionQueue, type SessionWork } from './session-queue.ts';

export interface SessionWorkerOptions {
  clock: Clock;
  logger: Logger;
  /** How many entries may wait before the worker counts as full. */
  waitingEntriesMax: number;
  /** How many bytes may. */
  waitingBytesMax: number;
  /** Does one piece of work. What it rejects with and is retryable is tried again, with nothing overtaking it. */
  handle: (work: SessionWork) => Promise<void>;
  /** Full: whoever feeds it should pause. */
  onFull: () => void;
  /** No longer full. */
  onDrained: () => void;
  /** The work failed for good; the worker has stopped. */
  onFailure: (error: unknown) => void;
  /** Stopped, and nothing is being handled any more. Called once. */
  onStopped: () => void;
}

const mergedEntriesMax = 1024;
const retryDelayMinMs = 100;
const retryDelayMaxMs = 500;

/** Hands a session's work over one piece at a time, in order, as long as it takes. */
export class SessionWorker {
  readonly #options: SessionWorkerOptions;
  readonly #queue = new SessionQueue(mergedEntriesMax);
  readonly #stopped = new AbortController();
  #busy = false;
  #full = false;

  constructor(options: SessionWorkerOptions) {
    this.#options = options;
  }

  /** Starts on it in the same tick if nothing else is being done. */
  push(work: SessionWork, bytes: number): void {
    if (this.#stopped.signal.aborted) return;
    this.#queue.push(work, bytes);
    const { waitingEntriesMax, waitingBytesMax } = this.#options;
    if (!this.#full && (this.#queue.entries >= waitingEntriesMax || this.#queue.bytes >= waitingBytesMax)) {
      this.#full = true;
      this.#options.onFull();
    }
    if (!this.#busy) void this.#workOff();
  }

  /** Forgets what waits. `onStopped` follows, at once or when the work in hand is done. */
  stop(): void {
    if (this.#stopped.signal.aborted) return;
    this.#stopped.abort(new Error('the session has ended'));
    this.#queue.clear();
    if (!this.#busy) this.#options.onStopped();
  }

  async #workOff(): Promise<void> {
    this.#busy = true;
    try {
      for (let work = this.#queue.take(); work; work = this.#queue.take()) {
        await this.#handle(work);
        this.#checkDrained();
      }
    } catch (error) {
      // Of a stopped session nobody wants to know any more whether its last work went well.
      if (!this.#stopped.signal.aborted) this.#options.onFailure(error);
    } finally {
      this.#busy = false;
      if (this.#stopped.signal.aborted) this.#options.onStopped();
    }
  }

  async #handle(work: SessionWork): Promise<void> {
    const { clock, logger, handle } = this.#options;
    for (let delayMs = retryDelayMinMs; ; delayMs = Math.min(2 * delayMs, retryDelayMaxMs)) {
      try {
        return await handle(work);
      } catch (error) {
        if (!isZigfleetError(error) || !error.retryable || this.#stopped.signal.aborted) throw error;
        logger.debug({ err: error, delayMs }, 'the platform could not take a message; trying again');
        await delay(clock, delayMs, this.#stopped.signal);
      }
    }
  }

  #checkDrained(): void {
    const { waitingEntriesMax, waitingBytesMax, onDrained } = this.#options;
    if (!this.#full || this.#stopped.signal.aborted) return;
    if (this.#queue.entries > waitingEntriesMax / 2 || this.#queue.bytes > waitingBytesMax / 2) return;
    this.#full = false;
    onDrained();
  }
}
