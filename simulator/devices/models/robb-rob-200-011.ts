import { groups } from '../../zcl/clusters/groups.ts';
import { identify } from '../../zcl/clusters/identify.ts';
import { levelControl } from '../../zcl/clusters/level-control.ts';
import { onOff } from '../../zcl/clusters/on-off.ts';
import { scenes } from '../../zcl/clusters/scenes.ts';
import { defineLayout, serve } from '../../zcl/layout.ts';
import { levelMax } from '../behaviours/dimming.ts';
import { PowerMetering } from '../behaviours/power-metering.ts';
import type { DeviceModel } from '../device-model.ts';
import { electricityClusters, serveElectricity } from '../parts/serve-electricity.ts';
import { serveLamp } from '../parts/serve-lamp.ts';
import { standardBasic, standardRouter } from './standard-common.ts';

/** Of the lamp behind it. */
const lumens = 1500;

/** ROBB's dimmer behind a wall switch: dims a lamp that knows nothing of Zigbee, and meters it. */
export const robbRob200011: DeviceModel = {
  modelId: 'ROB_200-011-0',
  product: 'ROBB ROB_200-011-0',
  summary: 'Dimmer with metering, by the standard',
  ieeeAddressPrefix: '0x680ae2ff',
  node: standardRouter(0x1224),
  layout: defineLayout([
    {
      endpointId: 1,
      deviceId: 0x0101,
      servers: [
        standardBasic('ROBB smarrt', 'ROB_200-011-0', 'mains'),
        serve(identify, { identifyTime: 0 }),
        serve(groups, { nameSupport: 0 }),
        serve(scenes, {
          sceneCount: 0,
          currentScene: 0,
          currentGroup: 0,
          sceneValid: false,
          nameSupport: 0,
        }),
        serve(onOff, { onOff: false, globalSceneControl: true, startUpOnOff: 0xff }),
        serve(levelControl, {
          currentLevel: levelMax,
          remainingTime: 0,
          options: 0,
          onOffTransitionTime: 0,
          startUpCurrentLevel: 0xff,
        }),
        ...electricityClusters,
      ],
      outputClusterIds: [0x0019],
    },
  ]),
  assemble(assembly) {
    const { switching, dimming } = serveLamp(assembly, 1, { lumens });
    const meter = new PowerMetering(assembly.context, switching);
    meter.throttle = () => dimming.brightness.value / levelMax;
    dimming.brightness.watch(() => meter.redraw());
    serveElectricity(assembly, 1, assembly.add(meter));
  },
};
