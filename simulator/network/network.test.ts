import { describe, expect, it } from 'vitest';
import { silentLogger } from '../../src/common/logger.ts';
import { ManualClock } from '../../src/common/manual-clock.ts';
import { seededRandom } from '../../src/common/random.ts';
import { isZigfleetError } from '../../src/common/zigfleet-error.ts';
import { ScriptedNode, scriptedPlug } from '../../test/support/scripted-node.ts';
import type { CoordinatorDelivery, CoordinatorHost, CoordinatorIndication } from './coordinator-host.ts';
import { ieeeAddressBytes } from './ieee-address.ts';
import { VirtualNetwork, type VirtualNetworkOptions } from './network.ts';
import { zdoClusters, zdoResponseBit } from './zdo-clusters.ts';

const parameters = {
  panId: 0x1a62,
  extendedPanId: '0x00124b0000000001',
  channel: 15,
  networkKey: '01030507090b0d0f00020406080a0c0d',
  networkKeySequence: 0,
};

const plugAddress = '0x00158d0000000001';
const sensorAddress = '0x00158d0000000002';

/** Remembers all that the coordinator's host is told. */
class RecordingHost implements CoordinatorHost {
  readonly said: string[] = [];
  readonly indications: CoordinatorIndication[] = [];
  readonly zdo: { source: number; clusterId: number; payload: Buffer }[] = [];
  readonly completed = new Map<number, CoordinatorDelivery>();

  received(indication: CoordinatorIndication): void {
    this.indications.push(indication);
  }
  sendCompleted(handle: number, delivery: CoordinatorDelivery): void {
    this.completed.set(handle, delivery);
  }
  zdoReceived(source: number, clusterId: number, payload: Buffer): void {
    this.zdo.push({ source, clusterId, payload });
    if (clusterId === zdoClusters.deviceAnnounce) this.said.push('announced');
  }
  trustCentreDevice(ieeeAddress: string): void {
    this.said.push(`joined ${ieeeAddress}`);
  }
  nodeLeft(ieeeAddress: string, _networkAddress: number, rejoin: boolean): void {
    this.said.push(`${rejoin ? 'rejoins' : 'left'} ${ieeeAddress}`);
  }
  permitJoinChanged(durationS: number): void {
    this.said.push(`permit ${durationS}`);
  }
  parametersChanged(): void {
    this.said.push('parameters');
  }
}

function sensor(ieeeAddress = sensorAddress): ScriptedNode {
  return new ScriptedNode({
    ieeeAddress,
    logicalType: 'endDevice',
    manufacturerCode: 0x1037,
    macCapabilityFlags: 0x80,
    serverMask: 0,
    powerSource: 'battery',
    sleepy: true,
    endpoints: [
      {
        endpointId: 1,
        profileId: 0x0104,
        deviceId: 0x0302,
        deviceVersion: 1,
        inputClusterIds: [0, 0x0402],
        outputClusterIds: [],
      },
    ],
  });
}

/** A network that is up, with time that stands still. */
function makeWorld(options: Partial<VirtualNetworkOptions> = {}) {
  const clock = new ManualClock();
  const network = new VirtualNetwork({
    clock,
    random: seededRandom(7),
    logger: silentLogger(),
    ...options,
  });
  const host = new RecordingHost();
  network.coordinator.attachHost(host);
  network.coordinator.start(parameters);
  network.coordinator.registerEndpoint({
    endpointId: 1,
    profileId: 0x0104,
    deviceId: 5,
    deviceVersion: 0,
    inputClusterIds: [],
    outputClusterIds: [],
  });
  const join = (application: ScriptedNode, position?: { x: number; y: number }) => {
    const node = network.addNode(application, { position });
    // To all routers and the coordinator, as hosts do it.
    network.coordinator.sendZdo(0xfffc, zdoClusters.managementPermitJoin, Buffer.of(1, 60, 1));
    node.join();
    network.flush();
    return node;
  };
  /** Sends a cluster command to a node and returns its fate once it is known. */
  const command = (networkAddress: number, endpointId = 1, handle = 1) => {
    host.completed.delete(handle);
    network.coordinator.send(
      {
        destination: { mode: 'unicast', networkAddress, endpointId },
        sourceEndpointId: 1,
        profileId: 0x0104,
        clusterId: 6,
        payload: Buffer.of(0x11, 1, 0x02),
      },
      handle,
    );
    network.flush();
    return host.completed.get(handle);
  };
  return { clock, network, host, join, command };
}

