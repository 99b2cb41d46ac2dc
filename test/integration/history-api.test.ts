import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Platform } from '../../src/platform/platform.ts';
import { ApiSession } from '../support/api-session.ts';
import { type FakeHub, PlatformRig } from '../support/platform-rig.ts';
import { TestRedis } from '../support/redis.ts';
import { requireVictoriaMetrics, TestVictoriaMetrics } from '../support/victoria-metrics.ts';
import { waitUntil } from '../support/wait-until.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const plug = 2;

let redis: TestRedis;
let rig: PlatformRig;
let platform: Platform;
let hub: FakeHub;
let homeId: string;
let token: string;
let api: ApiSession;

beforeAll(async () => {
  redis = await TestRedis.start();
});

afterAll(() => redis.stop());

beforeEach(async () => {
  await redis.command('FLUSHALL');
  rig = new PlatformRig(redis);
  platform = await rig.startPlatform();
  ({ homeId, token } = await rig.owner(platform));
  hub = await rig.startHub(platform, homeId);
  api = new ApiSession(platform, token);
});

afterEach(() => rig.stop());

const iso = (timeMs: number) => new Date(timeMs).toISOString();

function historyOf(address: string, trait: string, query: Record<string, string> = {}): string {
  return `GET /v1/devices/${address}/history/${trait}?${new URLSearchParams(query)}`;
}

