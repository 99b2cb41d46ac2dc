import { identify } from '../../zcl/clusters/identify.ts';
import { pollControl } from '../../zcl/clusters/poll-control.ts';
import { powerConfiguration } from '../../zcl/clusters/power-configuration.ts';
import { windowCovering } from '../../zcl/clusters/window-covering.ts';
import { defineLayout, serve } from '../../zcl/layout.ts';
import { Battery, batteryPacks } from '../behaviours/battery.ts';
import { Travelling } from '../behaviours/travelling.ts';
import type { DeviceModel } from '../device-model.ts';
import { serveBattery } from '../parts/serve-battery.ts';
import { serveCovering } from '../parts/serve-covering.ts';
import { serveIdentify } from '../parts/serve-identify.ts';
import { servePollControl } from '../parts/serve-poll-control.ts';
import { standardBasic, standardSleeper } from './standard-common.ts';

const travelMs = 25_000;

/** IKEA's roller blind, whose receiver stays on. */
export const ikeaFyrtur: DeviceModel = {
  modelId: 'FYRTUR block-out roller blind',
  product: 'IKEA E1757',
  summary: 'Roller blind with a battery, by the standard',
  ieeeAddressPrefix: '0x000d6fff',
  node: { ...standardSleeper(0x117c), sleepy: false },
  layout: defineLayout([
    {
      endpointId: 1,
      deviceId: 0x0202,
      servers: [
        standardBasic('IKEA of Sweden', 'FYRTUR block-out roller blind', 'battery', '24.4.13'),
        serve(powerConfiguration, { batteryVoltage: 76, batteryPercentageRemaining: 87 }),
        serve(identify, { identifyTime: 0 }),
        serve(pollControl, {
          checkinInterval: 14_400,
          longPollInterval: 20,
          shortPollInterval: 2,
          fastPollTimeout: 40,
        }),
        serve(windowCovering, {
          windowCoveringType: 0,
          configStatus: 0x0b,
          currentPositionLiftPercentage: 0,
          mode: 0,
        }),
      ],
      outputClusterIds: [0x0019, 0x1000],
    },
  ]),
  assemble(assembly) {
    const { context } = assembly;
    serveIdentify(assembly, 1);
    servePollControl(assembly, 1);
    serveBattery(assembly, 1, assembly.add(new Battery(context, batteryPacks.lithiumIon)));
    serveCovering(assembly, 1, assembly.add(new Travelling(context, travelMs)));
  },
};
