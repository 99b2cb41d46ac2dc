import { createHash, createHmac } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callApi, registerAccount } from '../support/api-caller.ts';
import { freePort } from '../support/free-port.ts';
import { type OpenApiDocument, operationsOf } from '../support/open-api-document.ts';
import { PlatformRig } from '../support/platform-rig.ts';
import { TestRedis } from '../support/redis.ts';
import { startProgram } from '../support/run-program.ts';
import { waitUntil } from '../support/wait-until.ts';

let redis: TestRedis;
let rig: PlatformRig;
let port: number;
let owner: { token: string; accountId: string };
let document: OpenApiDocument;

beforeAll(async () => {
  redis = await TestRedis.start();
  rig = new PlatformRig(redis);
  const platform = await rig.startPlatform();
  port = platform.httpPort;
  const { token, principal } = await rig.owner(platform);
  owner = { token, accountId: principal.accountId };
  document = (await callApi(port, 'GET', '/openapi.json')).body;
});

afterAll(async () => {
  await rig.stop();
  await redis.stop();
});

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Tokens that whoever tries might make, and that are nothing here. */
function forgedTokens(): Record<string, string> {
  const claims = {
    sub: owner.accountId,
    iss: 'zigfleet',
    aud: 'zigfleet',
    exp: 4_000_000_000,
    role: 'owner',
  };
  const jwt = (header: object, payload: object, secret?: string) => {
    const text = `${base64url({ typ: 'JWT', ...header })}.${base64url(payload)}`;
    return `${text}.${secret === undefined ? '' : createHmac('sha256', secret).update(text).digest('base64url')}`;
  };
  const { token } = owner;
  return {
    'alg none': jwt({ alg: 'none' }, claims),
    'alg None': jwt({ alg: 'None' }, claims),
    'alg none with a signature': `${jwt({ alg: 'none' }, claims)}x`,
    'HS256 with an empty secret': jwt({ alg: 'HS256' }, claims, '\0'),
    'HS256 with a known word': jwt({ alg: 'HS256' }, claims, 'secret'),
    'RS256 signed as HS256': jwt({ alg: 'RS256' }, claims, 'public key'),
    'kid of a path': jwt({ alg: 'HS256', kid: '../../dev/null' }, claims, '\0'),
    'kid of a query': jwt({ alg: 'HS256', kid: "x' UNION SELECT 'x" }, claims, 'x'),
    'another audience': jwt({ alg: 'HS256' }, { ...claims, aud: 'other' }, 'secret'),
    'another issuer': jwt({ alg: 'HS256' }, { ...claims, iss: 'other' }, 'secret'),
    'expired claims': jwt({ alg: 'HS256' }, { ...claims, exp: 1 }, 'secret'),
    'a key of its own': jwt({ alg: 'HS256', jwk: { kty: 'oct', k: 'eA' } }, claims, 'x'),
    'the digest of a token': createHash('sha256').update(token).digest('hex'),
    'the token in capitals': token.toUpperCase(),
    'the token but its last character': `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
    'the token and more': `${token}A`,
    'the beginning of the token': token.slice(0, -1),
    'the token twice': `${token}.${token}`,
    'an account id': owner.accountId,
    'a key of the store': 'zf:token:*',
    'nothing but the prefix': 'zf_',
  };
}

describe('tokens', () => {
  it('that are forged, expired or revoked open no operation at all', { timeout: 60_000 }, async () => {
    const expired = `zf_${'e'.repeat(43)}`;
    const digest = createHash('sha256').update(expired).digest('hex');
    const record = { credentialId: 'x', accountId: owner.accountId, createdAtMs: 1, expiresAtMs: 2 };
    await redis.command('SET', `zf:token:${digest}`, JSON.stringify(record));
    const account = await registerAccount(port, 'revoked@example.org');
    await callApi(port, 'POST', '/v1/logout', { token: account.token, body: {} });
    // The answer is believed for a second.
    await waitUntil('the token is revoked', async () => {
      return (await callApi(port, 'GET', '/v1/account', { token: account.token })).status === 401;
    });
    const forged = forgedTokens();
    const tokens = [undefined, expired, account.token, forged['alg none']];
    const guarded = operationsOf(document).filter(({ operation }) => operation.security?.length !== 0);
    expect(guarded.length).toBeGreaterThan(50);
    for (const { path, method, operation } of guarded) {
      const url = path.replace(/\{[^}]+\}/g, 'x');
      const answers = await Promise.all(
        tokens.map((token) =>
          callApi(port, method.toUpperCase(), url, {
            ...(token !== undefined && { token }),
            ...(operation.requestBody && { body: {} }),
          }),
        ),
      );
      const statuses = answers.map(({ status }) => status);
      expect({ operation: operation.operationId, statuses }).toEqual({
        operation: operation.operationId,
        statuses: [401, 401, 401, 401],
      });
    }
    for (const [name, token] of Object.entries(forged)) {
      const { status } = await callApi(port, 'GET', '/v1/homes', { token });
      expect({ name, status }).toEqual({ name, status: 401 });
    }
  });
});

describe('bodies', () => {
  it('with members that nobody asked for have no effect', async () => {
    const { body: home } = await callApi(port, 'GET', '/v1/homes', { token: owner.token });
    const before = JSON.stringify(home);
    for (const { path, method, operation } of operationsOf(document)) {
      const media = operation.requestBody?.content['application/json'];
      const [example] = Object.values(media?.examples ?? {});
      // OAuth 2 ignores what it does not know (RFC 6749, section 3.2).
      if (!example || path.startsWith('/v1/oauth/')) continue;
      const url = path.replace(/\{homeId\}/, home.homes[0].homeId).replace(/\{[^}]+\}/g, 'x');
      const { properties = {} } = (media?.schema ?? {}) as { properties?: object };
      for (const extra of [
        { owner: owner.accountId },
        { role: 'owner' },
        { version: 999 },
        { operator: true },
      ]) {
        const [name = ''] = Object.keys(extra);
        if (name in properties) continue;
        const answer = await callApi(port, method.toUpperCase(), url, {
          ...{ token: owner.token, body: { ...(example.value as object), ...extra } },
        });
        expect({ operation: operation.operationId, name, status: answer.status }).toEqual({
          ...{ operation: operation.operationId, name, status: 400 },
        });
      }
    }
    expect(JSON.stringify((await callApi(port, 'GET', '/v1/homes', { token: owner.token })).body)).toBe(
      before,
    );
  });
});

describe('logins', () => {
  it('of a thousand at one account at most ten are looked at, and nobody learns whether it exists', async () => {
    const { email } = await registerAccount(port, 'target@example.org');
    const attempt = async (address: string) => {
      const answer = await callApi(port, 'POST', '/v1/login', {
        body: { email: address, password: 'guess' },
      });
      const { requestId: _1, retryAfterMs: _2, limit: _3, detail: _4, ...told } = answer.body;
      return { status: answer.status, told: JSON.stringify(told) };
    };
    const attack = async (address: string) => {
      const answers: Awaited<ReturnType<typeof attempt>>[] = [];
      for (let round = 0; round < 25; round++) {
        answers.push(...(await Promise.all(Array.from({ length: 20 }, () => attempt(address)))));
      }
      return answers;
    };
    // The password of the registration was one of the ten.
    const known = await attack(email);
    const unknown = await attack('nobody-at-all@example.org');
    const evaluated = (answers: typeof known) => answers.filter(({ status }) => status !== 429).length;
    expect(evaluated(known)).toBeLessThanOrEqual(10);
    expect(evaluated(unknown)).toBeLessThanOrEqual(10);
    expect(new Set(known.map(({ status, told }) => `${status} ${told}`))).toEqual(
      new Set(unknown.map(({ status, told }) => `${status} ${told}`)),
    );
  }, 60_000);
});

describe('secrets', () => {
  it('are in no log, whatever is logged, and in files that only their owner reads', async () => {
    const [httpPort, linkPort] = [await freePort(), await freePort()];
    const data = join(rig.folder, 'canary');
    const run = startProgram([
      ...['platform', '--data', data, '--log-level', 'debug'],
      ...['--http-port', String(httpPort), '--link-port', String(linkPort)],
    ]);
    await waitUntil('the platform is ready', () => run.output.stderr.includes('platform ready'), 30_000);
    const canary = 'canary-5d1f7c02';
    const account = await registerAccount(httpPort, 'canary@example.org', `${canary}-password`);
    const { token } = account;
    const ask = (method: string, path: string, body?: unknown) =>
      callApi(httpPort, method, path, { token, ...(body !== undefined && { body }) });
    const home = await ask('POST', '/v1/homes', { name: 'Home' });
    const { homeId } = home.body;
    const key = await ask('POST', '/v1/api-keys', { name: 'x', scopes: ['homes:read'] });
    const claim = await ask('POST', '/v1/hubs/claim-codes', { homeId });
    const invited = await ask('POST', `/v1/homes/${homeId}/invitations`, { role: 'member' });
    await ask('PUT', `/v1/homes/${homeId}/pin`, { pin: '70918263', password: account.password });
    await ask('POST', '/v1/tokens/refresh', { refreshToken: `${canary}-refresh` });
    await ask('POST', '/v1/login', { email: account.email, password: `${canary}-wrong` });
    await ask('POST', '/v1/homes', `{"name":"${canary}-broken`);
    await ask('GET', `/v1/devices/${canary}-path?x=${canary}-query`);
    const second = await callApi(httpPort, 'POST', '/v1/tokens/refresh', {
      body: { refreshToken: account.refreshToken },
    });
    // A refresh token that is used twice is warned of.
    await callApi(httpPort, 'POST', '/v1/tokens/refresh', { body: { refreshToken: account.refreshToken } });
    run.child.kill('SIGTERM');
    await run.ended;
    const secrets = [
      ...[canary, '70918263', token, account.refreshToken, key.body.secret, claim.body.claimCode],
      ...[invited.body.code, second.body.accessToken, second.body.refreshToken],
    ];
    for (const secret of secrets) {
      expect(typeof secret === 'string' && secret.length >= 8).toBe(true);
      expect(run.output.stderr.includes(secret)).toBe(false);
    }
    expect(run.output.stderr).toContain('a refresh token was used twice');
    expect(existsSync(join(data, 'owner-token'))).toBe(true);
    for (const name of readdirSync(data, { recursive: true }) as string[]) {
      const { mode } = statSync(join(data, name));
      if (/token|secret|password|key|\.conf$/.test(name))
        expect({ name, mode: mode & 0o077 }).toEqual({ name, mode: 0 });
    }
  }, 60_000);
});
