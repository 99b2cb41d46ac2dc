import {
  humidityMeasurement,
  pressureMeasurement,
  temperatureMeasurement,
} from '../../zcl/clusters/measurement.ts';
import type { ClimateSensing } from '../behaviours/climate-sensing.ts';
import type { DeviceAssembly } from '../device-assembly.ts';

/** What moves the sensor to speak before its heartbeat: °C, %, hPa. */
const temperatureStep = 0.5;
const humidityStep = 6;
const pressureStep = 5;
const timerSlackMs = 5;

/**
 * When lumi.weather reports: all three values together, once one of them has moved enough. Nothing of it can be
 * configured over the air. A house may want it more often than that.
 */
export function reportClimateAsLumi(
  assembly: DeviceAssembly,
  endpointId: number,
  climate: ClimateSensing,
): void {
  const { context, server } = assembly;
  const { reportEveryMs } = context.settings;
  let reportedMs = Number.NEGATIVE_INFINITY;
  let reported: { temperature: number; humidity: number; pressure: number } | undefined;
  const report = () => {
    reportedMs = context.clock.monotonic();
    reported = {
      temperature: climate.temperature.value,
      humidity: climate.humidity.value,
      pressure: climate.pressure.value,
    };
    server.report(endpointId, [temperatureMeasurement.attributes.measuredValue]);
    server.report(endpointId, [humidityMeasurement.attributes.measuredValue]);
    const { measuredValue, scale, scaledValue } = pressureMeasurement.attributes;
    server.report(endpointId, [measuredValue, scale, scaledValue]);
  };
  const moved = () =>
    reported === undefined ||
    Math.abs(climate.temperature.value - reported.temperature) >= temperatureStep ||
    Math.abs(climate.humidity.value - reported.humidity) >= humidityStep ||
    Math.abs(climate.pressure.value - reported.pressure) >= pressureStep;
  const due = () =>
    reportEveryMs !== undefined && context.clock.monotonic() - reportedMs >= reportEveryMs - timerSlackMs;
  let inNetwork = false;
  climate.onSample = () => {
    if (inNetwork && (moved() || due())) report();
  };
  assembly.whileInNetwork({
    start: () => {
      inNetwork = true;
    },
    stop: () => {
      inNetwork = false;
      reported = undefined;
    },
  });
}
