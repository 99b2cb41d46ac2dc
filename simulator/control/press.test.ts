import { describe, expect, it } from 'vitest';
import { DeviceRig } from '../../test/support/device-rig.ts';
import { deviceModels } from '../devices/models/device-models.ts';
import { press } from './press.ts';

function rigOf(modelId: string): DeviceRig {
  const model = deviceModels.get(modelId);
  if (model === undefined) throw new Error(`there is no model ${modelId}`);
  return new DeviceRig(model);
}

describe('a press', () => {
  it.each([
    ['lumi.plug', undefined, 'state', 'ON'],
    ['lumi.switch.b1nacn01', undefined, 'state', 'ON'],
    ['lumi.switch.b2nacn01', undefined, 'state_left', 'ON'],
    ['lumi.switch.b2nacn01', 'right', 'state_right', 'ON'],
    ['lumi.switch.b2lacn02', 'single_right', 'state_right', 'ON'],
    ['lumi.switch.b2nacn01', 'double_left', 'state_left', 'OFF'],
  ])('of %s, %s', (modelId, action, variable, value) => {
    const rig = rigOf(modelId);
    press(rig.device, action);
    rig.clock.advance(1000);
    expect(rig.value(variable)).toBe(value);
    expect(rig.device.variable(variable).pinned).toBe(false);
  });

  it('of a button is told each time', () => {
    const rig = rigOf('lumi.remote.b186acn01');
    rig.join();
    for (const action of [undefined, 'double', 'double']) {
      press(rig.device, action);
      rig.clock.advance(2000);
      expect(rig.network.takeSent()).not.toEqual([]);
    }
  });

  it.each([
    ['lumi.remote.b186acn01', 'triple', 'it knows single, double, hold'],
    ['lumi.switch.b2nacn01', 'middle', 'it knows single_left, double_left, single_right, double_right'],
    ['lumi.weather', undefined, 'has nothing to press'],
    ['lumi.plug', 'left', 'has nothing to press'],
  ])('of %s that it does not know, %s', (modelId, action, words) => {
    expect(() => press(rigOf(modelId).device, action)).toThrow(words);
  });
});
