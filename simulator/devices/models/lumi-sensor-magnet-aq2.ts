import { powerSources } from '../../zcl/clusters/basic.ts';
import { lumiPrivate } from '../../zcl/clusters/housekeeping.ts';
import { identify } from '../../zcl/clusters/identify.ts';
import { onOff } from '../../zcl/clusters/on-off.ts';
import { dataTypes } from '../../zcl/data-types.ts';
import { defineLayout, serve } from '../../zcl/layout.ts';
import { ContactSensing } from '../behaviours/contact-sensing.ts';
import type { DeviceModel } from '../device-model.ts';
import { liveOnLumiBattery } from '../parts/lumi-battery-life.ts';
import { lumiTags } from '../parts/lumi-tags.ts';
import { serveContactAsOnOff } from '../parts/serve-contact.ts';
import { lumiBasic, oldLumiEndDevice } from './lumi-common.ts';

/** Aqara's door and window sensor. */
export const lumiSensorMagnetAq2: DeviceModel = {
  modelId: 'lumi.sensor_magnet.aq2',
  product: 'Aqara MCCGQ11LM',
  summary: 'Door and window sensor',
  ieeeAddressPrefix: '0x00158d00',
  node: oldLumiEndDevice,
  layout: defineLayout(
    [
      {
        endpointId: 1,
        deviceId: 0x5f01,
        servers: [
          lumiBasic('lumi.sensor_magnet.aq2', {
            applicationVersion: 3,
            hardwareVersion: 2,
            dateCode: '20161128',
            powerSource: powerSources.battery,
          }),
          serve(identify, { identifyTime: 0 }),
          serve(lumiPrivate),
          serve(onOff, { onOff: false }, { onOff: { minimumS: 0, maximumS: 0, change: null } }),
        ],
        outputClusterIds: [0x0000, 0x0004, 0xffff],
      },
    ],
    { reportsToCoordinator: true, configurableReporting: false },
  ),
  assemble(assembly) {
    const sensing = assembly.add(new ContactSensing(assembly.context));
    serveContactAsOnOff(assembly, 1, sensing);
    liveOnLumiBattery(assembly, {
      modelTag: 0x13a8,
      triggers: () => sensing.openings,
      tags: () => [[lumiTags.value1, dataTypes.boolean, !sensing.contact.value]],
    });
  },
};
