import { powerConfiguration } from '../../zcl/clusters/power-configuration.ts';
import { hasAttribute } from '../../zcl/layout.ts';
import type { Battery } from '../behaviours/battery.ts';
import type { DeviceAssembly } from '../device-assembly.ts';

const { batteryVoltage, batteryPercentageRemaining, batteryAlarmState } = powerConfiguration.attributes;

/** Battery voltage, charge and, where the model serves it, alarm in Power Configuration (ZCL 3.3.2.2.3). */
export function serveBattery(assembly: DeviceAssembly, endpointId: number, battery: Battery): void {
  const { server } = assembly;
  const tellsAlarm = hasAttribute(server.layout, endpointId, batteryAlarmState);
  const show = () => {
    server.set(endpointId, batteryVoltage, Math.round(battery.voltage.value / 100));
    server.set(endpointId, batteryPercentageRemaining, 2 * battery.percent);
    if (tellsAlarm) server.set(endpointId, batteryAlarmState, battery.isLow ? 1 : 0);
  };
  show();
  battery.voltage.watch(show);
}
