import { Agent, request } from 'node:http';
import { createConnection, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/common/clock.ts';
import { silentLogger } from '../../src/common/logger.ts';
import type { PlatformConfig } from '../../src/platform/platform-config.ts';
import { RateStore } from '../../src/platform/store/rate-store.ts';
import { RedisConnection } from '../../src/platform/store/redis-connection.ts';
import { callApi, registerAccount } from '../support/api-caller.ts';
import { PlatformRig } from '../support/platform-rig.ts';
import { TestRedis } from '../support/redis.ts';
import { waitUntil } from '../support/wait-until.ts';

let redis: TestRedis;
let rig: PlatformRig;

beforeAll(async () => {
  redis = await TestRedis.start();
});
afterAll(() => redis.stop());
beforeEach(async () => {
  await redis.command('FLUSHALL');
  rig = new PlatformRig(redis);
});
afterEach(() => rig.stop());

const start = (settings: Partial<PlatformConfig>, name = 'platform') =>
  rig.startPlatform(name, {}, 0, settings);

describe('rate limits', () => {
  it('hold across nodes, tell how one stands, and when to come back', async () => {
    const [a, b] = [await start({ accountRatePerS: 5 }), await start({ accountRatePerS: 5 }, 'other')];
    const { token } = await rig.owner(a);
    const statuses: number[] = [];
    let refused: Awaited<ReturnType<typeof callApi>> | undefined;
    const startedMs = performance.now();
    for (let index = 0; index < 60; index++) {
      const answer = await callApi((index % 2 ? a : b).httpPort, 'GET', '/v1/account', { token });
      statuses.push(answer.status);
      if (answer.status === 429) refused ??= answer;
      else expect(Number(answer.headers.get('ratelimit-remaining'))).toBeLessThan(10);
    }
    const allowed = statuses.filter((status) => status === 200).length;
    expect(allowed).toBeGreaterThanOrEqual(10);
    expect(allowed).toBeLessThanOrEqual(10 + Math.ceil((performance.now() - startedMs) / 200));
    expect(refused?.body).toMatchObject({ code: 'rate-limited', limit: 'account' });
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(refused?.headers.get('ratelimit-limit')).toBe('10');
    // Whoever watches the node is not counted, and another account has its own.
    expect((await callApi(a.httpPort, 'GET', '/readyz')).status).toBe(200);
  });

  it('are of each key, of each address, and stricter for logins', async () => {
    const platform = await start({ keyRatePerS: 1, loginRatePerMin: 20 });
    const { token } = await rig.owner(platform);
    const ask = (path: string, options: object = {}, method = 'GET') =>
      callApi(platform.httpPort, method, path, { token, ...options });
    const key = await ask('/v1/api-keys', { body: { name: 'x', scopes: ['homes:read'] } }, 'POST');
    const byKey = { token: key.body.secret };
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask('/v1/homes', byKey)));
    expect(answers.find(({ status }) => status === 429)?.body.limit).toBe('key');
    expect((await ask('/v1/homes')).status).toBe(200);
    const body = { email: 'nobody@example.org', password: 'x' };
    const logins = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        ask('/v1/login', { body: { ...body, email: `n${index}@example.org` } }, 'POST'),
      ),
    );
    expect(
      logins.find(({ status, body: { limit } }) => status === 429 && limit === 'credentials'),
    ).toBeDefined();
  });

  it('count by a bucket that fills steadily', async () => {
    const connection = new RedisConnection(redis.address, silentLogger());
    await connection.start();
    const store = new RateStore(connection);
    const limit = { perSecond: 10, burst: 20 };
    expect(await store.take('x', limit, 15)).toMatchObject({ given: 15, waitMs: 0 });
    expect(await store.take('x', limit, 15)).toMatchObject({ given: 5, left: 0 });
    const empty = await store.take('x', limit, 15);
    expect(empty.given).toBe(0);
    expect(empty.waitMs).toBeGreaterThan(0);
    expect(empty.waitMs).toBeLessThanOrEqual(100);
    await waitUntil('one more is there', async () => (await store.take('x', limit, 1)).given === 1);
    // A bucket that is full again is not stored.
    const ttl = Number(await redis.command('PTTL', 'zf:rate:x'));
    expect(ttl).toBeGreaterThan(0);
    expect(ttl).toBeLessThanOrEqual(2_001);
    await connection.stop();
  });
});