describe('joining', () => {
  it('lets a node in while the network is open, and not otherwise', () => {
    const { network, host, clock } = makeWorld();
    const plug = scriptedPlug(plugAddress);
    const node = network.addNode(plug);
    node.join();
    network.flush();
    expect(node.joined).toBe(false);
    network.coordinator.permitJoin(60);
    network.flush();
    expect(node.joined).toBe(true);
    expect(plug.events).toEqual(['joined']);
    expect(host.said).toEqual(['permit 60', `joined ${plugAddress}`, 'announced']);
    clock.advance(60_000);
    expect(host.said.at(-1)).toBe('permit 0');
    const late = network.addNode(sensor());
    late.join();
    network.flush();
    expect(late.joined).toBe(false);
  });

  it('stops looking for a network after three minutes', () => {
    const { network, clock } = makeWorld();
    const node = network.addNode(scriptedPlug(plugAddress));
    node.join();
    network.flush();
    clock.advance(180_001);
    network.coordinator.permitJoin(60);
    network.flush();
    expect(node.joined).toBe(false);
  });

  it('refuses a second node with the same IEEE address, and one with none', () => {
    const { network } = makeWorld();
    network.addNode(scriptedPlug(plugAddress));
    for (const [address, code] of [
      [plugAddress, 'conflict'],
      ['0X00158D', 'invalid-request'],
    ] as const) {
      try {
        network.addNode(scriptedPlug(address));
        expect.unreachable();
      } catch (error) {
        expect(isZigfleetError(error, code)).toBe(true);
      }
    }
  });

  it('announces a joined node that is asked to join again', () => {
    const { network, host, join } = makeWorld();
    const node = join(scriptedPlug(plugAddress));
    node.join();
    network.flush();
    expect(host.said.filter((word) => word === 'announced')).toHaveLength(2);
    expect(host.said.filter((word) => word.startsWith('joined'))).toHaveLength(1);
  });

  it('gives every node an address of its own', () => {
    const { network, join } = makeWorld();
    const addresses = new Set<number>();
    for (let index = 0; index < 300; index++) {
      addresses.add(join(scriptedPlug(`0x00158d00000${(0x10000 + index).toString(16)}`)).networkAddress);
    }
    expect(addresses.size).toBe(300);
    expect(network.coordinator.children).toHaveLength(300);
  });
});

