import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Platform } from '../../src/platform/platform.ts';
import { type FakeHub, PlatformRig } from '../support/platform-rig.ts';
import { TestRedis } from '../support/redis.ts';
import { apiOf } from '../support/rig-api.ts';
import { waitUntil } from '../support/wait-until.ts';

interface Page {
  devices: { ieeeAddress: string; name: string; roomId: string | null }[];
  nextCursor: string | null;
}

let redis: TestRedis;
let rig: PlatformRig;
let platform: Platform;
let hub: FakeHub;
let cellar: FakeHub;
let homeId: string;
let token: string;
let addresses: string[];
let floor: string;
let kitchen: string;
const api = apiOf(
  () => platform,
  () => token,
);

async function roomNamed(name: string, parentId: string | null = null): Promise<string> {
  const { body } = await api<{ roomId: string }>('POST', `/v1/homes/${homeId}/rooms`, {
    body: { name, parentId },
  });
  return body.roomId;
}

beforeAll(async () => {
  redis = await TestRedis.start();
  rig = new PlatformRig(redis);
  platform = await rig.startPlatform();
  ({ homeId, token } = await rig.owner(platform));
  hub = await rig.startHub(platform, homeId);
  cellar = await rig.startHub(platform, homeId, 'cellar');
  addresses = [...hub.join(8), ...cellar.join(4, 8)];
  hub.uplink.availability(addresses[1] as '0x', false);
  await Promise.all([hub.settled(), cellar.settled()]);
  floor = await roomNamed('Ground floor');
  kitchen = await roomNamed('Kitchen', floor);
  await api('PATCH', `/v1/devices/${addresses[2]}`, { body: { name: 'Kettle', roomId: kitchen } });
  await api('PATCH', `/v1/devices/${addresses[3]}`, { body: { name: 'Hall light', roomId: floor } });
});

afterAll(async () => {
  await rig.stop();
  await redis.stop();
});

/** Which of the devices a query finds, by their place in `addresses`. */
async function found(query: string): Promise<number[]> {
  const { status, body } = await api<Page>('GET', `/v1/devices?${query}`);
  expect(status).toBe(200);
  return body.devices.map(({ ieeeAddress }) => addresses.indexOf(ieeeAddress));
}

/** Every page of a query. */
async function pages(query: string, between: () => Promise<void> = async () => undefined): Promise<string[]> {
  const told: string[] = [];
  let cursor: string | null = null;
  do {
    const at: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { body } = await api<Page>('GET', `/v1/devices?${query}${at}`);
    told.push(...body.devices.map(({ ieeeAddress }) => ieeeAddress));
    cursor = body.nextCursor;
    await between();
  } while (cursor !== null);
  return told;
}

