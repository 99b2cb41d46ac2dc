import { iasZone } from '../../zcl/clusters/ias-zone.ts';
import { identify } from '../../zcl/clusters/identify.ts';
import { powerConfiguration } from '../../zcl/clusters/power-configuration.ts';
import { defineLayout, serve } from '../../zcl/layout.ts';
import { Battery } from '../behaviours/battery.ts';
import { MotionSensing } from '../behaviours/motion-sensing.ts';
import type { DeviceModel } from '../device-model.ts';
import { IasZonePart } from '../parts/ias-zone-part.ts';
import { serveBattery } from '../parts/serve-battery.ts';
import { serveIdentify } from '../parts/serve-identify.ts';
import { standardBasic, standardSleeper } from './standard-common.ts';

const manufacturerCode = 0x1286;
const motionSensor = 0x000d;
const blindMs = 60_000;

/** SONOFF's motion sensor: an IAS zone, which is enrolled. */
export const sonoffSnzb03: DeviceModel = {
  modelId: 'MS01',
  product: 'SONOFF SNZB-03',
  summary: 'Motion sensor, by the standard',
  ieeeAddressPrefix: '0x00124b00',
  node: standardSleeper(manufacturerCode),
  layout: defineLayout(
    [
      {
        endpointId: 1,
        deviceId: 0x0402,
        servers: [
          standardBasic('eWeLink', 'MS01', 'battery'),
          serve(identify, { identifyTime: 0 }),
          serve(iasZone, {
            zoneState: 0,
            zoneType: motionSensor,
            zoneStatus: 0,
            iasCieAddress: '0x0000000000000000',
            zoneId: 0xff,
          }),
          serve(powerConfiguration, { batteryVoltage: 30, batteryPercentageRemaining: 200 }),
        ],
        outputClusterIds: [0x0003],
      },
    ],
    { reportsToCoordinator: true },
  ),
  assemble(assembly) {
    const { context } = assembly;
    const motion = assembly.add(new MotionSensing(context, blindMs));
    const zone = new IasZonePart(assembly, 1, manufacturerCode);
    serveIdentify(assembly, 1);
    serveBattery(assembly, 1, assembly.add(new Battery(context)));
    motion.occupancy.watch(() => zone.setStatus(motion.occupancy.value ? 1 : 0));
  },
};
