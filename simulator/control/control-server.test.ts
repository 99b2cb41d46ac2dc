import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../../src/common/logger.ts';
import { parameters } from '../../test/support/virtual-world.ts';
import { waitUntil } from '../../test/support/wait-until.ts';
import { HouseService } from '../house/house-service.ts';
import { parseHouse } from '../house/load-house.ts';
import { ControlServer } from './control-server.ts';
import type { FrameRecord } from './frame-record.ts';
import { HouseDirector } from './house-director.ts';
import type { NetworkMap } from './network-map.ts';

const text = `
name: Controlled house
seed: 8
clock: { speed: 0, start: 2026-03-02T09:00Z }
rooms:
  hall: { neighbours: [outdoors, kitchen], position: [0, 0] }
  kitchen: { position: [30, 0] }
  cellar: { position: [55, 0], neighbours: [kitchen] }
people: { anna: { room: outdoors } }
appliances: { kettle: { kind: kettle, room: kitchen, outlet: socket } }
hubs: { hub: { room: hall, radio: { port: 0, baud: 0 } } }
devices:
  button: { model: lumi.remote.b186acn01, room: hall }
  climate: { model: lumi.weather, room: cellar, position: [55, 0] }
  socket: { model: lumi.plug, room: kitchen, position: [30, 0] }
  late: { model: lumi.plug, room: kitchen, join: manual }
stories:
  evening:
    start: manual
    steps:
      - { after: 1min, move: { person: anna, to: hall } }
      - { after: 1h, note: late }
`;

let house: HouseService;
let director: HouseDirector;
let server: ControlServer;

beforeEach(async () => {
  house = new HouseService(parseHouse(text, 'house.yaml'), { logger: silentLogger() });
  await house.start();
  director = new HouseDirector({ house, logger: silentLogger() });
  await director.start();
  server = new ControlServer({ director, logger: silentLogger(), port: 0 });
  await server.start();
});

afterEach(async () => {
  await server.stop();
  await director.stop();
  await house.stop();
});

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

