import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CommandResource } from '../../src/platform/api/schemas/command-schema.ts';
import type { Platform } from '../../src/platform/platform.ts';
import { type FakeHub, PlatformRig } from '../support/platform-rig.ts';
import { TestRedis } from '../support/redis.ts';
import { apiOf } from '../support/rig-api.ts';
import { waitUntil } from '../support/wait-until.ts';

interface Page {
  commands: CommandResource[];
  nextCursor: string | null;
}

interface BatchAnswer {
  results: {
    ieeeAddress: string;
    command: CommandResource | null;
    problem: { status: number; code: string } | null;
  }[];
  code?: string;
}

let redis: TestRedis;
let rig: PlatformRig;
let platform: Platform;
let hub: FakeHub;
let homeId: string;
let token: string;
let sensor: string;
let plug: string;
let light: string;
const api = apiOf(
  () => platform,
  () => token,
);

beforeAll(async () => {
  redis = await TestRedis.start();
});

afterAll(() => redis.stop());

beforeEach(async () => {
  await redis.command('FLUSHALL');
  rig = new PlatformRig(redis);
  platform = await rig.startPlatform('platform', {
    limits: { deviceCommandsListedMax: 5, openCommandsMax: 20 },
  });
  ({ homeId, token } = await rig.owner(platform));
  hub = await rig.startHub(platform, homeId);
  [sensor = '', , plug = '', light = ''] = hub.join(4);
  await hub.settled();
});

afterEach(() => rig.stop());

const set = (state: string) => ({ set: { state } });
const commandsOf = (address: string) => `/v1/devices/${address}/commands`;

async function send(address: string, state = 'ON', headers: Record<string, string> = {}) {
  return api<CommandResource>('POST', commandsOf(address), {
    body: set(state),
    headers: { prefer: 'wait=10', ...headers },
  });
}

async function offline(): Promise<void> {
  await hub.uplink.stop();
  await waitUntil('the hub is offline', async () => !(await platform.ports.hubs.list(homeId))[0]?.online);
}

async function roomOf(...addresses: string[]): Promise<string> {
  const { body } = await api<{ roomId: string }>('POST', `/v1/homes/${homeId}/rooms`, {
    body: { name: 'Hall' },
  });
  for (const address of addresses) {
    await api('PATCH', `/v1/devices/${address}`, { body: { roomId: body.roomId } });
  }
  return body.roomId;
}

/** Another account that is a guest, limited to one device. */
async function limitedGuest(address: string): Promise<ReturnType<typeof apiOf>> {
  const credentials = { email: 'guest@example.org', password: 'correct horse battery' };
  await api('POST', '/v1/accounts', { body: credentials });
  const invited = await api<{ code: string }>('POST', `/v1/homes/${homeId}/invitations`, {
    body: { role: 'guest', limits: { ieeeAddresses: [address] } },
  });
  const { body } = await api<{ accessToken: string }>('POST', '/v1/login', { body: credentials });
  const guest = apiOf(
    () => platform,
    () => body.accessToken,
  );
  await guest('POST', '/v1/invitations/accept', { body: { code: invited.body.code } });
  return guest;
}

