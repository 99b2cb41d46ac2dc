import type { Timer } from '../../../src/common/clock.ts';
import { basic, powerSources } from '../../zcl/clusters/basic.ts';
import { identify } from '../../zcl/clusters/identify.ts';
import { lumiSpecific } from '../../zcl/clusters/lumi-specific.ts';
import { powerConfiguration } from '../../zcl/clusters/power-configuration.ts';
import { thermostat } from '../../zcl/clusters/thermostat.ts';
import { defineLayout, serve } from '../../zcl/layout.ts';
import { zclStatus } from '../../zcl/status.ts';
import { Battery } from '../behaviours/battery.ts';
import { Heating } from '../behaviours/heating.ts';
import type { DeviceModel } from '../device-model.ts';
import { serveBattery } from '../parts/serve-battery.ts';
import { serveIdentify } from '../parts/serve-identify.ts';
import { serveThermostat } from '../parts/serve-thermostat.ts';
import { newLumiEndDevice } from './lumi-common.ts';

const onChange = { minimumS: 0, maximumS: 0, change: null };
const modes = ['off', 'heat'] as const;
const modelReportMs = 50;

/** Aqara's radiator thermostat E1: setpoint by the standard, everything else in Lumi's private cluster. */
export const lumiAirrtcAgl001: DeviceModel = {
  modelId: 'lumi.airrtc.agl001',
  product: 'Aqara SRTS-A01',
  summary: 'Radiator thermostat',
  ieeeAddressPrefix: '0x54ef4410',
  node: newLumiEndDevice,
  layout: defineLayout(
    [
      {
        endpointId: 1,
        deviceId: 0x0301,
        servers: [
          serve(basic, {
            zclVersion: 3,
            applicationVersion: 25,
            stackVersion: 0,
            hardwareVersion: 1,
            manufacturerName: 'LUMI',
            modelId: 'lumi.airrtc.agl001',
            dateCode: '20220518',
            powerSource: powerSources.battery,
          }),
          serve(powerConfiguration, { batteryVoltage: 30, batteryPercentageRemaining: 200 }),
          serve(identify, { identifyTime: 0 }),
          serve(
            thermostat,
            { localTemperature: 2000, occupiedHeatingSetpoint: 2100 },
            {
              localTemperature: { minimumS: 0, maximumS: 0, change: 10 },
              occupiedHeatingSetpoint: { minimumS: 0, maximumS: 0, change: 1 },
            },
          ),
          serve(
            lumiSpecific,
            {
              systemMode: 1,
              preset: 0,
              windowDetection: 0,
              valveDetection: 1,
              childLock: 0,
              awayTemperature: 1500,
              windowOpen: 0,
              calibrated: 1,
              temperatureSensor: 0,
              batteryPercentage: 100,
            },
            {
              systemMode: onChange,
              preset: onChange,
              windowDetection: onChange,
              valveDetection: onChange,
              childLock: onChange,
              awayTemperature: onChange,
              windowOpen: onChange,
              temperatureSensor: onChange,
            },
          ),
        ],
        outputClusterIds: [0x0003, 0x0019],
      },
    ],
    { reportsToCoordinator: true },
  ),
  assemble(assembly) {
    const { context, server } = assembly;
    const { systemMode, batteryPercentage } = lumiSpecific.attributes;
    const heating = assembly.add(
      new Heating(context, { heatingMaxW: 2000, coolingMaxW: 0, takesOverRadiator: true }),
    );
    const battery = assembly.add(new Battery(context));
    serveIdentify(assembly, 1);
    serveBattery(assembly, 1, battery);
    serveThermostat(assembly, 1, heating);
    const show = () => server.set(1, systemMode, heating.mode.value === 'off' ? 0 : 1);
    show();
    heating.mode.watch(show);
    server.provide(1, batteryPercentage, () => battery.percent);
    server.handle(1, lumiSpecific, {
      accepts: (attribute, value) =>
        attribute === systemMode && modes[Number(value)] === undefined
          ? zclStatus.invalidValue
          : zclStatus.success,
      written: (attribute, value) => {
        const mode = modes[Number(value)];
        if (attribute === systemMode && mode !== undefined) heating.switchTo(mode);
      },
    });
    let announcement: Timer | undefined;
    assembly.whileInNetwork({
      stop: () => announcement?.cancel(),
      start: () => {
        const { modelId, applicationVersion } = basic.attributes;
        announcement = assembly.network().clock.setTimer(modelReportMs, () => {
          server.report(1, [modelId, applicationVersion]);
          server.report(1, [systemMode]);
          server.report(1, [batteryPercentage]);
        });
      },
    });
  },
};
