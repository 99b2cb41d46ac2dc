import { describe, expect, it } from 'vitest';
import { isZigfleetError } from '../../src/common/zigfleet-error.ts';
import { scriptedPlug } from '../../test/support/scripted-node.ts';
import {
  makeVirtualWorld,
  parameters,
  plugAddress,
  scriptedSensor,
} from '../../test/support/virtual-world.ts';
import { ieeeAddressBytes } from './ieee-address.ts';
import { zdoClusters, zdoResponseBit } from './zdo-clusters.ts';

describe('joining', () => {
  it('lets a node in while the network is open, and not otherwise', () => {
    const { network, host, clock } = makeVirtualWorld();
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
    const late = network.addNode(scriptedSensor());
    late.join();
    network.flush();
    expect(late.joined).toBe(false);
  });

  it('stops looking for a network after three minutes', () => {
    const { network, clock } = makeVirtualWorld();
    const node = network.addNode(scriptedPlug(plugAddress));
    node.join();
    network.flush();
    clock.advance(180_001);
    network.coordinator.permitJoin(60);
    network.flush();
    expect(node.joined).toBe(false);
  });

  it('refuses a second node with the same IEEE address, and one with none', () => {
    const { network } = makeVirtualWorld();
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
    const { network, host, join } = makeVirtualWorld();
    const node = join(scriptedPlug(plugAddress));
    node.join();
    network.flush();
    expect(host.said.filter((word) => word === 'announced')).toHaveLength(2);
    expect(host.said.filter((word) => word.startsWith('joined'))).toHaveLength(1);
  });

  it('gives every node an address of its own', () => {
    const { network, join } = makeVirtualWorld();
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
    const { network, host, join } = makeVirtualWorld();
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
    const { network, host, join } = makeVirtualWorld();
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
    const { network, host, join } = makeVirtualWorld();
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
    const { network, host, join, command } = makeVirtualWorld();
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
    const first = makeVirtualWorld();
    const before = first.join(scriptedPlug(plugAddress));
    before.addGroup(1, 7);
    const state = JSON.parse(JSON.stringify(before.state()));
    const second = makeVirtualWorld({ coordinatorIeeeAddress: first.network.coordinator.ieeeAddress });
    const node = second.network.addNode(scriptedPlug(plugAddress), { state });
    expect(node.joined).toBe(true);
    expect(node.groupsOf(1)).toEqual([7]);
    expect(second.command(node.networkAddress)).toBe('delivered');
  });

  it('is not heard by another network, and joins it when that one is open', () => {
    const { network, join, command } = makeVirtualWorld();
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
