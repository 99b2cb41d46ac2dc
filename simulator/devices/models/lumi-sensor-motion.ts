import { occupancySensing } from '../../zcl/clusters/occupancy-sensing.ts';
import { dataTypes } from '../../zcl/data-types.ts';
import { serve } from '../../zcl/layout.ts';
import { MotionSensing } from '../behaviours/motion-sensing.ts';
import type { DeviceModel } from '../device-model.ts';
import { liveOnLumiBattery } from '../parts/lumi-battery-life.ts';
import { lumiTags } from '../parts/lumi-tags.ts';
import { oldLumiEndDevice, oldLumiSensorLayout } from './lumi-common.ts';

const blindMs = 60_000;
const { occupancy } = occupancySensing.attributes;

/** Mi's motion sensor: tells motion, never that the room is empty again. */
export const lumiSensorMotion: DeviceModel = {
  modelId: 'lumi.sensor_motion',
  product: 'Mi RTCGQ01LM',
  summary: 'Motion sensor',
  ieeeAddressPrefix: '0x00158d00',
  node: oldLumiEndDevice,
  layout: oldLumiSensorLayout('lumi.sensor_motion', 0x0107, [
    serve(occupancySensing, { occupancy: 0, sensorType: 0 }),
  ]),
  assemble(assembly) {
    const { context, server } = assembly;
    const motion = assembly.add(new MotionSensing(context, blindMs));
    motion.occupancy.watch(() => {
      server.set(1, occupancy, motion.occupancy.value ? 1 : 0);
      if (motion.occupancy.value) server.report(1, [occupancy]);
    });
    liveOnLumiBattery(assembly, {
      tags: () => [[lumiTags.value1, dataTypes.boolean, motion.occupancy.value]],
    });
  },
};
