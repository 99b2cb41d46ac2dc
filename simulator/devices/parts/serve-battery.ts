import { powerConfiguration } from '../../zcl/clusters/power-configuration.ts';
import type { Battery } from '../behaviours/battery.ts';
import type { DeviceAssembly } from '../device-assembly.ts';

const { batteryVoltage, batteryPercentageRemaining } = powerConfiguration.attributes;

/** Battery voltage and charge in Power Configuration (ZCL 3.3.2.2.3). */
export function serveBattery(assembly: DeviceAssembly, endpointId: number, battery: Battery): void {
  const { server } = assembly;
  const show = () => {
    server.set(endpointId, batteryVoltage, Math.round(battery.voltage.value / 100));
    server.set(endpointId, batteryPercentageRemaining, 2 * battery.percent);
  };
  show();
  battery.voltage.watch(show);
}
