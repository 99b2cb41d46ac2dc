import { identify } from '../../zcl/clusters/identify.ts';
import { onOff } from '../../zcl/clusters/on-off.ts';
import { powerConfiguration } from '../../zcl/clusters/power-configuration.ts';
import { defineLayout, serve } from '../../zcl/layout.ts';
import { Battery } from '../behaviours/battery.ts';
import { Pressing } from '../behaviours/pressing.ts';
import type { DeviceModel } from '../device-model.ts';
import { serveBattery } from '../parts/serve-battery.ts';
import { serveIdentify } from '../parts/serve-identify.ts';
import { standardBasic, standardSleeper } from './standard-common.ts';

const { commands } = onOff;
const orders = { single: commands.toggle, double: commands.on, long: commands.off } as const;

/** SONOFF's button: a client of On/Off, which orders whoever it is bound to. */
export const sonoffSnzb01: DeviceModel = {
  modelId: 'WB01',
  product: 'SONOFF SNZB-01',
  summary: 'Wireless button, by the standard',
  ieeeAddressPrefix: '0x00124b00',
  node: standardSleeper(0x1286),
  layout: defineLayout([
    {
      endpointId: 1,
      deviceId: 0x0000,
      servers: [
        standardBasic('eWeLink', 'WB01', 'battery'),
        serve(identify, { identifyTime: 0 }),
        serve(powerConfiguration, { batteryVoltage: 30, batteryPercentageRemaining: 200 }),
      ],
      outputClusterIds: [onOff.id, 0x1000],
    },
  ]),
  assemble(assembly) {
    const button = assembly.add(new Pressing(['single', 'double', 'long']));
    serveIdentify(assembly, 1);
    serveBattery(assembly, 1, assembly.add(new Battery(assembly.context)));
    button.onAction = (press) => assembly.server.order(1, onOff, orders[press]);
  },
};