describe('a command', () => {
  it('says who asked for it, and through what', async () => {
    const first = await send(plug, 'OFF', { 'user-agent': `wall-panel/2.0 ${'x'.repeat(200)}` });
    expect(first.body.requestedThrough).toMatchObject({ kind: 'token', name: null });
    expect(first.body.requestedThrough.userAgent).toBe(`wall-panel/2.0 ${'x'.repeat(113)}`);
    const { body: key } = await api<{ keyId: string; secret: string }>('POST', '/v1/api-keys', {
      body: { name: 'Night watch', scopes: ['devices:command', 'commands:read'] },
    });
    const { body } = await send(plug, 'ON', {
      authorization: `Bearer ${key.secret}`,
      'user-agent': 'cron/1',
    });
    const through = { kind: 'apiKey', name: 'Night watch', userAgent: 'cron/1' };
    expect(body.requestedThrough).toMatchObject(through);
    expect((await api<CommandResource>('GET', `/v1/commands/${body.commandId}`)).body).toEqual(body);
  });

  it('is listed with its device and its home, newest first, page by page while new ones come', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 7; index++) ids.unshift((await send(plug)).body.commandId);
    const other = (await send(light)).body.commandId;
    const ofPlug = await api<Page>('GET', commandsOf(plug));
    // A device lists no more than so many.
    expect(ofPlug.body.commands.map(({ commandId }) => commandId)).toEqual(ids.slice(0, 5));
    expect(ofPlug.body.nextCursor).toBeNull();
    const told: string[] = [];
    let cursor: string | null = null;
    do {
      const at: string = cursor === null ? '' : `&cursor=${cursor}`;
      const { body } = await api<Page>('GET', `/v1/commands?limit=3${at}`);
      told.push(...body.commands.map(({ commandId }) => commandId));
      cursor = body.nextCursor;
      if (told.length === 3) await send(light);
    } while (cursor !== null);
    expect(told).toEqual([other, ...ids]);
    const first = await api<Page>('GET', `${commandsOf(plug)}?limit=2`);
    const rest = await api<Page>('GET', `${commandsOf(plug)}?limit=2&cursor=${first.body.nextCursor}`);
    expect(rest.body.commands.map(({ commandId }) => commandId)).toEqual(ids.slice(2, 4));
  });

  it('is listed by its state and hub; permit-join has no device', async () => {
    await send(plug);
    hub.behave = async () => ({ state: 'failed', failure: { reason: 'no-ack', detail: 'Silent.' } });
    const failed = (await send(light)).body.commandId;
    await api('POST', `/v1/hubs/${hub.uplink.hubId}/permit-join`, { body: { durationS: 1 } });
    const list = async (query: string) =>
      (await api<Page>('GET', `/v1/commands?${query}`)).body.commands.map(({ commandId }) => commandId);
    await waitUntil('all have failed', async () => (await list('state=failed')).length === 2);
    expect(await list('state=failed')).toContain(failed);
    expect(await list('state=failed&state=succeeded')).toHaveLength(3);
    expect(await list(`hubId=${hub.uplink.hubId}`)).toHaveLength(3);
    expect(await list('hubId=hub-none')).toEqual([]);
    expect((await api('GET', '/v1/commands?cursor=x')).status).toBe(400);
    expect((await api('GET', '/v1/commands?cursor=cmd-00')).status).toBe(400);
  });

  it('of others than its devices is not told to a limited guest', async () => {
    const guest = await limitedGuest(plug);
    const own = (await send(plug)).body.commandId;
    await send(light);
    const { body } = await guest<Page>('GET', '/v1/commands');
    expect(body.commands.map(({ commandId }) => commandId)).toEqual([own]);
    expect((await guest('GET', commandsOf(light))).status).toBe(404);
  });

  it('can be cancelled while it is queued, and is then never run', async () => {
    await offline();
    const { body } = await send(plug, 'ON', { prefer: 'wait=0' });
    expect(body.state).toBe('queued');
    const cancelled = await api<CommandResource>('POST', `/v1/commands/${body.commandId}/cancel`);
    expect(cancelled.body.state).toBe('cancelled');
    hub = await rig.restartHub(platform);
    const next = await send(plug, 'OFF');
    expect(next.body.state).toBe('succeeded');
    expect(hub.executed.map(({ commandId }) => commandId)).toEqual([next.body.commandId]);
  });

  it('with If-Match runs only on the device as it was seen: of twenty at once one', async () => {
    const { etag } = await api('GET', `/v1/devices/${plug}`);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => send(plug, 'TOGGLE', { 'if-match': etag })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(19);
    expect(hub.executed).toHaveLength(1);
    const seen = await api('GET', `/v1/devices/${plug}`);
    hub.uplink.report(plug as '0x', { power: 1.5 }, Date.now());
    await hub.settled();
    expect((await send(plug, 'ON', { 'if-match': seen.etag })).status).toBe(412);
    const again = await api('GET', `/v1/devices/${plug}`);
    expect((await send(plug, 'ON', { 'if-match': again.etag })).status).toBe(200);
  });
});

