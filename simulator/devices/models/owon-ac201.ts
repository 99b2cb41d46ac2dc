import { fanControl } from '../../zcl/clusters/fan-control.ts';
import { identify } from '../../zcl/clusters/identify.ts';
import { thermostat } from '../../zcl/clusters/thermostat.ts';
import { defineLayout, serve } from '../../zcl/layout.ts';
import { Heating } from '../behaviours/heating.ts';
import type { DeviceModel } from '../device-model.ts';
import { serveIdentify } from '../parts/serve-identify.ts';
import { serveThermostat } from '../parts/serve-thermostat.ts';
import { wordSetting } from '../setting.ts';
import { standardBasic, standardRouter } from './standard-common.ts';

const { acLouverPosition } = thermostat.attributes;
const { fanMode } = fanControl.attributes;
const fanModes = { 0: 'off', 1: 'low', 2: 'medium', 3: 'high', 4: 'on', 5: 'auto' } as const;
const fanStates = { 0: 'OFF', 1: 'ON', 2: 'ON', 3: 'ON', 4: 'ON', 5: 'ON' } as const;
const louverPositions = {
  1: 'fully_closed',
  2: 'fully_open',
  3: 'quarter_open',
  4: 'half_open',
  5: 'three_quarters_open',
} as const;

/** OWON's controller of an air conditioner, which it commands by infrared. */
export const owonAc201: DeviceModel = {
  modelId: 'AC201',
  product: 'OWON AC201',
  summary: 'Air conditioner controller, by the standard',
  ieeeAddressPrefix: '0xebb6ef00',
  node: standardRouter(0x113c),
  layout: defineLayout([
    {
      endpointId: 1,
      deviceId: 0x0301,
      servers: [
        standardBasic('OWON Technology Inc.', 'AC201', 'mains'),
        serve(identify, { identifyTime: 0 }),
        serve(thermostat, {
          localTemperature: 2000,
          occupiedCoolingSetpoint: 2600,
          occupiedHeatingSetpoint: 2100,
          controlSequenceOfOperation: 4,
          systemMode: 0,
          runningState: 0,
          acLouverPosition: 2,
        }),
        serve(fanControl, { fanMode: 5, fanModeSequence: 2 }),
      ],
      outputClusterIds: [0x0019],
    },
  ]),
  settings: {
    ac_louver_position: wordSetting(1, acLouverPosition, louverPositions),
    fan_mode: wordSetting(1, fanMode, fanModes),
    fan_state: wordSetting(1, fanMode, fanStates),
  },
  assemble(assembly) {
    const heating = new Heating(assembly.context, { heatingMaxW: 3600, coolingMaxW: 3500 });
    serveIdentify(assembly, 1);
    serveThermostat(assembly, 1, assembly.add(heating));
  },
};