describe('devices', () => {
  // Four kinds in turn: weather sensors, magnet sensors, plugs (ON), lights (OFF).
  it.each([
    ['by hub', () => `hubId=${cellar.uplink.hubId}`, [8, 9, 10, 11]],
    ['by room, with the rooms within it', () => `roomId=${floor}`, [2, 3]],
    ['by an inner room', () => `roomId=${kitchen}`, [2]],
    ['by a room that is not there', () => 'roomId=room-none', []],
    ['by trait', () => 'trait=contact', [1, 5, 9]],
    ['by the value of a trait', () => 'trait=state=ON', [2, 6, 10]],
    ['by what a value is not', () => 'trait=state!=ON', [3, 7, 11]],
    ['by a bound', () => 'trait=battery%3C98', [0, 4, 8]],
    ['by several bounds', () => 'trait=voltage%3E%3D231&trait=voltage%3C%3D2995', [0, 2, 4, 6, 8, 10]],
    ['by a boolean', () => 'trait=contact=true', [1, 5, 9]],
    ['by a value that is no number', () => 'trait=battery%3Cmany', []],
    ['by a trait that nothing has', () => 'trait=toString', []],
    ['by availability', () => 'availability=offline', [1]],
    ['by name', () => 'text=KETTLE', [2]],
    ['by model and vendor', () => 'text=aqara%20lumi.plug', [2, 6, 10]],
    ['by a part of the address', () => 'text=d000000000b', [11]],
    [
      'by all at once',
      () => `homeId=${homeId}&roomId=${floor}&trait=state&availability=online&text=light`,
      [3],
    ],
  ])('are found %s', async (_name, query, expected) => {
    expect(await found(query())).toEqual(expected);
  });

  it('are found by a hub that is offline, and by none other', async () => {
    await cellar.uplink.stop();
    await waitUntil('offline', async () => (await found('availability=hubOffline')).length === 4);
    expect(await found('availability=hubOffline')).toEqual([8, 9, 10, 11]);
    cellar = await rig.restartHub(platform, 'cellar');
    await waitUntil('online', async () => (await found('availability=hubOffline')).length === 0);
  });

  it('are told as far as is asked', async () => {
    const query = `text=kettle&fields=name,roomId,reported.state,descriptor.model`;
    expect((await api<Page>('GET', `/v1/devices?${query}`)).body.devices).toEqual([
      {
        ...{ ieeeAddress: addresses[2], name: 'Kettle', roomId: kitchen },
        ...{
          descriptor: { model: 'LUMI.PLUG' },
          reported: { state: expect.objectContaining({ value: 'ON' }) },
        },
      },
    ]);
    const unknown = await api('GET', '/v1/devices?fields=name,owner');
    expect(unknown.body).toMatchObject({ status: 400, faults: [{ field: 'query/fields' }] });
  });

  it.each([
    ['trait=%3D', 'query/trait/0'],
    ['availability=maybe', 'query/availability'],
    ['sort=age', 'query/sort'],
    ['text=', 'query/text'],
    ['fields=name.first', 'query/fields'],
  ])('are not found by %s', async (query, field) => {
    expect((await api('GET', `/v1/devices?${query}`)).body).toMatchObject({
      status: 400,
      faults: [{ field }],
    });
  });

  it('come page by page in each order, each once', async () => {
    expect(await pages('limit=5')).toEqual([...addresses].sort());
    const byName = await pages('limit=5&sort=name');
    expect([...byName].sort()).toEqual([...addresses].sort());
    expect(byName[0]).toBe(addresses[3]);
    const { body } = await api<Page>('GET', '/v1/devices?limit=1&sort=name');
    expect((await api('GET', `/v1/devices?limit=1&cursor=${body.nextCursor}`)).status).toBe(400);
  });

  it('that come and go between pages make no other one be left out or told twice', async () => {
    let turn = 0;
    const stay = [...addresses].sort();
    const told = await pages('limit=2', async () => {
      turn++;
      // One behind and one before where the reader is; the one that was just told goes.
      if (turn === 2) {
        hub.join(1, 100);
        cellar.uplink.upsertDevice(
          { ...(await twin(addresses[0] ?? '')), ieeeAddress: '0x0000000000000001' },
          { networkAddress: 7, joined: true },
        );
        hub.uplink.deviceLeft('0x00158d0000000064');
        hub.join(1, 100);
        await Promise.all([hub.settled(), cellar.settled()]);
      }
      if (turn === 3) {
        hub.uplink.deviceLeft('0x00158d0000000064');
        cellar.uplink.deviceLeft('0x0000000000000001');
        await Promise.all([hub.settled(), cellar.settled()]);
      }
    });
    expect(told.filter((address) => addresses.includes(address))).toEqual(stay);
    expect(new Set(told).size).toBe(told.length);
  });

  async function twin(address: string) {
    const device = await platform.ports.devices.get(homeId, address as '0x');
    if (!device) throw new Error('there is no such device');
    return device.descriptor;
  }

  it('that two hubs have are told once, by the hub that heard them last', async () => {
    const { descriptor } = { descriptor: await twin(addresses[0] ?? '') };
    cellar.uplink.upsertDevice(descriptor, { networkAddress: 9, joined: true });
    cellar.uplink.report(descriptor.ieeeAddress, { temperature: 1.5 }, Date.now() + 1_000);
    await cellar.settled();
    const { body } = await api<{ devices: { ieeeAddress: string; hubId: string; name: string }[] }>(
      'GET',
      '/v1/devices',
    );
    const told = body.devices.filter(({ ieeeAddress }) => ieeeAddress === addresses[0]);
    expect(told.map(({ hubId }) => hubId)).toEqual([cellar.uplink.hubId]);
    cellar.uplink.deviceLeft(descriptor.ieeeAddress);
    await cellar.settled();
  });

  it('keep name, room and icon when they leave and join again, through another hub too', async () => {
    const address = addresses[4] ?? '';
    const settings = { name: 'Балкон 🌡️', roomId: kitchen, icon: 'mdi:thermometer' };
    const changed = await api('PATCH', `/v1/devices/${address}`, { body: settings });
    expect(changed.body).toMatchObject(settings);
    const descriptor = await twin(address);
    hub.uplink.deviceLeft(address as '0x');
    await hub.settled();
    expect((await api('GET', `/v1/devices/${address}`)).status).toBe(404);
    expect((await api('PATCH', `/v1/devices/${address}`, { body: { name: 'x' } })).status).toBe(404);
    cellar.uplink.upsertDevice(descriptor, { networkAddress: 5, joined: true });
    await cellar.settled();
    expect((await api('GET', `/v1/devices/${address}`)).body).toMatchObject(settings);
    const reset = await api('PATCH', `/v1/devices/${address}`, {
      body: { name: null, roomId: null, icon: null },
    });
    expect(reset.body).toMatchObject({ name: 'LUMI.WEATHER 0004', roomId: null, icon: null });
  });

  it('say in events how people have set them up', async () => {
    const stop = new AbortController();
    const heard: unknown[] = [];
    let started = false;
    const listening = platform.ports.events.subscribe(
      homeId,
      undefined,
      (delivery) => heard.push(delivery) > 0,
      stop.signal,
      () => {
        started = true;
      },
    );
    await waitUntil('it listens', () => started);
    await api('PATCH', `/v1/devices/${addresses[5]}`, { body: { name: 'Window "left"', roomId: floor } });
    await api('PATCH', `/v1/hubs/${hub.uplink.hubId}`, { body: { icon: 'hub' } });
    const attic = await roomNamed('Attic');
    await api('PATCH', `/v1/devices/${addresses[6]}`, { body: { roomId: attic } });
    await api('DELETE', `/v1/homes/${homeId}/rooms/${attic}`);
    await waitUntil('all are heard', () => heard.length >= 4);
    stop.abort();
    await listening;
    expect(heard).toMatchObject([
      {
        event: {
          ...{ type: 'deviceUpdated', ieeeAddress: addresses[5], hubId: hub.uplink.hubId },
          settings: { name: 'Window "left"', roomId: floor, icon: null },
        },
      },
      { event: { type: 'hubUpdated', hubId: hub.uplink.hubId } },
      { event: { type: 'deviceUpdated', settings: { name: null, roomId: attic, icon: null } } },
      { event: { ieeeAddress: addresses[6], settings: { name: null, roomId: null, icon: null } } },
    ]);
  });
});
