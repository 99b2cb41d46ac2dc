import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type HttpPlatformOptions, HttpPlatformReader } from './http-platform-reader.ts';
import { readPlatform } from './platform-data.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
});

/** A reader of a real HTTP server that answers as it is told. */
async function readerOf(
  handler: Handler,
  options: Partial<HttpPlatformOptions> = {},
): Promise<HttpPlatformReader> {
  const listening = createServer(handler);
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const { port } = listening.address() as AddressInfo;
  return new HttpPlatformReader({ url: `http://127.0.0.1:${port}/`, token: 't', quietMs: 100, ...options });
}

function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

const at = '2026-01-05T08:30:00.000Z';
const atMs = Date.parse(at);
const plug = '0x00158d0000000001';

function event(number: number, more: object = {}, time = at): string {
  const data = { eventId: `${number}-0-0`, type: 'traitReported', time, ieeeAddress: plug, ...more };
  return `id: ${number}-0-0\nevent: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** A platform with one device, one command, and these events. */
function platform(...pieces: string[]): Handler {
  return (request, response) => {
    const url = new URL(request.url ?? '', 'http://x');
    if (request.headers.authorization !== 'Bearer t') json(response, {}, 401);
    else if (url.pathname === '/v1/devices') {
      const page = url.searchParams.get('cursor') === 'next' ? 1 : 0;
      const devices = [
        { ieeeAddress: plug, name: 'Plug', reported: { state: { value: 'ON', observedAt: at } } },
        { ieeeAddress: '0x00158d0000000002', name: 'Door', reported: {} },
      ];
      json(response, { devices: [devices[page]], nextCursor: page === 0 ? 'next' : null });
    } else if (url.pathname === '/v1/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('retry: 1000\n\n');
      expect(request.headers['last-event-id']).toBe('0-0-0');
      for (const piece of pieces) response.write(piece);
    } else if (url.pathname === '/v1/commands/cmd-1') {
      const action = { type: 'setTraits', ieeeAddress: plug, values: { state: 'ON' } };
      const result = { state: 'succeeded', confirmed: { state: 'ON' }, failure: null };
      json(response, { commandId: 'cmd-1', action, createdAt: at, changedAt: at, ...result });
    } else json(response, { code: 'not-found', detail: 'There is no such command.' }, 404);
  };
}

describe('HttpPlatformReader', () => {
  it('reads devices page by page, events from the beginning, and the commands that they name', async () => {
    const first = event(1, { values: { state: 'ON' } });
    const reader = await readerOf(
      platform(
        // In pieces that do not end where events do.
        first.slice(0, 25),
        first.slice(25),
        ': heartbeat\n\n',
        event(2, { type: 'commandSucceeded', commandId: 'cmd-1' }),
        event(3, { type: 'commandQueued', commandId: 'cmd-gone' }),
      ),
    );
    const data = await readPlatform(reader);
    expect(data.devices).toEqual([
      { ieeeAddress: plug, name: 'Plug', reported: { state: 'ON' } },
      { ieeeAddress: '0x00158d0000000002', name: 'Door', reported: {} },
    ]);
    expect(data.events).toHaveLength(3);
    expect(data.events[0]).toEqual({
      ...{ eventId: '1-0-0', type: 'traitReported', timeMs: atMs, ieeeAddress: plug },
      values: { state: 'ON' },
    });
    expect(data.commands).toMatchObject([{ commandId: 'cmd-1', state: 'succeeded', createdAtMs: atMs }]);
    expect(data.gaps).toEqual([]);
  });

  it('tells of a gap', async () => {
    const reader = await readerOf(platform('event: gap\ndata: {"reason":"trimmed"}\n\n', event(9)));
    expect(await readPlatform(reader)).toMatchObject({ gaps: ['trimmed'], events: [{ eventId: '9-0-0' }] });
  });

  it('ends at what happened after it began, though events keep coming', async () => {
    const handler: Handler = (request, response) => {
      platform(event(1))(request, response);
      if (!request.url?.startsWith('/v1/events')) return;
      let count = 1;
      const timer = setInterval(() => response.write(event(++count, {}, new Date().toISOString())), 20);
      response.on('close', () => clearInterval(timer));
    };
    const reader = await readerOf(handler);
    const { events } = await readPlatform(reader);
    expect(events.length).toBeGreaterThan(2);
    expect(events.length).toBeLessThan(100);
  });

  it('gives up on events of the past that never end', async () => {
    const handler: Handler = (request, response) => {
      platform(event(1))(request, response);
      if (!request.url?.startsWith('/v1/events')) return;
      const timer = setInterval(() => response.write(event(2)), 20);
      response.on('close', () => clearInterval(timer));
    };
    const reader = await readerOf(handler, { eventsTimeoutMs: 400 });
    await expect(readPlatform(reader)).rejects.toMatchObject({ code: 'timeout' });
  });

  it('says so when the platform ends the stream', async () => {
    const closing = 'event: closing\ndata: {"reason":"shutting-down","detail":"The node stops."}\n\n';
    const reader = await readerOf(platform(event(1), closing));
    await expect(readPlatform(reader)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('shutting-down'),
    });
  });

  it('says so when the connection breaks in the middle', async () => {
    const reader = await readerOf((request, response) => {
      platform(event(1))(request, response);
      if (request.url?.startsWith('/v1/events')) setTimeout(() => response.destroy(), 30);
    });
    await expect(readPlatform(reader)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('passes on what the platform says is wrong', async () => {
    const problem = { code: 'unauthenticated', detail: 'The token is not valid.' };
    const reader = await readerOf((_, response) => json(response, problem, 401));
    await expect(reader.devices()).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(readPlatform(reader)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(reader.command('cmd-1')).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it.each([
    [
      'no platform',
      (_: IncomingMessage, response: ServerResponse) => json(response, { a: 1 }, 502),
      'unavailable',
    ],
    ['a web page', (_: IncomingMessage, response: ServerResponse) => response.end('<html>'), 'decode-failed'],
    [
      'devices of another kind',
      (_: IncomingMessage, response: ServerResponse) => json(response, { devices: [1] }),
      'decode-failed',
    ],
  ])('is not confused by %s', async (_, handler, code) => {
    const reader = await readerOf(handler);
    await expect(reader.devices()).rejects.toMatchObject({ code });
  });

  it('is not led elsewhere with its token', async () => {
    const reader = await readerOf((_, response) =>
      response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    );
    await expect(reader.devices()).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('says where nobody answers', async () => {
    const reader = await readerOf(() => undefined);
    server?.closeAllConnections();
    await new Promise((resolve) => server?.close(resolve));
    server = undefined;
    await expect(reader.devices()).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('does not answer at http'),
    });
  });

  it('does not page for ever', async () => {
    const reader = await readerOf((_, response) => json(response, { devices: [], nextCursor: 'again' }));
    await expect(reader.devices()).rejects.toMatchObject({ code: 'decode-failed' });
  });
});

describe('a platform that is asked too much', () => {
  it('is asked again after the time that it names', async () => {
    let refusals = 0;
    const answer = platform(event(1));
    const reader = await readerOf((request, response) => {
      if (refusals < 2) {
        refusals++;
        response.writeHead(429, { 'retry-after': '0.05' }).end();
      } else answer(request, response);
    });
    expect(await reader.devices()).toHaveLength(2);
    expect(refusals).toBe(2);
  });
});
