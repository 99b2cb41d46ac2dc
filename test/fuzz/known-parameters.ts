import type { KnownValues } from './api-requests.ts';

/** What parameters take that are no ids. */
export const knownParameters: KnownValues = {
  trait: ['state', 'temperature', 'state=ON'],
  limit: ['1', '100', '500', '501'],
  from: ['2026-01-05T00:00:00Z', '2026-01-05', '-PT1H'],
  to: ['2026-01-06T00:00:00Z', 'now'],
  statistics: ['hour', 'day'],
  timeZone: ['Europe/Berlin', 'UTC', 'Nowhere/There'],
  sort: ['name', 'address'],
  fields: ['name,reported.state', 'descriptor'],
  availability: ['online', 'offline'],
  result: ['succeeded', 'refused'],
  type: ['traitReported'],
};