describe('a PIN', () => {
  beforeEach(async () => {
    await api('PUT', `/v1/homes/${homeId}/pin`, { body: { pin: '482913' } });
    await api('PATCH', `/v1/homes/${homeId}`, { body: { pinRequired: true, securityDevices: [light] } });
    // A token is looked up again after a second.
    await waitUntil('the home wants it', async () => (await send(light)).status === 403);
  });

  it('is wanted for security devices alone', async () => {
    expect((await send(plug)).status).toBe(200);
    expect((await send(light)).body).toMatchObject({ code: 'pin-required' });
    expect((await send(light, 'ON', { 'security-pin': '000000' })).body).toMatchObject({ code: 'pin-wrong' });
    expect((await send(light, 'ON', { 'security-pin': '482913' })).status).toBe(200);
    expect((await api('DELETE', `/v1/devices/${light}`)).body).toMatchObject({ code: 'pin-required' });
  });

  it('is asked for before any command of a batch is made', async () => {
    const before = hub.executed.length;
    const body = { ieeeAddresses: [plug, light], ...set('ON') };
    const refused = await api<BatchAnswer>('POST', '/v1/commands', { body });
    expect([refused.status, refused.body.code]).toEqual([403, 'pin-required']);
    expect(hub.executed).toHaveLength(before);
    const headers = { 'security-pin': '482913', prefer: 'wait=10' };
    const { status, body: done } = await api<BatchAnswer>('POST', '/v1/commands', { body, headers });
    expect(status).toBe(200);
    expect(done.results.map(({ command }) => command?.state)).toEqual(['succeeded', 'succeeded']);
  });

  it('is wanted for every lock, and not for a lock for children', async () => {
    const { descriptor } = (await platform.ports.devices.get(homeId, plug as '0x')) ?? {};
    if (!descriptor) throw new Error('there is no plug');
    const access = { reported: true, settable: true, gettable: true };
    const values = ['LOCK', 'UNLOCK'];
    const withTrait = (ieeeAddress: `0x${string}`, name: string) => ({
      ...{ ...descriptor, ieeeAddress },
      traits: [...descriptor.traits, { name, type: 'enum' as const, values, access }],
    });
    hub.uplink.upsertDevice(withTrait('0x00158d00000000a1', 'bolt'), { networkAddress: 20, joined: true });
    hub.uplink.upsertDevice(withTrait('0x00158d00000000a2', 'child_lock'), {
      networkAddress: 21,
      joined: true,
    });
    await hub.settled();
    expect((await send('0x00158d00000000a1')).status).toBe(403);
    expect((await send('0x00158d00000000a2')).status).toBe(200);
  });
});

