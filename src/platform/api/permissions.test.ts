import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, createTestApi, type TestApi } from '../../../test/support/api-client.ts';
import { createExamplePlatform, exampleTokens } from '../../../test/support/example-platform.ts';
import { type OpenApiDocument, operationsOf, readDocument } from '../../../test/support/open-api-document.ts';
import { permissionsPage } from '../../../test/support/permissions-page.ts';
import { silentLogger } from '../../common/logger.ts';
import type { Role } from '../domain/principal.ts';
import { roles } from '../domain/principal.ts';
import { createHttpApi } from './http-api.ts';
import {
  accountPermissions,
  isAccountPermission,
  isGranted,
  isOperatorPermission,
  type Permission,
} from './permissions.ts';

/**
 * Every operation, the permission that it must ask for, and a request about the home of the examples that an owner
 * may make. An operation that is missing here fails the test.
 */
const operations: Record<string, { permission: Permission; url: string; body?: object }> = {
  listHubs: { permission: 'hubs:read', url: '/v1/hubs?homeId=home-1' },
  readHub: { permission: 'hubs:read', url: '/v1/hubs/hub-8f3b2c1d4e5f6071' },
  createClaimCode: { permission: 'hubs:claim', url: '/v1/hubs/claim-codes', body: { homeId: 'home-1' } },
  permitJoin: {
    permission: 'hubs:permit-join',
    url: '/v1/hubs/hub-8f3b2c1d4e5f6071/permit-join',
    body: { durationS: 10 },
  },
  listDevices: { permission: 'devices:read', url: '/v1/devices?homeId=home-1' },
  readDevice: { permission: 'devices:read', url: '/v1/devices/0x00158d00045a1b20' },
  readHistoryUsage: { permission: 'devices:read', url: '/v1/devices/0x00158d00045a1b20/history' },
  readHistory: { permission: 'devices:read', url: '/v1/devices/0x00158d00045a1b20/history/power' },
  readDeviceAvailability: { permission: 'devices:read', url: '/v1/devices/0x00158d00045a1b20/availability' },
  readHubAvailability: { permission: 'hubs:read', url: '/v1/hubs/hub-8f3b2c1d4e5f6071/availability' },
  updateDevice: {
    permission: 'devices:manage',
    url: '/v1/devices/0x00158d00045a1b20',
    body: { name: 'x' },
  },
  removeDevice: { permission: 'devices:manage', url: '/v1/devices/0x00158d00045a1b20' },
  listDeviceCommands: { permission: 'commands:read', url: '/v1/devices/0x00158d00045a1b20/commands' },
  listCommands: { permission: 'commands:read', url: '/v1/commands?homeId=home-1' },
  sendBatch: {
    permission: 'devices:command',
    url: '/v1/commands',
    body: { homeId: 'home-1', ieeeAddresses: ['0x00158d00045a1b20'], set: { state: 'ON' } },
  },
  sendCommand: {
    permission: 'devices:command',
    url: '/v1/devices/0x00158d00045a1b20/commands',
    body: { set: { state: 'ON' } },
  },
  getValues: {
    permission: 'devices:command',
    url: '/v1/devices/0x00158d00045a1b20/get',
    body: { traits: ['state'] },
  },
  interviewDevice: { permission: 'devices:radio', url: '/v1/devices/0x00158d00045a1b20/interview' },
  readBindings: { permission: 'devices:radio', url: '/v1/devices/0x00158d00045a1b20/bindings' },
  bindDevice: {
    permission: 'devices:radio',
    url: '/v1/devices/0x00158d00045a1b20/bindings',
    body: { endpointId: 1, cluster: 'genOnOff', target: { type: 'coordinator' } },
  },
  unbindDevice: {
    permission: 'devices:radio',
    url: '/v1/devices/0x00158d00045a1b20/bindings/remove',
    body: { endpointId: 1, cluster: 'genOnOff', target: { type: 'coordinator' } },
  },
  readReporting: { permission: 'devices:radio', url: '/v1/devices/0x00158d00045a1b20/reporting' },
  configureReporting: {
    permission: 'devices:radio',
    url: '/v1/devices/0x00158d00045a1b20/reporting',
    body: {
      ...{ endpointId: 1, cluster: 'genOnOff' },
      rules: [{ attribute: 'onOff', minimumIntervalS: 0, maximumIntervalS: 300 }],
    },
  },
  readNetworkMap: { permission: 'devices:radio', url: '/v1/hubs/hub-8f3b2c1d4e5f6071/network-map' },
  makeNetworkMap: { permission: 'devices:radio', url: '/v1/hubs/hub-8f3b2c1d4e5f6071/network-map' },
  readCommand: { permission: 'commands:read', url: '/v1/commands/cmd-01' },
  cancelCommand: { permission: 'commands:cancel', url: '/v1/commands/cmd-01/cancel' },
  streamEvents: { permission: 'events:read', url: '/v1/events?homeId=home-1' },
  openEventSocket: { permission: 'events:read', url: '/v1/events/socket?homeId=home-1' },
  diagnosePush: {
    permission: 'push:diagnose',
    url: '/v1/diagnostics/push',
    body: { ieeeAddress: '0x00158d00045a1b20' },
  },
  listWebhooks: { permission: 'webhooks:read', url: '/v1/webhooks?homeId=home-1' },
  readWebhook: { permission: 'webhooks:read', url: '/v1/webhooks/webhook-5a1f0c2d3b4e6978' },
  createWebhook: {
    permission: 'webhooks:manage',
    url: '/v1/webhooks',
    body: { homeId: 'home-1', url: 'https://hooks.example.org/' },
  },
  updateWebhook: {
    permission: 'webhooks:manage',
    url: '/v1/webhooks/webhook-5a1f0c2d3b4e6978',
    body: { name: 'x' },
  },
  deleteWebhook: { permission: 'webhooks:manage', url: '/v1/webhooks/webhook-5a1f0c2d3b4e6978' },
  rotateWebhookSecret: {
    permission: 'webhooks:manage',
    url: '/v1/webhooks/webhook-5a1f0c2d3b4e6978/rotate-secret',
  },
  pauseWebhook: { permission: 'webhooks:manage', url: '/v1/webhooks/webhook-5a1f0c2d3b4e6978/pause' },
  resumeWebhook: {
    permission: 'webhooks:manage',
    url: '/v1/webhooks/webhook-5a1f0c2d3b4e6978/resume',
    body: {},
  },
  pingWebhook: { permission: 'webhooks:manage', url: '/v1/webhooks/webhook-5a1f0c2d3b4e6978/ping' },
  listWebhookDeliveries: {
    permission: 'webhooks:read',
    url: '/v1/webhooks/webhook-5a1f0c2d3b4e6978/deliveries',
  },
  listDeadLetters: {
    permission: 'webhooks:read',
    url: '/v1/webhooks/webhook-5a1f0c2d3b4e6978/dead-letters',
  },
  replayDeadLetters: {
    permission: 'webhooks:manage',
    url: '/v1/webhooks/webhook-5a1f0c2d3b4e6978/dead-letters/replay',
    body: {},
  },
  register: {
    permission: 'public',
    url: '/v1/accounts',
    body: { email: 'a@example.org', password: 'long enough to be one' },
  },
  logIn: {
    permission: 'public',
    url: '/v1/login',
    body: { email: 'a@example.org', password: 'correct horse battery' },
  },
  refreshTokens: { permission: 'public', url: '/v1/tokens/refresh', body: { refreshToken: 'zfr_refresh' } },
  beginDeviceLogin: { permission: 'public', url: '/v1/oauth/device-authorization', body: {} },
  exchangeGrant: {
    permission: 'public',
    url: '/v1/oauth/token',
    body: { grant_type: 'refresh_token', refresh_token: 'zfr_refresh' },
  },
  logOut: { permission: 'account:manage', url: '/v1/logout', body: {} },
  readAccount: { permission: 'account:read', url: '/v1/account' },
  setPassword: {
    permission: 'account:manage',
    url: '/v1/account/password',
    body: { currentPassword: 'correct horse battery', newPassword: 'battery staple horse' },
  },
  deleteAccount: { permission: 'account:manage', url: '/v1/account/delete', body: { confirm: 'nobody' } },
  listApiKeys: { permission: 'account:manage', url: '/v1/api-keys' },
  createApiKey: {
    permission: 'account:manage',
    url: '/v1/api-keys',
    body: { name: 'x', scopes: ['homes:read'] },
  },
  deleteApiKey: { permission: 'account:manage', url: '/v1/api-keys/key-none' },
  decideDeviceLogin: {
    permission: 'account:manage',
    url: '/v1/device-logins/decision',
    body: { userCode: 'WDJB-MJHT', approve: true },
  },
  createHome: { permission: 'homes:join', url: '/v1/homes', body: { name: 'x' } },
  acceptInvitation: { permission: 'homes:join', url: '/v1/invitations/accept', body: { code: 'zfi_code' } },
  listHomes: { permission: 'homes:read', url: '/v1/homes' },
  readHome: { permission: 'homes:read', url: '/v1/homes/home-1' },
  updateHome: { permission: 'homes:update', url: '/v1/homes/home-1', body: { name: 'x' } },
  deleteHome: { permission: 'homes:delete', url: '/v1/homes/home-1' },
  transferHome: {
    permission: 'homes:transfer',
    url: '/v1/homes/home-1/transfer',
    body: { accountId: 'account-admin' },
  },
  leaveHome: { permission: 'homes:leave', url: '/v1/homes/home-1/leave' },
  setPin: {
    permission: 'homes:set-pin',
    url: '/v1/homes/home-1/pin',
    body: { pin: '482913', password: 'correct horse battery' },
  },
  listMembers: { permission: 'members:read', url: '/v1/homes/home-1/members' },
  readMember: { permission: 'members:read', url: '/v1/homes/home-1/members/account-guest' },
  changeMember: {
    permission: 'members:manage',
    url: '/v1/homes/home-1/members/account-guest',
    body: { role: 'member' },
  },
  removeMember: { permission: 'members:manage', url: '/v1/homes/home-1/members/account-guest' },
  listInvitations: { permission: 'members:manage', url: '/v1/homes/home-1/invitations' },
  invite: {
    permission: 'members:manage',
    url: '/v1/homes/home-1/invitations',
    body: { role: 'member' },
  },
  withdrawInvitation: {
    permission: 'members:manage',
    url: '/v1/homes/home-1/invitations/invitation-1',
  },
  listRooms: { permission: 'homes:read', url: '/v1/homes/home-1/rooms' },
  readRoom: { permission: 'homes:read', url: '/v1/homes/home-1/rooms/room-1' },
  createRoom: { permission: 'rooms:manage', url: '/v1/homes/home-1/rooms', body: { name: 'x' } },
  updateRoom: { permission: 'rooms:manage', url: '/v1/homes/home-1/rooms/room-1', body: { name: 'x' } },
  deleteRoom: { permission: 'rooms:manage', url: '/v1/homes/home-1/rooms/room-1' },
  updateHub: { permission: 'hubs:manage', url: '/v1/hubs/hub-8f3b2c1d4e5f6071', body: { name: 'x' } },
  releaseHub: { permission: 'hubs:manage', url: '/v1/hubs/hub-8f3b2c1d4e5f6071' },
  revokeHub: { permission: 'hubs:manage', url: '/v1/hubs/hub-8f3b2c1d4e5f6071/revoke' },
  listHomeAudit: { permission: 'audit:read', url: '/v1/homes/home-1/audit' },
  exportHomeAudit: { permission: 'audit:read', url: '/v1/homes/home-1/audit/export' },
  listAccountAudit: { permission: 'account:manage', url: '/v1/account/audit' },
  listPlatformAudit: { permission: 'platform:audit', url: '/v1/audit' },
  exportPlatformAudit: { permission: 'platform:audit', url: '/v1/audit/export' },
  listGroups: { permission: 'groups:read', url: '/v1/groups?homeId=home-1' },
  readGroup: { permission: 'groups:read', url: '/v1/groups/group-1' },
  createGroup: { permission: 'groups:manage', url: '/v1/groups', body: { homeId: 'home-1', name: 'x' } },
  updateGroup: { permission: 'groups:manage', url: '/v1/groups/group-1', body: { name: 'x' } },
  deleteGroup: { permission: 'groups:manage', url: '/v1/groups/group-1' },
  commandGroup: {
    permission: 'devices:command',
    url: '/v1/groups/group-1/commands',
    body: { set: { state: 'ON' } },
  },
  replaceHub: {
    permission: 'hubs:manage',
    url: '/v1/hubs/hub-8f3b2c1d4e5f6071/replace',
    body: { newHubId: 'hub-1a2b3c4d5e6f7081' },
  },
  rotateHubKey: { permission: 'hubs:manage', url: '/v1/hubs/hub-8f3b2c1d4e5f6071/rotate-key' },
  readLiveness: { permission: 'public', url: '/livez' },
  readReadiness: { permission: 'public', url: '/readyz' },
};

