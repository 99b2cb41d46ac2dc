import type { DeviceModel } from '../device-model.ts';
import { noNeutralWallSwitch } from './lumi-wall-switch-no-neutral.ts';

/** Aqara's wall switch: two gangs, without neutral. */
export const lumiSwitchB2lacn02: DeviceModel = noNeutralWallSwitch({
  modelId: 'lumi.switch.b2lacn02',
  product: 'Aqara QBKG22LM',
  summary: 'Wall switch, two gangs, without neutral',
  sides: ['left', 'right'],
});
