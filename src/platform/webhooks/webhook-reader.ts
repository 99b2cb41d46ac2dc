import { type EventFilter, isWanted } from '../domain/event-filter.ts';
import type { EventDelivery } from '../domain/platform-event.ts';
import type { EventEntry, EventLog } from '../store/event-log.ts';
import type { WebhookPlace, WebhookRecord } from '../store/webhook-store.ts';

/** Entries that are read at one time: what a webhook may hold in memory. */
const pageSize = 50;

/** What comes next for a webhook, and its place after that. */
export interface NextDelivery {
  /** Undefined: the filter kept back all that there was. */
  delivery: EventDelivery | undefined;
  to: WebhookPlace;
}

/** Reads a home's stream for one webhook, from wherever it stands. */
export class WebhookReader {
  readonly #log: EventLog;
  readonly #devicesIn: (homeId: string, roomIds: readonly string[]) => Promise<ReadonlySet<string>>;
  #page: EventEntry[] = [];
  #inRooms: ReadonlySet<string> | undefined;

  constructor(
    log: EventLog,
    devicesIn: (homeId: string, roomIds: readonly string[]) => Promise<ReadonlySet<string>>,
  ) {
    this.#log = log;
    this.#devicesIn = devicesIn;
  }

  /** Forgets what was read ahead: the place or the filter is another. */
  reset(): void {
    this.#page = [];
  }

  /** @returns undefined at the end of the stream */
  async next(record: WebhookRecord, place: WebhookPlace): Promise<NextDelivery | undefined> {
    const { homeId, filter } = record.webhook;
    for (;;) {
      let isLast = false;
      if (this.#page.length === 0) {
        const gap = await this.#read(homeId, place);
        if (gap) return gap;
        isLast = this.#page.length < pageSize;
        this.#inRooms = filter.roomIds && (await this.#devicesIn(homeId, filter.roomIds));
      }
      const found = this.#scan(filter, place);
      if (found || isLast) return found;
    }
  }

  /** What comes next of the page, which is empty after that if nothing of it is wanted. */
  #scan(filter: EventFilter, place: WebhookPlace): NextDelivery | undefined {
    let passed: WebhookPlace | undefined;
    for (let entry = this.#page[0]; entry; entry = this.#page[0]) {
      const { entryId, events } = entry;
      const from = entryId === place.entryId ? place.index + 1 : 0;
      for (let index = from; index < events.length; index++) {
        const event = events[index];
        if (event && isWanted(filter, event, this.#inRooms)) {
          const eventId = `${entryId}-${index}`;
          return { delivery: { kind: 'event', eventId, event }, to: { entryId, index } };
        }
      }
      this.#page.shift();
      passed = { entryId, index: Math.max(from - 1, events.length - 1) };
    }
    const isNew = passed && (passed.entryId !== place.entryId || passed.index > place.index);
    return passed && isNew ? { delivery: undefined, to: passed } : undefined;
  }

  /** Fills the page. @returns the gap if the place is not there any more but newer entries are */
  async #read(homeId: string, place: WebhookPlace): Promise<NextDelivery | undefined> {
    this.#page = await this.#log.read(homeId, place.entryId, pageSize);
    const first = this.#page[0];
    if (!first || place.entryId === '0-0' || first.entryId === place.entryId) return undefined;
    this.#page = [];
    return {
      delivery: {
        kind: 'gap',
        afterEventId: place.index < 0 ? null : `${place.entryId}-${place.index}`,
        resumedAtEventId: `${first.entryId}-0`,
        reason: 'trimmed',
      },
      to: { entryId: first.entryId, index: -1 },
    };
  }
}
