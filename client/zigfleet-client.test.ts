import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../test/support/api-client.ts';
import { exampleTokens } from '../test/support/example-platform.ts';
import { ApiProblem } from './api-problem.ts';
import { ZigfleetClient } from './zigfleet-client.ts';

const lamp = '0x00158d00045a1b20';
let api: TestApi;
let url: string;
let client: ZigfleetClient;

beforeAll(async () => {
  api = await createTestApi();
  await api.app.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(api.app.server.address() as AddressInfo).port}`;
  client = new ZigfleetClient({ url: `${url}/`, token: exampleTokens.owner });
});
afterAll(() => api.app.close());

/** A client that gets one answer, and the requests that it made. */
function answered(response: () => Response | Promise<Response>) {
  const asked: Request[] = [];
  const scripted = new ZigfleetClient({
    url: 'http://platform.test/base',
    token: async () => 'fresh',
    timeoutMs: 50,
    fetch: (input, init) => {
      const request = new Request(input, init);
      asked.push(request);
      return Promise.race([
        response(),
        new Promise<never>((_resolve, reject) => {
          request.signal.addEventListener('abort', () => reject(request.signal.reason));
        }),
      ]);
    },
  });
  return { scripted, asked };
}

describe('the API client against the HTTP API', () => {
  it('reads, lists and commands, with types', async () => {
    const device = await client.call('get', '/v1/devices/{ieeeAddress}', { path: { ieeeAddress: lamp } });
    expect(device.name).toBe('Kitchen lamp');
    const { devices } = await client.call('get', '/v1/devices', { query: { limit: 1 } });
    expect(devices).toHaveLength(1);
    const command = await client.call('post', '/v1/devices/{ieeeAddress}/commands', {
      path: { ieeeAddress: lamp },
      header: { prefer: 'wait=5', 'idempotency-key': 'one' },
      body: { set: { state: 'ON' } },
    });
    expect(command.state).toBe('succeeded');
  });

  it('throws a problem with its code, status and request id', async () => {
    const asking = client.call('get', '/v1/devices/{ieeeAddress}', { path: { ieeeAddress: '0x1' } });
    const problem = await asking.catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(ApiProblem);
    expect(problem).toMatchObject({ status: 404, code: 'not-found', requestId: expect.any(String) });
    const nobody = new ZigfleetClient({ url });
    await expect(nobody.call('get', '/v1/hubs')).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(nobody.call('get', '/livez')).resolves.toBeDefined();
  });

  it('opens the event stream, and ends it', async () => {
    const ended = new AbortController();
    const response = await client.open('get', '/v1/events', { signal: ended.signal });
    expect(response.headers.get('content-type')).toMatch('text/event-stream');
    ended.abort();
    await expect(response.text()).rejects.toThrow('abort');
  });
});

describe('what the API client sends and takes', () => {
  it('keeps a parameter to its segment, and repeats the name of a list', async () => {
    const { scripted, asked } = answered(() => Response.json({}));
    await scripted.call('get', '/v1/devices/{ieeeAddress}', { path: { ieeeAddress: '../hubs?x#y' } });
    expect(asked[0]?.url).toBe('http://platform.test/base/v1/devices/..%2Fhubs%3Fx%23y');
    expect(asked[0]?.headers.get('authorization')).toBe('Bearer fresh');
    for (const ieeeAddress of ['', '.', '..']) {
      await expect(
        scripted.call('get', '/v1/devices/{ieeeAddress}', { path: { ieeeAddress } }),
      ).rejects.toThrow(TypeError);
    }
    expect(asked).toHaveLength(1);
  });

  it('ends a request that takes too long', async () => {
    const { scripted } = answered(() => new Promise<Response>(() => undefined));
    await expect(scripted.call('get', '/v1/hubs')).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('tells of an answer that is not the platform’s', async () => {
    const { scripted } = answered(() => new Response('<h1>Bad gateway</h1>', { status: 502 }));
    await expect(scripted.call('get', '/v1/hubs')).rejects.toMatchObject({ status: 502, code: undefined });
    const busy = answered(
      () => new Response('{"code":"overloaded"}', { status: 503, headers: { 'retry-after': '7' } }),
    );
    await expect(busy.scripted.call('get', '/v1/hubs')).rejects.toMatchObject({
      code: 'overloaded',
      retryAfterS: 7,
    });
  });

  it('takes an empty answer', async () => {
    const { scripted } = answered(() => new Response(null, { status: 204 }));
    await expect(scripted.call('get', '/v1/hubs')).resolves.toBeUndefined();
  });
});
