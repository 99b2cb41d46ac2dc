import { iasZone } from '../../zcl/clusters/ias-zone.ts';
import { identify } from '../../zcl/clusters/identify.ts';
import { powerConfiguration } from '../../zcl/clusters/power-configuration.ts';
import { defineLayout, serve } from '../../zcl/layout.ts';
import { Battery, batteryPacks } from '../behaviours/battery.ts';
import { type Hazard, HazardSensing } from '../behaviours/hazard-sensing.ts';
import type { DeviceModel } from '../device-model.ts';
import { serveBattery } from '../parts/serve-battery.ts';
import { serveHazardZone, zoneBits } from '../parts/serve-hazard-zone.ts';
import { serveIdentify } from '../parts/serve-identify.ts';
import { standardBasic, standardSleeper } from './standard-common.ts';

const manufacturerCode = 0x120b;

/** What differs between Heiman's alarms. */
export interface HeimanAlarmFacts {
  modelId: string;
  product: string;
  summary: string;
  hazard: Hazard;
  /** Values of `zoneType` (ZCL 8.2.2.2.1.2). */
  zoneType: number;
}

/** Makes the model of an alarm of Heiman with a battery: an IAS zone by the standard. */
export function heimanAlarm({ modelId, product, summary, hazard, zoneType }: HeimanAlarmFacts): DeviceModel {
  return {
    modelId,
    product,
    summary,
    ieeeAddressPrefix: '0x00158d00',
    node: standardSleeper(manufacturerCode),
    layout: defineLayout(
      [
        {
          endpointId: 1,
          deviceId: 0x0402,
          servers: [
            standardBasic('HEIMAN', modelId, 'battery'),
            serve(powerConfiguration, { batteryVoltage: 30, batteryPercentageRemaining: 200 }),
            serve(identify, { identifyTime: 0 }),
            serve(iasZone, {
              zoneState: 0,
              zoneType,
              zoneStatus: 0,
              iasCieAddress: '0x0000000000000000',
              zoneId: 0xff,
            }),
          ],
          outputClusterIds: [0x0019],
        },
      ],
      { reportsToCoordinator: true },
    ),
    assemble(assembly) {
      const { context } = assembly;
      const sensing = assembly.add(new HazardSensing(context, hazard));
      const battery = assembly.add(new Battery(context, batteryPacks.coinCell));
      serveIdentify(assembly, 1);
      serveBattery(assembly, 1, battery);
      serveHazardZone(assembly, 1, sensing, { manufacturerCode, battery, testBit: zoneBits.test });
    },
  };
}