let api: TestApi;
let document: OpenApiDocument;

beforeAll(async () => {
  api = await createTestApi();
  document = await readDocument(api.app);
  const { url, body } = operations.sendCommand ?? { url: '' };
  await api.app.inject({ method: 'POST', url, headers: as('owner'), ...(body && { payload: body }) });
});
afterAll(() => api.app.close());

/** The status of an operation. A stream counts as soon as it has begun. */
async function statusOf(operationId: string, headers: Record<string, string>): Promise<number> {
  const found = operationsOf(document).find(({ operation }) => operation.operationId === operationId);
  const { url, body } = operations[operationId] ?? { url: '' };
  const ended = new AbortController();
  const response = await api.app.inject({
    method: (found?.method.toUpperCase() ?? 'GET') as 'GET',
    url,
    headers,
    payloadAsStream: true,
    signal: ended.signal,
    ...(body && { payload: body }),
  });
  response.stream().on('error', () => undefined);
  ended.abort();
  return response.statusCode;
}

/** Whether the account of the examples that has this role in the home may. Its owner runs the platform, too. */
function isAllowed(permission: Permission, role: Role): boolean {
  if (permission === 'public' || isAccountPermission(permission)) return true;
  return isOperatorPermission(permission) ? role === 'owner' : isGranted(permission, role);
}

