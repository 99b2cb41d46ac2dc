import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { as, createTestApi, type TestApi } from '../../../../test/support/api-client.ts';
import { exampleTokens } from '../../../../test/support/example-platform.ts';
import { ManualClock } from '../../../common/manual-clock.ts';
import type { IeeeAddress } from '../../../devices/ieee-address.ts';
import { exampleHub, exampleSensor } from '../example-world.ts';
import type { HttpApiOptions } from '../http-api.ts';

let api: TestApi;
let port: number;
const open: WebSocket[] = [];

afterEach(async () => {
  for (const each of open.splice(0)) each.terminate();
  await api.app.close();
});

async function start(options: Partial<HttpApiOptions> = {}): Promise<void> {
  api = await createTestApi(options);
  await api.app.listen({ host: '127.0.0.1', port: 0 });
  ({ port } = api.app.server.address() as AddressInfo);
}

interface Message {
  type: string;
  id?: string;
  data?: { reason?: string; code?: string; values?: { temperature?: number } };
}

interface Reader {
  socket: WebSocket;
  messages: Message[];
  /** The code by which it was closed, or the status by which it was refused. */
  end: number | undefined;
  temperatures: () => (number | undefined)[];
}

async function connect(
  query = '',
  options: { headers?: Record<string, string>; protocols?: string[] } = {},
): Promise<Reader> {
  const { headers = as('owner'), protocols = [] } = options;
  const socket = new WebSocket(`ws://127.0.0.1:${port}/v1/events/socket${query}`, protocols, { headers });
  open.push(socket);
  const messages: Message[] = [];
  const reader: Reader = {
    ...{ socket, messages, end: undefined },
    temperatures: () =>
      messages.filter((each) => each.type === 'traitReported').map((each) => each.data?.values?.temperature),
  };
  socket.on('message', (text) => messages.push(JSON.parse(String(text)) as Message));
  socket.on('close', (code) => {
    reader.end ??= code;
  });
  socket.on('error', () => undefined);
  socket.on('unexpected-response', (_request, response) => {
    reader.end = response.statusCode;
    socket.terminate();
  });
  await expect.poll(() => messages.length > 0 || reader.end !== undefined).toBe(true);
  return reader;
}

function report(temperature: number, pad = '') {
  return api.platform.publish({
    ...{ type: 'traitReported', homeId: 'home-1', hubId: exampleHub.hubId, timeMs: api.platform.nowMs },
    ieeeAddress: exampleSensor.ieeeAddress as IeeeAddress,
    values: { temperature, ...(pad && { pad }) },
  });
}

