import { multistateInput } from '../../zcl/clusters/binary.ts';
import { serve } from '../../zcl/layout.ts';
import { Pressing } from '../behaviours/pressing.ts';
import type { DeviceModel } from '../device-model.ts';
import { liveOnLumiBattery } from '../parts/lumi-battery-life.ts';
import { oldLumiEndDevice, oldLumiSensorLayout } from './lumi-common.ts';

const presses = { hold: 0, single: 1, double: 2 } as const;

/** Aqara's wireless wall button. */
export const lumiRemoteB186acn01: DeviceModel = {
  modelId: 'lumi.remote.b186acn01',
  product: 'Aqara WXKG03LM',
  summary: 'Wireless button',
  ieeeAddressPrefix: '0x00158d00',
  node: oldLumiEndDevice,
  layout: oldLumiSensorLayout('lumi.remote.b186acn01', 0x5f01, [serve(multistateInput, { presentValue: 0 })]),
  assemble(assembly) {
    const { server } = assembly;
    const button = assembly.add(new Pressing(['single', 'double', 'hold']));
    const { presentValue } = multistateInput.attributes;
    button.onAction = (press) => {
      server.set(1, presentValue, presses[press]);
      server.report(1, [presentValue]);
    };
    liveOnLumiBattery(assembly);
  },
};
