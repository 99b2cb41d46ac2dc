import type { Attribute } from '../../zcl/cluster.ts';
import { systemModes, thermostat } from '../../zcl/clusters/thermostat.ts';
import type { ZclValue } from '../../zcl/data-types.ts';
import { hasAttribute } from '../../zcl/layout.ts';
import { type ZclStatus, zclStatus } from '../../zcl/status.ts';
import type { Heating, HeatingMode } from '../behaviours/heating.ts';
import type { DeviceAssembly } from '../device-assembly.ts';
import type { AnyVariable } from '../variable.ts';

const { attributes } = thermostat;
const perDegree = 100;
const calibrationPerDegree = 10;
/** What an offset may be (ZCL 6.3.2.2.2.7), steps of 0.1 °C. */
const calibrationStepsMax = 25;
/** Bits of `runningState` (ZCL 6.3.2.2.2.18). */
const runningStates = { heat: 0x01, cool: 0x02 } as const;

/** Thermostat (ZCL 6.3): temperature and setpoint; where the model serves them, cooling, mode, state and calibration. */
export function serveThermostat(assembly: DeviceAssembly, endpointId: number, heating: Heating): void {
  const { server } = assembly;
  const { systemMode, runningState, localTemperature, localTemperatureCalibration } = attributes;
  const { occupiedHeatingSetpoint, occupiedCoolingSetpoint } = attributes;
  const serves = (attribute: Attribute) => hasAttribute(server.layout, endpointId, attribute);
  const servesMode = serves(systemMode);
  const show = () => {
    server.set(endpointId, localTemperature, Math.round(heating.localTemperature.value * perDegree));
    server.set(endpointId, occupiedHeatingSetpoint, Math.round(heating.setpoint.value * perDegree));
    if (heating.coolingSetpoint !== undefined) {
      server.set(endpointId, occupiedCoolingSetpoint, Math.round(heating.coolingSetpoint.value * perDegree));
    }
    if (!servesMode) return;
    const { output } = heating;
    server.set(endpointId, systemMode, systemModes[heating.mode.value]);
    server.set(
      endpointId,
      runningState,
      output > 0 ? runningStates.heat : output < 0 ? runningStates.cool : 0,
    );
  };
  if (serves(localTemperatureCalibration)) {
    heating.calibrate(Number(server.get(endpointId, localTemperatureCalibration)) / calibrationPerDegree);
  }
  show();
  const showTogether = () => server.batch(show);
  for (const variable of heating.variables) variable.watch(showTogether);
  server.handle(endpointId, thermostat, {
    accepts: (attribute, value) => {
      if (attribute === systemMode && modeOf(value) === undefined) return zclStatus.invalidValue;
      if (attribute === occupiedHeatingSetpoint) return fits(heating.setpoint, value);
      if (attribute === occupiedCoolingSetpoint) return fits(heating.coolingSetpoint, value);
      const isWild =
        attribute === localTemperatureCalibration && Math.abs(Number(value)) > calibrationStepsMax;
      return isWild ? zclStatus.invalidValue : zclStatus.success;
    },
    written: (attribute, value) => {
      if (attribute === occupiedHeatingSetpoint) heating.setTo(Number(value) / perDegree);
      if (attribute === occupiedCoolingSetpoint) heating.coolTo(Number(value) / perDegree);
      if (attribute === localTemperatureCalibration) heating.calibrate(Number(value) / calibrationPerDegree);
      const mode = attribute === systemMode ? modeOf(value) : undefined;
      if (mode !== undefined) heating.switchTo(mode);
    },
  });
}

/** Whether a setpoint that was written is one that can be. */
function fits(setpoint: AnyVariable | undefined, value: ZclValue): ZclStatus {
  const spec = setpoint?.spec;
  const celsius = Number(value) / perDegree;
  const isWithin = spec?.type === 'number' && celsius >= spec.minimum && celsius <= spec.maximum;
  return isWithin ? zclStatus.success : zclStatus.invalidValue;
}

function modeOf(value: unknown): HeatingMode | undefined {
  const modes = Object.keys(systemModes) as HeatingMode[];
  return modes.find((mode) => systemModes[mode] === value);
}