describe('quotas', () => {
  it('say which one, and how many there may be', async () => {
    const settings = {
      homesPerAccountMax: 2,
      keysPerAccountMax: 1,
      roomsPerHomeMax: 1,
      membersPerHomeMax: 2,
    };
    const platform = await start({ ...settings, hubsPerHomeMax: 1, devicesPerHomeMax: 2 });
    const { token, homeId } = await rig.owner(platform);
    const ask = (path: string, body: unknown, by = token) =>
      callApi(platform.httpPort, 'POST', path, { token: by, body });
    const expectFull = async (quota: string, max: number, path: string, body: unknown, by = token) => {
      const answer = await ask(path, body, by);
      expect(answer).toMatchObject({ status: 409, body: { code: 'quota-exceeded', quota, max } });
    };
    const key = { name: 'x', scopes: ['homes:read'] };
    expect((await ask('/v1/homes', { name: 'x' })).status).toBe(201);
    await expectFull('homesPerAccountMax', 2, '/v1/homes', { name: 'x' });
    expect((await ask('/v1/api-keys', key)).status).toBe(201);
    await expectFull('keysPerAccountMax', 1, '/v1/api-keys', key);
    expect((await ask(`/v1/homes/${homeId}/rooms`, { name: 'x' })).status).toBe(201);
    await expectFull('roomsPerHomeMax', 1, `/v1/homes/${homeId}/rooms`, { name: 'y' });
    const codes = await Promise.all(
      [1, 2].map(async () => (await ask(`/v1/homes/${homeId}/invitations`, { role: 'member' })).body.code),
    );
    const guests = [
      await registerAccount(platform.httpPort, 'one@example.org'),
      await registerAccount(platform.httpPort, 'two@example.org'),
    ];
    expect((await ask('/v1/invitations/accept', { code: codes[0] }, guests[0]?.token)).status).toBe(200);
    await expectFull('membersPerHomeMax', 2, '/v1/invitations/accept', { code: codes[1] }, guests[1]?.token);
    const hub = await rig.startHub(platform, homeId);
    await expectFull('hubsPerHomeMax', 1, '/v1/hubs/claim-codes', { homeId });
    hub.join(2);
    await hub.settled();
    const permitJoin = `/v1/hubs/${hub.uplink.hubId}/permit-join`;
    await expectFull('devicesPerHomeMax', 2, permitJoin, { durationS: 60 });
    // Closing is always possible.
    expect((await ask(permitJoin, { durationS: 0 })).status).toBe(202);
  });
});

