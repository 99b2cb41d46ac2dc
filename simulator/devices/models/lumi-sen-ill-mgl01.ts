import { basic, powerSources } from '../../zcl/clusters/basic.ts';
import { identify } from '../../zcl/clusters/identify.ts';
import { illuminanceMeasurement, illuminanceValueOf } from '../../zcl/clusters/illuminance-measurement.ts';
import { powerConfiguration } from '../../zcl/clusters/power-configuration.ts';
import { defineLayout, serve } from '../../zcl/layout.ts';
import { Battery } from '../behaviours/battery.ts';
import { LightSensing } from '../behaviours/light-sensing.ts';
import type { DeviceModel } from '../device-model.ts';
import { serveBattery } from '../parts/serve-battery.ts';
import { serveIdentify } from '../parts/serve-identify.ts';
import { newLumiEndDevice } from './lumi-common.ts';

/** Mi's light sensor: of all Lumi devices the one that keeps to the standard. */
export const lumiSenIllMgl01: DeviceModel = {
  modelId: 'lumi.sen_ill.mgl01',
  product: 'Mi GZCGQ01LM',
  summary: 'Light sensor',
  ieeeAddressPrefix: '0x04cf8cdf',
  node: newLumiEndDevice,
  layout: defineLayout([
    {
      endpointId: 1,
      deviceId: 0x0106,
      servers: [
        serve(basic, {
          zclVersion: 3,
          applicationVersion: 26,
          stackVersion: 2,
          hardwareVersion: 1,
          manufacturerName: 'LUMI',
          modelId: 'lumi.sen_ill.mgl01',
          dateCode: '20190916',
          powerSource: powerSources.battery,
        }),
        serve(powerConfiguration, { batteryVoltage: 30, batteryPercentageRemaining: 200 }),
        serve(identify, { identifyTime: 0 }),
        serve(illuminanceMeasurement, { measuredValue: 0 }),
      ],
      outputClusterIds: [0x0003],
    },
  ]),
  assemble(assembly) {
    const { context, server } = assembly;
    const light = assembly.add(new LightSensing(context));
    serveIdentify(assembly, 1);
    serveBattery(assembly, 1, assembly.add(new Battery(context)));
    const show = () =>
      server.set(
        1,
        illuminanceMeasurement.attributes.measuredValue,
        illuminanceValueOf(light.illuminance.value),
      );
    show();
    light.illuminance.watch(show);
  },
};
