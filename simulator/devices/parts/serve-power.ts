import { analogInput } from '../../zcl/clusters/analog-input.ts';
import type { ReportingRule } from '../../zcl/layout.ts';
import type { PowerMetering } from '../behaviours/power-metering.ts';
import type { DeviceAssembly } from '../device-assembly.ts';

/** The shortest time between two reports by itself, s. */
const minimumS = 1;
const secondMs = 1000;

/** Power as Lumi plugs tell it: Analog Input (ZCL 3.14.2), in watts. */
export function servePowerAsAnalogInput(
  assembly: DeviceAssembly,
  endpointId: number,
  metering: PowerMetering,
): void {
  const { context, server } = assembly;
  const { presentValue } = analogInput.attributes;
  const { reportEveryMs } = context.settings;
  if (reportEveryMs !== undefined) {
    const maximumS = Math.max(minimumS, Math.round(reportEveryMs / secondMs));
    const rule: ReportingRule = { minimumS, maximumS, change: 1 };
    server.reportByDefault(endpointId, presentValue, rule);
  }
  const show = () => server.set(endpointId, presentValue, Math.fround(metering.power.value));
  show();
  metering.power.watch(show);
}
