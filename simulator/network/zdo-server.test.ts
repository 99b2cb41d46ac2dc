import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { scriptedPlug } from '../../test/support/scripted-node.ts';
import {
  makeVirtualWorld,
  parameters,
  plugAddress,
  scriptedSensor,
} from '../../test/support/virtual-world.ts';
import { ieeeAddressBytes } from './ieee-address.ts';
import { zdoClusters, zdoResponseBit } from './zdo-clusters.ts';

const ieee = (address: string) => ieeeAddressBytes(address).toString('hex');
const u16 = (value: number) => Buffer.of(value & 0xff, value >> 8).toString('hex');

describe('the ZDO server of a node', () => {
  let world = makeVirtualWorld();
  let own = '';
  let networkAddress = 0;

  beforeEach(() => {
    world = makeVirtualWorld();
    networkAddress = world.join(scriptedPlug(plugAddress)).networkAddress;
    own = u16(networkAddress);
    world.host.zdo.length = 0;
  });

  /** Asks the plug, and gives its answer; undefined if there was none. */
  const ask = (clusterId: number, hex: string, to = networkAddress) => {
    world.network.coordinator.sendZdo(to, clusterId, Buffer.from(`2a${hex}`, 'hex'));
    world.network.flush();
    const answer = world.host.zdo.find((zdo) => zdo.clusterId === (clusterId | zdoResponseBit));
    return answer?.payload.toString('hex');
  };

  it('describes itself', () => {
    expect(ask(zdoClusters.nodeDescriptor, own)).toBe(`2a00${own}01408e3412525200002c520000`);
  });

  it('lists and describes its endpoints', () => {
    expect(ask(zdoClusters.activeEndpoints, own)).toBe(`2a00${own}0101`);
    expect(ask(zdoClusters.simpleDescriptor, `${own}01`)).toBe(
      `2a00${own}140104015100010500000300040005000600011900`,
    );
    expect(ask(zdoClusters.simpleDescriptor, `${own}01`)).toBeDefined();
  });

  it('refuses what it does not have', () => {
    expect(ask(zdoClusters.simpleDescriptor, `${own}07`)).toBe(`2a83${own}00`);
    world.host.zdo.length = 0;
    expect(ask(zdoClusters.simpleDescriptor, `${own}00`)).toBe(`2a82${own}00`);
    expect(ask(zdoClusters.activeEndpoints, 'efbe')).toBe('2a81efbe00');
    expect(ask(0x0030, '0000')).toBe('2a84');
    expect(ask(zdoClusters.nodeDescriptor, '00')).toBe('2a80');
  });

  it('matches descriptors', () => {
    expect(ask(zdoClusters.matchDescriptor, `${own}040101060000`)).toBe(`2a00${own}0101`);
    world.host.zdo.length = 0;
    expect(ask(zdoClusters.matchDescriptor, `${own}0401050600`)).toBe('2a80');
    world.host.zdo.length = 0;
    expect(ask(zdoClusters.matchDescriptor, `${own}040101020500`)).toBe(`2a00${own}00`);
  });

  it('tells its addresses, alone of all who are asked', () => {
    world.join(scriptedPlug('0x00158d0000000003'));
    const answer = ask(zdoClusters.networkAddress, `${ieee(plugAddress)}0000`, 0xfffd);
    expect(answer).toBe(`2a00${ieee(plugAddress)}${own}`);
    expect(world.host.zdo.filter((zdo) => zdo.clusterId === 0x8000)).toHaveLength(1);
    expect(ask(zdoClusters.ieeeAddress, `${own}0100`)).toBe(`2a00${ieee(plugAddress)}${own}0000`);
  });

  it('keeps a binding table', () => {
    const target = ieee(world.network.coordinator.ieeeAddress);
    const binding = `${ieee(plugAddress)}010600`;
    expect(ask(zdoClusters.bind, `${binding}03${target}01`)).toBe('2a00');
    expect(ask(zdoClusters.bind, `${binding}03${target}01`)).toBe('2a00');
    expect(ask(zdoClusters.managementBind, '00')).toBe(`2a00010001${binding}03${target}01`);
    expect(ask(zdoClusters.unbind, `${binding}03${target}01`)).toBe('2a00');
    world.host.zdo.length = 0;
    expect(ask(zdoClusters.unbind, `${binding}03${target}01`)).toBe('2a88');
    world.host.zdo.length = 0;
    expect(ask(zdoClusters.bind, `${binding}010700`)).toBe('2a00');
    expect(world.network.node(plugAddress)?.bindings).toEqual([
      { sourceEndpointId: 1, clusterId: 6, target: { groupId: 7 } },
    ]);
  });

  it('refuses a binding more than its table holds', () => {
    for (let clusterId = 0; clusterId < 64; clusterId++) {
      ask(zdoClusters.bind, `${ieee(plugAddress)}01${u16(clusterId)}010700`);
    }
    world.host.zdo.length = 0;
    expect(ask(zdoClusters.bind, `${ieee(plugAddress)}01${u16(999)}010700`)).toBe('2a8c');
  });

  it('shows its neighbours', () => {
    const { coordinator } = world.network;
    const quality = (world.network.node(plugAddress)?.nearLinkQuality ?? 0).toString(16);
    expect(ask(zdoClusters.managementLqi, '00')).toBe(
      `2a00010001${ieee(parameters.extendedPanId)}${ieee(coordinator.ieeeAddress)}0000040100${quality}`,
    );
  });

  it('opens for others', () => {
    expect(ask(zdoClusters.managementPermitJoin, '3c01')).toBe('2a00');
    expect(world.network.node(plugAddress)?.permitsJoinUntilMs).toBe(60_000);
  });

  it('is answered for while it sleeps', () => {
    const sensor = world.join(scriptedSensor());
    const answer = ask(zdoClusters.networkAddress, `${ieee(sensor.ieeeAddress)}0000`, 0xfffd);
    expect(answer).toBe(`2a00${ieee(sensor.ieeeAddress)}${u16(sensor.networkAddress)}`);
  });

  it('answers anything with one answer or none, and lives on', () => {
    fc.assert(
      fc.property(fc.nat(0x40), fc.uint8Array({ maxLength: 60 }), (clusterId, bytes) => {
        world.host.zdo.length = 0;
        ask(clusterId, Buffer.from(bytes).toString('hex'));
        expect(world.host.zdo.length).toBeLessThanOrEqual(1);
      }),
    );
    expect(world.network.coordinator.running).toBe(true);
  });
});
