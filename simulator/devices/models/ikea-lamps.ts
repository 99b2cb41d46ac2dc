import {
  colorCapabilityTemperature,
  colorControl,
  colorModeTemperature,
} from '../../zcl/clusters/color-control.ts';
import { groups } from '../../zcl/clusters/groups.ts';
import { identify } from '../../zcl/clusters/identify.ts';
import { levelControl } from '../../zcl/clusters/level-control.ts';
import { onOff } from '../../zcl/clusters/on-off.ts';
import { scenes } from '../../zcl/clusters/scenes.ts';
import { defineLayout, serve } from '../../zcl/layout.ts';
import { levelMax } from '../behaviours/dimming.ts';
import type { DeviceModel } from '../device-model.ts';
import { executeIfOffSetting } from '../parts/execute-if-off.ts';
import { type LampOptions, serveLamp } from '../parts/serve-lamp.ts';
import { numberSetting } from '../setting.ts';
import { standardBasic, standardRouter } from './standard-common.ts';

const ikeaManufacturerCode = 0x117c;

/** What differs between IKEA's bulbs. */
export interface IkeaLampFacts extends LampOptions {
  modelId: string;
  product: string;
  summary: string;
}

/** Makes the model of a bulb of IKEA: by the standard throughout, reporting as it is told. */
export function ikeaLamp({ modelId, product, summary, ...lamp }: IkeaLampFacts): DeviceModel {
  const { whites } = lamp;
  const color =
    whites === undefined
      ? []
      : [
          serve(colorControl, {
            remainingTime: 0,
            colorTemperature: whites.minimum,
            colorMode: colorModeTemperature,
            options: 0,
            colorCapabilities: colorCapabilityTemperature,
            colorTemperaturePhysicalMin: whites.minimum,
            colorTemperaturePhysicalMax: whites.maximum,
            startUpColorTemperature: 0xffff,
          }),
        ];
  return {
    modelId,
    product,
    summary,
    ieeeAddressPrefix: '0x000b57ff',
    node: standardRouter(ikeaManufacturerCode),
    layout: defineLayout([
      {
        endpointId: 1,
        deviceId: whites === undefined ? 0x0101 : 0x010c,
        servers: [
          standardBasic('IKEA of Sweden', modelId, 'mains'),
          serve(identify, { identifyTime: 0 }),
          serve(groups, { nameSupport: 0 }),
          serve(scenes, {
            sceneCount: 0,
            currentScene: 0,
            currentGroup: 0,
            sceneValid: false,
            nameSupport: 0,
          }),
          serve(onOff, { onOff: false, globalSceneControl: true, startUpOnOff: 1 }),
          serve(levelControl, {
            currentLevel: levelMax,
            remainingTime: 0,
            options: 0,
            onOffTransitionTime: 0,
            startUpCurrentLevel: 0xff,
          }),
          ...color,
        ],
        outputClusterIds: [0x0005, 0x0019, 0x0020, 0x1000],
      },
    ]),
    settings: {
      'level_config.execute_if_off': executeIfOffSetting(1, levelControl.attributes.options),
      'level_config.current_level_startup': numberSetting(1, levelControl.attributes.startUpCurrentLevel),
      ...(whites === undefined
        ? {}
        : {
            'color_options.execute_if_off': executeIfOffSetting(1, colorControl.attributes.options),
            color_temp_startup: numberSetting(1, colorControl.attributes.startUpColorTemperature),
          }),
    },
    assemble: (assembly) => serveLamp(assembly, 1, lamp),
  };
}
