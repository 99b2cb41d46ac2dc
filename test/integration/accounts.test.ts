import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Platform } from '../../src/platform/platform.ts';
import { ApiSession } from '../support/api-session.ts';
import { Person, password } from '../support/people.ts';
import { FakeHub, PlatformRig } from '../support/platform-rig.ts';
import { TestRedis } from '../support/redis.ts';
import { waitUntil } from '../support/wait-until.ts';

let redis: TestRedis;
let rig: PlatformRig;
let platform: Platform;
let nobody: ApiSession;

beforeAll(async () => {
  redis = await TestRedis.start();
});

afterAll(() => redis.stop());

beforeEach(async () => {
  await redis.command('FLUSHALL');
  rig = new PlatformRig(redis);
  platform = await rig.startPlatform();
  nobody = new ApiSession(platform);
});

afterEach(() => rig.stop());

/** A token is looked up again every second. */
function refused(session: ApiSession): Promise<boolean> {
  return waitUntil('the token is refused', async () => (await session.ask('GET /v1/account')).status === 401);
}

function withToken(token: string): ApiSession {
  return new ApiSession(platform, token);
}

describe('an account', () => {
  it('is registered once, whatever the case of its address, and nobody learns whether it was there', async () => {
    const ada = await Person.register(platform, 'ada');
    const again = { body: { email: 'ADA@Example.org', password: 'another password' } };
    const [first, second] = [
      await nobody.ask('POST /v1/accounts', { body: { email: 'bea@example.org', password } }),
      await nobody.ask('POST /v1/accounts', again),
    ];
    expect([second.status, second.text]).toEqual([first.status, first.text]);
    await nobody.expect(401, 'POST /v1/login', again);
    const wrong = [
      await nobody.ask('POST /v1/login', { body: { email: ada.email, password: 'wrong' } }),
      await nobody.ask('POST /v1/login', { body: { email: 'none@example.org', password: 'wrong' } }),
    ].map(({ status, body: { requestId, ...body } }) => ({ status, body }));
    expect(wrong[0]).toEqual(wrong[1]);
    expect(await ada.expect(200, 'GET /v1/account')).toMatchObject({
      email: 'ada@example.org',
      hasPassword: true,
    });
    expect(await ada.expect(200, 'GET /v1/homes')).toEqual({ homes: [] });
  });

  it('rotates its refresh tokens, and a used one ends the login with all of its tokens', async () => {
    const ada = await Person.register(platform, 'ada');
    const other = await Person.register(platform, 'bea');
    const refresh = (refreshToken: string) =>
      nobody.ask('POST /v1/tokens/refresh', { body: { refreshToken } });
    const first = ada.refreshToken;
    const second = (await refresh(first)).body;
    const third = (await refresh(second.refreshToken)).body;
    expect(new Set([first, second.refreshToken, third.refreshToken]).size).toBe(3);
    await withToken(third.accessToken).expect(200, 'GET /v1/account');
    // What does not belong to the login changes nothing.
    expect((await refresh(`${third.refreshToken.slice(0, -4)}AAAA`.replace(/\..*/, '.'))).status).toBe(401);
    expect((await refresh(other.refreshToken)).status).toBe(200);
    await withToken(third.accessToken).expect(200, 'GET /v1/account');
    // Somebody has a copy of the first one.
    expect((await refresh(first)).status).toBe(401);
    expect((await refresh(third.refreshToken)).status).toBe(401);
    for (const token of [ada.token ?? '', second.accessToken, third.accessToken])
      await refused(withToken(token));
    await ada.logIn();
    await ada.expect(200, 'GET /v1/account');
  });

  it('exchanges one refresh token once, though it is sent many times at once', async () => {
    const ada = await Person.register(platform, 'ada');
    const node = await rig.startPlatform('second');
    const sessions = [nobody, new ApiSession(node)];
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        (sessions[index % 2] ?? nobody).ask('POST /v1/tokens/refresh', {
          body: { refreshToken: ada.refreshToken },
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('changes its password, which ends every login', async () => {
    const ada = await Person.register(platform, 'ada');
    const elsewhere = new Person(platform);
    elsewhere.email = ada.email;
    await elsewhere.logIn();
    const newPassword = 'battery staple horse';
    const change = (currentPassword: string) => ({ body: { currentPassword, newPassword } });
    await ada.expect(403, 'PUT /v1/account/password', change('wrong'));
    await ada.expect(200, 'PUT /v1/account/password', change(password));
    await refused(ada);
    await refused(elsewhere);
    await nobody.expect(401, 'POST /v1/tokens/refresh', { body: { refreshToken: elsewhere.refreshToken } });
    await nobody.expect(401, 'POST /v1/login', { body: { email: ada.email, password } });
    await ada.logIn(newPassword);
  });

  it('logs out here, or everywhere', async () => {
    const [ada, second, third] = [
      await Person.register(platform, 'ada'),
      new Person(platform),
      new Person(platform),
    ];
    for (const each of [second, third]) {
      each.email = ada.email;
      await each.logIn();
    }
    expect(await ada.expect(200, 'POST /v1/logout', { body: {} })).toEqual({ ended: 1 });
    await refused(ada);
    await second.expect(200, 'GET /v1/account');
    expect(await second.expect(200, 'POST /v1/logout', { body: { everywhere: true } })).toEqual({ ended: 2 });
    await refused(second);
    await refused(third);
  });

  it('has at most ten of its passwords looked at in a minute, and as many of one that is not there', async () => {
    const ada = await Person.register(platform, 'ada');
    for (const email of [ada.email, 'none@example.org']) {
      const answers = await Promise.all(
        Array.from({ length: 15 }, () =>
          nobody.ask('POST /v1/login', { body: { email, password: 'wrong' } }),
        ),
      );
      const limited = answers.filter(({ status }) => status === 429);
      // One of the ten was the login above.
      expect(limited).toHaveLength(email === ada.email ? 6 : 5);
      expect(Number(limited[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    }
  });

  it('takes a first password for the owner that the first start made', async () => {
    const { token } = await rig.owner(platform);
    const owner = withToken(token);
    expect(await owner.expect(200, 'GET /v1/account')).toMatchObject({ email: null, hasPassword: false });
    const newPassword = 'battery staple horse';
    await owner.expect(400, 'PUT /v1/account/password', { body: { newPassword } });
    await owner.expect(200, 'PUT /v1/account/password', {
      body: { newPassword, email: 'owner@example.org' },
    });
    const login = { body: { email: 'owner@example.org', password: newPassword } };
    const { accessToken } = await nobody.expect(200, 'POST /v1/login', login);
    expect((await withToken(accessToken).expect(200, 'GET /v1/homes')).homes).toHaveLength(1);
  });
});

describe('an API key', () => {
  it('does what its scopes say, in the homes it names, until it expires or is deleted', async () => {
    const ada = await Person.register(platform, 'ada');
    const { homeId } = await ada.expect(201, 'POST /v1/homes', { body: { name: 'Villa' } });
    const { homeId: other } = await ada.expect(201, 'POST /v1/homes', { body: { name: 'Cottage' } });
    const made = await ada.expect(201, 'POST /v1/api-keys', {
      body: { name: 'Dashboard', scopes: ['homes:read', 'account:read'], homeIds: [homeId] },
    });
    const key = withToken(made.secret);
    const names = async () =>
      (await key.expect(200, 'GET /v1/homes')).homes.map(({ name }: { name: string }) => name);
    expect(await names()).toEqual(['Villa']);
    await key.expect(404, `GET /v1/homes/${other}`);
    await key.expect(403, `PATCH /v1/homes/${homeId}`, { body: { name: 'Mine' } });
    await key.expect(403, 'GET /v1/devices');
    await key.expect(403, 'GET /v1/api-keys');
    await key.expect(403, 'POST /v1/api-keys', { body: { name: 'More', scopes: ['devices:command'] } });
    // Seeing the account is not ending its logins.
    await key.expect(403, 'POST /v1/logout', { body: { everywhere: true } });
    await ada.expect(200, 'GET /v1/account');
    expect(JSON.stringify(await ada.expect(200, 'GET /v1/api-keys'))).not.toContain(made.secret);

    const soon = new Date(Date.now() + 1_500).toISOString();
    const brief = await ada.expect(201, 'POST /v1/api-keys', {
      body: { name: 'Brief', scopes: ['account:read'], expiresAt: soon },
    });
    await withToken(brief.secret).expect(200, 'GET /v1/account');
    await refused(withToken(brief.secret));
    await ada.expect(400, 'POST /v1/api-keys', {
      body: { name: 'Past', scopes: ['account:read'], expiresAt: '2020-01-01T00:00:00Z' },
    });
    await ada.expect(400, 'POST /v1/api-keys', { body: { name: 'None', scopes: ['everything'] } });

    await ada.expect(200, `DELETE /v1/api-keys/${made.key.keyId}`);
    await ada.expect(404, `DELETE /v1/api-keys/${made.key.keyId}`);
    await refused(key);
  });
});

describe('a device login', () => {
  const grant = 'urn:ietf:params:oauth:grant-type:device_code';
  const begin = () =>
    nobody.expect(200, 'POST /v1/oauth/device-authorization', { body: { client_id: 'test' } });
  const ask = (device_code: string) =>
    nobody.ask('POST /v1/oauth/token', { body: { grant_type: grant, device_code } });

  it('waits, is approved once by somebody who is logged in, and gives its tokens once', async () => {
    const ada = await Person.register(platform, 'ada');
    const { device_code, user_code, interval, verification_uri } = await begin();
    expect(interval).toBe(5);
    expect(new URL(verification_uri).pathname).toBe('/device');
    expect((await ask(device_code)).body).toMatchObject({
      code: 'invalid-grant',
      error: 'authorization_pending',
    });
    expect((await ask(device_code)).body).toMatchObject({ error: 'slow_down' });
    const decision = { body: { userCode: user_code.toLowerCase().replace('-', ''), approve: true } };
    await nobody.expect(401, 'POST /v1/device-logins/decision', decision);
    await ada.expect(200, 'POST /v1/device-logins/decision', decision);
    await ada.expect(404, 'POST /v1/device-logins/decision', decision);
    const tokens = (await ask(device_code)).body;
    expect(tokens).toMatchObject({ token_type: 'Bearer', expires_in: 900 });
    expect(await withToken(tokens.access_token).expect(200, 'GET /v1/account')).toMatchObject({
      email: ada.email,
    });
    expect((await ask(device_code)).body).toMatchObject({ error: 'expired_token' });
    const next = await nobody.expect(200, 'POST /v1/oauth/token', {
      body: { grant_type: 'refresh_token', refresh_token: tokens.refresh_token },
    });
    await withToken(next.access_token).expect(200, 'GET /v1/account');
    const again = await nobody.expect(400, 'POST /v1/oauth/token', {
      body: { grant_type: 'refresh_token', refresh_token: tokens.refresh_token },
    });
    expect(again.error).toBe('invalid_grant');
  });

  it('is approved on the page by somebody who is not logged in, and by nobody else', async () => {
    const ada = await Person.register(platform, 'ada');
    const { device_code, user_code, verification_uri, verification_uri_complete } = await begin();
    const page = await fetch(verification_uri_complete);
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(await page.text()).toContain(`value="${user_code}"`);
    const submit = (fields: Record<string, string>) => {
      const body = new URLSearchParams({
        user_code,
        email: ada.email,
        password,
        decision: 'approve',
        ...fields,
      });
      return fetch(verification_uri, { method: 'POST', body });
    };
    const evil = await submit({ password: 'wrong', email: '"><script>' });
    expect(evil.status).toBe(401);
    expect(await evil.text()).not.toContain('<script>');
    expect((await submit({ decision: 'maybe' })).status).toBe(400);
    expect((await submit({ user_code: 'BCDF-BCDF' })).status).toBe(404);
    expect((await ask(device_code)).body).toMatchObject({ error: 'authorization_pending' });
    const approved = await submit({});
    expect([approved.status, approved.headers.get('set-cookie')]).toEqual([200, null]);
    const { access_token } = (await ask(device_code)).body;
    expect(await withToken(access_token).expect(200, 'GET /v1/account')).toMatchObject({ email: ada.email });
    const { entries } = await ada.expect(200, 'GET /v1/account/audit?operation=decideDeviceLoginOnPage');
    expect(entries).toMatchObject([
      { accountId: ada.accountId, result: 'succeeded', status: 200 },
      { accountId: ada.accountId, result: 'refused', code: 'not-found' },
    ]);
    // The page has left no login of its own: these two are Ada's and the device's.
    expect(await ada.expect(200, 'POST /v1/logout', { body: { everywhere: true } })).toEqual({ ended: 2 });
  });

  it('can be denied, and takes forms as OAuth 2 sends them, whatever else is in them', async () => {
    const ada = await Person.register(platform, 'ada');
    const { device_code, user_code } = await begin();
    await ada.expect(200, 'POST /v1/device-logins/decision', {
      body: { userCode: user_code, approve: false },
    });
    const answer = await fetch(`http://127.0.0.1:${platform.httpPort}/v1/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: grant, device_code, client_id: 'test', scope: 'all' }),
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: 'access_denied' });
  });
});

describe('an account that is deleted', () => {
  it('leaves nothing behind but what expires by itself', async () => {
    const ada = await Person.register(platform, 'ada');
    const bea = await Person.register(platform, 'bea');
    const { homeId } = await ada.expect(201, 'POST /v1/homes', { body: { name: 'Villa' } });
    const { homeId: shared } = await bea.expect(201, 'POST /v1/homes', { body: { name: 'Cottage' } });
    await ada.join(bea, shared, { role: 'member' });
    await ada.expect(200, `PUT /v1/homes/${shared}/pin`, { body: { pin: '4711', password } });
    await ada.expect(201, 'POST /v1/api-keys', { body: { name: 'Key', scopes: ['homes:read'] } });
    await ada.expect(201, `POST /v1/homes/${homeId}/rooms`, { body: { name: 'Hall' } });
    await bea.join(ada, homeId, { role: 'guest' });
    const hub = await rig.startHub(platform, homeId);
    const [address = ''] = hub.join(2);
    await hub.settled();
    const command = { body: { set: { state: 'ON' } }, headers: { 'idempotency-key': 'once' } };
    await ada.ask(`POST /v1/devices/${address}/commands`, command);
    await ada.expect(200, `GET /v1/devices/${address}/history/temperature`);
    // One that waits with something to send, and one in the home of somebody else.
    for (const each of [homeId, shared]) {
      const hook = {
        homeId: each,
        name: 'Hook',
        url: 'https://93.184.215.14/hook',
        filter: { types: ['hubEntriesLost'] },
      };
      const made = await (each === homeId ? ada : bea).ask('POST /v1/webhooks', { body: hook });
      expect(made.status).toBe(201);
    }
    const unused = await ada.expect(201, 'POST /v1/hubs/claim-codes', { body: { homeId } });

    const confirm = ada.accountId;
    await ada.expect(409, 'POST /v1/account/delete', { body: { password, confirm: bea.accountId } });
    await ada.expect(403, 'POST /v1/account/delete', { body: { password: 'wrong', confirm } });
    await ada.expect(200, 'POST /v1/account/delete', { body: { password, confirm } });
    await refused(ada);
    await nobody.expect(401, 'POST /v1/login', { body: { email: ada.email, password } });
    await nobody.expect(401, 'POST /v1/tokens/refresh', { body: { refreshToken: ada.refreshToken } });

    await expect.poll(() => lastingOf([ada, homeId]), { timeout: 15_000 }).toEqual([]);
    const left = await whatNames([ada.accountId, homeId, ada.email]);
    // docs/accounts.md names these. An audit is told of the deletion itself.
    const kinds = new Set(left.map(({ key }) => (key.endsWith(':audit') ? 'audit' : key.split(':')[1])));
    expect([...kinds].sort()).toEqual(['audit', 'claim', 'token']);
    const members = (await bea.expect(200, `GET /v1/homes/${shared}/members`)).members;
    expect(members.map(({ accountId }: { accountId: string }) => accountId)).toEqual([bea.accountId]);
    expect((await bea.expect(200, 'GET /v1/homes')).homes).toHaveLength(1);

    // A code of the home that is gone does not bring it back.
    const late = new FakeHub(join(rig.folder, 'late'), platform.linkPort, unused.claimCode);
    await late.uplink.start();
    await waitUntil('the hub is refused', () => late.uplink.linkStatus.state === 'refused');
    await late.uplink.stop();
    expect(await lastingOf([homeId])).toEqual([]);
    // The address is free again.
    const next = await Person.register(platform, 'ada');
    expect(next.accountId).not.toBe(ada.accountId);
  });
});

/** Those that do not expire. */
async function lastingOf(names: (Person | string)[]): Promise<string[]> {
  const words = names.flatMap((each) => (typeof each === 'string' ? [each] : [each.accountId, each.email]));
  return (await whatNames(words)).filter(({ ttlMs }) => ttlMs < 0).map(({ key }) => key);
}

/** The keys of which the name or the content has one of these words, and how long they live; -1 is for ever. */
async function whatNames(words: string[]): Promise<{ key: string; ttlMs: number }[]> {
  const found: { key: string; ttlMs: number }[] = [];
  for (const key of (await redis.command('KEYS', '*')) as string[]) {
    const dump = String(await redis.command('DUMP', key));
    const content = JSON.stringify(await contentOf(key));
    if (words.some((word) => key.includes(word) || content.includes(word) || dump.includes(word))) {
      found.push({ key, ttlMs: Number(await redis.command('PTTL', key)) });
    }
  }
  return found;
}

async function contentOf(key: string): Promise<unknown> {
  switch (await redis.command('TYPE', key)) {
    case 'hash':
      return redis.command('HGETALL', key);
    case 'set':
      return redis.command('SMEMBERS', key);
    case 'zset':
      return redis.command('ZRANGE', key, '0', '-1');
    case 'list':
      return redis.command('LRANGE', key, '0', '-1');
    case 'stream':
      return redis.command('XRANGE', key, '-', '+');
    default:
      return redis.command('GET', key);
  }
}
