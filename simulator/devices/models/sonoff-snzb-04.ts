import { iasZone } from '../../zcl/clusters/ias-zone.ts';
import { identify } from '../../zcl/clusters/identify.ts';
import { powerConfiguration } from '../../zcl/clusters/power-configuration.ts';
import { defineLayout, serve } from '../../zcl/layout.ts';
import { Battery } from '../behaviours/battery.ts';
import { ContactSensing } from '../behaviours/contact-sensing.ts';
import type { DeviceModel } from '../device-model.ts';
import { IasZonePart } from '../parts/ias-zone-part.ts';
import { serveBattery } from '../parts/serve-battery.ts';
import { zoneBits } from '../parts/serve-hazard-zone.ts';
import { serveIdentify } from '../parts/serve-identify.ts';
import { standardBasic, standardSleeper } from './standard-common.ts';

const manufacturerCode = 0x1286;
const contactSwitch = 0x0015;

/** SONOFF's door sensor: an IAS zone, which is enrolled. */
export const sonoffSnzb04: DeviceModel = {
  modelId: 'DS01',
  product: 'SONOFF SNZB-04',
  summary: 'Door and window sensor, by the standard',
  ieeeAddressPrefix: '0x00124b00',
  node: standardSleeper(manufacturerCode),
  layout: defineLayout(
    [
      {
        endpointId: 1,
        deviceId: 0x0402,
        servers: [
          standardBasic('eWeLink', 'DS01', 'battery'),
          serve(identify, { identifyTime: 0 }),
          serve(iasZone, {
            zoneState: 0,
            zoneType: contactSwitch,
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
    const { contact } = assembly.add(new ContactSensing(context));
    const battery = assembly.add(new Battery(context));
    const zone = new IasZonePart(assembly, 1, manufacturerCode);
    serveIdentify(assembly, 1);
    serveBattery(assembly, 1, battery);
    const show = () =>
      zone.setStatus((contact.value ? 0 : zoneBits.alarm1) | (battery.isLow ? zoneBits.batteryLow : 0));
    contact.watch(show);
    battery.voltage.watch(show);
    assembly.whileInNetwork({ start: show });
  },
};
