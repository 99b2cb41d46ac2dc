import { describe, expect, it } from 'vitest';
import { type Resolution, ZonedCalendar } from './zoned-time.ts';

function spansOf(timeZone: string, from: string, to: string, resolution: Resolution) {
  const range = { fromMs: Date.parse(from), toMs: Date.parse(to) };
  const spans = new ZonedCalendar(timeZone).spans(range, resolution, 1000);
  expect(spans[0]?.fromMs).toBe(range.fromMs);
  expect(spans.at(-1)?.toMs).toBe(range.toMs);
  spans.slice(1).forEach((span, index) => {
    expect(span.fromMs).toBe(spans[index]?.toMs);
  });
  return spans;
}

function hoursOf(timeZone: string, from: string, to: string, resolution: Resolution = 'day') {
  const spans = spansOf(timeZone, from, to, resolution);
  return spans.map(({ fromMs, toMs }) => (toMs - fromMs) / 3_600_000);
}

describe('the calendar of a zone', () => {
  it('has days of 23 and 25 hours where the clocks change', () => {
    expect(hoursOf('Europe/Berlin', '2026-03-27T23:00:00Z', '2026-03-30T22:00:00Z')).toEqual([24, 23, 24]);
    expect(hoursOf('Europe/Berlin', '2026-10-23T22:00:00Z', '2026-10-26T23:00:00Z')).toEqual([24, 25, 24]);
    expect(hoursOf('America/New_York', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z')).toEqual([23]);
    expect(hoursOf('UTC', '2026-03-28T00:00:00Z', '2026-03-30T00:00:00Z')).toEqual([24, 24]);
  });

  it('knows days that do not begin at midnight, and days that are left out', () => {
    // Clocks went from 00:00 to 01:00 on 4 November 2018.
    expect(hoursOf('America/Sao_Paulo', '2018-11-03T03:00:00Z', '2018-11-05T02:00:00Z')).toEqual([24, 23]);
    // 30 December 2011 did not happen.
    expect(hoursOf('Pacific/Apia', '2011-12-29T10:00:00Z', '2011-12-31T10:00:00Z')).toEqual([24, 24]);
  });

  it('cuts the first and the last span to the range', () => {
    expect(hoursOf('Asia/Shanghai', '2026-01-01T10:00:00Z', '2026-01-02T20:00:00Z')).toEqual([6, 24, 4]);
  });

  it('has hours of zones that are not whole hours off', () => {
    const range = ['2026-01-01T00:00:00Z', '2026-01-01T03:00:00Z'] as const;
    expect(hoursOf('Asia/Kolkata', ...range, 'hour')).toEqual([0.5, 1, 1, 0.5]);
    expect(hoursOf('Asia/Kathmandu', ...range, 'hour')).toEqual([0.25, 1, 1, 0.75]);
  });

  it('has no hour longer than one where the clocks change by half of one', () => {
    // Lord Howe goes from +10:30 to +11 at 02:00 on 4 October 2026, and back on 5 April.
    const spring = hoursOf('Australia/Lord_Howe', '2026-10-03T13:30:00Z', '2026-10-04T13:00:00Z', 'hour');
    expect(spring.reduce((sum, each) => sum + each)).toBe(23.5);
    expect(Math.max(...spring)).toBe(1);
    const autumn = hoursOf('Australia/Lord_Howe', '2026-04-04T13:00:00Z', '2026-04-05T13:30:00Z', 'hour');
    expect(autumn.reduce((sum, each) => sum + each)).toBe(24.5);
    expect(Math.max(...autumn)).toBe(1);
  });

  it('has weeks from Monday to Monday, and months, whatever the clocks do', () => {
    // From a Wednesday over the change of the clocks, 29 March 2026, a Sunday.
    expect(hoursOf('Europe/Berlin', '2026-03-25T09:00:00Z', '2026-04-08T10:00:00Z', 'week')).toEqual([
      4 * 24 + 13,
      7 * 24,
      2 * 24 + 12,
    ]);
    expect(hoursOf('Europe/Berlin', '2026-02-27T23:00:00Z', '2026-05-01T22:00:00Z', 'month')).toEqual([
      24,
      31 * 24 - 1,
      30 * 24,
      24,
    ]);
    expect(hoursOf('America/New_York', '2026-10-25T04:00:00Z', '2026-11-03T05:00:00Z', 'week')).toEqual([
      24,
      7 * 24 + 1,
      24,
    ]);
  });

  it('takes a whole range as one span', () => {
    expect(hoursOf('Asia/Shanghai', '2026-01-01T10:00:00Z', '2026-01-03T20:00:00Z', 'range')).toEqual([58]);
  });

  it('refuses zones that are none, and too many spans', () => {
    expect(() => new ZonedCalendar('Europe/Atlantis')).toThrow(/IANA/);
    const range = { fromMs: 0, toMs: 3 * 3_600_000 };
    expect(() => new ZonedCalendar('UTC').spans(range, 'hour', 2)).toThrow(/more than 2 hours/);
    const ages = { fromMs: 0, toMs: Date.UTC(9999, 0, 1) };
    expect(() => new ZonedCalendar('UTC').spans(ages, 'hour', 10_000)).toThrow(/more than 10000 hours/);
  });
});
