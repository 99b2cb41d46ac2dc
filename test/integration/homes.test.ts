import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Trait } from '../../src/devices/trait.ts';
import type { Platform } from '../../src/platform/platform.ts';
import { keys } from '../../src/platform/store/keys.ts';
import { exampleDevice } from '../support/example-devices.ts';
import { Person, password } from '../support/people.ts';
import { FakeHub, PlatformRig } from '../support/platform-rig.ts';
import { TestRedis } from '../support/redis.ts';
import { waitUntil } from '../support/wait-until.ts';

/**
 * Four people and a home, from its first day to its last. The tests tell one story and run in their order.
 */
let redis: TestRedis;
let rig: PlatformRig;
let platform: Platform;
let olga: Person;
let anton: Person;
let mia: Person;
let gus: Person;
let homeId: string;
let hub: FakeHub;
let plug: string;
let lamp: string;
const lock = '0x00158d00000000aa';
let cellar: string;
let wine: string;

beforeAll(async () => {
  redis = await TestRedis.start();
  rig = new PlatformRig(redis);
  platform = await rig.startPlatform();
  [olga, anton, mia, gus] = (await Promise.all(
    ['olga', 'anton', 'mia', 'gus'].map((name) => Person.register(platform, name)),
  )) as [Person, Person, Person, Person];
});

afterAll(async () => {
  await rig.stop();
  await redis.stop();
});

/** Rights and limits are looked up again every second. */
function soon(person: Person, status: number, target: string, body?: unknown): Promise<unknown> {
  const request = body === undefined ? {} : { body };
  return waitUntil(
    `${target} is ${status}`,
    async () => (await person.ask(target, request)).status === status,
  );
}

const addressesOf = async (person: Person) =>
  (await person.expect(200, 'GET /v1/devices')).devices.map(
    (each: { ieeeAddress: string }) => each.ieeeAddress,
  );
const membersOf = async (person: Person): Promise<Record<string, string>> => {
  const { members } = await person.expect(200, `GET /v1/homes/${homeId}/members`);
  return Object.fromEntries(
    members.map((each: { accountId: string; role: string }) => [each.accountId, each.role]),
  );
};

