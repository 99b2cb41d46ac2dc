import { basic, lumiManufacturerCode, powerSources } from '../../zcl/clusters/basic.ts';
import { iasZone } from '../../zcl/clusters/ias-zone.ts';
import { identify } from '../../zcl/clusters/identify.ts';
import { dataTypes } from '../../zcl/data-types.ts';
import { defineLayout, serve } from '../../zcl/layout.ts';
import { HazardSensing } from '../behaviours/hazard-sensing.ts';
import type { DeviceModel } from '../device-model.ts';
import { announceAsLumi, mainsHeartbeatMs } from '../parts/lumi-presence.ts';
import { lumiTags } from '../parts/lumi-tags.ts';
import { serveHazardZone } from '../parts/serve-hazard-zone.ts';
import { serveIdentify } from '../parts/serve-identify.ts';
import { lumiBasic, lumiRouter } from './lumi-common.ts';

const combustibleGasSensor = 0x002b;

/** Mijia's gas alarm, made by Honeywell: on the mains, and a router. */
export const lumiSensorNatgas: DeviceModel = {
  modelId: 'lumi.sensor_natgas',
  product: 'Mi JTQJ-BF-01LM/BW',
  summary: 'Gas alarm',
  ieeeAddressPrefix: '0x00158d00',
  node: lumiRouter,
  layout: defineLayout(
    [
      {
        endpointId: 1,
        deviceId: 0x0101,
        servers: [
          lumiBasic('lumi.sensor_natgas', {
            applicationVersion: 5,
            hardwareVersion: 2,
            dateCode: '03-13-2017',
            powerSource: powerSources.mainsSinglePhase,
          }),
          serve(identify, { identifyTime: 0 }),
          serve(iasZone, {
            zoneState: 0,
            zoneType: combustibleGasSensor,
            zoneStatus: 0,
            iasCieAddress: '0x0000000000000000',
            zoneId: 0xff,
            lumiSetup: 0x04020000,
          }),
        ],
        outputClusterIds: [0x000a, 0x0019],
      },
    ],
    { reportsToCoordinator: true },
  ),
  assemble(assembly) {
    const hazard = assembly.add(new HazardSensing(assembly.context, 'gas'));
    serveIdentify(assembly, 1);
    serveHazardZone(assembly, 1, hazard, { manufacturerCode: lumiManufacturerCode });
    announceAsLumi(assembly, {
      attribute: basic.attributes.lumiHeartbeat,
      everyMs: mainsHeartbeatMs,
      tags: () => [[lumiTags.value1, dataTypes.uint8, hazard.toldDensity]],
    });
  },
};
