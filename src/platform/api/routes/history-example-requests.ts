import { nowhere } from '../example-world.ts';
import {
  exampleCsv,
  exampleFirstPoint,
  exampleHours,
  exampleNdjson,
  exampleParams,
  examplePoints,
  exampleRange,
  exampleStates,
} from '../history-examples.ts';
import { type Example, problemExample } from '../operation.ts';

const params = exampleParams.power;
const timeZoneExpected = 'must be the IANA name of a time zone, such as Europe/Berlin';
const traitsExpected = 'one of state, brightness, power';

function refused(summary: string, query: Record<string, unknown>, field: string, expected: string): Example {
  return {
    ...{ summary, params, query },
    ...problemExample('invalid-request', `${field} ${expected}.`, {
      faults: [{ code: 'invalid-request', field, expected }],
    }),
  };
}

/** What is asked of histories, and what the answers are. */
export const historyExamples: Record<string, Example> = {
  points: {
    ...{ summary: 'Every point', params, query: { ...exampleRange, resolution: 'raw' } },
    ...{ status: 200, response: examplePoints },
  },
  firstPage: {
    ...{ summary: 'Page by page', params, query: { ...exampleRange, limit: 1 } },
    ...{ status: 200, response: exampleFirstPoint },
  },
  nextPage: {
    ...{ summary: 'The next page', params },
    query: { ...exampleRange, cursor: exampleFirstPoint.nextCursor },
    ...{ status: 200, response: { ...examplePoints, points: examplePoints.points.slice(1) } },
  },
  hours: {
    ...{ summary: 'Statistics by hour', params },
    query: { ...exampleRange, resolution: 'hour', timeZone: 'Europe/Berlin' },
    ...{ status: 200, response: exampleHours },
  },
  timeInState: {
    ...{ summary: 'How long it was on', params: exampleParams.state },
    query: { ...exampleRange, resolution: 'range', statistics: ['timeInState'] },
    ...{ status: 200, response: exampleStates },
  },
  csv: {
    ...{ summary: 'As CSV', params, query: { ...exampleRange, format: 'csv' } },
    ...{ status: 200, mediaType: 'text/csv', response: exampleCsv },
  },
  ndjson: {
    ...{ summary: 'As NDJSON', params, query: exampleRange, headers: { accept: 'application/x-ndjson' } },
    ...{ status: 200, mediaType: 'application/x-ndjson', response: exampleNdjson },
  },
  invalidRange: refused(
    'A range that ends before it begins',
    { from: exampleRange.to, to: exampleRange.from },
    'query/from',
    'must be before `to`',
  ),
  invalidZone: refused(
    'No such time zone',
    { ...exampleRange, resolution: 'day', timeZone: 'Europe/Atlantis' },
    'query/timeZone',
    timeZoneExpected,
  ),
  invalidCursor: refused(
    'No cursor of ours',
    { ...exampleRange, cursor: 'tomorrow' },
    'query/cursor',
    'must be the nextCursor of a page before',
  ),
  unknownTrait: {
    ...{ summary: 'No such trait', params: { ...params, trait: 'pressure' } },
    ...problemExample('unknown-trait', `The device has no trait pressure: expected ${traitsExpected}.`, {
      faults: [{ code: 'unknown-trait', trait: 'pressure', expected: traitsExpected }],
    }),
  },
  noHistory: {
    ...{ summary: 'A trait without a history', params: { ...params, trait: 'color' } },
    ...refusedTrait(),
  },
  unknownDevice: {
    ...{ summary: 'No such device', params: { ...params, ieeeAddress: nowhere.ieeeAddress } },
    ...problemExample('not-found', 'There is no such device.'),
  },
};

function refusedTrait() {
  const expected = 'must be a number, boolean, word or text: of composites and lists no history is kept';
  return problemExample('invalid-request', `path/trait ${expected}.`, {
    faults: [{ code: 'invalid-request', field: 'path/trait', expected }],
  });
}