describe('four people and a home', () => {
  it('Olga makes a home and claims a hub by a code, which works once', async () => {
    ({ homeId } = await olga.expect(201, 'POST /v1/homes', { body: { name: 'Villa' } }));
    const { claimCode } = await olga.expect(201, 'POST /v1/hubs/claim-codes', { body: { homeId } });
    hub = new FakeHub(join(rig.folder, 'hub'), platform.linkPort, claimCode);
    await rig.connect(hub);
    [plug = '', lamp = ''] = [hub.join(1, 2)[0], hub.join(1, 3)[0]];
    const state: Trait = {
      ...{ name: 'state', type: 'enum', values: ['LOCK', 'UNLOCK'] },
      access: { reported: true, settable: true, gettable: true },
    };
    const { descriptor } = exampleDevice(0);
    hub.uplink.upsertDevice(
      { ...descriptor, ieeeAddress: lock, sleepy: false, traits: [state] },
      { networkAddress: 99, joined: true },
    );
    await hub.settled();
    expect((await olga.expect(200, 'GET /v1/hubs')).hubs).toMatchObject([
      { homeId, online: true, deviceCount: 3 },
    ]);

    const thief = new FakeHub(join(rig.folder, 'thief'), platform.linkPort, claimCode);
    await thief.uplink.start();
    await waitUntil('the code is refused', () => thief.uplink.linkStatus.state === 'refused');
    await thief.uplink.stop();
  });

  it('makes rooms within rooms, and none in a circle', async () => {
    const room = async (name: string, parentId: string | null = null) =>
      (await olga.expect(201, `POST /v1/homes/${homeId}/rooms`, { body: { name, parentId } })).roomId;
    cellar = await room('Cellar');
    wine = await room('Wine', cellar);
    const rooms = `/v1/homes/${homeId}/rooms`;
    await olga.expect(409, `PATCH ${rooms}/${cellar}`, { body: { parentId: wine } });
    await olga.expect(409, `DELETE ${rooms}/${cellar}`);
    let deepest = wine;
    for (const name of ['Shelf', 'Row', 'Box']) deepest = await room(name, deepest);
    await olga.expect(409, `POST ${rooms}`, { body: { name: 'Too deep', parentId: deepest } });
    await redis.command('HSET', keys.devicePlaces(homeId), plug, wine);
  });

  it('invites an admin, a member, and a guest who sees one room only', async () => {
    await anton.join(olga, homeId, { role: 'admin' });
    // An admin invites too, but makes no admins.
    await anton.expect(403, `POST /v1/homes/${homeId}/invitations`, { body: { role: 'admin' } });
    await mia.join(anton, homeId, { role: 'member' });
    await gus.join(anton, homeId, { role: 'guest', limits: { roomIds: [cellar] } });
    expect(await membersOf(mia)).toEqual({
      ...{ [olga.accountId]: 'owner', [anton.accountId]: 'admin' },
      ...{ [mia.accountId]: 'member', [gus.accountId]: 'guest' },
    });
    const { code } = await olga.expect(201, `POST /v1/homes/${homeId}/invitations`, {
      body: { role: 'member' },
    });
    await gus.expect(409, 'POST /v1/invitations/accept', { body: { code } });
    const { invitations } = await olga.expect(200, `GET /v1/homes/${homeId}/invitations`);
    expect(invitations).toHaveLength(1);
    await olga.expect(200, `DELETE /v1/homes/${homeId}/invitations/${invitations[0].invitationId}`);
    await gus.expect(404, 'POST /v1/invitations/accept', { body: { code } });
  });

  it('lets each do what the role allows', async () => {
    const command = { body: { set: { state: 'ON' } }, headers: { prefer: 'wait=10' } };
    for (const person of [olga, anton, mia]) {
      expect((await addressesOf(person)).sort()).toEqual([plug, lamp, lock].sort());
      await person.expect(200, `POST /v1/devices/${lamp}/commands`, command);
    }
    await mia.expect(403, `POST /v1/homes/${homeId}/rooms`, { body: { name: 'Mine' } });
    await mia.expect(403, `POST /v1/homes/${homeId}/invitations`, { body: { role: 'guest' } });
    await mia.expect(403, `DELETE /v1/homes/${homeId}/members/${gus.accountId}`);
    await anton.expect(403, `DELETE /v1/homes/${homeId}`);
    await anton.expect(403, `POST /v1/homes/${homeId}/transfer`, { body: { accountId: anton.accountId } });
    await anton.expect(409, `DELETE /v1/homes/${homeId}/members/${olga.accountId}`);
    await anton.expect(409, `PATCH /v1/homes/${homeId}/members/${olga.accountId}`, {
      body: { role: 'guest' },
    });
    await anton.expect(200, `PATCH /v1/homes/${homeId}`, { body: { name: 'The villa' } });
  });

  it('shows the guest the devices of the room and of those within it, and nothing else', async () => {
    expect(await addressesOf(gus)).toEqual([plug]);
    await gus.expect(200, `GET /v1/devices/${plug}/history/power`);
    await gus.expect(200, `GET /v1/devices/${plug}/availability`);
    const command = { body: { set: { state: 'OFF' } }, headers: { prefer: 'wait=10' } };
    await gus.expect(200, `POST /v1/devices/${plug}/commands`, command);
    for (const hidden of [
      `devices/${lamp}`,
      `devices/${lamp}/history/state`,
      `devices/${lamp}/availability`,
    ]) {
      await gus.expect(404, `GET /v1/${hidden}`);
    }
    await gus.expect(404, `POST /v1/devices/${lamp}/commands`, command);
    await gus.expect(404, `GET /v1/hubs/${hub.uplink.hubId}/availability`);
    expect(await gus.expect(200, 'GET /v1/hubs')).toEqual({ hubs: [] });
    const named = { body: { securityDevices: [lamp] } };
    expect((await olga.expect(200, `PATCH /v1/homes/${homeId}`, named)).securityDevices).toEqual([lamp]);
    expect((await gus.expect(200, `GET /v1/homes/${homeId}`)).securityDevices).toEqual([]);
    expect((await gus.expect(200, 'GET /v1/homes')).homes[0].securityDevices).toEqual([]);
    await gus.expect(403, `GET /v1/homes/${homeId}/members`);
  });

  it('keeps the limits of a guest unless they are spoken of, and ends them when the time is over', async () => {
    const member = `/v1/homes/${homeId}/members/${gus.accountId}`;
    const kept = await olga.expect(200, `PATCH ${member}`, { body: { role: 'guest' } });
    expect(kept.limits).toMatchObject({ roomIds: [cellar] });
    const limits = { ieeeAddresses: [lamp], notAfter: new Date(Date.now() + 3_000).toISOString() };
    await olga.expect(200, `PATCH ${member}`, { body: { limits } });
    await soon(gus, 200, `GET /v1/devices/${lamp}`);
    await gus.expect(404, `GET /v1/devices/${plug}`);
    await waitUntil('its time is over', async () => (await addressesOf(gus)).length === 0, 10_000);
    await gus.expect(404, `GET /v1/homes/${homeId}`);
    const later = { notBefore: new Date(Date.now() + 3_600_000).toISOString() };
    await olga.expect(200, `PATCH ${member}`, { body: { limits: later } });
    await gus.expect(404, `GET /v1/homes/${homeId}`);
    await olga.expect(200, `PATCH ${member}`, { body: { limits: null } });
    await soon(gus, 200, `GET /v1/homes/${homeId}`);
  });

  it('wants a PIN for the lock, and for what else the home names', async () => {
    await mia.expect(200, `PUT /v1/homes/${homeId}/pin`, { body: { pin: '4711', password } });
    await mia.expect(403, `PUT /v1/homes/${homeId}/pin`, { body: { pin: '0815', password: 'wrong' } });
    await olga.expect(200, `PATCH /v1/homes/${homeId}`, {
      body: { pinRequired: true, securityDevices: [plug] },
    });
    const unlock = (person: Person, pin?: string) =>
      person.ask(`POST /v1/devices/${lock}/commands`, {
        body: { set: { state: 'UNLOCK' } },
        headers: { prefer: 'wait=10', ...(pin !== undefined && { 'security-pin': pin }) },
      });
    const executed = hub.executed.length;
    expect((await unlock(mia)).body.code).toBe('pin-required');
    expect((await unlock(mia, '0000')).body.code).toBe('pin-wrong');
    expect((await unlock(mia, 'abcd')).status).toBe(400);
    // Another one's PIN is not hers.
    expect((await unlock(anton, '4711')).body.code).toBe('pin-required');
    expect(hub.executed).toHaveLength(executed);
    expect((await unlock(mia, '4711')).body.state).toBe('succeeded');
    await mia.expect(403, `POST /v1/devices/${plug}/commands`, { body: { set: { state: 'ON' } } });
    await mia.expect(202, `POST /v1/devices/${lamp}/commands`, { body: { set: { state: 'ON' } } });
    // Five wrong ones in a row, and not even the right one is looked at.
    for (let count = 0; count < 5; count++) expect((await unlock(mia, '0000')).status).toBe(403);
    expect((await unlock(mia, '4711')).status).toBe(429);
    // Nobody lifts it with nothing but a token.
    await anton.expect(403, `PATCH /v1/homes/${homeId}`, { body: { pinRequired: false } });
    await anton.expect(403, `PATCH /v1/homes/${homeId}`, { body: { securityDevices: [] } });
    await anton.expect(200, `PATCH /v1/homes/${homeId}`, { body: { pinRequired: false, password } });
    await mia.expect(202, `POST /v1/devices/${plug}/commands`, { body: { set: { state: 'ON' } } });
  });

  it('lets go of who leaves or is removed, at once', async () => {
    await mia.expect(200, `POST /v1/homes/${homeId}/leave`);
    await mia.expect(404, `GET /v1/homes/${homeId}`);
    await olga.expect(409, `POST /v1/homes/${homeId}/leave`);
    await olga.expect(200, `DELETE /v1/homes/${homeId}/members/${gus.accountId}`);
    await soon(gus, 404, `GET /v1/homes/${homeId}`);
    await soon(gus, 404, `GET /v1/devices/${lamp}`);
  });

  it('is transferred to the admin, and its hub is released and claimed by somebody else', async () => {
    await olga.expect(404, `POST /v1/homes/${homeId}/transfer`, { body: { accountId: mia.accountId } });
    await olga.expect(200, `POST /v1/homes/${homeId}/transfer`, { body: { accountId: anton.accountId } });
    expect(await membersOf(olga)).toEqual({ [olga.accountId]: 'admin', [anton.accountId]: 'owner' });
    await soon(anton, 200, `PATCH /v1/homes/${homeId}`, { name: 'Antons' });
    await olga.expect(403, `DELETE /v1/homes/${homeId}`);

    const { hubId } = hub.uplink;
    await anton.expect(200, `DELETE /v1/hubs/${hubId}`);
    await waitUntil('the stream is cut', () => hub.uplink.linkStatus.state !== 'connected');
    await hub.uplink.stop();
    expect(await addressesOf(anton)).toEqual([]);
    const { homeId: other } = await mia.expect(201, 'POST /v1/homes', { body: { name: 'Flat' } });
    const { claimCode } = await mia.expect(201, 'POST /v1/hubs/claim-codes', { body: { homeId: other } });
    hub = new FakeHub(join(rig.folder, 'hub'), platform.linkPort, claimCode);
    await rig.connect(hub);
    await hub.settled();
    expect((await mia.expect(200, 'GET /v1/hubs')).hubs).toMatchObject([{ homeId: other, hubId }]);
    expect((await addressesOf(mia)).sort()).toEqual([plug, lamp, lock].sort());
    await anton.expect(404, `GET /v1/hubs/${hubId}`);
  });

  it('is gone with all that it had', async () => {
    // What the transfer has given him he has within a second.
    await soon(anton, 200, `DELETE /v1/homes/${homeId}`);
    await soon(olga, 404, `GET /v1/homes/${homeId}`);
    // But for its audit, in which the operator sees who did it, until it expires.
    const left = (await redis.command('KEYS', `*${homeId}*`)) as string[];
    expect(left.filter((key) => key !== keys.homeAudit(homeId))).toEqual([]);
  });
});
