import { type Clock, delay } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import type { EventDelivery } from '../domain/platform-event.ts';
import type { EventEntry, EventLog } from '../store/event-log.ts';
import { compareEntryIds, type EventPosition, eventIdOf, eventIndexMax } from './event-position.ts';

/** Entries that are read from the stream at one time. */
const pageSize = 100;
/** After how long a reader that was full is tried again. */
const fullRetryMs = 50;
const storeAwayRetryMs = 500;

interface SubscriptionOptions {
  homeId: string;
  log: EventLog;
  clock: Clock;
  logger: Logger;
  deliver: (delivery: EventDelivery) => boolean;
  signal: AbortSignal;
}

/**
 * One subscriber's way through a home's stream. It is either live, and takes entries as they are announced, or it catches up,
 * reading the stream from where it stands. It holds no entries of its own, so a slow reader costs nothing; if the stream
 * is trimmed beyond where it stands it tells of the gap.
 */
export class EventSubscription {
  readonly #options: SubscriptionOptions;
  #position: EventPosition = { entryId: '0-0', index: -1 };
  #live = false;
  /** Something was announced, or may have been, since the stream was last read. */
  #missed = false;
  /** Why it catches up: shown in a gap. */
  #reason: 'trimmed' | 'slow-reader' = 'trimmed';
  #wake: (() => void) | undefined;

  constructor(options: SubscriptionOptions) {
    this.#options = options;
  }

  /** A new entry. Entries come in order; while not live they are left to the stream. */
  announce(entry: EventEntry): void {
    if (!this.#live) {
      this.#missed = true;
      return;
    }
    if (compareEntryIds(entry.entryId, this.#position.entryId) <= 0) return;
    if (this.#take(entry)) return;
    this.#reason = 'slow-reader';
    this.catchUp();
  }

  /** Announcements may have been missed. */
  catchUp(): void {
    this.#live = false;
    this.#missed = true;
    this.#wake?.();
  }

  /**
   * Delivers until the signal aborts.
   * @param isResumed - the subscriber has been here before, so that it must hear if the stream does not have that place any more
   */
  async run(from: EventPosition, isResumed: boolean): Promise<void> {
    const { signal } = this.#options;
    this.#position = from;
    let checkGap = isResumed;
    while (!signal.aborted) {
      if (this.#live) {
        await this.#change();
        checkGap = true;
        continue;
      }
      try {
        if (checkGap && !(await this.#tellGap())) await this.#pause(fullRetryMs);
        else if (await this.#readOn()) checkGap = false;
        else {
          checkGap = true;
          this.#reason = 'slow-reader';
          await this.#pause(fullRetryMs);
        }
      } catch (error) {
        if (signal.aborted) return;
        this.#options.logger.debug({ err: error, homeId: this.#options.homeId }, 'could not read events');
        checkGap = true;
        await this.#pause(storeAwayRetryMs);
      }
    }
  }

  /** @returns false if the reader was full */
  async #tellGap(): Promise<boolean> {
    const { homeId, log, deliver } = this.#options;
    const { entryId } = this.#position;
    if (entryId === '0-0') return true;
    const [found] = await log.read(homeId, entryId, 1);
    if (found?.entryId === entryId) return true;
    const first = await log.firstEntryId(homeId);
    const told = deliver({
      kind: 'gap',
      afterEventId: this.#position.index > eventIndexMax ? null : eventIdOf(this.#position),
      resumedAtEventId: first === undefined ? null : eventIdOf({ entryId: first, index: 0 }),
      reason: this.#reason,
    });
    if (told) {
      // Everything that is there is new to the subscriber, even if the store was put back and counts anew.
      this.#position = { entryId: '0-0', index: -1 };
    }
    return told;
  }

  /** Reads from the stream until its end, then goes live. @returns false if the reader was full */
  async #readOn(): Promise<boolean> {
    const { homeId, log, signal } = this.#options;
    for (;;) {
      // From here on announcements count: what comes while the last page is read is in the page or announced.
      this.#missed = false;
      const entries = await log.read(homeId, this.#position.entryId, pageSize);
      for (const entry of entries) {
        if (signal.aborted) return true;
        if (!this.#take(entry)) return false;
      }
      if (entries.length < pageSize && !this.#missed) {
        this.#live = true;
        this.#reason = 'trimmed';
        return true;
      }
    }
  }

  /** Delivers what the subscriber has not heard of an entry. @returns false if the reader was full */
  #take(entry: EventEntry): boolean {
    const { deliver } = this.#options;
    const isSame = entry.entryId === this.#position.entryId;
    for (const [index, event] of entry.events.entries()) {
      if (isSame && index <= this.#position.index) continue;
      const position = { entryId: entry.entryId, index };
      if (event && !deliver({ kind: 'event', eventId: eventIdOf(position), event })) return false;
      this.#position = position;
    }
    return true;
  }

  #pause(ms: number): Promise<void> {
    return delay(this.#options.clock, ms, this.#options.signal).catch(() => undefined);
  }

  /** Resolves when there is something to do: catching up, or the end. */
  #change(): Promise<void> {
    const { signal } = this.#options;
    return new Promise((resolve) => {
      const done = () => {
        this.#wake = undefined;
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#wake = done;
      signal.addEventListener('abort', done, { once: true });
      if (signal.aborted) done();
    });
  }
}
