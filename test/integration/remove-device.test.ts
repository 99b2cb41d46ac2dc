import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CommandResource } from '../../src/platform/api/schemas/command-schema.ts';
import { HomeRig } from '../support/home-rig.ts';
import { waitUntil } from '../support/wait-until.ts';

const house = `
name: Removal
seed: 7
rooms:
  hall: { temperature: 20 }
hubs:
  hub: { radio: { port: 0, baud: 0 } }
devices:
  climate: { model: lumi.weather, room: hall, hub: hub }
  plug: { model: lumi.plug, room: hall, hub: hub }
`;

let rig: HomeRig;
let hubId: string;

beforeAll(async () => {
  rig = await HomeRig.start(house);
  hubId = await rig.startHub('hub');
  await rig.join(hubId, 2);
}, 180_000);

afterAll(() => rig.stop());

const device = (id: string) => `/v1/devices/${rig.addressOf(id)}`;

it('a device is asked to leave, is gone, and has its name again when it joins anew', {
  timeout: 120_000,
}, async () => {
  const named = await rig.api('PATCH', device('plug'), { name: 'Kettle', icon: 'kettle' });
  expect(named.status).toBe(200);
  const old = await rig.api('DELETE', device('plug'), undefined, { 'if-match': '"0.0"' });
  expect(old.status).toBe(412);
  const etag = named.headers.get('etag') ?? '';
  const removed = await rig.api<CommandResource>('DELETE', device('plug'), undefined, {
    ...{ 'if-match': etag, prefer: 'wait=30', 'user-agent': 'test' },
  });
  expect([removed.status, removed.body.state, removed.body.failure]).toEqual([200, 'succeeded', null]);
  await waitUntil('it is gone', async () => (await rig.api('GET', device('plug'))).status === 404);
  expect((await rig.api('DELETE', device('plug'))).status).toBe(404);
  await rig.join(hubId, 2);
  const again = await rig.api<{ name: string; icon: string }>('GET', device('plug'));
  expect(again.body).toMatchObject({ name: 'Kettle', icon: 'kettle' });
});

it('one is forgotten by force without being asked', { timeout: 120_000 }, async () => {
  const forced = await rig.api<CommandResource>('DELETE', `${device('climate')}?force=true`, undefined, {
    prefer: 'wait=30',
  });
  expect([forced.body.state, forced.body.failure]).toEqual(['succeeded', null]);
  await waitUntil('it is gone', async () => (await rig.api('GET', device('climate'))).status === 404);
});
