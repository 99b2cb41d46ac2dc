import type { DeviceModel } from '../device-model.ts';
import { neutralWallSwitch } from './lumi-wall-switch-neutral.ts';

/** Aqara's wall switch: one gang, with neutral. */
export const lumiSwitchB1nacn01: DeviceModel = neutralWallSwitch({
  modelId: 'lumi.switch.b1nacn01',
  product: 'Aqara QBKG19LM',
  summary: 'Wall switch, one gang, with neutral',
  sides: [''],
});
