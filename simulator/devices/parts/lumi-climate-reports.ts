import {
  humidityMeasurement,
  pressureMeasurement,
  temperatureMeasurement,
} from '../../zcl/clusters/measurement.ts';
import type { ClimateSensing } from '../behaviours/climate-sensing.ts';
import type { DeviceAssembly, NetworkActivity } from '../device-assembly.ts';

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
  const reports = new LumiClimateReports(assembly, endpointId, climate);
  climate.onSample = () => reports.sampled();
  assembly.whileInNetwork(reports);
}

class LumiClimateReports implements NetworkActivity {
  readonly #assembly: DeviceAssembly;
  readonly #endpointId: number;
  readonly #climate: ClimateSensing;
  #inNetwork = false;
  /** Absent until it has reported in this network. */
  #reported: { atMs: number; temperature: number; humidity: number; pressure: number } | undefined;

  constructor(assembly: DeviceAssembly, endpointId: number, climate: ClimateSensing) {
    this.#assembly = assembly;
    this.#endpointId = endpointId;
    this.#climate = climate;
  }

  start(): void {
    this.#inNetwork = true;
  }

  stop(): void {
    this.#inNetwork = false;
    this.#reported = undefined;
  }

  sampled(): void {
    if (this.#inNetwork && (this.#hasMoved() || this.#isDue())) this.#report();
  }

  #hasMoved(): boolean {
    const reported = this.#reported;
    if (reported === undefined) return true;
    const { temperature, humidity, pressure } = this.#climate;
    return (
      Math.abs(temperature.value - reported.temperature) >= temperatureStep ||
      Math.abs(humidity.value - reported.humidity) >= humidityStep ||
      Math.abs(pressure.value - reported.pressure) >= pressureStep
    );
  }

  #isDue(): boolean {
    const { clock, settings } = this.#assembly.context;
    if (settings.reportEveryMs === undefined || this.#reported === undefined) return false;
    return clock.monotonic() - this.#reported.atMs >= settings.reportEveryMs - timerSlackMs;
  }

  #report(): void {
    const { server, context } = this.#assembly;
    const { temperature, humidity, pressure } = this.#climate;
    this.#reported = {
      atMs: context.clock.monotonic(),
      temperature: temperature.value,
      humidity: humidity.value,
      pressure: pressure.value,
    };
    server.report(this.#endpointId, [temperatureMeasurement.attributes.measuredValue]);
    server.report(this.#endpointId, [humidityMeasurement.attributes.measuredValue]);
    const { measuredValue, scale, scaledValue } = pressureMeasurement.attributes;
    server.report(this.#endpointId, [measuredValue, scale, scaledValue]);
  }
}
