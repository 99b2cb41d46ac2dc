import { basic, powerSources } from '../../zcl/clusters/basic.ts';
import { lumiPrivate } from '../../zcl/clusters/housekeeping.ts';
import { identify } from '../../zcl/clusters/identify.ts';
import {
  humidityMeasurement,
  pressureMeasurement,
  temperatureMeasurement,
} from '../../zcl/clusters/measurement.ts';
import { dataTypes } from '../../zcl/data-types.ts';
import { defineLayout, serve } from '../../zcl/layout.ts';
import { Battery, batteryPacks } from '../behaviours/battery.ts';
import { ClimateSensing } from '../behaviours/climate-sensing.ts';
import { PowerRecord } from '../behaviours/power-record.ts';
import type { DeviceModel } from '../device-model.ts';
import { reportClimateAsLumi } from '../parts/lumi-climate-reports.ts';
import { announceAsLumi, batteryHeartbeatMs } from '../parts/lumi-presence.ts';
import { lumiTags } from '../parts/lumi-tags.ts';
import { serveClimate } from '../parts/serve-climate.ts';
import { serveIdentify } from '../parts/serve-identify.ts';
import { lumiBasic, oldLumiEndDevice } from './lumi-common.ts';

/** Aqara's temperature, humidity and pressure sensor. */
export const lumiWeather: DeviceModel = {
  modelId: 'lumi.weather',
  product: 'Aqara WSDCGQ11LM',
  summary: 'Temperature, humidity and pressure sensor',
  ieeeAddressPrefix: '0x00158d00',
  node: oldLumiEndDevice,
  layout: defineLayout(
    [
      {
        endpointId: 1,
        deviceId: 0x5f01,
        servers: [
          lumiBasic('lumi.weather', {
            applicationVersion: 3,
            hardwareVersion: 30,
            dateCode: '20161129',
            powerSource: powerSources.battery,
          }),
          serve(identify, { identifyTime: 0 }),
          serve(lumiPrivate),
          serve(temperatureMeasurement, {
            measuredValue: 0,
            minimumMeasuredValue: -4000,
            maximumMeasuredValue: 12500,
          }),
          serve(pressureMeasurement, { measuredValue: 0, scaledValue: 0, scale: -1 }),
          serve(humidityMeasurement, { measuredValue: 0 }),
        ],
        outputClusterIds: [0x0000, 0x0004, 0xffff],
      },
    ],
    { reportsToCoordinator: true, configurableReporting: false },
  ),
  assemble(assembly) {
    const climate = assembly.add(new ClimateSensing(assembly.context));
    const battery = assembly.add(new Battery(assembly.context, batteryPacks.lumiCoinCell));
    const record = assembly.add(new PowerRecord());
    serveIdentify(assembly, 1);
    serveClimate(assembly, 1, climate);
    reportClimateAsLumi(assembly, 1, climate);
    announceAsLumi(assembly, {
      attribute: basic.attributes.lumiHeartbeat,
      everyMs: batteryHeartbeatMs,
      tags: () => [
        [lumiTags.batteryVoltage, dataTypes.uint16, battery.voltage.value],
        [lumiTags.model, dataTypes.uint16, 0x43a8],
        [lumiTags.powerOutages, dataTypes.uint16, record.outages + 1],
        [lumiTags.triggers, dataTypes.uint40, 1],
        [lumiTags.value1, dataTypes.int16, Math.round(climate.temperature.value * 100)],
        [lumiTags.value2, dataTypes.uint16, Math.round(climate.humidity.value * 100)],
        [lumiTags.value3, dataTypes.int32, Math.round(climate.pressure.value * 100)],
        [lumiTags.parent, dataTypes.uint16, 0],
      ],
    });
  },
};
