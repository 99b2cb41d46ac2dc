import Type, { type Static } from 'typebox';
import type { AvailabilitySegment } from '../../history/availability-timeline.ts';
import { summaryOf } from '../../history/availability-timeline.ts';
import { nullable, timeSchema } from './common-schemas.ts';

const segmentSchema = Type.Object(
  {
    from: timeSchema('The first instant of it.'),
    to: timeSchema('The first instant after it: what the next one begins with, or the end of the range.'),
    state: Type.Enum(['online', 'offline', 'unknown'], {
      description: '`unknown`: it was not there, or so long ago that nothing is kept of it.',
      examples: ['offline'],
    }),
    cause: nullable(Type.Enum(['device-silent', 'hub-offline']), {
      description:
        'Why it was offline: `device-silent`, its hub heard nothing of it; `hub-offline`, the hub itself was away. Null where it was not.',
      examples: ['hub-offline'],
    }),
  },
  { description: 'A stretch of time in which nothing changed.' },
);

const milliseconds = (description: string, example: number) =>
  Type.Integer({ description, examples: [example] });

/** Who was online when. */
export const availabilitySchema = Type.Object(
  {
    from: timeSchema('The begin of the range.'),
    to: timeSchema('The end of the range; now if it was to be later.'),
    uptimePercent: nullable(Type.Number(), {
      description: 'Part of the time of which it is known; null if nothing is known.',
      examples: [99.2],
    }),
    onlineMs: milliseconds('How long it was online, milliseconds.', 85_680_000),
    offlineMs: milliseconds('How long it was offline, milliseconds.', 720_000),
    unknownMs: milliseconds('Of how long nothing is known, milliseconds.', 0),
    incidents: Type.Integer({
      description: 'How often it was offline. An outage of the hub is one, whatever a device did meanwhile.',
      examples: [1],
    }),
    segments: Type.Array(segmentSchema, {
      description: 'Oldest first, without a gap. At most 1,000: the rest of the range from `next` on.',
      examples: [[]],
    }),
    next: nullable(timeSchema('Where the rest begins.'), {
      description: 'Send it as `from` to get the rest of the segments; null if these are all.',
      examples: [null],
    }),
  },
  { description: 'Who was online when, and how much of the range.' },
);

const segmentsMax = 1000;

/** @param range - as it was asked for, milliseconds since the Unix epoch */
export function toAvailabilityResource(
  segments: readonly AvailabilitySegment[],
  range: { fromMs: number; toMs: number },
): Static<typeof availabilitySchema> {
  const text = (timeMs: number) => new Date(timeMs).toISOString();
  const next = segments[segmentsMax]?.fromMs;
  return {
    from: text(range.fromMs),
    to: text(segments.at(-1)?.toMs ?? range.fromMs),
    ...summaryOf(segments),
    segments: segments
      .slice(0, segmentsMax)
      .map(({ fromMs, toMs, state, cause }) => ({ from: text(fromMs), to: text(toMs), state, cause })),
    next: next === undefined ? null : text(next),
  };
}
