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

const fireSensor = 0x0028;

/** Mijia's smoke alarm, made by Honeywell. */
export const lumiSensorSmoke: DeviceModel = {
  modelId: 'lumi.sensor_smoke',
  product: 'Mi JTYJ-GD-01LM/BW',
  summary: 'Smoke alarm',
  ieeeAddressPrefix: '0x00158d00',
  node: oldLumiEndDevice,
  layout: oldLumiSensorLayout('lumi.sensor_smoke', 0x0402, [
    serve(iasZone, {
      zoneState: 0,
      zoneType: fireSensor,
      zoneStatus: 0,
      iasCieAddress: '0x0000000000000000',
      zoneId: 0xff,
      lumiSetup: 0x04020000,
    }),
  ]),
  assemble(assembly) {
    const hazard = assembly.add(new HazardSensing(assembly.context, 'smoke'));
    const battery = liveOnLumiBattery(assembly, {
      tags: () => [[lumiTags.value1, dataTypes.uint8, hazard.toldDensity]],
    });
    serveHazardZone(assembly, 1, hazard, { manufacturerCode: lumiManufacturerCode, battery });
  },
};
