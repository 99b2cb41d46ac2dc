import { Agent, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { as, createTestApi, type TestApi } from '../../../test/support/api-client.ts';
import { exampleTokens } from '../../../test/support/example-platform.ts';
import { memoryClaimCode } from '../../../test/support/memory-ports.ts';
import { createLogger } from '../../common/logger.ts';
import { exampleLight } from './example-world.ts';

const commandsUrl = `/v1/devices/${exampleLight.ieeeAddress}/commands`;

let api: TestApi;
beforeEach(async () => {
  api = await createTestApi();
});
afterEach(() => api.app.close());

function send(payload: unknown, headers: Record<string, string> = {}) {
  return api.app.inject({
    method: 'POST',
    url: commandsUrl,
    headers: { ...as('owner'), 'content-type': 'application/json', ...headers },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  });
}

describe('errors', () => {
  it('answers an unknown path, another method and a broken path with problems', async () => {
    const unknown = await api.app.inject({ url: '/v2/things' });
    expect(unknown.headers['content-type']).toContain('application/problem+json');
    expect(unknown.json()).toMatchObject({
      status: 404,
      code: 'not-found',
      type: '/docs/problems#not-found',
    });
    expect(unknown.json<{ requestId: string }>().requestId).toBe(unknown.headers['x-request-id']);

    const method = await api.app.inject({ method: 'PUT', url: '/v1/devices/0x00158d00045a1b20?a=b' });
    expect(method).toMatchObject({ statusCode: 405, headers: { allow: 'DELETE, GET, HEAD, PATCH' } });
    expect((await api.app.inject({ method: 'PUT', url: '/v1/events' })).headers.allow).toBe('GET');

    const broken = await api.app.inject({ url: '/v1/devices/%zz', headers: as('owner') });
    expect(broken.json()).toMatchObject({ status: 400, code: 'invalid-request' });
    const long = await api.app.inject({ url: `/v1/devices/${'x'.repeat(4_000)}`, headers: as('owner') });
    expect(long.json()).toMatchObject({ status: 400, code: 'invalid-request' });
    expect(long.body.length).toBeLessThan(1_000);
  });

  it.each([
    ['{"set":', 400, 'invalid-request'],
    ['', 400, 'invalid-request'],
    ['null', 400, 'invalid-request'],
    ['[]', 400, 'invalid-request'],
    ['{"set":{"__proto__":{"state":"ON"}}}', 400, 'invalid-request'],
    ['{"set":{"constructor":{"prototype":{}}}}', 400, 'invalid-request'],
    ['{"set":{"state":"ON"},"owner":"me"}', 400, 'invalid-request'],
    ['{"set":{"state":"ON"},"ttlMs":"60000"}', 400, 'invalid-request'],
    ['{"set":{"state":"ON"},"ttlMs":1e999}', 400, 'invalid-request'],
    ['{"set":{}}', 400, 'invalid-request'],
    [`{"set":{"state":${'['.repeat(20)}${']'.repeat(20)}}}`, 413, 'payload-too-large'],
    [`{"set":{"state":"${'x'.repeat(70_000)}"}}`, 413, 'payload-too-large'],
    ['{"set":{"brightness":1.5}}', 422, 'invalid-value'],
    ['{"set":{"brightness":1e308}}', 422, 'invalid-value'],
    ['{"set":{"color":{"x":"far"}}}', 422, 'invalid-value'],
    ['{"set":{"color":{"z":1}}}', 422, 'invalid-value'],
    ['{"set":{"toString":1}}', 422, 'unknown-trait'],
  ])('refuses %.60s', async (payload, status, code) => {
    const response = await send(payload);
    expect(response.json()).toMatchObject({ status, code });
    expect(api.platform.requests).toEqual([]);
  });

  it('names every fault, of the request and of the values', async () => {
    const request = await send({ ttlMs: 1, whenOffline: 'wait', owner: 'me' });
    expect(request.json()).toMatchObject({
      faults: [
        { field: 'body/set', expected: 'is required' },
        { field: 'body/owner', expected: 'is not known' },
        { field: 'body/ttlMs', expected: 'must be >= 1000' },
        { field: 'body/whenOffline', expected: 'must be one of queue, refuse' },
      ],
    });
    const values = await send({ set: { state: 'MAYBE', power: 1, stat: 1 } });
    expect(values.json()).toMatchObject({
      faults: [
        { code: 'invalid-value', trait: 'state', expected: 'one of ON, OFF, TOGGLE' },
        { code: 'trait-not-settable', trait: 'power' },
        { code: 'unknown-trait', trait: 'stat', expected: 'one of state, brightness, color' },
      ],
    });
  });

  it('answers 503 with Retry-After while the store is away, and lives on', async () => {
    api.platform.storeAway = true;
    const response = await send({ set: { state: 'ON' } });
    expect(response).toMatchObject({ statusCode: 503, headers: { 'retry-after': '1' } });
    expect((await api.app.inject({ url: '/livez' })).statusCode).toBe(200);
    api.platform.storeAway = false;
    expect((await send({ set: { state: 'ON' } })).statusCode).toBe(202);
  });

  it('keeps what went wrong inside to itself', async () => {
    api.platform.ports.devices.target = () => Promise.reject(new Error('password hunter2 at 10.0.0.1'));
    const response = await send({ set: { state: 'ON' } });
    expect(response.json()).toMatchObject({ status: 500, code: 'internal' });
    expect(response.body).not.toContain('hunter2');
  });

  it('tells a token what it is for when it is refused', async () => {
    const response = await api.app.inject({ url: '/v1/devices' });
    expect(response.headers['www-authenticate']).toContain('Bearer');
  });
});

describe('commands', () => {
  it('waits for the end if that is preferred, and says so', async () => {
    const response = await send({ set: { state: 'ON' } }, { prefer: 'respond-async, wait=5' });
    expect(response).toMatchObject({
      statusCode: 200,
      headers: { 'preference-applied': 'wait=5', location: '/v1/commands/cmd-01' },
    });
    expect(response.json()).toMatchObject({ state: 'succeeded', confirmed: { state: 'ON' } });
  });

  it('answers 202 with the place to look when the wait is over before the command', async () => {
    api.platform.behaviour = 'isSlow';
    const response = await send({ set: { state: 'ON' } }, { prefer: 'wait=0' });
    expect(response).toMatchObject({ statusCode: 202, headers: { location: '/v1/commands/cmd-01' } });
    api.platform.settle('cmd-01', 'succeeded', { confirmed: { state: 'ON' } });
    const read = await api.app.inject({ url: '/v1/commands/cmd-01', headers: as('owner') });
    expect(read.json()).toMatchObject({ state: 'succeeded' });
  });

  it('ignores a preference that it does not understand', async () => {
    const response = await send({ set: { state: 'ON' } }, { prefer: 'wait=soon' });
    expect(response.statusCode).toBe(202);
    expect(response.headers['preference-applied']).toBeUndefined();
  });

  it('makes one command of one idempotency key', async () => {
    const headers = { prefer: 'wait=5', 'idempotency-key': 'once' };
    const first = await send({ set: { state: 'ON' } }, headers);
    const second = await send({ set: { state: 'ON' } }, headers);
    expect(second.json()).toEqual(first.json());
    expect(api.platform.requests).toHaveLength(1);
    expect((await send({ set: { state: 'OFF' } }, headers)).statusCode).toBe(409);
    expect((await send({ set: { state: 'ON' } }, { 'idempotency-key': 'ü' })).statusCode).toBe(400);
  });

  it('passes a valid trace context on and drops an invalid one', async () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    await send({ set: { state: 'ON' } }, { traceparent });
    await send({ set: { state: 'ON' } }, { traceparent: 'nonsense' });
    expect(api.platform.requests.map((request) => request.traceparent)).toEqual([traceparent, undefined]);
  });

  it('takes an address however its digits are written', async () => {
    const url = '/v1/devices/0x00158D00045A1B20';
    expect((await api.app.inject({ url, headers: as('owner') })).json()).toEqual(exampleLight);
  });

  it('answers who waits with what is known when the node stops', async () => {
    api.platform.behaviour = 'isSlow';
    const waiting = send({ set: { state: 'ON' } }, { prefer: 'wait=60' });
    await expect.poll(() => api.platform.requests.length).toBe(1);
    const closed = api.app.close();
    expect((await waiting).json()).toMatchObject({ state: 'sent' });
    await closed;
  });

  it('answers what was asked before the node drains, then ends the kept connection', async () => {
    await api.app.listen({ host: '127.0.0.1', port: 0 });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const { port } = api.app.server.address() as AddressInfo;
    let released: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      released = resolve;
    });
    let asked = false;
    api.platform.ports.hubs.list = async () => {
      asked = true;
      await held;
      return [];
    };
    const answer = new Promise<IncomingMessage>((resolve, reject) => {
      get({ agent, host: '127.0.0.1', port, path: '/v1/hubs', headers: as('owner') }, resolve).once(
        'error',
        reject,
      );
    });
    await expect.poll(() => asked).toBe(true);
    const closed = api.app.close();
    released();
    const response = await answer;
    response.resume();
    expect(response.statusCode).toBe(200);
    await closed;
    agent.destroy();
  });

  it('is not held up by a connection over which nothing was asked', async () => {
    await api.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = api.app.server.address() as AddressInfo;
    const accepted = new Promise((resolve) => api.app.server.once('connection', resolve));
    const socket = connect(port, '127.0.0.1');
    const ended = new Promise((resolve) => socket.once('close', resolve));
    await accepted;
    await api.app.close();
    await ended;
  });

  it('gives up the wait when the client goes away', async () => {
    api.platform.behaviour = 'isSlow';
    let waiting = false;
    let gone = false;
    api.platform.ports.commands.waitForEnd = (_home, _command, _waitMs, signal) => {
      waiting = true;
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          gone = true;
          resolve(undefined);
        });
      });
    };
    await api.app.listen({ host: '127.0.0.1', port: 0 });
    const body = JSON.stringify({ set: { state: 'ON' } });
    const socket = connect((api.app.server.address() as AddressInfo).port, '127.0.0.1');
    socket.write(
      `POST ${commandsUrl} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${exampleTokens.owner}\r\nprefer: wait=60\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    await expect.poll(() => waiting).toBe(true);
    socket.destroy();
    await expect.poll(() => gone).toBe(true);
  });
});

describe('the server', () => {
  /** What bare bytes are answered with. */
  async function answerTo(bytes: string): Promise<string> {
    if (!api.app.server.listening) await api.app.listen({ host: '127.0.0.1', port: 0 });
    const socket = connect((api.app.server.address() as AddressInfo).port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.write(bytes);
    await new Promise<void>((resolve, reject) => {
      socket.once('close', () => resolve());
      socket.once('error', reject);
    });
    return answer;
  }

  it('answers what is not HTTP with a problem', async () => {
    const answer = await answerTo('\u0016\u0003\u0001 hello\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('"code":"invalid-request"');
  });

  it('answers headers that are too long with a problem', async () => {
    const answer = await answerTo(`GET /livez HTTP/1.1\r\nhost: x\r\nx-pad: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    expect(answer).toContain('"code":"headers-too-large"');
  });

  it('bounds how long a request may take', () => {
    expect(api.app.server).toMatchObject({ requestTimeout: 10_000, headersTimeout: 10_000, timeout: 90_000 });
    expect(api.app.server.maxConnections).toBeGreaterThan(0);
  });

  it('writes no secret into the log', async () => {
    let log = '';
    const destination = new Writable({
      write(chunk, _encoding, done) {
        log += String(chunk);
        done();
      },
    });
    const logger = createLogger({ name: 'test', level: 'trace', destination });
    const own = await createTestApi({ logger });
    own.platform.ports.hubs.list = () => Promise.reject(new Error('boom'));
    const headers = { ...as('owner'), 'idempotency-key': 'canary-key' };
    await own.app.inject({ url: '/v1/hubs', headers });
    const code = await own.app.inject({ method: 'POST', url: '/v1/hubs/claim-codes', headers });
    await own.app.close();
    expect(code.body).toContain(memoryClaimCode);
    expect(log).toContain('boom');
    for (const secret of [exampleTokens.owner, memoryClaimCode, 'canary-key'])
      expect(log).not.toContain(secret);
  });
});

describe('the documentation', () => {
  it('loads nothing from elsewhere', async () => {
    const page = await api.app.inject({ url: '/docs/' });
    expect(page.statusCode).toBe(200);
    const sources = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source);
    expect(sources).toEqual(['js/scalar.js']);
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/https?:|\*|'unsafe-eval'/);
    expect((await api.app.inject({ url: '/docs/js/scalar.js' })).body.length).toBeGreaterThan(100_000);
  });
});