describe('load', () => {
  it('beyond what the event loop can do is shed with 503 and Retry-After, and probes are answered', async () => {
    const platform = await start({ eventLoopDelayMaxMs: 60 });
    const { token } = await rig.owner(platform);
    // The platform is in this process: so is what keeps its event loop from its work.
    let busy = true;
    const block = () => {
      const untilMs = performance.now() + 120;
      while (performance.now() < untilMs);
      if (busy) setImmediate(block);
    };
    block();
    const ask = () => callApi(platform.httpPort, 'GET', '/v1/account', { token });
    const shed = await waitUntil(
      'a request is shed',
      async () => {
        const answer = await ask();
        return answer.status === 503 && answer;
      },
      30_000,
    );
    expect(shed.body).toMatchObject({ code: 'unavailable', detail: 'The platform is overloaded.' });
    expect(Number(shed.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect((await callApi(platform.httpPort, 'GET', '/livez')).status).toBe(200);
    busy = false;
    await waitUntil(
      'everything passes again',
      async () => {
        const answers = await Promise.all(Array.from({ length: 10 }, ask));
        return answers.every(({ status }) => status === 200);
      },
      30_000,
    );
  });

  it('of connections from one address is bounded, unless it is a trusted proxy', async () => {
    const platform = await start({ connectionsPerAddressMax: 3 });
    const behind = await start({ connectionsPerAddressMax: 3, trustedProxies: '127.0.0.1' }, 'behind');
    const open = async (port: number, count: number) => {
      const sockets = Array.from({ length: count }, () => createConnection(port, '127.0.0.1'));
      for (const socket of sockets) socket.on('error', () => undefined);
      await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
      return sockets;
    };
    const isOpen = ({ destroyed, readableEnded }: Socket) => !destroyed && !readableEnded;
    const sockets = await open(platform.httpPort, 6);
    for (const socket of sockets) socket.resume();
    await waitUntil('the others are closed', () => sockets.filter(isOpen).length === 3);
    const proxied = await open(behind.httpPort, 6);
    expect((await callApi(behind.httpPort, 'GET', '/livez')).status).toBe(200);
    expect(proxied.filter(isOpen)).toHaveLength(6);
    for (const socket of [...sockets, ...proxied]) socket.destroy();
    // Whoever closes makes room.
    await waitUntil('there is room again', async () => {
      const answer = await callApi(platform.httpPort, 'GET', '/livez').catch(() => undefined);
      return answer?.status === 200;
    });
  });

  it('of slow and endless requests is cut, and others are served meanwhile', async () => {
    const platform = await start({});
    const { token } = await rig.owner(platform);
    const agent = new Agent({ keepAlive: true });
    const slow = Array.from({ length: 20 }, () => {
      const outgoing = request({
        ...{ agent, host: '127.0.0.1', port: platform.httpPort, method: 'POST', path: '/v1/homes' },
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'content-length': 100,
        },
      });
      outgoing.on('error', () => undefined);
      outgoing.write('{');
      return new Promise<number>((resolve) => {
        outgoing.once('response', (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        });
        outgoing.once('close', () => resolve(0));
      });
    });
    const startedMs = systemClock.monotonic();
    const statuses = Promise.all(slow);
    const others = await Promise.all(
      Array.from({ length: 20 }, () => callApi(platform.httpPort, 'GET', '/v1/account', { token })),
    );
    expect(others.every(({ status }) => status === 200)).toBe(true);
    for (const status of await statuses) expect([0, 408]).toContain(status);
    expect(systemClock.monotonic() - startedMs).toBeLessThan(30_000);
    agent.destroy();
  }, 40_000);
});

describe('a store that stands still', () => {
  it('lets every call be answered with 503 within two seconds, changes and logins too', async () => {
    const platform = await start({});
    const { token, homeId } = await rig.owner(platform);
    const ask = async (method: string, path: string, body?: unknown) => {
      const startedMs = systemClock.monotonic();
      const { status } = await callApi(platform.httpPort, method, path, {
        token,
        ...(body !== undefined && { body }),
      });
      return { status, ms: systemClock.monotonic() - startedMs };
    };
    expect((await ask('GET', '/v1/homes')).status).toBe(200);
    await redis.signal('SIGSTOP');
    try {
      const answers = await Promise.all([
        ask('GET', '/v1/devices'),
        ask('POST', `/v1/homes/${homeId}/rooms`, { name: 'x' }),
        ask('POST', '/v1/login', { email: 'nobody@example.org', password: 'x' }),
      ]);
      for (const { status, ms } of answers) {
        expect(status).toBe(503);
        // Two seconds, and what a busy machine adds.
        expect(ms).toBeLessThan(2_500);
      }
    } finally {
      await redis.signal('SIGCONT');
    }
    await waitUntil('it serves again', async () => (await ask('GET', '/v1/homes')).status === 200);
  });
});
