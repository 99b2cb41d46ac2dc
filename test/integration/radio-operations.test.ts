import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BindingFindings, NetworkMap, ReportingFindings } from '../../src/devices/command-findings.ts';
import { HomeRig } from '../support/home-rig.ts';
import { waitUntil } from '../support/wait-until.ts';

/** A plug that relays for a sensor out of the coordinator's reach, and two lamps. */
const house = `
name: Radio house
seed: 5
rooms:
  hall: { temperature: 20 }
hubs:
  hub: { radio: { port: 0, baud: 0 } }
devices:
  climate: { model: lumi.weather, room: hall, hub: hub, reportEvery: 1s }
  plug: { model: lumi.plug, room: hall, hub: hub }
  lamp: { model: lumi.light.cwac02, room: hall, hub: hub }
`;

let rig: HomeRig;
let hubId: string;

beforeAll(async () => {
  rig = await HomeRig.start(house);
  hubId = await rig.startHub('hub');
  await rig.join(hubId, 3);
}, 180_000);

afterAll(() => rig.stop());

const device = (id: string, rest = '') => `/v1/devices/${rig.addressOf(id)}${rest}`;

describe('the operations of the radio, from the API to the device', { timeout: 120_000 }, () => {
  it('opens the network for a time, through one router, and closes it', async () => {
    const { coordinator } = rig.network('hub');
    const plug = rig.house.device('plug').node;
    await rig.command('POST', `/v1/hubs/${hubId}/permit-join`, {
      durationS: 200,
      via: rig.addressOf('plug'),
    });
    expect(plug.permitsJoinUntilMs).toBeGreaterThan(0);
    const viaPlugUntil = plug.permitsJoinUntilMs;
    expect(coordinator.permitsJoinUntilMs).toBeLessThan(viaPlugUntil);
    const openUntil = async () => {
      const { body } = await rig.api<{ permitJoinUntil: string }>('GET', `/v1/hubs/${hubId}`);
      return Date.parse(body.permitJoinUntil);
    };
    expect((await openUntil()) - Date.now()).toBeGreaterThan(100_000);
    const closed = await rig.command('POST', `/v1/hubs/${hubId}/permit-join`, { durationS: 0 });
    expect(await openUntil()).toBeLessThanOrEqual(Date.now());
    expect(closed.state).toBe('succeeded');
    await waitUntil('the plug closes', () => plug.permitsJoinUntilMs < viaPlugUntil);
  });

  it('asks a device for its values', async () => {
    await rig.command('POST', device('plug', '/commands'), { set: { state: 'ON' } });
    const { state, confirmed } = await rig.command('POST', device('plug', '/get'), { traits: ['state'] });
    expect([state, confirmed?.state]).toEqual(['succeeded', 'ON']);
  });

  it('interviews a device again', async () => {
    let asked = 0;
    const stop = rig.network('hub').observe({
      frameDelivered: ({ request }) => {
        // Node descriptor request.
        if (request.profileId === 0 && request.clusterId === 0x0002) asked++;
      },
    });
    const { state } = await rig.command('POST', device('lamp', '/interview'));
    stop();
    expect(state).toBe('succeeded');
    expect(asked).toBeGreaterThan(0);
  });

  it('maps the network as it is', async () => {
    const before = await rig.api('GET', `/v1/hubs/${hubId}/network-map`);
    expect(before.status).toBe(404);
    const made = await rig.command('POST', `/v1/hubs/${hubId}/network-map`);
    expect(made.failure).toBeNull();
    const map = made.findings as NetworkMap;
    const network = rig.network('hub');
    const { topology, coordinator } = network;
    const stations = new Map([...network.nodes()].map((node) => [node.ieeeAddress as string, node] as const));
    expect(map.nodes.map(({ logicalType }) => logicalType)).toEqual([
      'coordinator',
      'router',
      'router',
      'endDevice',
    ]);
    let rows = 0;
    for (const { ieeeAddress, neighbours, failure } of map.nodes) {
      expect(failure).toBeNull();
      const own = stations.get(ieeeAddress) ?? coordinator;
      for (const row of neighbours) {
        const other = stations.get(row.ieeeAddress) ?? coordinator;
        rows++;
        expect(row).toMatchObject({
          networkAddress: other.networkAddress,
          linkQuality: topology.linkQuality(own, other),
          depth: topology.path(coordinator, other)?.length,
        });
        if (row.relationship === 'child') expect((other as { parent?: object }).parent).toBe(own);
      }
    }
    expect(rows).toBeGreaterThanOrEqual(6);
    expect(
      map.nodes.flatMap(({ neighbours }) => neighbours).filter((row) => row.relationship === 'child'),
    ).not.toEqual([]);
    const last = await rig.api<{ map: NetworkMap; commandId: string }>(
      'GET',
      `/v1/hubs/${hubId}/network-map`,
    );
    expect(last.body).toMatchObject({ map, commandId: made.commandId });
  });

  it('reads and writes bindings', async () => {
    const lamp = rig.house.device('lamp').node;
    const binding = {
      ...{ endpointId: 1, cluster: 'genOnOff' },
      target: { type: 'device', ieeeAddress: rig.addressOf('plug'), endpointId: 1 },
    };
    const hasIt = () =>
      lamp.bindings.some(
        ({ target }) => 'ieeeAddress' in target && target.ieeeAddress === rig.addressOf('plug'),
      );
    const bound = await rig.command('POST', device('lamp', '/bindings'), binding);
    expect(bound.failure).toBeNull();
    expect(hasIt()).toBe(true);
    const read = (await rig.command('GET', device('lamp', '/bindings'))).findings as BindingFindings;
    expect(read.bindings).toHaveLength(lamp.bindings.length);
    expect(read.bindings).toContainEqual({ ...binding, clusterId: 6 });
    const removed = await rig.command('POST', device('lamp', '/bindings/remove'), binding);
    expect(hasIt()).toBe(false);
    expect((removed.findings as BindingFindings).bindings).toHaveLength(lamp.bindings.length);
    const unknown = await rig.command('POST', device('lamp', '/bindings'), {
      ...binding,
      cluster: 'genNothing',
    });
    expect(unknown.failure).toMatchObject({ reason: 'invalid-value' });
    const hostile = await rig.command('POST', device('lamp', '/bindings'), {
      ...binding,
      cluster: 'constructor',
    });
    expect(hostile.failure).toMatchObject({ reason: 'invalid-value' });
  });

  it('reads and writes how a device reports', async () => {
    const wanted = {
      ...{ endpointId: 1, cluster: 'genOnOff' },
      rules: [{ attribute: 'onOff', minimumIntervalS: 2, maximumIntervalS: 321, change: null }],
    };
    const written = await rig.command('PUT', device('lamp', '/reporting'), wanted);
    expect(written.failure).toBeNull();
    const row = {
      ...{ endpointId: 1, clusterId: 6, cluster: 'genOnOff', attributeId: 0, attribute: 'onOff' },
      ...{ status: 'SUCCESS', minimumIntervalS: 2, maximumIntervalS: 321, change: null },
    };
    expect((written.findings as ReportingFindings).reporting).toEqual([row]);
    const all = (await rig.command('GET', device('lamp', '/reporting'))).findings as ReportingFindings;
    expect(all.reporting).toContainEqual(row);
    const query = '?endpointId=1&cluster=6&attribute=0x4003';
    const other = (await rig.command('GET', device('lamp', `/reporting${query}`)))
      .findings as ReportingFindings;
    expect(other.reporting[0]?.status).not.toBe('SUCCESS');
  });

  it('says within five seconds that a mains device is silent, and does nothing later', async () => {
    const { node, device: lamp } = rig.house.device('lamp');
    await rig.command('POST', device('lamp', '/commands'), { set: { state: 'OFF' } });
    node.silent = true;
    const startedAt = performance.now();
    const command = await rig.command('POST', device('lamp', '/commands'), { set: { state: 'ON' } });
    const tookMs = performance.now() - startedAt;
    expect(command.failure).toMatchObject({ reason: 'no-ack' });
    expect(tookMs).toBeLessThan(5_000);
    const interview = await rig.command('POST', device('lamp', '/interview'));
    expect(interview.failure).toMatchObject({ reason: 'no-ack' });
    node.silent = false;
    let commandsSeen = 0;
    const stop = rig.network('hub').observe({
      frameDelivered: ({ request }) => {
        if (request.clusterId === 6 && request.profileId === 0x0104) commandsSeen++;
      },
    });
    const { confirmed } = await rig.command('POST', device('lamp', '/get'), { traits: ['state'] });
    stop();
    expect(confirmed).toMatchObject({ state: 'OFF' });
    expect(lamp.variable('state').value).toBe('OFF');
    // The question and its answer.
    expect(commandsSeen).toBe(2);
  });

  it('removes a device that answers, refuses to forget one that does not, and forgets it by force', async () => {
    const { hubs, commands } = rig.platform.ports;
    const { principal } = await rig.rig.owner(rig.platform);
    const remove = async (ieeeAddress: `0x${string}`, force: boolean) => {
      const { commandId } = await commands.submit({
        ...{ homeId: rig.homeId, hubId, ttlMs: 60_000, whenOffline: 'refuse', requestedBy: principal },
        action: { type: 'removeDevice', ieeeAddress, force },
      });
      return commands.waitForEnd(rig.homeId, commandId, 60_000, new AbortController().signal);
    };
    const count = async () => (await hubs.get(rig.homeId, hubId))?.deviceCount;
    expect(await remove(rig.addressOf('lamp'), false)).toMatchObject({ state: 'succeeded' });
    expect(rig.house.device('lamp').node.joined).toBe(false);
    expect(await count()).toBe(2);
    rig.house.device('plug').node.silent = true;
    const kept = await remove(rig.addressOf('plug'), false);
    expect(kept).toMatchObject({ state: 'failed', failure: { reason: 'no-ack' } });
    expect(await count()).toBe(2);
    expect(await remove(rig.addressOf('plug'), true)).toMatchObject({ state: 'succeeded' });
    await waitUntil('it is forgotten', async () => (await count()) === 1);
  });
});
