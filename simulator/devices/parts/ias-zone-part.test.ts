import { expect, it } from 'vitest';
import { DeviceRig } from '../../../test/support/device-rig.ts';
import { basic } from '../../zcl/clusters/basic.ts';
import { iasZone } from '../../zcl/clusters/ias-zone.ts';
import { defineLayout, serve } from '../../zcl/layout.ts';
import type { DeviceModel } from '../device-model.ts';
import { IasZonePart } from './ias-zone-part.ts';

const waterLeak = 0x002a;

function zoneRig() {
  let zone: IasZonePart | undefined;
  const model: DeviceModel = {
    modelId: 'test.zone',
    product: 'Test',
    summary: 'A zone',
    ieeeAddressPrefix: '0x00158d00',
    node: {
      logicalType: 'endDevice',
      manufacturerCode: 0x115f,
      macCapabilityFlags: 0x80,
      serverMask: 0,
      powerSource: 'battery',
      sleepy: true,
    },
    layout: defineLayout(
      [
        {
          endpointId: 1,
          deviceId: 0x0402,
          servers: [
            serve(basic, { modelId: 'test.zone' }),
            serve(iasZone, {
              zoneState: 0,
              zoneType: waterLeak,
              zoneStatus: 0,
              iasCieAddress: '0x0000000000000000',
              zoneId: 0xff,
            }),
          ],
          outputClusterIds: [],
        },
      ],
      { reportsToCoordinator: true },
    ),
    assemble(assembly) {
      zone = new IasZonePart(assembly, 1, 0x115f);
    },
  };
  const rig = new DeviceRig(model);
  rig.join();
  if (zone === undefined) throw new Error('not assembled');
  return { rig, zone };
}

it('asks to be enrolled once its controller has named itself, and is', () => {
  const { rig } = zoneRig();
  expect(rig.ask(0x0500, '10 01 00 0000')).toEqual(['18010100000030' + '00']);
  const [confirmation, request] = rig.ask(0x0500, '10 02 02 1000 f0 0102030405060708').sort().reverse();
  expect([confirmation, request]).toContain('18020400');
  expect([confirmation, request].find((word) => word?.startsWith('19'))?.slice(4)).toBe(
    '01' + '2a00' + '5f11',
  );
  expect(rig.ask(0x0500, '11 03 00 00 07')).toEqual([]);
  expect(rig.ask(0x0500, '10 04 00 0000 1100')).toEqual(['180401' + '00000030' + '01' + '11000020' + '07']);
});

it('tells an alarm once, and its end', () => {
  const { rig, zone } = zoneRig();
  zone.setStatus(1);
  zone.setStatus(1);
  zone.setStatus(0);
  expect(rig.network.takeSent().map((word) => word.slice(4))).toEqual([
    '00' + '0100' + '00' + 'ff' + '0000',
    '00' + '0000' + '00' + 'ff' + '0000',
  ]);
});

it('is not enrolled by a refusal or by half an answer', () => {
  const { rig } = zoneRig();
  expect(rig.ask(0x0500, '11 03 00 04 07')).toEqual([]);
  expect(rig.ask(0x0500, '11 03 00 00')).toEqual(['18030b0080']);
  expect(rig.ask(0x0500, '10 04 00 0000')).toEqual(['180401' + '00000030' + '00']);
});
