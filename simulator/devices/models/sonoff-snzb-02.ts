import { identify } from '../../zcl/clusters/identify.ts';
import { humidityMeasurement, temperatureMeasurement } from '../../zcl/clusters/measurement.ts';
import { powerConfiguration } from '../../zcl/clusters/power-configuration.ts';
import { defineLayout, serve } from '../../zcl/layout.ts';
import { Battery } from '../behaviours/battery.ts';
import { ClimateSensing } from '../behaviours/climate-sensing.ts';
import type { DeviceModel } from '../device-model.ts';
import { serveBattery } from '../parts/serve-battery.ts';
import { serveIdentify } from '../parts/serve-identify.ts';
import { standardBasic, standardSleeper } from './standard-common.ts';

/** SONOFF's climate sensor: reports as it is told. */
export const sonoffSnzb02: DeviceModel = {
  modelId: 'TH01',
  product: 'SONOFF SNZB-02',
  summary: 'Temperature and humidity sensor, by the standard',
  ieeeAddressPrefix: '0x00124b00',
  node: standardSleeper(0x1286),
  layout: defineLayout([
    {
      endpointId: 1,
      deviceId: 0x0302,
      servers: [
        standardBasic('eWeLink', 'TH01', 'battery'),
        serve(identify, { identifyTime: 0 }),
        serve(temperatureMeasurement, {
          measuredValue: 0,
          minimumMeasuredValue: -1000,
          maximumMeasuredValue: 4000,
        }),
        serve(humidityMeasurement, { measuredValue: 0 }),
        serve(powerConfiguration, { batteryVoltage: 30, batteryPercentageRemaining: 200 }),
      ],
      outputClusterIds: [0x0003],
    },
  ]),
  assemble(assembly) {
    const { context, server } = assembly;
    const { temperature, humidity } = assembly.add(new ClimateSensing(context));
    serveIdentify(assembly, 1);
    serveBattery(assembly, 1, assembly.add(new Battery(context)));
    const show = () => {
      server.set(1, temperatureMeasurement.attributes.measuredValue, Math.round(temperature.value * 100));
      server.set(1, humidityMeasurement.attributes.measuredValue, Math.round(humidity.value * 100));
    };
    show();
    temperature.watch(show);
    humidity.watch(show);
  },
};
