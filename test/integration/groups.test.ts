import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HomeRig } from '../support/home-rig.ts';
import { waitUntil } from '../support/wait-until.ts';

const house = `
name: House with a group
seed: 7
rooms:
  hall: { temperature: 20 }
hubs:
  hub: { radio: { port: 0, baud: 0 } }
devices:
  climate: { model: lumi.weather, room: hall, hub: hub, reportEvery: 1s }
  plug: { model: lumi.plug, room: hall, hub: hub }
  lamp1: { model: lumi.light.cwac02, room: hall, hub: hub }
  lamp2: { model: lumi.light.cwac02, room: hall, hub: hub }
  lamp3: { model: lumi.light.cwac02, room: hall, hub: hub }
`;

interface GroupAnswer {
  groupId: string;
  zigbeeGroupId: number;
  members: string[];
}

interface FateAnswer {
  members: { ieeeAddress: string; state: string; via: string | null; failure: { reason: string } | null }[];
  commands: { state: string }[];
}

const lamps = ['lamp1', 'lamp2', 'lamp3'];
let rig: HomeRig;
let hubId: string;
let group: GroupAnswer;

beforeAll(async () => {
  rig = await HomeRig.start(house);
  hubId = await rig.startHub('hub');
  await rig.join(hubId, 5);
}, 180_000);

afterAll(() => rig.stop());

function groupsOf(id: string): readonly number[] {
  return rig.house.device(id).node.groupsOf(1);
}

function stateOf(id: string): unknown {
  return rig.house.device(id).device.variable('state').value;
}

/** What is told, and the frames that the radio has sent for it: to a group, and switching one device. */
async function tell(set: object, path = `/v1/groups/${group.groupId}/commands`) {
  const frames = { group: 0, single: 0 };
  const seen = new Set<unknown>();
  const stop = rig.network('hub').observe({
    frameDelivered: ({ request }) => {
      // Cluster commands only: the frame control field says so (ZCL revision 8, 2.4.1.1).
      if (request.profileId !== 0x0104 || ((request.payload[0] ?? 0) & 0x03) !== 1) return;
      if (request.clusterId !== 6 && request.clusterId !== 8) return;
      if (request.destination.mode !== 'group') frames.single++;
      else if (!seen.has(request.payload)) {
        seen.add(request.payload);
        frames.group++;
      }
    },
  });
  const answer = await rig.api<FateAnswer>('POST', path, { set }, { prefer: 'wait=30' });
  stop();
  return { ...answer, frames };
}

describe('a group of devices', { timeout: 120_000 }, () => {
  it('is made on the radio, of those who can be in one', async () => {
    const members = ['climate', ...lamps].map((id) => rig.addressOf(id));
    const made = await rig.api<GroupAnswer>('POST', '/v1/groups', { name: 'Lights', members });
    expect(made.status).toBe(201);
    group = made.body;
    await waitUntil('the lamps are in it', () =>
      lamps.every((id) => groupsOf(id).includes(group.zigbeeGroupId)),
    );
    const nobody = { name: 'x', members: ['0x00158d00ffffffff'] };
    expect((await rig.api('POST', '/v1/groups', nobody)).status).toBe(422);
  });

  it('is told by one frame, and each member has its fate', async () => {
    const told = await tell({ state: 'ON' });
    expect(told.status).toBe(200);
    expect(told.frames).toEqual({ group: 1, single: 0 });
    expect(lamps.map(stateOf)).toEqual(['ON', 'ON', 'ON']);
    const fates = told.body.members.map(({ ieeeAddress, state, via }) => [ieeeAddress, state, via]);
    expect(fates).toEqual([
      [rig.addressOf('climate'), 'refused', null],
      ...lamps.map((id) => [rig.addressOf(id), 'succeeded', 'group']),
    ]);
    expect(told.body.commands).toHaveLength(1);
    const off = await tell({ state: 'OFF' });
    expect([off.frames.group, lamps.map(stateOf)]).toEqual([1, ['OFF', 'OFF', 'OFF']]);
  });

  it('says which member is silent, while the others obey', async () => {
    rig.house.device('lamp2').node.silent = true;
    const told = await tell({ state: 'ON' });
    rig.house.device('lamp2').node.silent = false;
    expect(told.frames.group).toBe(1);
    expect(told.body.members.find(({ ieeeAddress }) => ieeeAddress === rig.addressOf('lamp2'))).toMatchObject(
      {
        ...{ state: 'failed', failure: { reason: 'no-ack' } },
      },
    );
    expect(told.body.members.filter(({ state }) => state === 'succeeded')).toHaveLength(2);
    expect(told.body.commands[0]?.state).toBe('failed');
    expect([stateOf('lamp1'), stateOf('lamp3')]).toEqual(['ON', 'ON']);
  });

  it('takes a member in again that has forgotten it', async () => {
    const { node } = rig.house.device('lamp3');
    node.removeGroup(1, group.zigbeeGroupId);
    const told = await tell({ state: 'OFF' });
    const viaOf = ({ body }: typeof told) =>
      body.members.find(({ ieeeAddress }) => ieeeAddress === rig.addressOf('lamp3'))?.via;
    expect([told.frames.group, viaOf(told), stateOf('lamp3')]).toEqual([1, 'unicast', 'OFF']);
    const again = await tell({ state: 'ON' });
    expect([viaOf(again), lamps.map(stateOf)]).toEqual(['group', ['ON', 'ON', 'ON']]);
  });

  it('loses and gets members, under a condition', async () => {
    const path = `/v1/groups/${group.groupId}`;
    const read = await rig.api<GroupAnswer>('GET', path);
    const etag = read.headers.get('etag') ?? '';
    const members = [rig.addressOf('plug'), rig.addressOf('lamp1')];
    const changed = await rig.api<GroupAnswer>('PATCH', path, { members }, { 'if-match': etag });
    expect([changed.status, changed.body.members]).toEqual([200, members]);
    expect((await rig.api('PATCH', path, { name: 'x' }, { 'if-match': etag })).status).toBe(412);
    await waitUntil('lamp3 is out', () => !groupsOf('lamp3').includes(group.zigbeeGroupId));
    // The plug knows of no groups: it is told alone.
    const told = await tell({ state: 'OFF' });
    expect(told.body.members.map(({ state }) => state)).toEqual(['succeeded', 'succeeded']);
    expect([stateOf('plug'), stateOf('lamp1'), stateOf('lamp3')]).toEqual(['OFF', 'OFF', 'ON']);
    type Twin = { reported: { state: { value: string } } };
    for (const id of ['plug', 'lamp1']) {
      await waitUntil('the platform knows it', async () => {
        const { body } = await rig.api<Twin>('GET', `/v1/devices/${rig.addressOf(id)}`);
        return body.reported.state.value === 'OFF';
      });
    }
  });

  it('is gone from the radio when it is removed', async () => {
    expect((await rig.api('DELETE', `/v1/groups/${group.groupId}`)).status).toBe(200);
    await waitUntil('lamp1 is out', () => !groupsOf('lamp1').includes(group.zigbeeGroupId));
    expect((await rig.api('GET', `/v1/groups/${group.groupId}`)).status).toBe(404);
    expect((await rig.api<{ groups: object[] }>('GET', '/v1/groups')).body.groups).toEqual([]);
    const next = await rig.api<GroupAnswer>('POST', '/v1/groups', { name: 'Next' });
    expect(next.body.zigbeeGroupId).not.toBe(group.zigbeeGroupId);
  });
});
