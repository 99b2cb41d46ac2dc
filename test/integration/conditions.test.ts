import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Platform } from '../../src/platform/platform.ts';
import { type FakeHub, PlatformRig } from '../support/platform-rig.ts';
import { TestRedis } from '../support/redis.ts';
import { apiOf } from '../support/rig-api.ts';

let redis: TestRedis;
let rig: PlatformRig;
let platform: Platform;
let second: Platform;
let hub: FakeHub;
let homeId: string;
let token: string;
let sensor: string;
let plug: string;
const api = apiOf(
  () => platform,
  () => token,
);
const atSecond = apiOf(
  () => second,
  () => token,
);

beforeAll(async () => {
  redis = await TestRedis.start();
  rig = new PlatformRig(redis);
  platform = await rig.startPlatform();
  second = await rig.startPlatform('second');
  ({ homeId, token } = await rig.owner(platform));
  hub = await rig.startHub(platform, homeId);
  [sensor = '', , plug = ''] = hub.join(3);
  await hub.settled();
});

afterAll(async () => {
  await rig.stop();
  await redis.stop();
});

/** What can be changed, and a change that each of many writers could make. */
async function changeable(): Promise<Record<string, { path: string; body: (index: number) => object }>> {
  const room = await api<{ roomId: string }>('POST', `/v1/homes/${homeId}/rooms`, {
    body: { name: 'Attic' },
  });
  const named = (index: number) => ({ name: `Writer ${index}` });
  return {
    home: { path: `/v1/homes/${homeId}`, body: named },
    room: { path: `/v1/homes/${homeId}/rooms/${room.body.roomId}`, body: named },
    hub: { path: `/v1/hubs/${hub.uplink.hubId}`, body: named },
    device: { path: `/v1/devices/${plug}`, body: named },
  };
}

describe('of 50 who change the same version at once on two nodes (promise 6)', () => {
  it.each(['home', 'room', 'hub', 'device'])('one wins and all others get 412: a %s', async (name) => {
    const { path, body } = (await changeable())[name] ?? { path: '', body: () => ({}) };
    for (let round = 0; round < 3; round++) {
      const before = await api<{ version: number }>('GET', path);
      expect(before.etag).toMatch(/^"[^"]+"$/);
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          (index % 2 ? api : atSecond)<{ version: number; name: string; code?: string }>('PATCH', path, {
            body: body(round * 50 + index),
            headers: { 'if-match': before.etag },
          }),
        ),
      );
      const winners = answers.filter(({ status }) => status === 200);
      expect(winners).toHaveLength(1);
      const losers = answers.filter(({ status }) => status === 412);
      expect(losers).toHaveLength(49);
      expect(new Set(losers.map((each) => each.body.code))).toEqual(new Set(['precondition-failed']));
      const after = await api<{ version: number; name: string }>('GET', path);
      expect(after.body.name).toBe(winners[0]?.body.name);
      expect(after.body.version).toBe(before.body.version + 1);
      expect(after.etag).toBe(winners[0]?.etag);
      expect(after.etag).not.toBe(before.etag);
    }
  });

  it('each makes its change once if it reads again after a 412', async () => {
    const path = `/v1/devices/${plug}`;
    const before = (await api<{ version: number }>('GET', path)).body.version;
    const writer = async (index: number): Promise<void> => {
      for (;;) {
        const { etag } = await api('GET', path);
        const body = { name: `Try ${index}` };
        const { status } = await api('PATCH', path, { body, headers: { 'if-match': etag } });
        if (status === 200) return;
        expect(status).toBe(412);
      }
    };
    await Promise.all(Array.from({ length: 10 }, (_, index) => writer(index)));
    expect((await api<{ version: number }>('GET', path)).body.version).toBe(before + 10);
  });

  it('without a condition nobody undoes what another one has changed', async () => {
    const room = await api<{ roomId: string }>('POST', `/v1/homes/${homeId}/rooms`, { body: { name: 'A' } });
    const path = `/v1/homes/${homeId}/rooms/${room.body.roomId}`;
    const parent = await api<{ roomId: string }>('POST', `/v1/homes/${homeId}/rooms`, {
      body: { name: 'P' },
    });
    const changes = [{ name: 'B' }, { parentId: parent.body.roomId }];
    const answers = await Promise.all(changes.map((body) => api('PATCH', path, { body })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await api('GET', path)).body).toMatchObject({
      name: 'B',
      parentId: parent.body.roomId,
      version: 3,
    });
  });
});