describe('a batch', () => {
  const batch = (body: object, headers: Record<string, string> = {}) =>
    api<BatchAnswer>('POST', '/v1/commands', { body, headers: { prefer: 'wait=10', ...headers } });

  it('means what is in a room and can take it', async () => {
    const roomId = await roomOf(sensor, plug, light);
    const { status, body } = await batch({ roomId, ...set('OFF') });
    expect(status).toBe(200);
    expect(
      body.results.map(({ ieeeAddress, command }) => [ieeeAddress, command?.state, command?.confirmed]),
    ).toEqual([
      [plug, 'succeeded', { state: 'OFF' }],
      [light, 'succeeded', { state: 'OFF' }],
    ]);
    const lights = await batch({ roomId, trait: ['brightness', 'state=OFF'], ...set('ON') });
    expect(lights.body.results.map(({ ieeeAddress }) => ieeeAddress)).toEqual([light]);
    expect((await batch({ roomId: 'room-none', ...set('ON') })).status).toBe(404);
    expect((await batch({ roomId, text: 'nothing', ...set('ON') })).body.results).toEqual([]);
  });

  it('tells the fate of each device that is named', async () => {
    hub.behave = async ({ action }) =>
      action.type === 'setTraits' && action.ieeeAddress === light
        ? { state: 'failed', failure: { reason: 'no-ack', detail: 'Silent.' } }
        : { state: 'succeeded', confirmed: {} };
    const ieeeAddresses = [
      light,
      sensor,
      '0x00158d00ffffffff',
      plug.toUpperCase().replace('0X', '0x'),
      'x',
      plug,
    ];
    const { status, body } = await batch({ ieeeAddresses, ...set('ON') });
    expect(status).toBe(200);
    const told = body.results.map(({ ieeeAddress, command, problem }) => [
      ieeeAddress,
      command ? [command.state, command.failure?.reason] : [problem?.status, problem?.code],
    ]);
    expect(told).toEqual([
      [light, ['failed', 'no-ack']],
      [sensor, [422, 'unknown-trait']],
      ['0x00158d00ffffffff', [404, 'not-found']],
      [plug, ['succeeded', undefined]],
      ['x', [404, 'not-found']],
    ]);
    const wrong = await batch({ ieeeAddresses: [light, plug], set: { brightness: 999 } });
    expect(wrong.body.results.map(({ problem }) => problem?.code)).toEqual([
      'invalid-value',
      'unknown-trait',
    ]);
  });

  it('is covered by one idempotency key, whatever is in the room by then', async () => {
    const roomId = await roomOf(plug);
    const headers = { 'idempotency-key': 'evening' };
    const first = await batch({ roomId, ...set('ON') }, headers);
    await api('PATCH', `/v1/devices/${light}`, { body: { roomId } });
    await api('PATCH', `/v1/devices/${plug}`, { body: { roomId: null } });
    const again = await batch({ roomId, ...set('ON') }, headers);
    expect(again.body).toEqual(first.body);
    expect(hub.executed).toHaveLength(1);
    expect((await batch({ roomId, ...set('OFF') }, headers)).body.code).toBe('conflict');
    // The key of a batch and that of a command are not the same.
    expect((await send(light, 'ON', headers)).status).toBe(200);
  });

  it('waits no longer than it was asked to, and can be queued or refused', async () => {
    hub.behave = () => new Promise(() => undefined);
    const slow = await batch({ ieeeAddresses: [plug, light], ...set('ON') }, { prefer: 'wait=1' });
    expect(slow.status).toBe(202);
    await offline();
    const refused = await batch({ ieeeAddresses: [plug], ...set('ON'), whenOffline: 'refuse' });
    expect(refused.body.results).toMatchObject([{ command: null, problem: { code: 'hub-offline' } }]);
    const queued = await batch({ ieeeAddresses: [plug], ...set('ON') }, { prefer: 'wait=0' });
    expect(queued.body.results).toMatchObject([{ command: { state: 'queued' }, problem: null }]);
  });

  it('is bounded, as is the queue of each hub', async () => {
    const many = Array.from({ length: 201 }, (_, index) => `0x${index.toString(16).padStart(16, '0')}`);
    expect((await batch({ ieeeAddresses: many, ...set('ON') })).status).toBe(400);
    expect((await batch(set('ON'))).body).toMatchObject({ status: 400, code: 'invalid-request' });
    await offline();
    for (let index = 0; index < 20; index++) await send(plug, 'ON', { prefer: 'wait=0' });
    const full = await batch({ ieeeAddresses: [plug, light], ...set('ON') }, { prefer: 'wait=0' });
    expect(full.body.results.map(({ problem }) => problem?.code)).toEqual(['queue-full', 'queue-full']);
  });

  it('of a limited guest reaches its devices and no others', async () => {
    const guest = await limitedGuest(plug);
    const roomId = await roomOf(plug, light);
    const headers = { prefer: 'wait=10' };
    const ofRoom = await guest<BatchAnswer>('POST', '/v1/commands', {
      body: { roomId, ...set('ON') },
      headers,
    });
    expect(ofRoom.body.results.map(({ ieeeAddress }) => ieeeAddress)).toEqual([plug]);
    const other = await roomOf(sensor);
    const hidden = await guest('POST', '/v1/commands', { body: { roomId: other, ...set('ON') } });
    expect(hidden.status).toBe(404);
    const body = { ieeeAddresses: [plug, light], ...set('OFF') };
    const named = await guest<BatchAnswer>('POST', '/v1/commands', { body, headers });
    expect(named.body.results.map(({ command, problem }) => command?.state ?? problem?.code)).toEqual([
      'succeeded',
      'not-found',
    ]);
  });
});
