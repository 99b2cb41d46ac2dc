import { describe, expect, it } from 'vitest';
import { rangeOf } from './time-range.ts';

const nowMs = Date.UTC(2026, 0, 5, 8, 30);

describe('the range of a request', () => {
  it('is by default the 24 hours before its end', () => {
    expect(rangeOf({}, nowMs)).toEqual({ fromMs: nowMs - 86_400_000, toMs: nowMs });
    const toMs = Date.UTC(2026, 0, 1, 11);
    expect(rangeOf({ to: '2026-01-01T12:00:00+01:00' }, nowMs)).toEqual({ fromMs: toMs - 86_400_000, toMs });
  });

  it.each([
    [{ from: '2026-01-02T00:00:00Z', to: '2026-01-02T00:00:00Z' }, 'query/from must be before `to`.'],
    [{ from: '2026-02-01T00:00:00Z' }, 'query/from must be before now.'],
    [{ from: '1969-12-31T23:59:59Z' }, 'query/from must not be before 1970.'],
    [{ to: '1970-01-01T00:00:00Z' }, 'query/to must be after 1970-01-01T00:00:00Z.'],
    [{ from: '2026-01-01T23:59:60Z' }, 'query/from must be a time that exists.'],
  ])('refuses %j: %s', (query, message) => {
    expect(() => rangeOf(query, nowMs)).toThrow(message);
  });
});
