import { get, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { as, createTestApi, type TestApi } from '../../../../test/support/api-client.ts';
import { exampleTokens } from '../../../../test/support/example-platform.ts';
import { ManualClock } from '../../../common/manual-clock.ts';
import type { IeeeAddress } from '../../../devices/ieee-address.ts';
import { exampleHub, exampleLight, exampleSensor } from '../example-world.ts';
import type { HttpApiOptions } from '../http-api.ts';

let api: TestApi;
const open: { destroy(): void }[] = [];

afterEach(async () => {
  for (const each of open.splice(0)) each.destroy();
  await api.app.close();
});

async function start(options: Partial<HttpApiOptions> = {}): Promise<number> {
  api = await createTestApi(options);
  await api.app.listen({ host: '127.0.0.1', port: 0 });
  return (api.app.server.address() as AddressInfo).port;
}

interface Reader {
  text: string;
  ended: boolean;
  status: number;
  response: IncomingMessage;
}

/** A subscriber over a real socket. */
async function subscribe(port: number, query = '', headers: Record<string, string> = {}): Promise<Reader> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = get(
      { host: '127.0.0.1', port, path: `/v1/events${query}`, headers: { ...as('owner'), ...headers } },
      resolve,
    );
    request.once('error', reject);
    open.push(request);
  });
  const reader: Reader = { text: '', ended: false, status: response.statusCode ?? 0, response };
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    reader.text += chunk;
  });
  response.once('close', () => {
    reader.ended = true;
  });
  response.on('error', () => undefined);
  return reader;
}

function report(temperature: number, pad = '') {
  return api.platform.publish({
    type: 'traitReported',
    homeId: 'home-1',
    hubId: exampleHub.hubId,
    ieeeAddress: exampleSensor.ieeeAddress as IeeeAddress,
    values: { temperature, ...(pad && { pad }) },
    timeMs: api.platform.nowMs,
  });
}

const heard = (reader: Reader) =>
  [...reader.text.matchAll(/"temperature":(\d+)/g)].map(([, each]) => Number(each));

