import Type, { type Static } from 'typebox';
import type { HistoryPoint, HistoryValue } from '../../history/history-point.ts';
import type { HistoryUsage } from '../../history/history-store.ts';
import { type SpanStatistics, type StatisticName, statisticNames } from '../../history/statistics.ts';
import { resolutions } from '../../history/zoned-time.ts';
import { nullable, refTo, timeSchema } from './common-schemas.ts';

const value = refTo<HistoryValue>('TraitValue');
const about = {
  ieeeAddress: Type.String({ description: 'The device.', examples: ['0x00158d00045a1b20'] }),
  trait: Type.String({ description: 'The trait.', examples: ['power'] }),
  unit: nullable(Type.String(), {
    description: 'The unit of the numbers, as the descriptor says it; null without one.',
    examples: ['W'],
  }),
  from: timeSchema('The begin of the range.'),
  to: timeSchema('The first instant after it.'),
};
const nullableNumber = (description: string, example: number) =>
  nullable(Type.Number(), { description, examples: [example] });

const pointSchema = Type.Object(
  { time: timeSchema('When it was observed.'), value },
  { description: 'A value and its time.' },
);

/** A page of points. */
export const historyPointsSchema = Type.Object(
  {
    ...about,
    resolution: Type.Literal('raw', { description: 'Every point.', examples: ['raw'] }),
    points: Type.Array(pointSchema, { description: 'Oldest first.', examples: [[]] }),
    nextCursor: nullable(Type.String(), {
      description: 'Send it as `cursor` to get the next page; null at the end.',
      examples: [null],
    }),
  },
  { description: 'A page of points.' },
);

const spanSchema = Type.Object(
  {
    from: timeSchema('The first instant of the span.'),
    to: timeSchema('The first instant after it.'),
    min: Type.Optional(nullableNumber('Smallest number.', 0)),
    max: Type.Optional(nullableNumber('Largest number.', 41.5)),
    mean: Type.Optional(nullableNumber('Mean of the numbers that were reported.', 27.2)),
    timeWeightedMean: Type.Optional(
      nullableNumber('Mean in which each number counts as long as it was the latest.', 40.7),
    ),
    last: Type.Optional(value),
    count: Type.Optional(Type.Integer({ description: 'How many points.', examples: [3] })),
    increase: Type.Optional(
      nullableNumber(
        'How much a counter has grown since the last value before. A counter that falls by more than 1 % has begun again at 0; a smaller fall is a correction and counts as nothing.',
        0.3,
      ),
    ),
    timeInState: Type.Optional(
      Type.Record(Type.String(), Type.Number(), {
        description: 'How long each state lasted, milliseconds.',
        examples: [{ ON: 1_800_000 }],
      }),
    ),
  },
  { description: 'What one span came to.' },
);

/** Statistics of spans. */
export const historySpansSchema = Type.Object(
  {
    ...about,
    resolution: Type.Enum([...resolutions], { description: 'How long spans are.', examples: ['hour'] }),
    timeZone: Type.String({ description: 'Whose hours and days these are.', examples: ['Europe/Berlin'] }),
    spans: Type.Array(spanSchema, { description: 'Oldest first, without a gap.', examples: [[]] }),
  },
  { description: 'Statistics by hour, day, week or month, or of the whole range.' },
);

export const historyUsageSchema = Type.Object(
  {
    ieeeAddress: about.ieeeAddress,
    traits: Type.Array(Type.String(), {
      description: 'The traits of which a history is kept: all but composites and lists.',
      examples: [['state', 'power']],
    }),
    retentionDays: nullable(Type.Integer(), {
      description: 'How many UTC days before this one are kept; null where a store of its own decides.',
      examples: [30],
    }),
    daysStored: nullable(Type.Integer(), {
      description: 'Of how many UTC days there is something; null where that is not known.',
      examples: [12],
    }),
    bytesStored: nullable(Type.Integer(), {
      description: 'Bytes of all points; null where that is not known.',
      examples: [18_204],
    }),
    pointsDropped: Type.Integer({
      description:
        'Points that were not stored: too many for a day, too old when they came, or from the future.',
      examples: [0],
    }),
  },
  { description: 'What the history of a device takes.' },
);

export type HistorySpanResource = Static<typeof spanSchema>;
export type HistoryPointResource = Static<typeof pointSchema>;

export function toPointResource({ timeMs, value: known }: HistoryPoint): HistoryPointResource {
  return { time: new Date(timeMs).toISOString(), value: known };
}

export function toSpanResource(span: SpanStatistics, names: readonly StatisticName[]): HistorySpanResource {
  const wanted = statisticNames.filter((name) => names.includes(name));
  return {
    from: new Date(span.fromMs).toISOString(),
    to: new Date(span.toMs).toISOString(),
    ...Object.fromEntries(wanted.map((name) => [name, span[name]])),
  };
}

/** The part that the store tells. */
export function toUsageResource(
  usage: HistoryUsage,
): Omit<Static<typeof historyUsageSchema>, 'ieeeAddress' | 'traits'> {
  const { retentionDays, daysStored, bytesStored, pointsDropped } = usage;
  return { retentionDays, daysStored, bytesStored, pointsDropped };
}
