import { electricalMeasurement, metering } from '../../zcl/clusters/metering.ts';
import { type ServedCluster, serve } from '../../zcl/layout.ts';
import type { PowerMetering } from '../behaviours/power-metering.ts';
import type { DeviceAssembly } from '../device-assembly.ts';

const { rmsVoltage, rmsCurrent, activePower } = electricalMeasurement.attributes;
const { currentSummationDelivered } = metering.attributes;
/** Steps of a V, an A, a W, a kWh. */
const perVolt = 10;
const perAmpere = 1000;
const perWatt = 10;
const perKilowattHour = 1000;
/** AC, active measurement (ZCL 4.9.2.2.1). */
const measuresAlternatingCurrent = 0x01;

/** The clusters that `serveElectricity` shows a meter in. */
export const electricityClusters: readonly ServedCluster[] = [
  serve(metering, {
    currentSummationDelivered: 0,
    unitOfMeasure: 0,
    multiplier: 1,
    divisor: perKilowattHour,
  }),
  serve(electricalMeasurement, {
    measurementType: measuresAlternatingCurrent,
    rmsVoltage: 0,
    rmsCurrent: 0,
    activePower: 0,
    acVoltageMultiplier: 1,
    acVoltageDivisor: perVolt,
    acCurrentMultiplier: 1,
    acCurrentDivisor: perAmpere,
    acPowerMultiplier: 1,
    acPowerDivisor: perWatt,
  }),
];

/** Electrical Measurement (ZCL 4.9) and Metering (ZCL 10.4) over a meter. */
export function serveElectricity(assembly: DeviceAssembly, endpointId: number, meter: PowerMetering): void {
  const { server } = assembly;
  const show = () => {
    server.batch(() => {
      server.set(endpointId, activePower, Math.round(meter.power.value * perWatt));
      server.set(endpointId, rmsCurrent, Math.round(meter.amperes * perAmpere));
      server.set(endpointId, rmsVoltage, Math.round(meter.volts * perVolt));
    });
  };
  const count = () =>
    server.set(endpointId, currentSummationDelivered, Math.floor(meter.energy.value * perKilowattHour));
  show();
  count();
  meter.power.watch(show);
  meter.energy.watch(count);
}
