import { describe, expect, it } from 'vitest';
import type { DeviceDescriptor } from './device-descriptor.ts';
import { isTraitValue, validateSet } from './validate-trait-value.ts';

const settable = { reported: true, settable: true, gettable: true };
const descriptor: DeviceDescriptor = {
  ieeeAddress: '0x00158d0001020304',
  logicalType: 'router',
  powerSource: 'mains',
  modelId: 'test.light',
  model: 'T1',
  vendor: 'Test',
  description: 'A light',
  supported: true,
  sleepy: false,
  traits: [
    { type: 'enum', name: 'state', values: ['ON', 'OFF'], toggleValue: 'TOGGLE', access: settable },
    { type: 'integer', name: 'brightness', minimum: 0, maximum: 254, access: settable },
    { type: 'number', name: 'setpoint', minimum: 5, maximum: 30, unit: '°C', access: settable },
    {
      type: 'number',
      name: 'power',
      unit: 'W',
      access: { reported: true, settable: false, gettable: false },
    },
    { type: 'text', name: 'note', access: settable },
    {
      type: 'composite',
      name: 'color',
      access: settable,
      features: [{ type: 'number', name: 'x', minimum: 0, maximum: 1, access: settable }],
    },
    {
      type: 'list',
      name: 'levels',
      access: settable,
      lengthMax: 2,
      item: { type: 'boolean', name: 'level', access: settable },
    },
  ],
};

describe('validateSet', () => {
  it.each([
    [{ state: 'ON' }],
    [{ state: 'TOGGLE' }],
    [{ brightness: 0, setpoint: 5.5 }],
    [{ color: { x: 1 } }],
    [{ levels: [true, false] }],
    [{}],
  ])('lets %j through', (values) => {
    expect(validateSet(descriptor, values)).toEqual([]);
  });

  it.each([
    [{ stat: 'ON' }, 'unknown-trait', 'stat', 'one of state, brightness, setpoint, note, color, levels'],
    [{ power: 1 }, 'trait-not-settable', 'power', 'nothing: it is only reported'],
    [{ state: 'on' }, 'invalid-value', 'state', 'one of ON, OFF, TOGGLE'],
    [{ brightness: 255 }, 'invalid-value', 'brightness', 'a whole number from 0 to 254'],
    [{ brightness: 1.5 }, 'invalid-value', 'brightness', 'a whole number from 0 to 254'],
    [{ setpoint: '21' }, 'invalid-value', 'setpoint', 'a number from 5 to 30 °C'],
    [{ setpoint: Number.NaN }, 'invalid-value', 'setpoint', 'a number from 5 to 30 °C'],
    [{ note: 'x'.repeat(1025) }, 'invalid-value', 'note', 'a text of at most 1024 characters'],
    [{ color: { x: 2 } }, 'invalid-value', 'color.x', 'a number from 0 to 1'],
    [{ color: { z: 1 } }, 'invalid-value', 'color.z', 'an object with x'],
    [{ color: null }, 'invalid-value', 'color', 'an object with x'],
    [{ levels: [true, 1] }, 'invalid-value', 'levels[1]', 'true or false'],
    [{ levels: [true, true, true] }, 'invalid-value', 'levels', 'a list, each element true or false'],
  ])('refuses %j', (values, code, trait, expected) => {
    expect(validateSet(descriptor, values)).toEqual([{ code, trait, expected }]);
  });

  it('does not take prototype names for traits', () => {
    const hostile = JSON.parse('{"__proto__": 1, "constructor": 1}') as Record<string, unknown>;
    expect(validateSet(descriptor, hostile).map((each) => each.code)).toEqual([
      'unknown-trait',
      'unknown-trait',
    ]);
  });
});

describe('isTraitValue', () => {
  it('tells a fitting value from another', () => {
    const [state] = descriptor.traits;
    if (!state) throw new Error('the descriptor has traits');
    expect(isTraitValue(state, 'OFF')).toBe(true);
    expect(isTraitValue(state, 1)).toBe(false);
  });
});
