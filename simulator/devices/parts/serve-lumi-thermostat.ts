import type { Timer } from '../../../src/common/clock.ts';
import type { Attribute } from '../../zcl/cluster.ts';
import type { ClusterHandler } from '../../zcl/cluster-handler.ts';
import { lumiSpecific } from '../../zcl/clusters/lumi-specific.ts';
import type { ZclValue } from '../../zcl/data-types.ts';
import { type ZclStatus, zclStatus } from '../../zcl/status.ts';
import type { Heating } from '../behaviours/heating.ts';
import { WindowGuard } from '../behaviours/window-guard.ts';
import type { DeviceAssembly, NetworkActivity } from '../device-assembly.ts';
import { lumiScheduleBytes } from './lumi-schedule.ts';
import { decodeLumiSensorOrder } from './lumi-sensor-link.ts';

const { attributes } = lumiSpecific;
const modes = ['off', 'heat'] as const;
const presets = { manual: 0, auto: 1, away: 2, setup: 3 } as const;
/** While its valve runs to both ends. */
const calibrationMs = 20_000;
/** What it keeps a room at that nobody heats: an open window. */
const frostGuardC = 5;
const perDegree = 100;

/** What Lumi's radiator thermostat keeps in its private cluster: mode, preset, windows, a sensor elsewhere. */
export function serveLumiThermostat(assembly: DeviceAssembly, endpointId: number, heating: Heating): void {
  const part = new LumiThermostatPart(assembly, endpointId, heating);
  assembly.server.handle(endpointId, lumiSpecific, part);
  assembly.whileInNetwork(part);
}

class LumiThermostatPart implements ClusterHandler, NetworkActivity {
  readonly #assembly: DeviceAssembly;
  readonly #endpointId: number;
  readonly #heating: Heating;
  readonly #guard: WindowGuard;
  #calibration: Timer | undefined;

  constructor(assembly: DeviceAssembly, endpointId: number, heating: Heating) {
    this.#assembly = assembly;
    this.#endpointId = endpointId;
    this.#heating = heating;
    const guard = assembly.add(new WindowGuard());
    this.#guard = guard;
    const follow = () => this.#follow();
    heating.mode.watch(follow);
    guard.windowOpen.watch(follow);
    heating.localTemperature.watch(() => guard.feel(heating.localTemperature.value));
    follow();
  }

  start(): void {
    this.#follow();
  }

  stop(): void {
    this.#calibration?.cancel();
  }

  accepts(attribute: Attribute, value: ZclValue): ZclStatus {
    return isPossible(attribute, value) ? zclStatus.success : zclStatus.invalidValue;
  }

  written(attribute: Attribute, value: ZclValue): void {
    const mode = modes[Number(value)];
    if (attribute === attributes.systemMode && mode !== undefined) this.#heating.switchTo(mode);
    if (attribute === attributes.calibrate) this.#calibrate();
    if (attribute === attributes.sensorLink && Buffer.isBuffer(value)) this.#link(value);
    this.#follow();
    // Whatever it is set to it tells at once, and nothing of that needs to be configured.
    if (attribute.reportable) this.#assembly.server.report(this.#endpointId, [attribute]);
  }

  /** Does what it is set to, and shows it. */
  #follow(): void {
    const windowOpen = this.#guard.windowOpen.value;
    this.#guard.isWatching = this.#get(attributes.windowDetection) === 1;
    const isAway = this.#get(attributes.preset) === presets.away;
    const awayC = Number(this.#get(attributes.awayTemperature)) / perDegree;
    this.#heating.override(windowOpen ? frostGuardC : isAway ? awayC : undefined);
    this.#tell(attributes.systemMode, this.#heating.mode.value === 'off' ? 0 : 1);
    this.#tell(attributes.windowOpen, windowOpen ? 1 : 0);
  }

  #calibrate(): void {
    this.#calibration?.cancel();
    this.#tell(attributes.calibrated, 0);
    const { clock } = this.#assembly.context;
    this.#calibration = clock.setTimer(calibrationMs, () => this.#tell(attributes.calibrated, 1));
  }

  #link(frame: Buffer): void {
    const sensor = decodeLumiSensorOrder(frame);
    if (sensor?.order === 'measured') this.#heating.measureBy(sensor.celsius);
    if (sensor?.order === 'unlink') this.#heating.measureBy(undefined);
    if (sensor?.order === 'link') this.#tell(attributes.temperatureSensor, 1);
    if (sensor?.order === 'unlink') this.#tell(attributes.temperatureSensor, 0);
  }

  #get(attribute: Attribute): ZclValue {
    return this.#assembly.server.get(this.#endpointId, attribute);
  }

  /** Shows a value, and reports it if it is another one. */
  #tell(attribute: Attribute, value: number): void {
    if (this.#get(attribute) === value) return;
    this.#assembly.server.set(this.#endpointId, attribute, value);
    this.#assembly.server.report(this.#endpointId, [attribute]);
  }
}

function isPossible(attribute: Attribute, value: ZclValue): boolean {
  if (attribute === attributes.systemMode) return modes[Number(value)] !== undefined;
  if (attribute === attributes.preset) return Number(value) <= presets.setup;
  if (attribute === attributes.scheduleSettings) {
    return Buffer.isBuffer(value) && value.length === lumiScheduleBytes;
  }
  return true;
}
