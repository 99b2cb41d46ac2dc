import Type from 'typebox';
import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { TimeSpan } from '../history/zoned-time.ts';

const dayMs = 24 * 60 * 60 * 1000;

const time = (description: string, example: string) =>
  Type.Optional(Type.String({ format: 'date-time', maxLength: 64, description, examples: [example] }));

/** The query members that say which time an answer is about. */
export const rangeQuery = {
  from: time(
    'The first instant of it (RFC 3339), with `Z` or an offset whose `+` is sent as `%2B`. By default 24 hours before its end.',
    '2026-01-05T00:00:00+01:00',
  ),
  to: time('The first instant after it. By default now.', '2026-01-06T00:00:00+01:00'),
};

/**
 * The range of a request.
 * @param query - values of `rangeQuery`
 * @throws ZigfleetError `invalid-request` for one that ends before it begins, or is from before 1970
 */
export function rangeOf(query: { from?: string; to?: string }, nowMs: number): TimeSpan {
  const toMs = query.to === undefined ? nowMs : timeOf('to', query.to);
  const fromMs = query.from === undefined ? Math.max(0, toMs - dayMs) : timeOf('from', query.from);
  if (query.from === undefined && toMs === 0) throw fault('query/to', 'must be after 1970-01-01T00:00:00Z');
  if (fromMs >= toMs) throw fault('query/from', `must be before ${query.to === undefined ? 'now' : '`to`'}`);
  return { fromMs, toMs };
}

function timeOf(name: string, text: string): number {
  const timeMs = Date.parse(text);
  // What the schema lets pass may still be a 30 February or a leap second.
  if (Number.isNaN(timeMs)) throw fault(`query/${name}`, 'must be a time that exists');
  if (timeMs < 0) throw fault(`query/${name}`, 'must not be before 1970');
  return timeMs;
}

function fault(field: string, expected: string): ZigfleetError {
  return new ZigfleetError('invalid-request', `${field} ${expected}.`, {
    context: { faults: [{ code: 'invalid-request', field, expected }] },
  });
}
