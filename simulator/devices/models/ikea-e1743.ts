import { identify } from '../../zcl/clusters/identify.ts';
import { levelControl } from '../../zcl/clusters/level-control.ts';
import { onOff } from '../../zcl/clusters/on-off.ts';
import { pollControl } from '../../zcl/clusters/poll-control.ts';
import { powerConfiguration } from '../../zcl/clusters/power-configuration.ts';
import { defineLayout, serve } from '../../zcl/layout.ts';
import { Battery } from '../behaviours/battery.ts';
import { Pressing } from '../behaviours/pressing.ts';
import type { DeviceModel } from '../device-model.ts';
import { serveBattery } from '../parts/serve-battery.ts';
import { serveIdentify } from '../parts/serve-identify.ts';
import { servePollControl } from '../parts/serve-poll-control.ts';
import { standardBasic, standardSleeper } from './standard-common.ts';

const up = 0;
const down = 1;
/** Levels per second while a button is held. */
const rate = 83;
const moveUp = Buffer.of(up, rate);
const moveDown = Buffer.of(down, rate);
const { moveWithOnOff, move, stop } = levelControl.commands;

/** IKEA's remote dimmer: two buttons, pressed to switch, held to dim; a client that orders whoever it is bound to. */
export const ikeaE1743: DeviceModel = {
  modelId: 'TRADFRI on/off switch',
  product: 'IKEA E1743',
  summary: 'Remote dimmer, by the standard',
  ieeeAddressPrefix: '0x000d6fff',
  node: standardSleeper(0x117c),
  layout: defineLayout([
    {
      endpointId: 1,
      deviceId: 0x0820,
      servers: [
        standardBasic('IKEA of Sweden', 'TRADFRI on/off switch', 'battery', '24.4.6'),
        serve(powerConfiguration, { batteryVoltage: 30, batteryPercentageRemaining: 200 }),
        serve(identify, { identifyTime: 0 }),
        serve(pollControl, {
          checkinInterval: 13_200,
          longPollInterval: 1_200,
          shortPollInterval: 2,
          fastPollTimeout: 40,
        }),
      ],
      outputClusterIds: [0x0003, 0x0004, onOff.id, levelControl.id, 0x0019, 0x0102, 0x1000],
    },
  ]),
  assemble(assembly) {
    const { server } = assembly;
    const presses = ['on', 'off', 'brightness_move_up', 'brightness_move_down', 'brightness_stop'] as const;
    const buttons = assembly.add(new Pressing(presses));
    serveIdentify(assembly, 1);
    servePollControl(assembly, 1);
    serveBattery(assembly, 1, assembly.add(new Battery(assembly.context)));
    buttons.onAction = (press) => {
      if (press === 'on' || press === 'off') server.order(1, onOff, onOff.commands[press]);
      else if (press === 'brightness_move_up') server.order(1, levelControl, moveWithOnOff, moveUp);
      else if (press === 'brightness_move_down') server.order(1, levelControl, move, moveDown);
      else server.order(1, levelControl, stop);
    };
  },
};
