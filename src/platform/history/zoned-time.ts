import { ZigfleetError } from '../../common/zigfleet-error.ts';
import { BoundedMap } from '../store/bounded-map.ts';
import { dayMs } from './history-point.ts';

const hourMs = 60 * 60 * 1000;

/** How long spans are; `range` is the whole range as one span. Weeks begin on Monday (ISO 8601). */
export const resolutions = ['hour', 'day', 'week', 'month', 'range'] as const;
export type Resolution = (typeof resolutions)[number];

/** A span of time; `toMs` is the first millisecond after it. */
export interface TimeSpan {
  fromMs: number;
  toMs: number;
}

const longestMs: Record<Resolution, number> = {
  hour: hourMs,
  day: 2 * dayMs,
  week: 8 * dayMs,
  month: 32 * dayMs,
  range: Number.POSITIVE_INFINITY,
};

const formats = new BoundedMap<string, Intl.DateTimeFormat>(64);

/** The calendar of a time zone: which local hour and day an instant lies in. */
export class ZonedCalendar {
  readonly #format: Intl.DateTimeFormat;

  /**
   * @param timeZone - an IANA name such as `Europe/Berlin`
   * @throws ZigfleetError `invalid-request` for a name that is none
   */
  constructor(timeZone: string) {
    this.#format = formats.get(timeZone) ?? formatOf(timeZone);
    formats.set(timeZone, this.#format);
  }

  /**
   * The local hours, days, weeks or months that a range touches, cut to it, without a gap. A day has 23 to 25 hours where the clocks
   * change; an hour is shorter where they change within it.
   * @throws ZigfleetError `invalid-request` if there are more than `countMax`
   */
  spans({ fromMs, toMs }: TimeSpan, resolution: Resolution, countMax: number): TimeSpan[] {
    const spans: TimeSpan[] = [];
    // Seen without a look at the calendar where it is far too many.
    const isTooLong = (toMs - fromMs) / longestMs[resolution] > countMax;
    for (let start = fromMs; start < toMs; ) {
      if (isTooLong || spans.length >= countMax) {
        throw new ZigfleetError('invalid-request', `The range has more than ${countMax} ${resolution}s.`);
      }
      const end = Math.min(toMs, this.#next[resolution](start));
      spans.push({ fromMs: start, toMs: end });
      start = end;
    }
    return spans;
  }

  readonly #next: Record<Resolution, (timeMs: number) => number> = {
    hour: (timeMs) => this.#nextHour(timeMs),
    day: (timeMs) => this.#nextDay(timeMs),
    // Day 0, 1 January 1970, was a Thursday.
    week: (timeMs) => this.#nextDayThat(timeMs, (day) => (day + 3) % 7 === 0),
    month: (timeMs) => this.#nextDayThat(timeMs, (day) => new Date(day * dayMs).getUTCDate() === 1),
    range: () => Number.POSITIVE_INFINITY,
  };

  /** Local time minus UTC, milliseconds. */
  #offsetMs(timeMs: number): number {
    const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
    for (const { type, value } of this.#format.formatToParts(timeMs)) parts[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    const local = Date.UTC(year, month - 1, day, hour, minute, second);
    return local - Math.floor(timeMs / 1000) * 1000;
  }

  #nextHour(timeMs: number): number {
    const endOf = (at: number) => {
      const offset = this.#offsetMs(at);
      return Math.floor((at + offset) / hourMs + 1) * hourMs - offset;
    };
    const end = endOf(timeMs);
    const isPlain = this.#offsetMs(end) === this.#offsetMs(timeMs);
    if (isPlain) return end;
    // The clocks change within this hour: it ends there, or where they still show a full hour.
    return Math.min(
      end,
      this.#firstAfter(timeMs, end, (at) => this.#offsetMs(at) !== this.#offsetMs(timeMs)),
    );
  }

  #localDay(timeMs: number): number {
    return Math.floor((timeMs + this.#offsetMs(timeMs)) / dayMs);
  }

  #nextDay(timeMs: number): number {
    const day = this.#localDay(timeMs);
    const guess = (day + 1) * dayMs - this.#offsetMs(timeMs);
    if (this.#localDay(guess) > day && this.#localDay(guess - 1) === day) return guess;
    // The clocks change today, perhaps even at midnight, which then may not exist.
    return this.#firstAfter(timeMs, timeMs + 3 * dayMs, (at) => this.#localDay(at) > day);
  }

  /** The next local midnight at which a day begins of whose number, from 1 January 1970 on, a condition holds. */
  #nextDayThat(timeMs: number, holds: (day: number) => boolean): number {
    const today = this.#localDay(timeMs);
    let day = today + 1;
    while (!holds(day)) day++;
    // Within the day before: what comes next is the day itself, or the one after where the calendar leaves it out.
    const near = day - 1 === today ? timeMs : (day - 1) * dayMs + dayMs / 2 - this.#offsetMs(timeMs);
    return this.#nextDay(near);
  }

  /** The first instant after `lowMs` at which a condition holds that holds from then on, at `highMs` at the latest. */
  #firstAfter(lowMs: number, highMs: number, holds: (timeMs: number) => boolean): number {
    let low = lowMs;
    let high = highMs;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (holds(middle)) high = middle;
      else low = middle;
    }
    return high;
  }
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US-u-ca-iso8601', {
      ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
      ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const expected = 'must be the IANA name of a time zone, such as Europe/Berlin';
    throw new ZigfleetError('invalid-request', `query/timeZone ${expected}.`, {
      context: { faults: [{ code: 'invalid-request', field: 'query/timeZone', expected }] },
    });
  }
}