describe('the event stream', () => {
  it('tells what happens from now on, and only of the own home', async () => {
    const reader = await subscribe(await start());
    expect(reader.response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    });
    api.platform.publish({
      type: 'hubOnline',
      homeId: 'home-2',
      hubId: 'hub-2222222222222222',
      timeMs: 0,
    });
    const { eventId } = report(20);
    await expect.poll(() => heard(reader)).toEqual([20]);
    expect(reader.text).toContain(`id: ${eventId}\nevent: traitReported\ndata: {`);
    expect(reader.text).not.toContain('home-2');
  });

  it('resumes after an event without losing or repeating one', async () => {
    const port = await start();
    const first = report(1);
    report(2);
    const reader = await subscribe(port, '', { 'last-event-id': first.eventId });
    report(3);
    await expect.poll(() => heard(reader)).toEqual([2, 3]);
  });

  it('tells of a gap when the events after the last one are gone', async () => {
    const port = await start();
    const first = report(1);
    report(2);
    const last = report(3);
    api.platform.trim('home-1', 1);
    const reader = await subscribe(port, `?lastEventId=${first.eventId}`);
    await expect.poll(() => heard(reader)).toEqual([3]);
    expect(reader.text).toContain(
      `event: gap\ndata: ${JSON.stringify({ homeId: 'home-1', afterEventId: first.eventId, resumedAtEventId: last.eventId, reason: 'trimmed' })}`,
    );
  });

  it('refuses an event id that is none', async () => {
    const port = await start();
    const reader = await subscribe(port, '?lastEventId=yesterday');
    await expect.poll(() => reader.ended).toBe(true);
    expect(reader.status).toBe(400);
    expect(JSON.parse(reader.text)).toMatchObject({ code: 'invalid-request' });
    expect((await subscribe(port, '', { 'last-event-id': 'a b' })).status).toBe(400);
  });

  it('keeps to the filters', async () => {
    const reader = await subscribe(
      await start(),
      `?type=traitReported&type=commandSucceeded&ieeeAddress=${exampleSensor.ieeeAddress.toUpperCase().replace('0X', '0x')}`,
    );
    await api.app.inject({
      method: 'POST',
      url: `/v1/devices/${exampleLight.ieeeAddress}/commands`,
      headers: as('owner'),
      payload: { set: { state: 'ON' } },
    });
    api.platform.publish({ type: 'hubOffline', homeId: 'home-1', hubId: exampleHub.hubId, timeMs: 0 });
    report(5);
    await expect.poll(() => heard(reader)).toEqual([5]);
    expect(reader.text).not.toContain('hubOffline');
  });

  it('filters by home, hub, device, room, type and trait, together', async () => {
    const port = await start();
    const { ieeeAddress } = exampleSensor;
    // The lamp is in room-1, the sensor is in none.
    const reached: [string, boolean][] = [
      [`?ieeeAddress=${exampleLight.ieeeAddress}&ieeeAddress=${ieeeAddress}`, true],
      [`?hubId=${exampleHub.hubId}&trait=temperature&type=traitReported&homeId=home-1`, true],
      ['?hubId=hub-none', false],
      ['?trait=state', false],
      ['?roomId=room-1', false],
      [`?roomId=room-1&ieeeAddress=${ieeeAddress}`, false],
    ];
    const readers = await Promise.all(reached.map(([query]) => subscribe(port, query)));
    const room = await subscribe(port, '?roomId=room-1');
    report(20);
    api.platform.publish({
      ...{ type: 'traitReported', homeId: 'home-1', hubId: exampleHub.hubId, timeMs: 0 },
      ...{ ieeeAddress: exampleLight.ieeeAddress as IeeeAddress, values: { brightness: 7 } },
    });
    await expect.poll(() => room.text).toContain('"brightness":7');
    expect(heard(room)).toEqual([]);
    for (const [index, [query, hears]] of reached.entries()) {
      await expect.poll(() => heard(readers[index] as Reader), { message: query }).toEqual(hears ? [20] : []);
    }
  });

  it('follows all homes of the caller, and resumes in each where it stood', async () => {
    const port = await start();
    api.platform.addToken('zf_both', 'account-both', { 'home-1': 'member', 'home-2': 'guest' });
    const both = { authorization: 'Bearer zf_both' };
    const elsewhere = (temperature: number) =>
      api.platform.publish({
        ...{ type: 'traitReported', homeId: 'home-2', hubId: 'hub-2222222222222222', timeMs: 0 },
        ...{ ieeeAddress: '0x00158d0002222222', values: { temperature } },
      });
    elsewhere(0);
    const reader = await subscribe(port, '', both);
    report(1);
    elsewhere(2);
    await expect.poll(() => heard(reader)).toEqual([1, 2]);
    const [, place = ''] = [...reader.text.matchAll(/^id: (.*)$/gm)].at(-1) ?? [];
    expect(place).toMatch(/^home-1@\S+,home-2@\S+$/);
    reader.response.destroy();
    report(3);
    elsewhere(4);
    const resumed = await subscribe(port, '', { ...both, 'last-event-id': place });
    await expect.poll(() => heard(resumed).sort()).toEqual([3, 4]);
    expect(resumed.text).not.toContain('event: gap');
    // Followed alone, a home resumes from the same place.
    const one = await subscribe(port, '?homeId=home-2', { ...both, 'last-event-id': place });
    await expect.poll(() => heard(one)).toEqual([4]);
    // One home lost, the stream ends.
    api.platform.addToken('zf_both', 'account-both', { 'home-1': 'member' });
    await expect.poll(() => resumed.text, { timeout: 8_000 }).toContain('credential-revoked');
    expect((await subscribe(port, '?homeId=home-2', both)).status).toBe(404);
  });

  it.each(['home-1@', '@1-0', 'home-1@1-0-0,', 'home-1@b', '1-0-0,home-1@1-0-0'])(
    'refuses the place %s',
    async (place) => {
      const reader = await subscribe(await start(), `?lastEventId=${encodeURIComponent(place)}`);
      expect(reader.status).toBe(400);
    },
  );

  it('beats when all is quiet, and moves the id past what the filter kept back', async () => {
    const clock = new ManualClock();
    const port = await start({ clock });
    const reader = await subscribe(port, '?type=hubOnline');
    const other = await subscribe(port);
    const { eventId } = report(1);
    await expect.poll(() => heard(other)).toEqual([1]);
    clock.advance(14_000);
    expect(reader.text).not.toContain('heartbeat');
    clock.advance(2_000);
    await expect.poll(() => reader.text).toContain(`id: ${eventId}\n: heartbeat\n\n`);
  });

  it('bounds the streams of an account and of the node', async () => {
    const port = await start({ streams: { streamsPerAccountMax: 2, streamsMax: 3 } });
    await subscribe(port);
    const second = await subscribe(port);
    const third = await subscribe(port);
    expect(third.status).toBe(429);
    expect(third.response.headers['retry-after']).toBe('1');
    expect((await subscribe(port, '', as('guest'))).status).toBe(200);
    expect((await subscribe(port, '', as('stranger'))).status).toBe(503);
    second.response.destroy();
    await expect.poll(async () => (await subscribe(port, '', as('stranger'))).status).toBe(200);
  });

  it('ends within five seconds when the token is revoked or the role is lost', async () => {
    const clock = new ManualClock();
    const port = await start({ clock });
    const owner = await subscribe(port);
    const guest = await subscribe(port, '', as('guest'));
    const admin = await subscribe(port, '', as('admin'));
    api.platform.principals.delete(exampleTokens.owner);
    api.platform.addToken(exampleTokens.guest, 'account-guest', {});
    for (let second = 0; second < 5; second++) clock.advance(1_000);
    await expect.poll(() => owner.ended && guest.ended).toBe(true);
    expect(owner.text).toContain('event: closing\ndata: {"reason":"credential-revoked"');
    expect(admin.ended).toBe(false);
  });

  it('tells a guest only of its devices, of those it loses no more, and ends with its time', async () => {
    const clock = new ManualClock();
    const port = await start({ clock });
    const admit = (...addresses: string[]) =>
      api.platform.principals.set('zf_limited', {
        ...{ accountId: 'account-guest', credentialId: 'token-9' },
        homes: new Map([['home-1', 'guest' as const]]),
        reach: new Map([['home-1', new Set(addresses as IeeeAddress[])]]),
      });
    admit(exampleSensor.ieeeAddress);
    const reader = await subscribe(port, '', { authorization: 'Bearer zf_limited' });
    api.platform.publish({ type: 'hubOffline', homeId: 'home-1', hubId: exampleHub.hubId, timeMs: 0 });
    report(1);
    await expect.poll(() => heard(reader)).toEqual([1]);
    expect(reader.text).not.toContain('hubOffline');
    admit(exampleLight.ieeeAddress);
    const checked = vi.spyOn(api.platform.ports.credentials, 'authenticate');
    clock.advance(3_000);
    await expect.poll(() => checked.mock.settledResults.some(({ type }) => type === 'fulfilled')).toBe(true);
    report(2);
    api.platform.principals.delete('zf_limited');
    for (let second = 0; second < 5; second++) clock.advance(1_000);
    await expect.poll(() => reader.ended).toBe(true);
    expect(heard(reader)).toEqual([1]);
  });

  it('keeps streams while the credentials cannot be checked', async () => {
    const clock = new ManualClock();
    const reader = await subscribe(await start({ clock }));
    api.platform.storeAway = true;
    clock.advance(5_000);
    report(1);
    await expect.poll(() => heard(reader)).toEqual([1]);
  });

  it('answers 503 when the store is away', async () => {
    const port = await start();
    api.platform.storeAway = true;
    expect((await subscribe(port)).status).toBe(503);
  });

  it('gives up a subscription that does not start', async () => {
    const clock = new ManualClock();
    const port = await start({ clock });
    let asked = false;
    api.platform.ports.events.subscribe = (_home, _after, _deliver, signal) => {
      asked = true;
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
    };
    const reader = subscribe(port);
    await expect.poll(() => asked).toBe(true);
    clock.advance(5_000);
    expect((await reader).status).toBe(503);
  });

  it('begins with an id to resume from, so that nothing is missed even if nothing was heard', async () => {
    const port = await start();
    const { eventId } = report(1);
    const reader = await subscribe(port);
    await expect.poll(() => reader.text).toBe(`retry: 1000\nid: ${eventId}\n\n`);
  });

  it('tells subscribers when the node stops, and stops', async () => {
    const reader = await subscribe(await start());
    await api.app.close();
    await expect.poll(() => reader.text).toContain('event: closing\ndata: {"reason":"shutting-down"');
    expect(api.platform.subscriptionCount).toBe(0);
  });

  it('ends the subscription when the reader goes', async () => {
    const reader = await subscribe(await start());
    await expect.poll(() => api.platform.subscriptionCount).toBe(1);
    reader.response.destroy();
    await expect.poll(() => api.platform.subscriptionCount).toBe(0);
  });
});