describe('a condition', () => {
  it('on names does not look at what the device reports meanwhile, one on a command does', async () => {
    const path = `/v1/devices/${sensor}`;
    const before = await api('GET', path);
    hub.uplink.report(sensor as `0x${string}`, { temperature: 3.25 }, Date.now());
    await hub.settled();
    expect((await api('GET', path)).etag).not.toBe(before.etag);
    const headers = { 'if-match': before.etag };
    expect((await api('PATCH', path, { body: { name: 'Outside' }, headers })).status).toBe(200);
    expect((await api('PATCH', path, { body: { name: 'Elsewhere' }, headers })).status).toBe(412);
  });

  it('holds for commands to a hub, too', async () => {
    const path = `/v1/hubs/${hub.uplink.hubId}`;
    const { etag } = await api('GET', path);
    const join = (ifMatch: string) =>
      api('POST', `${path}/permit-join`, {
        ...{ body: { durationS: 1 }, headers: { 'if-match': ifMatch, prefer: 'wait=10' } },
      });
    expect((await join('"old"')).status).toBe(412);
    expect((await join(etag)).status).toBe(200);
  });

  it('takes lists and `*`, and nothing that is weak or malformed', async () => {
    const path = `/v1/devices/${plug}`;
    const { etag } = await api('GET', path);
    const patch = (ifMatch: string) =>
      api('PATCH', path, { body: { icon: 'plug' }, headers: { 'if-match': ifMatch } });
    expect((await patch(`W/${etag}`)).status).toBe(412);
    expect((await patch('"a,b"')).status).toBe(412);
    expect((await patch('x')).body).toMatchObject({ status: 400, code: 'invalid-request' });
    expect((await patch(`"x", ${etag}`)).status).toBe(200);
    expect((await patch('*')).status).toBe(200);
  });

  it('holds for removing, too', async () => {
    const room = await api<{ roomId: string }>('POST', `/v1/homes/${homeId}/rooms`, {
      body: { name: 'Gone' },
    });
    const path = `/v1/homes/${homeId}/rooms/${room.body.roomId}`;
    const moved = await api<{ version: number }>('PATCH', `/v1/devices/${plug}`, {
      body: { roomId: room.body.roomId },
    });
    expect((await api('DELETE', path, { headers: { 'if-match': '"old"' } })).status).toBe(412);
    expect((await api('DELETE', path, { headers: { 'if-match': room.etag } })).status).toBe(200);
    expect((await api('GET', path)).status).toBe(404);
    expect((await api('GET', `/v1/devices/${plug}`)).body).toMatchObject({
      ...{ roomId: null, version: moved.body.version + 1 },
    });
    const own = `/v1/hubs/${hub.uplink.hubId}`;
    expect((await api('DELETE', own, { headers: { 'if-match': '"old"' } })).status).toBe(412);
    const home = `/v1/homes/${homeId}`;
    expect((await api('DELETE', home, { headers: { 'if-match': '"old.owner"' } })).status).toBe(412);
  });

  it('spares a read of what is known', async () => {
    for (const path of [
      `/v1/devices/${plug}`,
      '/v1/devices',
      '/v1/homes',
      `/v1/homes/${homeId}`,
      '/v1/hubs',
    ]) {
      const first = await api('GET', path);
      const headers = { 'if-none-match': `"other", W/${first.etag}` };
      const again = await api('GET', path, { headers });
      expect(again).toEqual({ status: 304, etag: first.etag, body: {} });
      expect((await api('GET', path, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
    }
    const { etag } = await api('GET', `/v1/devices/${plug}`);
    await api('PATCH', `/v1/devices/${plug}`, { body: { name: 'New' } });
    const headers = { 'if-none-match': etag };
    expect((await api('GET', `/v1/devices/${plug}`, { headers })).status).toBe(200);
  });
});
