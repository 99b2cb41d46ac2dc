import {
  humidityMeasurement,
  pressureMeasurement,
  temperatureMeasurement,
} from '../../zcl/clusters/measurement.ts';
import type { ClimateSensing } from '../behaviours/climate-sensing.ts';
import type { DeviceAssembly } from '../device-assembly.ts';

/** Temperature, humidity and pressure measurement (ZCL 4.4, 4.7, 4.5) over a climate sensor. */
export function serveClimate(assembly: DeviceAssembly, endpointId: number, climate: ClimateSensing): void {
  const { server } = assembly;
  const show = () => {
    const { temperature, humidity, pressure } = climate;
    server.set(
      endpointId,
      temperatureMeasurement.attributes.measuredValue,
      Math.round(temperature.value * 100),
    );
    server.set(endpointId, humidityMeasurement.attributes.measuredValue, Math.round(humidity.value * 100));
    server.set(endpointId, pressureMeasurement.attributes.measuredValue, Math.round(pressure.value));
    server.set(endpointId, pressureMeasurement.attributes.scaledValue, Math.round(pressure.value * 10));
  };
  show();
  for (const variable of climate.variables) variable.watch(show);
}