describe('a reader that does not read', () => {
  /** A subscriber that never takes anything from its socket. */
  async function subscribeFrozen(port: number): Promise<Socket> {
    const socket = connect(port, '127.0.0.1');
    open.push(socket);
    socket.on('error', () => undefined);
    socket.pause();
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    socket.write(
      `GET /v1/events HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${exampleTokens.owner}\r\n\r\n`,
    );
    await expect.poll(() => api.platform.subscriptionCount).toBeGreaterThan(0);
    return socket;
  }

  const pad = 'x'.repeat(50_000);

  it('is dropped within 30 s, its memory bounded, and disturbs nobody', async () => {
    const clock = new ManualClock();
    const port = await start({ clock });
    const serverSockets: Socket[] = [];
    api.app.server.on('connection', (socket: Socket) => serverSockets.push(socket));
    await subscribeFrozen(port);
    const reader = await subscribe(port);
    await expect.poll(() => api.platform.subscriptionCount).toBe(2);
    for (let index = 0; index < 400; index++) {
      report(index, pad);
      if (index % 20 === 19) await expect.poll(() => heard(reader).length).toBe(index + 1);
    }
    // 20 MB were told; what waits in this process for the frozen one is bounded.
    const waiting = serverSockets.map((socket) => socket.writableLength);
    expect(Math.max(...waiting)).toBeGreaterThan(0);
    expect(Math.max(...waiting)).toBeLessThan(512 * 1024);
    for (let second = 0; second < 30; second++) clock.advance(1_000);
    await expect.poll(() => api.platform.subscriptionCount).toBe(1);
    expect(reader.ended).toBe(false);
  });

  it('does not hold up the end of the node', async () => {
    const clock = new ManualClock();
    const port = await start({ clock });
    await subscribeFrozen(port);
    for (let index = 0; index < 400; index++) report(index, pad);
    const closed = api.app.close();
    await expect.poll(() => api.platform.subscriptionCount).toBe(0);
    for (let second = 0; second < 10; second++) clock.advance(1_000);
    await closed;
  });

  it('is told when it reads again', async () => {
    const clock = new ManualClock();
    const socket = await subscribeFrozen(await start({ clock }));
    for (let index = 0; index < 400; index++) report(index, pad);
    // The platform notices that the socket is full.
    await expect.poll(() => socket.bytesWritten).toBeGreaterThan(0);
    for (let second = 0; second < 21; second++) clock.advance(1_000);
    await expect.poll(() => api.platform.subscriptionCount).toBe(0);
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString();
    });
    socket.resume();
    await expect
      .poll(() => text, { timeout: 5_000 })
      .toContain('event: closing\ndata: {"reason":"slow-reader"');
  });
});