async function call(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(`${server.url}${path}`, {
    ...(body !== undefined && {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
    headers: {
      authorization: `Bearer ${server.token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

const act = (action: unknown) => call('/v1/actions', action);

/** Lets everything join that wants to. */
async function join(): Promise<void> {
  const [radio] = house.radioServices;
  if (radio === undefined) throw new Error('the house has a radio');
  radio.network.coordinator.start(parameters);
  radio.network.coordinator.registerEndpoint({
    ...{ endpointId: 1, profileId: 0x0104, deviceId: 5, deviceVersion: 0 },
    ...{ inputClusterIds: [], outputClusterIds: [], latency: 0 },
  });
  const speaking = new Set<number>();
  const unobserve = radio.network.observe({
    frameSent: ({ request: { profileId }, sourceNetworkAddress }) => {
      if (profileId !== 0) speaking.add(sourceNetworkAddress);
    },
  });
  // Through the router, for whom the coordinator does not hear.
  radio.network.coordinator.permitJoin(254);
  const { node } = house.device('socket');
  await waitUntil('the socket joins', () => node.linked);
  radio.network.openRouter(node, 254);
  for (const id of ['climate', 'button']) house.device(id).node.join();
  await waitUntil('all have joined and introduced themselves', () =>
    ['socket', 'climate', 'button'].every((id) => speaking.has(house.device(id).node.networkAddress)),
  );
  unobserve();
}

/** The status of a request whose headers `fetch` would not send. */
function rawStatus(headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(server.url);
    request({ host: '127.0.0.1', port, path: '/v1/house', headers }, ({ statusCode }) => resolve(statusCode))
      .once('error', reject)
      .end();
  });
}

describe('the control API', () => {
  it('is for programs of the user alone', async () => {
    const authorization = `Bearer ${server.token}`;
    expect(await rawStatus({ authorization })).toBe(200);
    expect(await rawStatus({})).toBe(401);
    expect(await rawStatus({ authorization: 'Bearer guess' })).toBe(401);
    expect(await rawStatus({ authorization, host: 'rebound.example:6680' })).toBe(403);
    expect(await rawStatus({ authorization, origin: 'http://127.0.0.1' })).toBe(403);
    expect(await rawStatus({ authorization, 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await rawStatus({ authorization, host: 'localhost' })).toBe(200);
    const open = new ControlServer({ director, logger: silentLogger(), port: 0, token: '' });
    expect(open.token.length).toBeGreaterThan(20);
    await open.stop();
  });

  it('tells what is in the house', async () => {
    const { body } = await call('/v1/house');
    expect(body).toMatchObject({
      name: 'Controlled house',
      time: '2026-03-02T09:00:00.000Z',
      speed: 0,
      hubs: [{ id: 'hub', connected: false, running: false, devices: 4, joined: 0 }],
      people: [{ name: 'anna', place: 'outdoors' }],
      stories: [{ id: 'evening', state: 'idle', step: 1, steps: 2, reason: null }],
      faults: [],
    });
    expect((body.devices as { id: string }[]).map(({ id }) => id)).toEqual([
      'button',
      'climate',
      'socket',
      'late',
    ]);
    expect(await call('/v1/devices/socket')).toMatchObject({
      body: { model: 'lumi.plug', powered: true, joined: false, values: { state: 'OFF' }, held: [] },
    });
  });

  it.each([
    [
      { set: { device: 'climate', values: { temperature: 31.5 } } },
      { values: { temperature: 31.5 }, held: ['temperature'] },
    ],
    [{ press: { device: 'socket' } }, { values: { state: 'ON' } }],
    [{ unplug: { device: 'socket', for: '10min' } }, { powered: false, powerCuts: ['unplugged'] }],
    [{ fault: { kind: 'loss', rate: 0.5 } }, undefined],
    [{ move: { person: 'anna', to: 'kitchen' } }, undefined],
    [{ door: { name: 'front door', bolted: false } }, undefined],
    [{ leak: { room: 'kitchen' } }, undefined],
    [{ appliance: { name: 'kettle' } }, undefined],
    [{ outage: { circuit: 'main' } }, undefined],
    [{ note: 'hello' }, undefined],
  ])('does %o', async (action, device) => {
    const { status, body } = await act(action);
    expect({ status, body }).toMatchObject({ status: 200, body: { done: Object.keys(action)[0] } });
    if (device !== undefined) expect(body.device).toMatchObject(device);
  });

  it.each([
    [{ pres: {} }, 400, /there is no action "pres", did you mean "press"\?/],
    [{}, 400, /one action/],
    [{ note: 'a', airOut: { room: 'hall' } }, 400, /one action/],
    [[], 400, /an object/],
    ['{"press":', 400, /JSON/],
    ['{"__proto__":{}}', 400, /./],
    [{ press: { device: 'socket', x: 1 } }, 400, /press is not to have x/],
    [{ set: { device: 'climate', values: { temperature: 999 } } }, 422, /temperature must be a number from/],
    [{ set: { device: 'climate', values: {} } }, 400, /values/],
    [{ set: { device: 'climat', values: { temperature: 1 } } }, 404, /did you mean "climate"/],
    [{ unplug: { device: 'socket', for: 'soon' } }, 400, /unplug\/for/],
    [{ fault: { kind: 'silence' } }, 422, /needs a device/],
    [{ leave: { device: 'socket' } }, 409, /in no network/],
    [{ note: 'x'.repeat(70_000) }, 413, /./],
  ])('refuses %o', async (action, status, detail) => {
    const answer = await act(action);
    expect(answer).toMatchObject({
      status,
      body: { status, code: expect.any(String), type: expect.stringMatching(/^urn:/) },
    });
    expect(answer.body.detail).toMatch(detail);
  });

  it('knows no other path, and takes JSON only', async () => {
    expect(await call('/v2')).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await call('/v1/actions', 'note=x', { 'content-type': 'text/plain' })).toMatchObject({
      status: 415,
    });
  });

  it('starts and stops stories, and moves time', async () => {
    expect(await call('/v1/stories/evening/start', {})).toMatchObject({ body: { state: 'waiting' } });
    expect(await call('/v1/stories/evening/start', {})).toMatchObject({ status: 409 });
    expect(await call('/v1/clock/step', { duration: '2min' })).toMatchObject({
      body: { time: '2026-03-02T09:02:00.000Z' },
    });
    expect(await call('/v1/house')).toMatchObject({ body: { people: [{ place: 'hall' }] } });
    expect(await call('/v1/stories/evening/stop', {})).toMatchObject({ body: { state: 'idle', step: 2 } });
    expect(await call('/v1/stories/evenin/start', {})).toMatchObject({
      status: 404,
      body: { detail: expect.stringContaining('did you mean "evening"') },
    });
    expect(await call('/v1/clock/step', { duration: '400d' })).toMatchObject({ status: 422 });
  });

  it('lists faults and ends them', async () => {
    await act({ fault: { kind: 'delay', target: 'climate', delay: '1s', for: '1h' } });
    await act({ fault: { kind: 'loss', rate: 0.1 } });
    expect((await call('/v1/faults')).body).toMatchObject([
      { kind: 'delay', target: 'climate', untilMs: Date.UTC(2026, 2, 2, 10), settings: { delay: '1s' } },
      { kind: 'loss', target: null },
    ]);
    expect(await act({ endFault: { kind: 'loss' } })).toMatchObject({ body: { endedFaults: 1 } });
    await call('/v1/clock/step', { duration: '61min' });
    expect((await call('/v1/faults')).body).toEqual([]);
  });

  it('maps the network as it is', async () => {
    await join();
    const maps = (await call('/v1/map?hub=hub')).body as unknown as NetworkMap[];
    const stations = Object.fromEntries((maps[0]?.stations ?? []).map((station) => [station.id, station]));
    // The cellar is out of the coordinator's reach, and goes over the socket.
    expect(stations.climate).toMatchObject({ type: 'endDevice', parent: 'socket', hops: 2 });
    expect(stations.socket).toMatchObject({ type: 'router', parent: 'coordinator', hops: 1 });
    expect(maps[0]?.links).toContainEqual(
      expect.objectContaining({ from: 'socket', to: 'climate', relationship: 'child' }),
    );
    expect(maps[0]?.absent).toEqual(['late']);
    await act({ unplug: { device: 'socket' } });
    const [after] = (await call('/v1/map')).body as unknown as NetworkMap[];
    const cutOff = after?.stations.find(({ id }) => id === 'climate');
    expect(cutOff).toMatchObject({ hops: null });
    expect(await call('/v1/map?hub=hup')).toMatchObject({ status: 404 });
  });

  it('follows the frames that one wants to see', async () => {
    await join();
    const follow = async (query: string) => {
      const response = await fetch(`${server.url}/v1/frames?${query}`, {
        headers: { authorization: `Bearer ${server.token}` },
      });
      expect(response.status).toBe(200);
      return response;
    };
    const climate = await follow('device=climate&events=sent,delivered,lost');
    const onOff = await follow('cluster=onOff&hub=hub');
    await act({ set: { device: 'climate', values: { temperature: 31.5 } } });
    await act({ press: { device: 'socket' } });
    await call('/v1/clock/step', { duration: '1h' });
    await server.stop();
    const read = async (response: Response) =>
      (await response.text())
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as FrameRecord);
    const seen = await read(climate);
    expect(seen).toContainEqual(
      expect.objectContaining({
        event: 'delivered',
        from: expect.objectContaining({ device: 'climate' }),
        at: expect.objectContaining({ device: 'coordinator' }),
        attributes: { measuredValue: 3150 },
        text: expect.stringContaining(
          'climate → coordinator  ZCL report temperatureMeasurement.measuredValue=3150',
        ),
      }),
    );
    expect(seen.every(({ from, at }) => [from.device, at?.device].includes('climate'))).toBe(true);
    const others = await read(onOff);
    expect(others[0]).toMatchObject({ event: 'sent', cluster: 'onOff', from: { device: 'socket' } });
    expect(new Set(others.map(({ cluster }) => cluster))).toEqual(new Set(['onOff']));
  });

  it('tells a reader that is too slow how much it missed, and holds no more than a bounded part for it', {
    timeout: 30_000,
  }, async () => {
    await join();
    const { port } = new URL(server.url);
    const authorization = `Bearer ${server.token}`;
    const count = await new Promise<number>((resolve, reject) => {
      request({ host: '127.0.0.1', port, path: '/v1/frames', headers: { authorization } }, (response) => {
        // It does not read while more happens than anybody keeps for it.
        response.pause();
        const state = house.device('socket').device.variable('state');
        for (let round = 0; round < 15_000; round++) {
          state.setFromOutside(round % 2 === 0 ? 'ON' : 'OFF');
          if (round % 100 === 0) house.radioServices[0]?.network.flush();
        }
        let end = '';
        response.setEncoding('utf8').on('data', (piece: string) => {
          const told = /"dropped","count":(\d+)\}\n/.exec(end + piece);
          end = piece.slice(-100);
          if (told === null) return;
          response.destroy();
          resolve(Number(told[1]));
        });
        response.resume();
      })
        .once('error', reject)
        .end();
    });
    expect(count).toBeGreaterThan(100);
  });

  it('refuses readers without end, and unknown devices', async () => {
    const headers = { authorization: `Bearer ${server.token}` };
    const open = [];
    for (let count = 0; count < 16; count++) open.push(await fetch(`${server.url}/v1/frames`, { headers }));
    expect(await call('/v1/frames')).toMatchObject({ status: 429 });
    for (const { body } of open) await body?.cancel();
    await waitUntil('the readers are gone', async () => {
      const response = await fetch(`${server.url}/v1/frames`, { headers });
      await response.body?.cancel();
      return response.status === 200;
    });
    expect(await call('/v1/frames?device=nobody')).toMatchObject({ status: 404 });
    expect(await call('/v1/frames?events=all')).toMatchObject({ status: 400 });
  });

  it('says that its port is taken', async () => {
    const other = new ControlServer({
      director,
      logger: silentLogger(),
      port: Number(new URL(server.url).port),
    });
    await expect(other.start()).rejects.toMatchObject({ code: 'port-taken' });
    await other.stop();
  });
});
