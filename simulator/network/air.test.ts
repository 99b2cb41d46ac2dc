import { describe, expect, it } from 'vitest';
import { scriptedPlug } from '../../test/support/scripted-node.ts';
import { makeVirtualWorld, plugAddress, scriptedSensor } from '../../test/support/virtual-world.ts';

describe('sleepy nodes', () => {
  it('get what waits for them when they poll', () => {
    const { network, host, join, command } = makeVirtualWorld();
    const application = scriptedSensor();
    const node = join(application);
    expect(command(node.networkAddress)).toBeUndefined();
    expect(application.received).toHaveLength(0);
    node.poll();
    network.flush();
    expect(application.received).toHaveLength(1);
    expect(host.completed.get(1)).toBe('delivered');
  });

  it('lose what they do not fetch in time', () => {
    const { network, host, clock, join, command } = makeVirtualWorld();
    const application = scriptedSensor();
    const node = join(application);
    command(node.networkAddress);
    clock.advance(7680);
    expect(host.completed.get(1)).toBe('expired');
    node.poll();
    network.flush();
    expect(application.received).toHaveLength(0);
  });

  it('lose what the air takes on its way from the parent', () => {
    const { network, host, join, command } = makeVirtualWorld();
    const application = scriptedSensor();
    const node = join(application);
    command(node.networkAddress);
    node.conditions = { lossRate: 1 };
    node.poll();
    network.flush();
    expect(host.completed.get(1)).toBe('noAck');
    expect(application.received).toHaveLength(0);
  });

  it('have a bounded queue at their parent', () => {
    const { host, join, command } = makeVirtualWorld();
    const node = join(scriptedSensor());
    for (let handle = 0; handle < 10; handle++) command(node.networkAddress, 1, handle);
    expect(host.completed.get(7)).toBeUndefined();
    expect(host.completed.get(8)).toBe('overflow');
  });

  it('take another parent when theirs is gone', () => {
    const { network, host, join } = makeVirtualWorld({ coordinatorPosition: { x: 0, y: 0 } });
    const near = join(scriptedPlug(plugAddress), { x: 10, y: 0 });
    const other = join(scriptedPlug('0x00158d0000000003'), { x: 8, y: 5 });
    const application = scriptedSensor();
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
    const { network, host, join } = makeVirtualWorld({ coordinatorPosition: { x: 0, y: 0 } });
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
    const { join } = makeVirtualWorld({ coordinatorPosition: { x: 0, y: 0 } });
    expect(join(scriptedPlug(plugAddress), { x: 80, y: 0 }).joined).toBe(false);
  });
});

describe('groups and broadcasts', () => {
  it('reach the members of a group only', () => {
    const { network, join } = makeVirtualWorld();
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
    const { network, join } = makeVirtualWorld();
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
    const { network, host, clock, join, command } = makeVirtualWorld();
    const node = join(scriptedPlug(plugAddress));
    network.conditions = { delayMs: 5 };
    expect(command(node.networkAddress)).toBeUndefined();
    clock.advance(4);
    expect(host.completed.size).toBe(0);
    clock.advance(1);
    expect(host.completed.get(1)).toBe('delivered');
  });

  it('lose frames, and say so', () => {
    const { network, join, command } = makeVirtualWorld();
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
      const { network, clock, join } = makeVirtualWorld({
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
    const { network, join, command } = makeVirtualWorld();
    const plug = scriptedPlug(plugAddress);
    const node = join(plug);
    const receive = plug.receive.bind(plug);
    plug.receive = () => {
      throw new Error('a broken behaviour');
    };
    expect(command(node.networkAddress)).toBe('delivered');
    plug.receive = receive;
    expect(command(node.networkAddress)).toBe('delivered');
    network.stop();
  });
});
