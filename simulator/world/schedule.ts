import type { Random } from '../../src/common/random.ts';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { requireInRange, requireOneOf } from './validation.ts';

/** What somebody does from a time of day on. */
export interface ScheduleEntry {
  /** `HH:MM`, local time. */
  at: string;
  /** Default every day. */
  days?: 'everyDay' | 'weekdays' | 'weekend';
  /** Where: the first is gone to at once; somebody active changes among them now and then. `outdoors` is away. */
  rooms: readonly string[];
  doing: 'active' | 'still' | 'asleep';
  /** Appliances that are used on arriving. */
  uses?: readonly string[];
}

/** An entry on its day. */
export interface Occasion {
  atMs: number;
  entry: ScheduleEntry;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;
const weekDays = 7;
/** 1970-01-01 was a Thursday; days count from Monday. */
const epochWeekday = 3;

interface CheckedEntry {
  entry: ScheduleEntry;
  minuteOfDay: number;
}

/** A person's week: entries in local time, each day a little earlier or later. */
export class Schedule {
  readonly #entries: CheckedEntry[];
  readonly #random: Random;
  readonly #utcOffsetMs: number;
  readonly #jitterMinutes: number;

  /**
   * @param utcOffsetMinutes - local time minus UTC, -720..840
   * @param jitterMinutes - each start is up to this much earlier or later, 0..60
   * @throws ZigfleetError `invalid-value` saying which entry is wrong
   */
  constructor(
    entries: readonly ScheduleEntry[],
    random: Random,
    utcOffsetMinutes: number,
    jitterMinutes: number,
  ) {
    this.#random = random;
    this.#utcOffsetMs = requireInRange('utcOffsetMinutes', utcOffsetMinutes, -720, 840) * minuteMs;
    this.#jitterMinutes = requireInRange('jitterMinutes', jitterMinutes, 0, 60);
    if (entries.length > 1000)
      throw new ZigfleetError('invalid-value', 'A schedule has at most 1000 entries');
    this.#entries = entries.map((entry) => ({ entry, minuteOfDay: checkEntry(entry) }));
    this.#entries.sort((one, other) => one.minuteOfDay - other.minuteOfDay);
  }

  /** What holds at a moment; undefined for an empty schedule. */
  current(nowMs: number): Occasion | undefined {
    const day = this.#dayOf(nowMs);
    for (let back = -1; back <= weekDays; back++) {
      const found = this.#occasionsOf(day - back).findLast((occasion) => occasion.atMs <= nowMs);
      if (found) return found;
    }
    return undefined;
  }

  /** What comes next after a moment; undefined for an empty schedule. */
  next(nowMs: number): Occasion | undefined {
    const day = this.#dayOf(nowMs);
    for (let ahead = -1; ahead <= weekDays + 1; ahead++) {
      const found = this.#occasionsOf(day + ahead).find((occasion) => occasion.atMs > nowMs);
      if (found) return found;
    }
    return undefined;
  }

  #dayOf(nowMs: number): number {
    return Math.floor((nowMs + this.#utcOffsetMs) / dayMs);
  }

  /** The occasions of a local day in order; jitter may not turn two of them round. */
  #occasionsOf(day: number): Occasion[] {
    const occasions: Occasion[] = [];
    const isWeekend = (((day + epochWeekday) % weekDays) + weekDays) % weekDays >= 5;
    for (const [index, { entry, minuteOfDay }] of this.#entries.entries()) {
      const { days = 'everyDay' } = entry;
      if (days !== 'everyDay' && (days === 'weekend') !== isWeekend) continue;
      const jitter = this.#jitterMinutes * (2 * this.#random.fork(`${day}:${index}`).next() - 1);
      const atMs = day * dayMs - this.#utcOffsetMs + Math.round((minuteOfDay + jitter) * minuteMs);
      const previousMs = occasions.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY;
      occasions.push({ atMs: Math.max(atMs, previousMs + minuteMs), entry });
    }
    return occasions;
  }
}

function checkEntry(entry: ScheduleEntry): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(entry.at);
  if (!match) throw new ZigfleetError('invalid-value', `"${entry.at}" must be a time of day such as 07:30`);
  requireOneOf(`doing at ${entry.at}`, entry.doing, ['active', 'still', 'asleep']);
  requireOneOf(`days at ${entry.at}`, entry.days ?? 'everyDay', ['everyDay', 'weekdays', 'weekend']);
  if (entry.rooms.length === 0 || entry.rooms.length > 100) {
    throw new ZigfleetError('invalid-value', `rooms at ${entry.at} must name 1 to 100 rooms`);
  }
  return Number(match[1]) * 60 + Number(match[2]);
}
