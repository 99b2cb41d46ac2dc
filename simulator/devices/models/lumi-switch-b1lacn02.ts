import type { DeviceModel } from '../device-model.ts';
import { noNeutralWallSwitch } from './lumi-wall-switch-no-neutral.ts';

/** Aqara's wall switch: one gang, without neutral. */
export const lumiSwitchB1lacn02: DeviceModel = noNeutralWallSwitch({
  modelId: 'lumi.switch.b1lacn02',
  product: 'Aqara QBKG21LM',
  summary: 'Wall switch, one gang, without neutral',
  sides: [''],
});
