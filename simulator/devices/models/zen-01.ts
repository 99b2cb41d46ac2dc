import { fanControl } from '../../zcl/clusters/fan-control.ts';
import { identify } from '../../zcl/clusters/identify.ts';
import { powerConfiguration } from '../../zcl/clusters/power-configuration.ts';
import { thermostat } from '../../zcl/clusters/thermostat.ts';
import { defineLayout, serve } from '../../zcl/layout.ts';
import { Battery, batteryPacks } from '../behaviours/battery.ts';
import { Heating } from '../behaviours/heating.ts';
import type { DeviceModel } from '../device-model.ts';
import { serveBattery } from '../parts/serve-battery.ts';
import { serveIdentify } from '../parts/serve-identify.ts';
import { serveThermostat } from '../parts/serve-thermostat.ts';
import { numberSetting, wordSetting } from '../setting.ts';
import { standardBasic, standardRouter } from './standard-common.ts';

/** Zen's wall thermostat, which heats and cools. */
export const zen01: DeviceModel = {
  modelId: 'Zen-01',
  product: 'Zen Zen-01-W',
  summary: 'Thermostat for heating and cooling, by the standard',
  ieeeAddressPrefix: '0x00244600',
  node: standardRouter(0x1158),
  layout: defineLayout([
    {
      endpointId: 1,
      deviceId: 0x0301,
      servers: [
        standardBasic('Zen Within', 'Zen-01', 'mains'),
        serve(powerConfiguration, { batteryVoltage: 60, batteryPercentageRemaining: 200 }),
        serve(identify, { identifyTime: 0 }),
        serve(thermostat, {
          localTemperature: 2000,
          localTemperatureCalibration: 0,
          occupiedCoolingSetpoint: 2600,
          occupiedHeatingSetpoint: 2100,
          controlSequenceOfOperation: 4,
          systemMode: 4,
          runningState: 0,
        }),
        serve(fanControl, { fanMode: 5, fanModeSequence: 4 }),
      ],
      outputClusterIds: [0x000a, 0x0019],
    },
  ]),
  settings: {
    fan_mode: wordSetting(1, fanControl.attributes.fanMode, { 4: 'on', 5: 'auto' }),
    local_temperature_calibration: numberSetting(1, thermostat.attributes.localTemperatureCalibration, 10),
  },
  assemble(assembly) {
    serveIdentify(assembly, 1);
    // It lives on the mains; the cells carry it over a cut.
    serveBattery(assembly, 1, assembly.add(new Battery(assembly.context, batteryPacks.fourAa)));
    const heating = new Heating(assembly.context, { heatingMaxW: 3000, coolingMaxW: 3000 });
    serveThermostat(assembly, 1, assembly.add(heating));
  },
};
