import { systemModes, thermostat } from '../../zcl/clusters/thermostat.ts';
import { zclStatus } from '../../zcl/status.ts';
import type { Heating, HeatingMode } from '../behaviours/heating.ts';
import type { DeviceAssembly } from '../device-assembly.ts';

const { attributes } = thermostat;
const perDegree = 100;

/** Thermostat (ZCL 6.3): temperature, setpoint and, where the model serves them, system mode and running state. */
export function serveThermostat(assembly: DeviceAssembly, endpointId: number, heating: Heating): void {
  const { server } = assembly;
  const served = server.layout.endpoints.get(endpointId)?.clusters.get(thermostat.id)?.slots;
  const { systemMode, runningState, occupiedHeatingSetpoint, localTemperature } = attributes;
  const showsMode = served?.has(systemMode.attributeId) === true;
  const show = () => {
    server.set(endpointId, localTemperature, Math.round(heating.localTemperature.value * perDegree));
    server.set(endpointId, occupiedHeatingSetpoint, Math.round(heating.setpoint.value * perDegree));
    if (!showsMode) return;
    server.set(endpointId, systemMode, systemModes[heating.mode.value]);
    server.set(endpointId, runningState, heating.output === 1 ? 1 : heating.output === -1 ? 2 : 0);
  };
  show();
  for (const variable of heating.variables) variable.watch(() => server.batch(show));
  server.handle(endpointId, thermostat, {
    accepts: (attribute, value) => {
      if (attribute === systemMode && modeOf(value) === undefined) return zclStatus.invalidValue;
      if (attribute !== occupiedHeatingSetpoint) return zclStatus.success;
      const { spec } = heating.setpoint;
      const celsius = Number(value) / perDegree;
      const fits = spec.type === 'number' && celsius >= spec.minimum && celsius <= spec.maximum;
      return fits ? zclStatus.success : zclStatus.invalidValue;
    },
    written: (attribute, value) => {
      if (attribute === occupiedHeatingSetpoint) heating.setTo(Number(value) / perDegree);
      const mode = attribute === systemMode ? modeOf(value) : undefined;
      if (mode !== undefined) heating.switchTo(mode);
    },
  });
}

function modeOf(value: unknown): HeatingMode | undefined {
  const modes: readonly HeatingMode[] = ['off', 'auto', 'cool', 'heat'];
  return modes.find((mode) => systemModes[mode] === value);
}
