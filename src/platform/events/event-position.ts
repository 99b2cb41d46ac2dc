import { ZigfleetError } from '../../common/zigfleet-error.ts';

/** A place in a home's stream: an entry and the number of an event in it. */
export interface EventPosition {
  /** Redis stream id: `milliseconds-number`. */
  entryId: string;
  /** From 0; -1 is before the first. */
  index: number;
}

/** No entry has more events. A position beyond is the end of the entry, and no event's. */
export const eventIndexMax = 999_999;

const eventIdPattern = /^(\d{1,16}-\d{1,16})-(\d{1,6})$/;

/** The id of an event, as apps see it. */
export function eventIdOf({ entryId, index }: EventPosition): string {
  return `${entryId}-${index}`;
}

/** @throws ZigfleetError `invalid-request` for anything that is no event id */
export function parseEventId(eventId: string): EventPosition {
  const [, entryId, index] = eventIdPattern.exec(eventId) ?? [];
  if (entryId === undefined || index === undefined) {
    throw new ZigfleetError('invalid-request', 'The last event id is none of this platform.');
  }
  return { entryId, index: Number(index) };
}

/** Negative if the first entry is older, positive if it is newer. */
export function compareEntryIds(a: string, b: string): number {
  const [aMs = 0, aNumber = 0] = a.split('-').map(Number);
  const [bMs = 0, bNumber = 0] = b.split('-').map(Number);
  return aMs - bMs || aNumber - bNumber;
}
