import type { DeviceModel } from '../device-model.ts';
import { neutralWallSwitch } from './lumi-wall-switch-neutral.ts';

/** Aqara's wall switch: two gangs, with neutral. */
export const lumiSwitchB2nacn01: DeviceModel = neutralWallSwitch({
  modelId: 'lumi.switch.b2nacn01',
  product: 'Aqara QBKG20LM',
  summary: 'Wall switch, two gangs, with neutral',
  sides: ['left', 'right'],
});
