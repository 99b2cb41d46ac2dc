import { basic, powerSources } from '../../zcl/clusters/basic.ts';
import { identify } from '../../zcl/clusters/identify.ts';
import { illuminanceMeasurement, illuminanceValueOf } from '../../zcl/clusters/illuminance-measurement.ts';
import { lumiSpecific } from '../../zcl/clusters/lumi-specific.ts';
import { powerConfiguration } from '../../zcl/clusters/power-configuration.ts';
import { dataTypes } from '../../zcl/data-types.ts';
import { defineLayout, serve } from '../../zcl/layout.ts';
import { Battery, batteryPacks } from '../behaviours/battery.ts';
import { LightSensing } from '../behaviours/light-sensing.ts';
import type { DeviceModel } from '../device-model.ts';
import { announceAsLumi, batteryHeartbeatMs } from '../parts/lumi-presence.ts';
import { lumiTags } from '../parts/lumi-tags.ts';
import { serveBattery } from '../parts/serve-battery.ts';
import { serveIdentify } from '../parts/serve-identify.ts';
import { newLumiEndDevice } from './lumi-common.ts';

/** Mi's light sensor: keeps to the standard, and has Lumi's heartbeat beside it. */
export const lumiSenIllMgl01: DeviceModel = {
  modelId: 'lumi.sen_ill.mgl01',
  product: 'Mi GZCGQ01LM',
  summary: 'Light sensor',
  ieeeAddressPrefix: '0x04cf8cdf',
  node: newLumiEndDevice,
  layout: defineLayout(
    [
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
          serve(lumiSpecific, { heartbeat: Buffer.alloc(0) }),
        ],
        outputClusterIds: [0x0003],
      },
    ],
    { reportsToCoordinator: true },
  ),
  assemble(assembly) {
    const { context, server } = assembly;
    const light = assembly.add(new LightSensing(context));
    serveIdentify(assembly, 1);
    const battery = assembly.add(new Battery(context, batteryPacks.lumiCoinCell));
    serveBattery(assembly, 1, battery);
    const show = () =>
      server.set(
        1,
        illuminanceMeasurement.attributes.measuredValue,
        illuminanceValueOf(light.illuminance.value),
      );
    show();
    light.illuminance.watch(show);
    announceAsLumi(assembly, {
      attribute: lumiSpecific.attributes.heartbeat,
      everyMs: batteryHeartbeatMs,
      tags: () => [
        [lumiTags.batteryVoltage, dataTypes.uint16, battery.voltage.value],
        [lumiTags.value1, dataTypes.uint32, Math.round(light.illuminance.value)],
      ],
    });
  },
};
