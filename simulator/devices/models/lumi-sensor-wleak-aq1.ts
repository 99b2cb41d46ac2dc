import { lumiManufacturerCode } from '../../zcl/clusters/basic.ts';
import { iasZone } from '../../zcl/clusters/ias-zone.ts';
import { dataTypes } from '../../zcl/data-types.ts';
import { serve } from '../../zcl/layout.ts';
import { HazardSensing } from '../behaviours/hazard-sensing.ts';
import type { DeviceModel } from '../device-model.ts';
import { liveOnLumiBattery } from '../parts/lumi-battery-life.ts';
import { lumiTags } from '../parts/lumi-tags.ts';
import { serveHazardZone } from '../parts/serve-hazard-zone.ts';
import { oldLumiEndDevice, oldLumiSensorLayout } from './lumi-common.ts';

const waterSensor = 0x002a;

/** Aqara's water sensor: an IAS zone that its simple descriptor does not tell of, and that nobody needs to enrol. */
export const lumiSensorWleakAq1: DeviceModel = {
  modelId: 'lumi.sensor_wleak.aq1',
  product: 'Aqara SJCGQ11LM',
  summary: 'Water leak sensor',
  ieeeAddressPrefix: '0x00158d00',
  node: oldLumiEndDevice,
  layout: oldLumiSensorLayout('lumi.sensor_wleak.aq1', 0x0402, [], {
    hidden: [
      serve(iasZone, {
        zoneState: 0,
        zoneType: waterSensor,
        zoneStatus: 0,
        iasCieAddress: '0x0000000000000000',
        zoneId: 0xff,
      }),
    ],
  }),
  assemble(assembly) {
    const hazard = assembly.add(new HazardSensing(assembly.context, 'water'));
    const battery = liveOnLumiBattery(assembly, {
      triggers: () => hazard.alarms,
      tags: () => [[lumiTags.value1, dataTypes.boolean, hazard.alarm.value]],
    });
    serveHazardZone(assembly, 1, hazard, { manufacturerCode: lumiManufacturerCode, battery });
  },
};