describe('the event socket', () => {
  it('tells events, keeps to filters, and resumes where it stood', async () => {
    await start();
    const reader = await connect(`?ieeeAddress=${exampleSensor.ieeeAddress}`);
    expect(reader.messages[0]).toMatchObject({ type: 'ready', id: expect.any(String) });
    const first = report(1);
    api.platform.publish({ type: 'hubOffline', homeId: 'home-1', hubId: exampleHub.hubId, timeMs: 0 });
    await expect.poll(() => reader.temperatures()).toEqual([1]);
    expect(reader.messages.at(-1)?.id).toBe(first.eventId);
    report(2);
    const resumed = await connect(`?type=traitReported&lastEventId=${first.eventId}`);
    await expect.poll(() => resumed.temperatures()).toEqual([2]);
  });

  it('tells of a gap', async () => {
    await start();
    const first = report(1);
    report(2);
    report(3);
    api.platform.trim('home-1', 1);
    const reader = await connect(`?lastEventId=${first.eventId}`);
    await expect.poll(() => reader.temperatures()).toEqual([3]);
    expect(reader.messages[1]).toMatchObject({
      ...{ type: 'gap', data: { homeId: 'home-1', afterEventId: first.eventId, reason: 'trimmed' } },
    });
  });

  it('takes the token of a browser as a protocol, and does not say it back', async () => {
    await start();
    const bearer = `zigfleet.bearer.${exampleTokens.guest}`;
    const reader = await connect('', { headers: {}, protocols: ['zigfleet.v1', bearer] });
    expect(reader.messages[0]?.type).toBe('ready');
    expect(reader.socket.protocol).toBe('zigfleet.v1');
    reader.socket.terminate();
    const wrong = { headers: {}, protocols: ['zigfleet.v1', 'zigfleet.bearer.zf_unknown'] };
    expect((await connect('', wrong)).end).toBe(401);
    expect((await connect('', { headers: {} })).end).toBe(401);
  });

  it('refuses before the upgrade what cannot be', async () => {
    await start();
    expect((await connect('?homeId=home-2')).end).toBe(404);
    expect((await connect('?type=nonsense')).end).toBe(400);
    api.platform.storeAway = true;
    expect((await connect()).end).toBe(503);
  });

  it('says as a problem what is known only afterwards', async () => {
    await start({ streams: { streamsPerAccountMax: 1 } });
    const odd = await connect('?lastEventId=yesterday');
    expect(odd.messages[0]).toMatchObject({ type: 'problem', data: { code: 'invalid-request' } });
    await expect.poll(() => odd.end).toBe(1008);
    await connect();
    expect((await connect()).messages[0]).toMatchObject({ type: 'problem', data: { code: 'rate-limited' } });
  });

  it('ends within five seconds when the token is revoked', async () => {
    const clock = new ManualClock();
    await start({ clock });
    const reader = await connect();
    api.platform.principals.delete(exampleTokens.owner);
    for (let second = 0; second < 5; second++) clock.advance(1_000);
    await expect.poll(() => reader.end).toBe(1008);
    expect(reader.messages.at(-1)).toMatchObject({ type: 'closing', data: { reason: 'credential-revoked' } });
  });

  it('beats, answers pings, and ends when it hears anything else or too much', async () => {
    const clock = new ManualClock();
    await start({ clock });
    const reader = await connect('?type=hubOnline');
    const other = await connect();
    const { eventId } = report(1);
    await expect.poll(() => other.temperatures()).toEqual([1]);
    clock.advance(15_000);
    await expect.poll(() => reader.messages.at(-1)).toEqual({ type: 'heartbeat', id: eventId });
    reader.socket.send('{"type":"ping"}');
    await expect.poll(() => reader.messages.at(-1)).toEqual({ type: 'pong' });
    reader.socket.send('{"type":"subscribe"}');
    await expect.poll(() => reader.end).toBe(1003);
    other.socket.send('x'.repeat(2_000));
    await expect.poll(() => other.end).toBe(1009);
    expect(api.platform.subscriptionCount).toBe(0);
  });

  it('tells subscribers when the node stops', async () => {
    await start();
    const reader = await connect();
    await api.app.close();
    await expect.poll(() => reader.end).toBe(1001);
    expect(reader.messages.at(-1)).toMatchObject({ type: 'closing', data: { reason: 'shutting-down' } });
  });

  it('drops one that does not read, with bounded memory, and disturbs nobody', async () => {
    const clock = new ManualClock();
    await start({ clock });
    const waiting: (() => number)[] = [];
    api.app.server.on('connection', (socket) => waiting.push(() => socket.writableLength));
    const frozen = await connect();
    frozen.socket.pause();
    const reader = await connect();
    for (let index = 0; index < 400; index++) {
      report(index, 'x'.repeat(50_000));
      if (index % 20 === 19) await expect.poll(() => reader.temperatures().length).toBe(index + 1);
    }
    const most = Math.max(...waiting.map((each) => each()));
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(512 * 1024);
    for (let second = 0; second < 30; second++) clock.advance(1_000);
    await expect.poll(() => api.platform.subscriptionCount).toBe(1);
    expect(reader.end).toBeUndefined();
  });

  it('leaves clients alone that offer HTTP/2, as if there were no sockets', async () => {
    await start();
    const status = await new Promise((resolve, reject) => {
      const headers = {
        ...as('owner'),
        connection: 'Upgrade, HTTP2-Settings',
        upgrade: 'h2c',
        'http2-settings': '',
      };
      const request = httpRequest({ host: '127.0.0.1', port, path: '/v1/hubs', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      request.on('error', reject);
      request.end();
    });
    expect(status).toBe(200);
  });
});
