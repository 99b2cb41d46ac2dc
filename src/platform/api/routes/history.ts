import Type, { type Static } from 'typebox';
import type { Trait } from '../../../devices/trait.ts';
import type { HistorySeries } from '../../history/history-point.ts';
import type { History } from '../../history/history-reader.ts';
import { type StatisticName, statisticNames } from '../../history/statistics.ts';
import { type Resolution, resolutions, type TimeSpan } from '../../history/zoned-time.ts';
import { callerOf } from '../authentication.ts';
import { decodeHistoryCursor, encodeHistoryCursor } from '../history-cursor.ts';
import { type ExportMediaType, exportRows, wantedMediaType } from '../history-export.ts';
import { historyTraitOf, unitOf, usualStatistics } from '../history-trait.ts';
import { operation } from '../operation.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import { ieeeAddressSchema } from '../schemas/common-schemas.ts';
import {
  historyPointsSchema,
  historySpansSchema,
  toPointResource,
  toSpanResource,
} from '../schemas/history-schema.ts';
import { rangeOf, rangeQuery } from '../time-range.ts';
import { findDevice } from './devices.ts';
import { historyExamples } from './history-example-requests.ts';

/** How long an export may be read: a slow reader of a long range takes its time. */
const exportTimeoutMs = 10 * 60_000;

const formats = { json: 'application/json', csv: 'text/csv', ndjson: 'application/x-ndjson' } as const;

const query = Type.Object(
  {
    ...rangeQuery,
    resolution: Type.Enum(['raw', ...resolutions], {
      default: 'raw',
      description:
        'Every point, or statistics of each hour, day, week (from Monday on) or month, or of the whole range. At most 10,000 spans.',
      examples: ['hour'],
    }),
    timeZone: Type.String({
      default: 'UTC',
      minLength: 1,
      maxLength: 64,
      description: 'Whose hours and days: the IANA name of a time zone.',
      examples: ['Europe/Berlin'],
    }),
    statistics: Type.Optional(
      Type.Array(Type.Enum([...statisticNames]), {
        minItems: 1,
        maxItems: statisticNames.length,
        description:
          'Which statistics; may be given several times. By default those that make sense for the trait: `increase` for what counts (kWh, m³), `timeInState` for words and booleans.',
        examples: [['min', 'max']],
      }),
    ),
    limit: Type.Integer({
      minimum: 1,
      maximum: 10_000,
      default: 1_000,
      description: 'Most points of a page; exports and statistics are always whole.',
      examples: [1_000],
    }),
    cursor: Type.Optional(
      Type.String({
        maxLength: 128,
        description: 'Where the page before ended: its `nextCursor`. Points only.',
        examples: ['WzE3Njc1OTY0MDAwMDAsMV0'],
      }),
    ),
    format: Type.Optional(
      Type.Enum(['json', 'csv', 'ndjson'], {
        description: 'As what the answer comes, whatever `Accept` says.',
        examples: ['csv'],
      }),
    ),
  },
  { additionalProperties: false },
);

const params = Type.Object({
  ieeeAddress: ieeeAddressSchema,
  trait: Type.String({ minLength: 1, maxLength: 64, description: 'The trait.', examples: ['power'] }),
});

const headers = Type.Object({
  accept: Type.Optional(
    Type.String({
      maxLength: 1024,
      description: '`text/csv` and `application/x-ndjson` export the whole range.',
      examples: ['text/csv'],
    }),
  ),
});

/** What a request wants to know. */
interface Wanted {
  series: HistorySeries;
  trait: Trait;
  range: TimeSpan;
  resolution: 'raw' | Resolution;
  timeZone: string;
  statistics: readonly StatisticName[];
}

