import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DeviceRig } from '../../../test/support/device-rig.ts';
import { fromCoordinator } from '../../../test/support/recording-network.ts';
import { genericModel } from './generic-model.ts';

const inputClusterIds = [0, 3, 4, 6, 8, 0x0101, 0x0102, 0x0300, 0x0402, 0x0500, 0xfc11];
const model = genericModel({
  modelId: 'acme.everything',
  manufacturerName: 'ACME',
  node: {
    logicalType: 'router',
    manufacturerCode: 0x1234,
    macCapabilityFlags: 0x8e,
    serverMask: 0,
    powerSource: 'mains',
    sleepy: false,
  },
  endpoints: [1, 2].map((endpointId) => ({
    endpointId,
    profileId: 0x0104,
    deviceId: 0x0100,
    inputClusterIds,
    outputClusterIds: [0x0019],
    attributes: [
      { clusterId: 0x0300, attributeId: 0x0007, manufacturerCode: undefined, type: 0x21, value: 300 },
      { clusterId: 0xfc11, attributeId: 0x0001, manufacturerCode: 0x1234, type: 0x42, value: 'own' },
    ],
  })),
});

it('says who it is, and what it remembers', () => {
  const rig = new DeviceRig(model);
  rig.join();
  expect(rig.ask(0x0000, '10 07 00 0500')).toEqual([
    `180701050000420f${Buffer.from('acme.everything').toString('hex')}`,
  ]);
  expect(rig.ask(0xfc11, '14 3412 08 00 0100')).toEqual(['1c341208010100004203' + '6f776e']);
});

it('obeys, on each endpoint by itself', () => {
  const rig = new DeviceRig(model);
  rig.join();
  expect(rig.ask(0x0006, '01 09 01')[0]).toBe('18090b0100');
  expect(rig.value('state')).toBe('ON');
  expect(rig.value('state_2')).toBe('OFF');
  rig.ask(0x0006, '01 0a 02', { endpointId: 2 });
  expect(rig.value('state_2')).toBe('ON');
  rig.ask(0x0008, '01 0b 04 00 0000');
  expect([rig.value('brightness'), rig.value('state')]).toEqual([0, 'OFF']);
  rig.ask(0x0300, '01 0c 0a fa00 0000');
  expect(rig.value('color_temp')).toBe(250);
  rig.ask(0x0102, '01 0d 05 2a');
  expect(rig.value('lift')).toBe(42);
  expect(rig.ask(0x0101, '01 0e 01')[0]).toBe('190e0100');
  expect(rig.value('lock_state')).toBe(2);
  expect(rig.ask(0x0102, '01 0f 05 65')).toEqual(['180f0b0587']);
});

it('tells its alarm', () => {
  const rig = new DeviceRig(model);
  rig.join();
  rig.device.variable('alarm').setFromOutside(true);
  expect(
    rig.network.takeSent().filter((word) => word.startsWith('09') || word.startsWith('19')),
  ).toHaveLength(1);
});

it('survives what strangers send', () => {
  const rig = new DeviceRig(model);
  rig.join();
  fc.assert(
    fc.property(fc.constantFrom(...inputClusterIds), fc.uint8Array({ maxLength: 40 }), (clusterId, bytes) => {
      const frame = Buffer.concat([Buffer.from([bytes[0] ?? 0, 1, (bytes[1] ?? 0) % 0x50]), bytes.slice(2)]);
      rig.device.receive(fromCoordinator(clusterId, frame.toString('hex'), { endpointId: 1 }));
      rig.clock.advance(50);
    }),
    { numRuns: 500 },
  );
  expect(rig.ask(0x0000, '10 07 00 0500')).toHaveLength(1);
});
