import { analogInput } from '../../zcl/clusters/analog-input.ts';
import { powerSources } from '../../zcl/clusters/basic.ts';
import { multistateInput } from '../../zcl/clusters/binary.ts';
import { identify } from '../../zcl/clusters/identify.ts';
import { defineLayout, serve } from '../../zcl/layout.ts';
import { Cube, type CubeMove } from '../behaviours/cube.ts';
import type { DeviceModel } from '../device-model.ts';
import { liveOnLumiBattery } from '../parts/lumi-battery-life.ts';
import { lumiBasic, oldLumiEndDevice } from './lumi-common.ts';

/** Above these: the side that is on top, 0..5. */
const gestures = { shake: 0, throw: 1, wakeup: 2, fall: 3, flip180: 128, slide: 256, tap: 512 } as const;
const flip90 = 64;

/** Aqara's cube: moved by hand, it tells how. */
export const lumiSensorCubeAqgl01: DeviceModel = {
  modelId: 'lumi.sensor_cube.aqgl01',
  product: 'Aqara MFKZQ01LM',
  summary: 'Cube that is turned, shaken, tapped',
  ieeeAddressPrefix: '0x00158d00',
  node: oldLumiEndDevice,
  layout: defineLayout(
    [
      {
        endpointId: 1,
        deviceId: 0x5f01,
        servers: [
          lumiBasic('lumi.sensor_cube.aqgl01', {
            applicationVersion: 3,
            hardwareVersion: 30,
            dateCode: '20160704',
            powerSource: powerSources.battery,
          }),
          serve(identify, { identifyTime: 0 }),
        ],
        outputClusterIds: [0x0000, 0x0019],
      },
      {
        endpointId: 2,
        deviceId: 0x5f02,
        servers: [serve(multistateInput, { presentValue: 0 })],
        outputClusterIds: [0x0012],
      },
      {
        endpointId: 3,
        deviceId: 0x5f03,
        servers: [serve(analogInput, { presentValue: 0 })],
        outputClusterIds: [0x000c],
      },
    ],
    { reportsToCoordinator: true, configurableReporting: false },
  ),
  assemble(assembly) {
    const { context, server } = assembly;
    const cube = assembly.add(new Cube(context));
    const { presentValue: angle } = analogInput.attributes;
    const { presentValue: gesture } = multistateInput.attributes;
    cube.onMove = (move) => {
      if (move === 'rotate_left' || move === 'rotate_right') {
        server.set(3, angle, cube.degrees);
        server.report(3, [angle]);
        return;
      }
      server.set(2, gesture, gestureOf(move, cube));
      server.report(2, [gesture]);
    };
    liveOnLumiBattery(assembly);
  },
};

function gestureOf(
  move: Exclude<CubeMove, 'rotate_left' | 'rotate_right'>,
  { top, topBefore }: Cube,
): number {
  if (move === 'flip90') return flip90 + topBefore * 8 + top;
  return gestures[move] + (gestures[move] >= gestures.flip180 ? top : 0);
}