/** `GET /v1/devices/{ieeeAddress}/history/{trait}`: what a trait was. */
export function addReadHistory(app: ApiInstance, { ports, clock }: RouteContext): void {
  const about = operation(
    { params, querystring: query, headers },
    {
      permission: 'devices:read',
      operationId: 'readHistory',
      tag: 'history',
      summary: 'Read the history of a trait',
      description:
        'The values of a trait over a range, page by page, or what they come to by hour, day, week or month of a time zone. What was reported before the request is in the answer. CSV and NDJSON export the whole range, one line for each point or span.',
      responses: {
        200: {
          description: 'Points, or statistics.',
          schema: Type.Union([historyPointsSchema, historySpansSchema], {
            description: 'Points, or statistics.',
          }),
          others: {
            'text/csv': Type.String({
              description:
                "RFC 4180, with a line of names first. A word that a spreadsheet would run is led by `'`.",
              examples: ['time,value\r\n'],
            }),
            'application/x-ndjson': Type.String({
              description: 'Points or spans as in JSON, one a line.',
              examples: ['{"time":"2026-01-05T08:30:00.000Z","value":40}\n'],
            }),
          },
        },
      },
      examples: historyExamples,
    },
  );
  const options = { ...about, handlerTimeout: exportTimeoutMs, exposeHeadRoute: false };
  app.get('/v1/devices/:ieeeAddress/history/:trait', options, async (request, reply) => {
    const { query: asked } = request;
    const range = rangeOf(asked, clock.now());
    const device = await findDevice(ports.devices, callerOf(request), request.params.ieeeAddress);
    const { homeId, ieeeAddress, descriptor } = device;
    const trait = historyTraitOf(descriptor, request.params.trait);
    const wanted: Wanted = {
      ...{ series: { homeId, subject: ieeeAddress, trait: trait.name }, trait, range },
      ...{ resolution: asked.resolution, timeZone: asked.timeZone },
      statistics: asked.statistics ?? usualStatistics(trait),
    };
    const mediaType = asked.format ? formats[asked.format] : wantedMediaType(request.headers.accept);
    reply.header('vary', 'accept');
    if (mediaType === 'application/json') {
      return asked.resolution === 'raw'
        ? pageOf(ports.history, wanted, asked)
        : statisticsOf(ports.history, { ...wanted, resolution: asked.resolution });
    }
    reply.type(`${mediaType}; charset=utf-8`);
    reply.header('content-disposition', `attachment; filename="${fileName(wanted, mediaType)}"`);
    return reply.send(await exportOf(ports.history, wanted, mediaType));
  });
}

async function pageOf(history: History, wanted: Wanted, asked: Static<typeof query>) {
  const after = asked.cursor === undefined ? undefined : decodeHistoryCursor(asked.cursor);
  const { points, next } = await history.page(wanted.series, wanted.range, asked.limit, after);
  return {
    ...aboutOf(wanted),
    resolution: 'raw' as const,
    points: points.map(toPointResource),
    nextCursor: next && encodeHistoryCursor(next),
  };
}

async function statisticsOf(history: History, wanted: Wanted & { resolution: Resolution }) {
  const { resolution, timeZone, statistics, range } = wanted;
  const spans = await history.statistics(wanted.series, range, { resolution, timeZone });
  return {
    ...aboutOf(wanted),
    ...{ resolution, timeZone },
    spans: spans.map((span) => toSpanResource(span, statistics)),
  };
}

function aboutOf({ series, trait, range }: Wanted) {
  return {
    ...{ ieeeAddress: series.subject, trait: trait.name, unit: unitOf(trait) },
    ...{ from: new Date(range.fromMs).toISOString(), to: new Date(range.toMs).toISOString() },
  };
}

function exportOf(history: History, wanted: Wanted, mediaType: ExportMediaType) {
  const { resolution, statistics } = wanted;
  if (resolution === 'raw') return exportRows(mediaType, ['time', 'value'], pointRows(history, wanted));
  return exportRows(mediaType, ['from', 'to', ...statistics], spanRows(history, { ...wanted, resolution }));
}

async function* pointRows(history: History, { series, range }: Wanted) {
  for await (const points of history.all(series, range)) yield points.map(toPointResource);
}

async function* spanRows(history: History, wanted: Wanted & { resolution: Resolution }) {
  yield (await statisticsOf(history, wanted)).spans;
}

function fileName({ series, resolution }: Wanted, mediaType: ExportMediaType): string {
  const ending = mediaType === 'text/csv' ? 'csv' : 'ndjson';
  const trait = series.trait.replaceAll(/[^A-Za-z0-9_.-]/g, '_');
  return `${series.subject}-${trait}${resolution === 'raw' ? '' : `-${resolution}`}.${ending}`;
}
