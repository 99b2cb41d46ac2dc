import { describe, expect, it } from 'vitest';
import { silentLogger } from '../../src/common/logger.ts';
import { ManualClock } from '../../src/common/manual-clock.ts';
import { seededRandom } from '../../src/common/random.ts';
import type { NodeApplication } from './application.ts';
import { VirtualNetwork } from './network.ts';

const router = (ieeeAddress: string): NodeApplication => ({
  ieeeAddress,
  description: {
    logicalType: 'router',
    manufacturerCode: 0,
    macCapabilityFlags: 0x8e,
    serverMask: 0,
    powerSource: 'mains',
    sleepy: false,
    endpoints: [],
  },
  attach: () => undefined,
  receive: () => undefined,
  onJoined: () => undefined,
  onLeft: () => undefined,
  onPower: () => undefined,
});

describe('a change of the network key', () => {
  it('is followed by those who hear it; the others have to join again', () => {
    const network = new VirtualNetwork({
      clock: new ManualClock(),
      random: seededRandom(1),
      logger: silentLogger(),
    });
    network.coordinator.start({
      panId: 0x1234,
      extendedPanId: '0x00000000000000aa',
      channel: 15,
      networkKey: '00'.repeat(16),
      networkKeySequence: 0,
    });
    const awake = network.addNode(router('0x0000000000000001'));
    const off = network.addNode(router('0x0000000000000002'));
    network.coordinator.permitJoin(60);
    for (const node of [awake, off]) node.join();
    network.flush();
    expect([awake.linked, off.linked]).toEqual([true, true]);

    off.setPower(false);
    network.coordinator.changeNetworkKey('11'.repeat(16));
    network.flush();
    off.setPower(true);
    network.flush();
    expect(network.coordinator.parameters).toMatchObject({
      networkKey: '11'.repeat(16),
      networkKeySequence: 1,
    });
    expect([awake.linked, off.linked]).toEqual([true, false]);

    off.join();
    network.flush();
    expect(off.linked).toBe(true);
  });
});
