import type { HistoryPoint } from '../history/history-point.ts';
import { exampleHub, exampleLight } from './example-world.ts';
import { encodeHistoryCursor } from './history-cursor.ts';

const at = (time: string) => Date.parse(`2026-01-05T${time}Z`);

/** What the lamp of the examples reported before the time of the examples, half past eight. Tests build exactly this. */
export const exampleHistory: Record<'power' | 'state', HistoryPoint[]> = {
  power: [
    { timeMs: at('07:00:00'), value: 0 },
    { timeMs: at('07:30:00'), value: 41.5 },
    { timeMs: at('08:00:00'), value: 40 },
  ],
  state: [
    { timeMs: at('07:00:00'), value: 'OFF' },
    { timeMs: at('07:30:00'), value: 'ON' },
  ],
};

/** When the hub of the examples was cut off, and when the lamp was not heard of. */
export const exampleOutages = {
  hub: [
    { timeMs: at('05:00:00'), value: false },
    { timeMs: at('05:12:00'), value: true },
  ],
  light: [
    { timeMs: at('06:00:00'), value: false },
    { timeMs: at('06:30:00'), value: true },
  ],
};

const from = '2026-01-05T07:00:00.000Z';
const to = '2026-01-05T09:00:00.000Z';
export const exampleRange = { from, to };
const about = { ieeeAddress: exampleLight.ieeeAddress, unit: 'W', from, to };

export const examplePoints = {
  ...about,
  trait: 'power',
  resolution: 'raw',
  points: exampleHistory.power.map(({ timeMs, value }) => ({ time: new Date(timeMs).toISOString(), value })),
  nextCursor: null,
};

export const exampleFirstPoint = {
  ...examplePoints,
  points: examplePoints.points.slice(0, 1),
  nextCursor: encodeHistoryCursor({ timeMs: at('07:00:00'), told: 1 }),
};

export const exampleHours = {
  ...about,
  trait: 'power',
  resolution: 'hour',
  timeZone: 'Europe/Berlin',
  spans: [
    {
      ...{ from, to: '2026-01-05T08:00:00.000Z', min: 0, max: 41.5, mean: 20.75, timeWeightedMean: 20.75 },
      ...{ last: 41.5, count: 2 },
    },
    {
      ...{ from: '2026-01-05T08:00:00.000Z', to, min: 40, max: 40, mean: 40, timeWeightedMean: 40 },
      ...{ last: 40, count: 1 },
    },
  ],
};

export const exampleStates = {
  ...about,
  trait: 'state',
  unit: null,
  resolution: 'range',
  timeZone: 'UTC',
  // Half past eight is now: until then the lamp is known to be on.
  spans: [{ from, to, timeInState: { OFF: 1_800_000, ON: 3_600_000 } }],
};

export const exampleCsv = `time,value\r\n${examplePoints.points.map(({ time, value }) => `${time},${value}\r\n`).join('')}`;
export const exampleNdjson = examplePoints.points.map((point) => `${JSON.stringify(point)}\n`).join('');

const day = { from: '2026-01-05T04:00:00.000Z', to: '2026-01-05T08:30:00.000Z' };
export const exampleOutageRange = { from: day.from };

export const exampleHubAvailability = {
  ...day,
  ...{ uptimePercent: 95.556, onlineMs: 15_480_000, offlineMs: 720_000, unknownMs: 0, incidents: 1 },
  segments: [
    { from: day.from, to: '2026-01-05T05:00:00.000Z', state: 'online', cause: null },
    {
      from: '2026-01-05T05:00:00.000Z',
      to: '2026-01-05T05:12:00.000Z',
      state: 'offline',
      cause: 'hub-offline',
    },
    { from: '2026-01-05T05:12:00.000Z', to: day.to, state: 'online', cause: null },
  ],
  next: null,
};

export const exampleLightAvailability = {
  ...day,
  ...{ uptimePercent: 84.444, onlineMs: 13_680_000, offlineMs: 2_520_000, unknownMs: 0, incidents: 2 },
  segments: [
    ...exampleHubAvailability.segments.slice(0, 2),
    { from: '2026-01-05T05:12:00.000Z', to: '2026-01-05T06:00:00.000Z', state: 'online', cause: null },
    {
      ...{ from: '2026-01-05T06:00:00.000Z', to: '2026-01-05T06:30:00.000Z' },
      ...{ state: 'offline', cause: 'device-silent' },
    },
    { from: '2026-01-05T06:30:00.000Z', to: day.to, state: 'online', cause: null },
  ],
  next: null,
};

export const exampleUsage = {
  ieeeAddress: exampleLight.ieeeAddress,
  traits: ['state', 'brightness', 'power'],
  ...{ retentionDays: 30, daysStored: 1, bytesStored: 46, pointsDropped: 0 },
};

export const exampleParams = {
  device: { ieeeAddress: exampleLight.ieeeAddress },
  hub: { hubId: exampleHub.hubId },
  power: { ieeeAddress: exampleLight.ieeeAddress, trait: 'power' },
  state: { ieeeAddress: exampleLight.ieeeAddress, trait: 'state' },
};
