import { illuminanceMeasurement } from '../../zcl/clusters/illuminance-measurement.ts';
import { occupancySensing } from '../../zcl/clusters/occupancy-sensing.ts';
import { dataTypes } from '../../zcl/data-types.ts';
import { serve } from '../../zcl/layout.ts';
import { LightSensing } from '../behaviours/light-sensing.ts';
import { MotionSensing } from '../behaviours/motion-sensing.ts';
import type { DeviceModel } from '../device-model.ts';
import { liveOnLumiBattery } from '../parts/lumi-battery-life.ts';
import { lumiTags } from '../parts/lumi-tags.ts';
import { oldLumiEndDevice, oldLumiSensorLayout } from './lumi-common.ts';

const blindMs = 60_000;

/** Aqara's motion sensor: tells motion and the light at that moment, never that the room is empty again. */
export const lumiSensorMotionAq2: DeviceModel = {
  modelId: 'lumi.sensor_motion.aq2',
  product: 'Aqara RTCGQ11LM',
  summary: 'Motion and light sensor',
  ieeeAddressPrefix: '0x00158d00',
  node: oldLumiEndDevice,
  layout: oldLumiSensorLayout('lumi.sensor_motion.aq2', 0x0107, [
    serve(illuminanceMeasurement, { measuredValue: 0 }),
    serve(occupancySensing, { occupancy: 0, sensorType: 0 }),
  ]),
  assemble(assembly) {
    const { context, server } = assembly;
    const motion = assembly.add(new MotionSensing(context, blindMs));
    const light = assembly.add(new LightSensing(context));
    const { occupancy } = occupancySensing.attributes;
    const { measuredValue } = illuminanceMeasurement.attributes;
    server.provide(1, measuredValue, () => Math.round(light.illuminance.value));
    motion.occupancy.watch(() => {
      server.set(1, occupancy, motion.occupancy.value ? 1 : 0);
      if (!motion.occupancy.value) return;
      server.report(1, [measuredValue]);
      server.report(1, [occupancy]);
    });
    liveOnLumiBattery(assembly, {
      tags: () => [
        [lumiTags.value1, dataTypes.boolean, motion.occupancy.value],
        [0x0b, dataTypes.uint16, Math.round(light.illuminance.value)],
      ],
    });
  },
};
