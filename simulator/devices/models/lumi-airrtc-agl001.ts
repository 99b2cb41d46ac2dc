import { basic, powerSources } from '../../zcl/clusters/basic.ts';
import { identify } from '../../zcl/clusters/identify.ts';
import { lumiSpecific } from '../../zcl/clusters/lumi-specific.ts';
import { powerConfiguration } from '../../zcl/clusters/power-configuration.ts';
import { thermostat } from '../../zcl/clusters/thermostat.ts';
import { dataTypes } from '../../zcl/data-types.ts';
import { defineLayout, serve } from '../../zcl/layout.ts';
import { Battery, batteryPacks } from '../behaviours/battery.ts';
import { ChipTemperature } from '../behaviours/chip-temperature.ts';
import { Heating } from '../behaviours/heating.ts';
import { PowerRecord } from '../behaviours/power-record.ts';
import type { DeviceModel } from '../device-model.ts';
import { announceAsLumi, mainsHeartbeatMs } from '../parts/lumi-presence.ts';
import { lumiScheduleText } from '../parts/lumi-schedule.ts';
import { lumiTags } from '../parts/lumi-tags.ts';
import { serveBattery } from '../parts/serve-battery.ts';
import { serveIdentify } from '../parts/serve-identify.ts';
import { serveLumiThermostat } from '../parts/serve-lumi-thermostat.ts';
import { serveThermostat } from '../parts/serve-thermostat.ts';
import { numberSetting, wordSetting } from '../setting.ts';
import { newLumiEndDevice } from './lumi-common.ts';

const yesOrNo = { 0: false, 1: true } as const;
/** So often it asks for orders while it sleeps. */
const pollEveryMs = 2_000;
const perDegree = 100;
const { attributes } = lumiSpecific;

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
          serve(lumiSpecific, {
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
            heartbeat: Buffer.alloc(0),
            valveAlarm: 0,
            schedule: 0,
            scheduleSettings: Buffer.alloc(0),
            calibrate: 0,
            sensorLink: Buffer.alloc(0),
          }),
        ],
        outputClusterIds: [0x0003, 0x0019],
      },
    ],
    { reportsToCoordinator: true },
  ),
  pollEveryMs,
  settings: {
    preset: wordSetting(1, attributes.preset, { 0: 'manual', 1: 'auto', 2: 'away' }),
    setup: wordSetting(1, attributes.preset, { 0: false, 1: false, 2: false, 3: true }),
    window_detection: wordSetting(1, attributes.windowDetection, yesOrNo),
    valve_detection: wordSetting(1, attributes.valveDetection, yesOrNo),
    valve_alarm: wordSetting(1, attributes.valveAlarm, yesOrNo),
    child_lock: wordSetting(1, attributes.childLock, { 0: 'UNLOCK', 1: 'LOCK' }),
    away_preset_temperature: numberSetting(1, attributes.awayTemperature, perDegree),
    calibrated: wordSetting(1, attributes.calibrated, yesOrNo),
    sensor: wordSetting(1, attributes.temperatureSensor, { 0: 'internal', 1: 'external' }),
    schedule: wordSetting(1, attributes.schedule, yesOrNo),
    schedule_settings: {
      endpointId: 1,
      attribute: attributes.scheduleSettings,
      meaning: (value) => (Buffer.isBuffer(value) ? lumiScheduleText(value) : undefined),
    },
  },
  assemble(assembly) {
    const { context, server } = assembly;
    const heating = assembly.add(
      new Heating(context, { heatingMaxW: 2000, coolingMaxW: 0, takesOverRadiator: true }),
    );
    const battery = assembly.add(new Battery(context, batteryPacks.twoAa));
    const chip = assembly.add(new ChipTemperature(context, 3));
    const record = assembly.add(new PowerRecord());
    serveIdentify(assembly, 1);
    serveBattery(assembly, 1, battery);
    serveThermostat(assembly, 1, heating);
    serveLumiThermostat(assembly, 1, heating);
    server.provide(1, attributes.batteryPercentage, () => battery.percent);
    announceAsLumi(assembly, {
      attribute: attributes.heartbeat,
      everyMs: mainsHeartbeatMs,
      tags: () => [
        [lumiTags.chipTemperature, dataTypes.int8, chip.celsius],
        [lumiTags.powerOutages, dataTypes.uint16, record.outages + 1],
        [lumiTags.value2, dataTypes.uint8, server.get(1, attributes.preset)],
        [lumiTags.value3, dataTypes.int16, Math.round(heating.localTemperature.value * perDegree)],
        [lumiTags.value4, dataTypes.uint16, Math.round(heating.setpoint.value * perDegree)],
        [lumiTags.value5, dataTypes.boolean, server.get(1, attributes.valveAlarm) === 1],
        [lumiTags.value6, dataTypes.uint8, battery.percent],
      ],
    });
  },
};