describe('leaving and coming back', () => {
  it('leaves of its own accord and forgets', () => {
    const { network, host, join } = makeWorld();
    const plug = scriptedPlug(plugAddress);
    const node = join(plug);
    node.leave();
    network.flush();
    expect(node.joined).toBe(false);
    expect(node.networkAddress).toBe(0xfffe);
    expect(node.state()).toBeUndefined();
    expect(host.said.at(-1)).toBe(`left ${plugAddress}`);
    expect(plug.events).toEqual(['joined', 'left']);
  });

  it('answers a leave request before it leaves', () => {
    const { network, host, join } = makeWorld();
    const node = join(scriptedPlug(plugAddress));
    const { networkAddress } = node;
    const payload = Buffer.concat([Buffer.of(9), ieeeAddressBytes(plugAddress), Buffer.of(0)]);
    network.coordinator.sendZdo(networkAddress, zdoClusters.managementLeave, payload);
    network.flush();
    const answer = host.zdo.find((zdo) => zdo.clusterId === (zdoClusters.managementLeave | zdoResponseBit));
    expect(answer?.payload.toString('hex')).toBe('0900');
    expect(node.joined).toBe(false);
  });

  it('rejoins if told to', () => {
    const { network, host, join } = makeWorld();
    const plug = scriptedPlug(plugAddress);
    const node = join(plug);
    const payload = Buffer.concat([Buffer.of(9), ieeeAddressBytes(plugAddress), Buffer.of(0x80)]);
    network.coordinator.sendZdo(node.networkAddress, zdoClusters.managementLeave, payload);
    network.flush();
    expect(node.joined).toBe(true);
    expect(host.said.slice(-2).sort()).toEqual(['announced', `rejoins ${plugAddress}`]);
    expect(plug.events.at(-1)).toBe('rejoined');
  });

  it('is silent without power, and announces itself when it is back', () => {
    const { network, host, join, command } = makeWorld();
    const plug = scriptedPlug(plugAddress);
    const node = join(plug);
    node.setPower(false);
    expect(command(node.networkAddress)).toBe('noAck');
    node.setPower(true);
    network.flush();
    expect(command(node.networkAddress)).toBe('delivered');
    expect(plug.events).toEqual(['joined', 'unpowered', 'powered', 'rejoined']);
    expect(host.said.filter((word) => word === 'announced')).toHaveLength(2);
  });

  it('goes on where it was with the state of an earlier run', () => {
    const first = makeWorld();
    const before = first.join(scriptedPlug(plugAddress));
    before.addGroup(1, 7);
    const state = JSON.parse(JSON.stringify(before.state()));
    const second = makeWorld({ coordinatorIeeeAddress: first.network.coordinator.ieeeAddress });
    const node = second.network.addNode(scriptedPlug(plugAddress), { state });
    expect(node.joined).toBe(true);
    expect(node.groupsOf(1)).toEqual([7]);
    expect(second.command(node.networkAddress)).toBe('delivered');
  });

  it('is not heard by another network, and joins it when that one is open', () => {
    const { network, join, command } = makeWorld();
    const plug = scriptedPlug(plugAddress);
    const node = join(plug);
    const { networkAddress } = node;
    network.coordinator.stop();
    network.coordinator.start({ ...parameters, networkKey: 'ff'.repeat(16) });
    expect(command(networkAddress)).toBe('noRoute');
    expect(node.joined).toBe(true);
    network.coordinator.permitJoin(60);
    node.join();
    network.flush();
    expect(command(node.networkAddress)).toBe('delivered');
    expect(plug.events).toEqual(['joined', 'left', 'joined']);
  });
});

describe('sleepy nodes', () => {
  it('get what waits for them when they poll', () => {
    const { network, host, join, command } = makeWorld();
    const application = sensor();
    const node = join(application);
    expect(command(node.networkAddress)).toBeUndefined();
    expect(application.received).toHaveLength(0);
    node.poll();
    network.flush();
    expect(application.received).toHaveLength(1);
    expect(host.completed.get(1)).toBe('delivered');
  });

  it('lose what they do not fetch in time', () => {
    const { network, host, clock, join, command } = makeWorld();
    const application = sensor();
    const node = join(application);
    command(node.networkAddress);
    clock.advance(7680);
    expect(host.completed.get(1)).toBe('expired');
    node.poll();
    network.flush();
    expect(application.received).toHaveLength(0);
  });

  it('have a bounded queue at their parent', () => {
    const { host, join, command } = makeWorld();
    const node = join(sensor());
    for (let handle = 0; handle < 10; handle++) command(node.networkAddress, 1, handle);
    expect(host.completed.get(7)).toBeUndefined();
    expect(host.completed.get(8)).toBe('overflow');
  });

  it('take another parent when theirs is gone', () => {
    const { network, host, join } = makeWorld({ coordinatorPosition: { x: 0, y: 0 } });
    const near = join(scriptedPlug(plugAddress), { x: 10, y: 0 });
    const other = join(scriptedPlug('0x00158d0000000003'), { x: 8, y: 5 });
    const application = sensor();
    const node = join(application, { x: 18, y: 0 });
    expect(node.membership?.parent).toBe(plugAddress);
    near.setPower(false);
    application.report(1, 0x0402, 0, { type: 0x29, value: Buffer.of(1, 0) });
    network.flush();
    expect(node.membership?.parent).toBe(other.ieeeAddress);
    expect(host.indications).toHaveLength(1);
  });
});

describe('the way through the network', () => {
  it('leads over routers, with the link quality of the last hop', () => {
    const { network, host, join } = makeWorld({ coordinatorPosition: { x: 0, y: 0 } });
    const relay = join(scriptedPlug(plugAddress), { x: 20, y: 0 });
    const far = scriptedPlug('0x00158d0000000003');
    const node = join(far, { x: 45, y: 0 });
    expect(node.joined).toBe(true);
    far.report(1, 6, 0, { type: 0x10, value: Buffer.of(1) });
    network.flush();
    const [indication] = host.indications;
    expect(indication?.lastHopNetworkAddress).toBe(relay.networkAddress);
    expect(indication?.linkQuality).toBe(network.topology.linkQuality(relay, network.coordinator));
    relay.setPower(false);
    expect(network.coordinator.reaches(node.networkAddress)).toBe(false);
  });

  it('ends out of range', () => {
    const { join } = makeWorld({ coordinatorPosition: { x: 0, y: 0 } });
    expect(join(scriptedPlug(plugAddress), { x: 80, y: 0 }).joined).toBe(false);
  });
});

