import { describe, expect, it } from 'vitest';
import type { Trait } from '../../devices/trait.ts';
import type { Expose } from './expose.ts';
import { decodeTraitValue, decodeTraitValues, encodeTraitValue, notAValue } from './trait-codec.ts';

const access = { reported: true, settable: true, gettable: true };
const boolean: Trait = { name: 'contact', type: 'boolean', access };
const word: Trait = { name: 'state', type: 'enum', values: ['ON', 'OFF'], access };
const whole: Trait = { name: 'brightness', type: 'integer', access };
const number: Trait = { name: 'temperature', type: 'number', access };
const color: Trait = {
  name: 'color',
  type: 'composite',
  features: [
    { ...number, name: 'x' },
    { ...number, name: 'y' },
  ],
  access,
};
const list: Trait = { name: 'times', type: 'list', item: whole, access };

describe('decodeTraitValue', () => {
  it.each([
    [boolean, true, true],
    [boolean, 'true', notAValue],
    [word, 'ON', 'ON'],
    [word, 'off', 'OFF'],
    [word, 'somewhere between', 'somewhere between'],
    [word, {}, notAValue],
    [whole, 12.6, 13],
    [whole, '7', 7],
    [whole, 'previous', notAValue],
    [number, 21.5, 21.5],
    [number, Number.NaN, notAValue],
    [number, '', notAValue],
    [{ name: 'text', type: 'text', access } satisfies Trait, 12, '12'],
    [color, { x: 0.3, y: 0.4, z: 1 }, { x: 0.3, y: 0.4 }],
    [color, [1, 2], notAValue],
    [list, [1, 2], [1, 2]],
    [list, [1, 'x'], notAValue],
    [number, null, null],
  ])('takes %o of %o for %o', (trait, raw, value) => {
    expect(decodeTraitValue(trait, raw)).toEqual(value);
  });
});

describe('decodeTraitValues', () => {
  it('leaves out what is not there, is inherited, or is no value', () => {
    const raw = Object.assign(Object.create({ contact: true }), {
      temperature: 20,
      state: undefined,
      brightness: {},
    });
    expect(decodeTraitValues([boolean, word, whole, number], raw)).toEqual({ temperature: 20 });
  });
});

describe('encodeTraitValue', () => {
  it('gives a converter the values that it listed', () => {
    const expose: Expose = { type: 'enum', name: 'mode', values: [1, 2, 'auto'] };
    expect(encodeTraitValue(expose, '2')).toBe(2);
    expect(encodeTraitValue(expose, 'auto')).toBe('auto');
  });

  it('gives a converter its own words for true and false', () => {
    expect(encodeTraitValue({ type: 'binary', name: 'b', value_on: true, value_off: false }, false)).toBe(
      false,
    );
    expect(encodeTraitValue({ type: 'binary', name: 'b', value_on: 'ON', value_off: 'OFF' }, 'TOGGLE')).toBe(
      'TOGGLE',
    );
  });

  it('goes into composites and lists', () => {
    const mode: Expose = { type: 'enum', name: 'mode', property: 'mode', values: [1, 2] };
    expect(
      encodeTraitValue({ type: 'composite', name: 'c', features: [mode] }, { mode: '1', other: 5 }),
    ).toEqual({
      mode: 1,
      other: 5,
    });
    expect(encodeTraitValue({ type: 'list', name: 'l', item_type: mode }, ['1', '2'])).toEqual([1, 2]);
  });
});
