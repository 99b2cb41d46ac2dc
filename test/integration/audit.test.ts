import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Trait } from '../../src/devices/trait.ts';
import type { AuditEntryResource } from '../../src/platform/api/schemas/audit-schema.ts';
import type { Platform } from '../../src/platform/platform.ts';
import { type ApiAnswer, callApi, registerAccount } from '../support/api-caller.ts';
import { PlatformRig } from '../support/platform-rig.ts';
import { TestRedis } from '../support/redis.ts';
import { startProgram } from '../support/run-program.ts';
import { waitUntil } from '../support/wait-until.ts';

let redis: TestRedis;
let rig: PlatformRig;
let platform: Platform;
let owner: { token: string; homeId: string; accountId: string };

beforeAll(async () => {
  redis = await TestRedis.start();
  rig = new PlatformRig(redis);
  platform = await rig.startPlatform();
  const { token, homeId, principal } = await rig.owner(platform);
  owner = { token, homeId, accountId: principal.accountId };
});

afterAll(async () => {
  await rig.stop();
  await redis.stop();
});

function ask(
  method: string,
  path: string,
  options: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<ApiAnswer> {
  return callApi(platform.httpPort, method, path, { token: owner.token, ...options });
}

async function audit(path: string, token = owner.token): Promise<AuditEntryResource[]> {
  const answer = await ask('GET', path, { token });
  expect(answer.status).toBe(200);
  return answer.body.entries;
}

/** A hub of the home with one device, and a command that this would take. */
async function startDevice(hubName: string, kind: number) {
  const hub = await rig.startHub(platform, owner.homeId, hubName);
  const [address] = hub.join(1, kind);
  await hub.settled();
  const { body: device } = await ask('GET', `/v1/devices/${address}`);
  const traits: Trait[] = device.descriptor.traits;
  const trait = traits.find(({ type, access }) => type === 'enum' && access.settable);
  if (trait?.type !== 'enum') throw new Error('the device has nothing to set');
  const set = { [trait.name]: trait.values[0] };
  return { hub, address, path: `/v1/devices/${address}/commands`, set };
}

describe('the audit', () => {
  it('says who changed what, from where, by which credential, and how it ended', async () => {
    const answer = await ask('POST', `/v1/homes/${owner.homeId}/rooms`, {
      body: { name: 'Attic' },
      // Nobody has said that this one may be believed.
      headers: { 'user-agent': 'audit-test/1', 'x-forwarded-for': '203.0.113.9' },
    });
    const expected = {
      requestId: answer.headers.get('x-request-id'),
      ...{ operation: 'createRoom', accountId: owner.accountId, homeId: owner.homeId },
      ...{ client: 'audit-test/1', address: '127.0.0.1', details: { name: 'Attic' } },
      targets: { homeId: owner.homeId, roomId: answer.body.roomId },
      ...{ result: 'succeeded', status: 201, code: null },
    };
    const [ofHome] = await audit(`/v1/homes/${owner.homeId}/audit`);
    expect(ofHome).toMatchObject(expected);
    expect(ofHome?.credentialId).toMatch(/^token-/);
    expect(Math.abs(Date.parse(ofHome?.time ?? '') - Date.now())).toBeLessThan(60_000);
    expect((await audit('/v1/account/audit'))[0]).toEqual(ofHome);
    expect((await audit('/v1/audit'))[0]).toEqual(ofHome);
  });

  it('has a command with its id and values, and what was refused of it', async () => {
    const { path, address, set } = await startDevice('hub-audit', 2);
    const wrong = await ask('POST', path, { body: { set: { nothing: 1 } } });
    expect(wrong.status).toBe(422);
    await ask('POST', path, { body: { set }, headers: { prefer: 'wait=5' } });
    const [made, refused] = await audit(`/v1/homes/${owner.homeId}/audit?target=${address}`);
    expect(made).toMatchObject({ operation: 'sendCommand', result: 'succeeded', details: { set } });
    expect(made?.targets.commandId).toMatch(/^cmd-/);
    expect(refused).toMatchObject({
      ...{ operation: 'sendCommand', result: 'refused', status: 422, code: 'unknown-trait' },
      details: { set: { nothing: 1 } },
    });
  });

  it('has what the role did not allow, for the home; of what was out of reach the home hears nothing', async () => {
    const guest = await registerAccount(platform.httpPort, 'guest@example.org');
    const { body: invited } = await ask('POST', `/v1/homes/${owner.homeId}/invitations`, {
      body: { role: 'guest' },
    });
    const stranger = await ask('DELETE', `/v1/homes/${owner.homeId}`, { token: guest.token });
    expect(stranger.status).toBe(404);
    expect((await audit(`/v1/homes/${owner.homeId}/audit?operation=deleteHome`)).length).toBe(0);
    expect((await audit('/v1/account/audit', guest.token))[0]).toMatchObject({
      ...{ operation: 'deleteHome', homeId: null, result: 'refused', code: 'not-found' },
    });
    await ask('POST', '/v1/invitations/accept', { token: guest.token, body: { code: invited.code } });
    const denied = await ask('DELETE', `/v1/homes/${owner.homeId}`, { token: guest.token });
    expect(denied.status).toBe(403);
    const [entry] = await audit(`/v1/homes/${owner.homeId}/audit?operation=deleteHome`);
    expect(entry).toMatchObject({ accountId: guest.accountId, result: 'refused', code: 'permission-denied' });
    expect((await ask('GET', `/v1/homes/${owner.homeId}/audit`, { token: guest.token })).status).toBe(403);
    expect((await ask('GET', '/v1/audit', { token: guest.token })).status).toBe(403);
  });

  it('shows an account who tried to be it, and the operator who tried to be nobody', async () => {
    const account = await registerAccount(platform.httpPort, 'tried@example.org');
    const attempt = (email: string) =>
      ask('POST', '/v1/login', { body: { email, password: 'a wrong canary-password' } });
    expect((await attempt('tried@example.org')).status).toBe(401);
    expect((await attempt('nobody@example.org')).status).toBe(401);
    const own = await audit('/v1/account/audit', account.token);
    expect(own.map(({ operation, result }) => `${operation} ${result}`)).toEqual([
      'logIn refused',
      'logIn succeeded',
    ]);
    expect(own[0]).toMatchObject({ accountId: account.accountId, credentialId: null, address: '127.0.0.1' });
    const all = await audit('/v1/audit?operation=logIn&result=refused');
    expect(all[0]).toMatchObject({ accountId: null, details: { email: 'n***@example.org' } });
    // A refresh token that comes twice is a theft: its account is told.
    const body = { refreshToken: account.refreshToken };
    expect((await ask('POST', '/v1/tokens/refresh', { body })).status).toBe(200);
    expect((await ask('POST', '/v1/tokens/refresh', { body })).status).toBe(401);
    const login = await ask('POST', '/v1/login', {
      body: { email: account.email, password: account.password },
    });
    const [, reuse] = await audit('/v1/account/audit', login.body.accessToken);
    expect(reuse).toMatchObject({ operation: 'refreshTokens', result: 'refused', code: 'unauthenticated' });
  });

  it('is filtered, paged, and exported as lines of JSON', async () => {
    for (const name of ['One', 'Two', 'Three']) {
      await ask('POST', `/v1/homes/${owner.homeId}/rooms`, { body: { name } });
    }
    const path = `/v1/homes/${owner.homeId}/audit?operation=createRoom&actor=${owner.accountId}&result=succeeded`;
    const first = await ask('GET', `${path}&limit=2`);
    const rest = await ask('GET', `${path}&limit=500&cursor=${first.body.nextCursor}`);
    const entries: AuditEntryResource[] = [...first.body.entries, ...rest.body.entries];
    expect(entries.slice(0, 3).map(({ details }) => details.name)).toEqual(['Three', 'Two', 'One']);
    expect(rest.body.nextCursor).toBeNull();
    const oldest = entries.at(-1)?.time ?? '';
    expect(await audit(`${path}&to=${oldest}`)).toEqual([]);
    expect((await audit(`${path}&from=${oldest}`)).length).toBe(entries.length);
    const file = await ask('GET', `${path.replace('/audit?', '/audit/export?')}`);
    expect(file.headers.get('content-type')).toBe('application/x-ndjson');
    const lines = (file.body as string).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(entries);
    expect((await ask('GET', `${path}&cursor=nonsense`)).status).toBe(400);
  });

  it('keeps no secret', async () => {
    const canary = 'canary-7f3e9b';
    await registerAccount(platform.httpPort, 'canary@example.org', `${canary} password`);
    await ask('PUT', '/v1/account/password', {
      body: { currentPassword: canary, newPassword: `${canary}-new` },
    });
    await ask('PUT', `/v1/homes/${owner.homeId}/pin`, { body: { pin: '90817263', password: canary } });
    await ask('POST', '/v1/invitations/accept', { body: { code: canary } });
    await ask('POST', '/v1/tokens/refresh', { body: { refreshToken: canary } });
    const key = await ask('POST', '/v1/api-keys', { body: { name: 'x', scopes: ['homes:read'] } });
    const code = await ask('POST', '/v1/hubs/claim-codes', { body: { homeId: owner.homeId } });
    const file = (await ask('GET', '/v1/audit/export')).body as string;
    for (const secret of [canary, '90817263', key.body.secret, code.body.claimCode, owner.token]) {
      expect(typeof secret === 'string' && secret.length > 5).toBe(true);
      expect(file).not.toContain(secret);
    }
    // All of them were noted.
    for (const operation of ['register', 'setPassword', 'setPin', 'acceptInvitation', 'createApiKey']) {
      expect(file).toContain(`"operation":"${operation}"`);
    }
  });

  it('has what a killed node was doing, with an unknown result', async () => {
    const folder = join(rig.folder, 'killed');
    const args = ['platform', '--data', folder, '--http-port', '0', '--link-port', '0'];
    const run = startProgram(args, { REDIS_URL: redis.url });
    await waitUntil('the node is ready', () => run.output.stderr.includes('platform ready'), 30_000);
    const httpPort = Number(/"httpPort":(\d+)/.exec(run.output.stderr)?.[1]);
    // A hub that never answers: the command is made, and waits.
    const { hub, path, address, set } = await startDevice('hub-silent', 6);
    hub.behave = () => new Promise(() => undefined);
    const asked = callApi(httpPort, 'POST', path, {
      ...{ token: owner.token, body: { set } },
      headers: { prefer: 'wait=30' },
    }).catch(() => undefined);
    await waitUntil('the hub has the command', () => hub.executed.length > 0);
    run.child.kill('SIGKILL');
    await Promise.all([run.ended, asked]);
    const [entry] = await waitUntil(
      'the other node has found it',
      async () => {
        const entries = await audit(`/v1/account/audit?target=${address}&result=unknown`);
        return entries.length > 0 && entries;
      },
      30_000,
    );
    expect(entry).toMatchObject({
      operation: 'sendCommand',
      status: null,
      details: { set },
    });
  });

  it('is believed to come from where a trusted proxy says', async () => {
    const behind = await rig.startPlatform('behind', {}, 0, { trustedProxies: '127.0.0.0/8' });
    const headers = { 'x-forwarded-for': '198.51.100.1, 203.0.113.9' };
    const { token } = owner;
    await callApi(behind.httpPort, 'POST', `/v1/homes/${owner.homeId}/rooms`, {
      ...{ token, headers, body: { name: 'Behind' } },
    });
    // The last one that is no proxy of ours: the one before was written by whoever asked.
    expect((await audit(`/v1/homes/${owner.homeId}/audit`))[0]).toMatchObject({ address: '203.0.113.9' });
  });
});