describe('groups and broadcasts', () => {
  it('reach the members of a group only', () => {
    const { network, join } = makeWorld();
    const member = scriptedPlug(plugAddress);
    const other = scriptedPlug('0x00158d0000000003');
    join(member).addGroup(1, 7);
    join(other).addGroup(1, 8);
    network.coordinator.send(
      {
        destination: { mode: 'group', groupId: 7 },
        sourceEndpointId: 1,
        profileId: 0x0104,
        clusterId: 6,
        payload: Buffer.of(0x11, 1, 0x01),
      },
      -1,
    );
    network.flush();
    expect(member.received).toHaveLength(1);
    expect(other.received).toHaveLength(0);
  });

  it('let a node reach another by its binding', async () => {
    const { network, join } = makeWorld();
    const light = scriptedPlug(plugAddress);
    join(light);
    const node = join(scriptedPlug('0x00158d0000000003'));
    node.addBinding({
      sourceEndpointId: 1,
      clusterId: 6,
      target: { ieeeAddress: plugAddress, endpointId: 1 },
    });
    const fate = await node.sendToBindings({
      sourceEndpointId: 1,
      profileId: 0x0104,
      clusterId: 6,
      payload: Buffer.of(0x11, 1, 0x01),
    });
    network.flush();
    expect(fate).toBe('delivered');
    expect(light.received).toHaveLength(1);
  });
});

describe('conditions', () => {
  it('delay frames by the clock', () => {
    const { network, host, clock, join, command } = makeWorld();
    const node = join(scriptedPlug(plugAddress));
    network.conditions = { delayMs: 5 };
    expect(command(node.networkAddress)).toBeUndefined();
    clock.advance(4);
    expect(host.completed.size).toBe(0);
    clock.advance(1);
    expect(host.completed.get(1)).toBe('delivered');
  });

  it('lose frames, and say so', () => {
    const { network, join, command } = makeWorld();
    const plug = scriptedPlug(plugAddress);
    const node = join(plug);
    node.conditions = { lossRate: 1 };
    expect(command(node.networkAddress)).toBe('noAck');
    expect(plug.received).toHaveLength(0);
    node.conditions = undefined;
    node.silent = true;
    expect(command(node.networkAddress)).toBe('noAck');
    network.flush();
    expect(plug.received).toHaveLength(0);
  });

  it('are the same for the same seed and steps', () => {
    const run = () => {
      const { network, clock, join } = makeWorld({
        conditions: { delayMs: 3, jitterMs: 20, lossRate: 0.2, duplicateRate: 0.2, reorderRate: 0.2 },
      });
      const log: string[] = [];
      network.observe({
        frameSent: (frame) => log.push(`sent ${frame.sequence} ${frame.sourceNetworkAddress}`),
        frameDelivered: (frame) => log.push(`delivered ${frame.sequence} ${clock.monotonic()}`),
        frameLost: (frame, _to, reason) => log.push(`lost ${frame.sequence} ${reason}`),
      });
      const plug = scriptedPlug(plugAddress);
      join(plug);
      for (let index = 0; index < 50; index++) {
        plug.report(1, 6, 0, { type: 0x10, value: Buffer.of(index & 1) });
        clock.advance(7);
      }
      clock.advance(1000);
      return log;
    };
    const first = run();
    expect(first.length).toBeGreaterThan(80);
    expect(run()).toEqual(first);
  });
});

describe('robustness', () => {
  it('goes on when an application throws', () => {
    const { network, join, command } = makeWorld();
    const plug = scriptedPlug(plugAddress);
    const node = join(plug);
    const receive = plug.receive.bind(plug);
    plug.receive = () => {
      throw new Error('a broken behaviour');
    };
    command(node.networkAddress);
    plug.receive = receive;
    expect(command(node.networkAddress)).toBe('delivered');
    network.stop();
  });
});