describe('the history of a device', () => {
  it('is what its hub reported, as points and statistics, in JSON, CSV and NDJSON', async () => {
    const address = hub.join(plug + 1)[plug] ?? '';
    const startMs = Math.floor(Date.now() / dayMs) * dayMs - dayMs;
    // A counter that is reset in the second hour, beside a switch.
    const reports: [minute: number, energy: number, state: string][] = [
      [0, 10, 'ON'],
      [30, 10.5, 'OFF'],
      [70, 11, 'ON'],
      [80, 0.2, 'ON'],
      [100, 0.7, 'OFF'],
    ];
    for (const [minute, energy, state] of reports) {
      hub.uplink.report(address as `0x${string}`, { energy, state }, startMs + minute * 60_000);
    }
    await hub.settled();
    const range = { from: iso(startMs), to: iso(startMs + 2 * hourMs) };
    const points = await api.expect(200, historyOf(address, 'energy', range));
    expect(points).toMatchObject({ unit: 'kWh', resolution: 'raw', nextCursor: null, ...range });
    expect(points.points.map(({ value }: { value: number }) => value)).toEqual([10, 10.5, 11, 0.2, 0.7]);

    const hours = await api.expect(200, historyOf(address, 'energy', { ...range, resolution: 'hour' }));
    expect(hours.spans).toMatchObject([
      { min: 10, max: 10.5, last: 10.5, count: 2, increase: 0.5 },
      // From 10.5 to 11, then from 0 again to 0.7.
      { min: 0.2, max: 11, last: 0.7, count: 3, increase: 1.2 },
    ]);
    const states = await api.expect(200, historyOf(address, 'state', { ...range, resolution: 'range' }));
    expect(states.spans[0].timeInState).toEqual({ ON: 60 * 60_000, OFF: 60 * 60_000 });

    const csv = await api.ask(historyOf(address, 'energy', { ...range, format: 'csv' }));
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.headers.get('content-disposition')).toBe(`attachment; filename="${address}-energy.csv"`);
    expect(csv.text.split('\r\n')).toEqual([
      'time,value',
      ...reports.map(([minute, energy]) => `${iso(startMs + minute * 60_000)},${energy}`),
      '',
    ]);
    const ndjson = await api.ask(historyOf(address, 'energy', range), {
      headers: { accept: 'application/x-ndjson' },
    });
    expect(
      ndjson.text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(points.points);
  });

  it('has local days of 23 and 25 hours, told by bounds in the zone that was named', async () => {
    const [address = ''] = hub.join(1);
    await hub.settled();
    const query = { resolution: 'day', timeZone: 'Europe/Berlin' };
    const range = { from: '2026-03-28T00:00:00+01:00', to: '2026-03-30T00:00:00+02:00' };
    const { spans } = await api.expect(200, historyOf(address, 'temperature', { ...query, ...range }));
    expect(spans.map(({ from, to }: { from: string; to: string }) => [from, to])).toEqual([
      ['2026-03-27T23:00:00.000Z', '2026-03-28T23:00:00.000Z'],
      ['2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ]);
  });

  it('is whole, each point once, though its nodes are stopped and others go on', async () => {
    const [address = '0x'] = hub.join(1);
    const second = await rig.startPlatform('second');
    const startMs = Date.now() - hourMs;
    const expected: number[] = [];
    const report = (count: number) => {
      for (let index = 0; index < count; index++) {
        expected.push(expected.length);
        hub.uplink.report(address, { humidity: expected.length }, startMs + expected.length * 1000);
      }
    };
    report(300);
    // Whichever node is asked: it feeds what was not fed yet.
    const other = new ApiSession(second, token);
    await hub.settled();
    const query = { limit: '10000', from: iso(startMs), to: iso(startMs + hourMs / 2) };
    const seen = () =>
      Promise.all([api, other].map((each) => each.expect(200, historyOf(address, 'humidity', query))));
    for (const { points } of await seen()) expect(points).toHaveLength(300);
    report(300);
    await hub.uplink.stop();
    await platform.stop();
    // The same hub, now at the second node, with what its journal had.
    hub = await rig.restartHub(second);
    await hub.settled();
    const { points } = await other.expect(200, historyOf(address, 'humidity', query));
    expect(points.map(({ value }: { value: number }) => value)).toEqual(expected.map((index) => index + 1));
  });

  it('is within its bounds, and says what it takes and what was too much', async () => {
    const [address = '0x'] = hub.join(1);
    hub.uplink.report(address, { temperature: 5 }, Date.now() - 40 * dayMs);
    await hub.settled();
    await api.expect(200, historyOf(address, 'temperature'));
    const usage = await api.expect(200, `GET /v1/devices/${address}/history`);
    expect(usage).toMatchObject({ ieeeAddress: address, retentionDays: 30, daysStored: 1, pointsDropped: 1 });
    expect(usage.bytesStored).toBeGreaterThan(20);
    expect(usage.traits).toContain('temperature');
  });

  it.each([
    ['temperature', { from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' }, 'query/from'],
    ['temperature', { from: 'yesterday' }, 'query/from'],
    ['temperature', { from: '2026-01-02 00:00:00+01:00' }, 'query/from'],
    ['temperature', { resolution: 'day', timeZone: 'Mars/Olympus' }, 'query/timeZone'],
    ['temperature', { resolution: 'minute' }, 'query/resolution'],
    ['temperature', { statistics: 'median' }, 'query/statistics'],
    ['temperature', { limit: '0' }, 'query/limit'],
    ['temperature', { format: 'xml' }, 'query/format'],
    ['temperature', { cursor: 'bm9uZQ' }, 'query/cursor'],
  ])('refuses %s %j and names the place', async (trait, query, field) => {
    const [address = ''] = hub.join(1);
    await hub.settled();
    const problem = await api.expect(400, historyOf(address, trait, query as Record<string, string>));
    expect(problem.code).toBe('invalid-request');
    expect(problem.faults[0].field).toContain(field);
  });

  it('is nobody else’s, and gone with the home', async () => {
    const [address = ''] = hub.join(1);
    await hub.settled();
    await api.expect(200, historyOf(address, 'temperature'));
    expect(await redis.command('KEYS', 'zf:*:history*')).not.toEqual([]);
    await api.expect(404, historyOf('0x00158d00ffffffff', 'temperature'));
    await api.expect(200, `DELETE /v1/homes/${homeId}`);
    expect(await redis.command('KEYS', `zf:*${homeId}*history*`)).toEqual([]);
  });
});

describe('availability', () => {
  it('has an outage of a hub as one incident on each device, and tells a silent device apart', async () => {
    const [quiet = '0x', steady = '0x'] = hub.join(2);
    await hub.settled();
    const { hubId } = hub.uplink;
    const sinceMs = Date.now();
    const of = (what: string) => api.expect(200, `GET /v1/${what}/availability?from=${iso(sinceMs)}`);

    hub.uplink.availability(quiet, false);
    await hub.settled();
    await hub.uplink.stop();
    const isOnline = async () => (await platform.ports.hubs.get(homeId, hubId))?.online === true;
    await waitUntil('the hub is offline', async () => !(await isOnline()));
    hub = await rig.restartHub(platform);
    await waitUntil('the hub is online', isOnline);
    await hub.settled();

    const causes = ({ segments }: { segments: { cause: string | null }[] }) =>
      segments.map(({ cause }) => cause);
    const ofHub = await of(`hubs/${hubId}`);
    expect(causes(ofHub)).toEqual([null, 'hub-offline', null]);
    const ofSteady = await of(`devices/${steady}`);
    expect(causes(ofSteady)).toEqual([null, 'hub-offline', null]);
    expect(ofSteady.segments[1]).toEqual(ofHub.segments[1]);
    expect(ofSteady.incidents).toBe(1);
    // It went silent as the range began, perhaps in the same millisecond.
    const ofQuiet = causes(await of(`devices/${quiet}`));
    expect(ofQuiet.slice(-3)).toEqual(['device-silent', 'hub-offline', 'device-silent']);
    const { onlineMs, offlineMs, unknownMs, uptimePercent } = ofHub;
    expect(unknownMs).toBe(0);
    expect(uptimePercent).toBeCloseTo((100 * onlineMs) / (onlineMs + offlineMs), 2);
  });

  it('is unknown before a device joined', async () => {
    const [address = ''] = hub.join(1);
    await hub.settled();
    const { segments } = await api.expect(200, `GET /v1/devices/${address}/availability`);
    expect(segments.map(({ state }: { state: string }) => state)).toEqual(['unknown', 'online']);
    const ofHub = await api.expect(200, `GET /v1/hubs/${hub.uplink.hubId}/availability`);
    expect(ofHub.segments.map(({ state }: { state: string }) => state)).toEqual(['unknown', 'online']);
    expect(ofHub.uptimePercent).toBe(100);
    await api.expect(404, 'GET /v1/devices/0x00158d00ffffffff/availability');
    await api.expect(404, 'GET /v1/hubs/hub-0000000000000000/availability');
  });
});

const missing = requireVictoriaMetrics();
if (missing !== undefined) process.stderr.write(`NOT TRIED: a platform with VictoriaMetrics. ${missing}\n`);

describe.skipIf(missing !== undefined)('a platform with --history-url', () => {
  it('keeps histories in VictoriaMetrics, and none of a home that is gone', async () => {
    const server = new TestVictoriaMetrics();
    await server.start();
    onTestFinished(() => server.stop());
    const node = await rig.startPlatform('with-vm', {}, 0, { historyUrl: server.url });
    const other = new ApiSession(node, token);
    // Only this node has the hub, so that no other one feeds its home.
    await hub.uplink.stop();
    await platform.stop();
    hub = await rig.restartHub(node);
    const [address = ''] = hub.join(1);
    await hub.settled();
    await other.expect(200, historyOf(address, 'temperature'));
    await server.flush();
    const range = { from: iso(Date.now() - hourMs) };
    const { points } = await other.expect(200, historyOf(address, 'temperature', range));
    expect(points).toMatchObject([{ value: 21.37 }]);
    const { segments } = await other.expect(200, `GET /v1/devices/${address}/availability`);
    expect(segments.at(-1).state).toBe('online');
    expect(await server.seriesCount(homeId)).toBeGreaterThan(0);
    await other.expect(200, `DELETE /v1/homes/${homeId}`);
    expect(await server.seriesCount(homeId)).toBe(0);
  });
});