describe('permissions', () => {
  it('has a row for every operation', () => {
    const described = operationsOf(document).map(({ operation }) => operation.operationId);
    expect(Object.keys(operations).sort()).toEqual(described.sort());
  });

  it('are what docs/permissions.md says (vitest -u writes it)', async () => {
    const rows = operationsOf(document).flatMap(({ path, method, operation }) => {
      const permission = operations[operation.operationId]?.permission;
      return permission === undefined ? [] : [{ permission, method, path }];
    });
    await expect(permissionsPage(rows)).toMatchFileSnapshot('../../../docs/permissions.md');
  });

  const guarded = Object.entries(operations).filter(([, { permission }]) => permission !== 'public');
  const cases = guarded.flatMap(([operationId, { permission }]) =>
    roles.map((role) => ({
      operationId,
      role,
      granted: isAllowed(permission, role),
    })),
  );

  it.each(cases)('$operationId as $role: $granted', async ({ operationId, role, granted }) => {
    const status = await statusOf(operationId, as(role));
    // What is granted may still be about something that is not there, or ask for a WebSocket.
    if (granted) expect([200, 201, 202, 404, 409, 426]).toContain(status);
    else expect(status).toBe(403);
  });

  it.each(guarded.map(([operationId]) => operationId))('%s lets no stranger in', async (operationId) => {
    expect(await statusOf(operationId, {})).toBe(401);
    expect(await statusOf(operationId, { authorization: 'Bearer zf_unknown' })).toBe(401);
    expect(await statusOf(operationId, { authorization: `Basic ${exampleTokens.owner}` })).toBe(401);
    expect(await statusOf(operationId, { authorization: 'Bearer' })).toBe(401);
    // Another account does not even learn that the home, the hub, the device or the command is there.
    const { permission, url } = operations[operationId] ?? { permission: 'public', url: '' };
    const isAboutAll = permission === 'public' || isAccountPermission(permission) || url === '/v1/homes';
    if (isOperatorPermission(permission)) expect(await statusOf(operationId, as('stranger'))).toBe(403);
    else if (!isAboutAll) expect(await statusOf(operationId, as('stranger'))).toBe(404);
  });

  it.each(Object.entries(operations).filter(([, { permission }]) => permission === 'public'))(
    '%s needs no token',
    async (operationId) => {
      expect([200, 202]).toContain(await statusOf(operationId, {}));
    },
  );

  it.each(guarded)('%s is nothing for an API key without the scope', async (operationId, { permission }) => {
    const only = permission === 'homes:read' ? 'hubs:read' : 'homes:read';
    api.platform.principals.set('zf_scoped', {
      ...{ accountId: 'account-1', credentialId: 'key-1', homes: new Map([['home-1', 'owner' as const]]) },
      scopes: new Set([only]),
    });
    expect(await statusOf(operationId, { authorization: 'Bearer zf_scoped' })).toBe(403);
    const managing = Object.entries(accountPermissions).find(([name]) => name === permission)?.[1];
    if (managing && !managing.forKeys) {
      api.platform.principals.set('zf_scoped', {
        ...{ accountId: 'account-1', credentialId: 'key-1', homes: new Map([['home-1', 'owner' as const]]) },
        scopes: new Set([permission]),
      });
      expect(await statusOf(operationId, { authorization: 'Bearer zf_scoped' })).toBe(403);
    }
  });

  it('shows a limited guest nothing but the devices within its limits', async () => {
    api.platform.principals.set('zf_limited', {
      ...{ accountId: 'account-guest', credentialId: 'token-9' },
      homes: new Map([['home-1', 'guest' as const]]),
      reach: new Map([['home-1', new Set(['0x00158d0004f3c2a1' as const])]]),
    });
    const headers = { authorization: 'Bearer zf_limited' };
    for (const operationId of ['readHub', 'readDevice', 'sendCommand', 'readCommand']) {
      expect(await statusOf(operationId, headers)).toBe(404);
    }
    const devices = await api.app.inject({ url: '/v1/devices', headers });
    expect(devices.json<{ devices: object[] }>().devices).toMatchObject([
      { ieeeAddress: '0x00158d0004f3c2a1' },
    ]);
    expect((await api.app.inject({ url: '/v1/hubs', headers })).json()).toEqual({ hubs: [] });
    expect((await api.app.inject({ url: '/v1/homes/home-1/rooms', headers })).json()).toEqual({ rooms: [] });
    expect((await api.app.inject({ url: '/v1/devices/0x00158d0004f3c2a1', headers })).statusCode).toBe(200);
  });

  it('tells an owner of one home that is guest of another no more than that', async () => {
    api.platform.addToken('zf_both', 'account-both', { 'home-1': 'guest', 'home-2': 'owner' });
    const headers = { authorization: 'Bearer zf_both' };
    expect(await statusOf('permitJoin', headers)).toBe(403);
    expect(await statusOf('readDevice', headers)).toBe(200);
    const url = '/v1/hubs/hub-2222222222222222/permit-join';
    const own = await api.app.inject({ method: 'POST', url, headers });
    expect(own.statusCode).toBe(202);
    const devices = await api.app.inject({ url: '/v1/devices?limit=2', headers });
    const first = devices.json<{ devices: object[]; nextCursor: string }>();
    const rest = await api.app.inject({ url: `/v1/devices?limit=2&cursor=${first.nextCursor}`, headers });
    expect([...first.devices, ...rest.json<{ devices: object[] }>().devices]).toHaveLength(3);
    expect(rest.json<{ nextCursor: null }>().nextCursor).toBeNull();
    const code = await api.app.inject({ method: 'POST', url: '/v1/hubs/claim-codes', headers });
    expect(code.statusCode).toBe(201);
  });

  it('refuses a cursor that leads into the home of somebody else', async () => {
    const cursor = Buffer.from(JSON.stringify({ homeId: 'home-2' })).toString('base64url');
    const response = await api.app.inject({ url: `/v1/devices?cursor=${cursor}`, headers: as('owner') });
    expect(response.json()).toEqual({ devices: [], nextCursor: null });
  });

  it('does not start with a route that declares no permission', async () => {
    const app = createHttpApi(createExamplePlatform().ports, { logger: silentLogger(), version: '0.0.0' });
    app.get('/open', async () => 'open');
    await expect(app.ready()).rejects.toThrow('declare no permission: GET /open');
    await app.close();
  });
});
