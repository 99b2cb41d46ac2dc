import { analogInput } from '../../zcl/clusters/analog-input.ts';
import { powerSources } from '../../zcl/clusters/basic.ts';
import { multistateInput } from '../../zcl/clusters/binary.ts';
import { identify } from '../../zcl/clusters/identify.ts';
import { defineLayout, serve } from '../../zcl/layout.ts';
import { Pressing } from '../behaviours/pressing.ts';
import type { DeviceModel } from '../device-model.ts';
import { liveOnLumiBattery } from '../parts/lumi-battery-life.ts';
import { lumiBasic, oldLumiEndDevice } from './lumi-common.ts';

const turned = { rotate_left: -45, rotate_right: 45 } as const;
/** Above these: the side that is on top, 0..5. */
const gestures = { shake: 0, throw: 1, wakeup: 2, fall: 3, flip180: 128, slide: 256, tap: 512 } as const;
const flip90 = 64;
const sides = 6;

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
    const cube = assembly.add(
      new Pressing([
        'shake',
        'throw',
        'wakeup',
        'fall',
        'tap',
        'slide',
        'flip180',
        'flip90',
        'rotate_left',
        'rotate_right',
      ]),
    );
    let top = 0;
    cube.onAction = (action) => {
      if (action === 'rotate_left' || action === 'rotate_right') {
        server.set(3, analogInput.attributes.presentValue, turned[action]);
        server.report(3, [analogInput.attributes.presentValue]);
        return;
      }
      let value: number;
      if (action === 'flip90') {
        // To one of the four neighbours: neither itself nor the side opposite, which is three further.
        const from = top;
        const neighbours = Array.from({ length: sides }, (_, side) => side).filter(
          (side) => side % 3 !== from % 3,
        );
        top = neighbours[context.random.integer(0, neighbours.length - 1)] ?? from;
        value = flip90 + from * 8 + top;
      } else {
        if (action === 'flip180') top = (top + 3) % sides;
        value = gestures[action] + (gestures[action] >= gestures.flip180 ? top : 0);
      }
      server.set(2, multistateInput.attributes.presentValue, value);
      server.report(2, [multistateInput.attributes.presentValue]);
    };
    liveOnLumiBattery(assembly, () => []);
  },
};
