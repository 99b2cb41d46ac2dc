import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleDevice } from '../../../test/support/example-devices.ts';
import { isZigfleetError } from '../../common/zigfleet-error.ts';
import type { Trait, TraitValue } from '../../devices/trait.ts';
import type { DeviceState } from './device-state.ts';
import { decodeState, descriptorRefOf, encodeState, stateBytesMax } from './state-codec.ts';

const access = { reported: true, settable: true, gettable: true };
const traits: Trait[] = [
  { name: 'on', type: 'boolean', access },
  { name: 'value', type: 'number', access },
  { name: 'mode', type: 'enum', values: ['a', 'b', 'c'], toggleValue: 'swap', access },
  { name: 'text', type: 'text', access },
  { name: '__proto__', type: 'composite', features: [], access },
];

function stateOf(values: Record<string, TraitValue>, observedAtMs = 1_790_000_000_000): DeviceState {
  return {
    index: 3,
    descriptorRef: 1,
    available: true,
    linkQuality: 87,
    version: 1234,
    lastSeenMs: 1_790_000_000_000,
    reported: new Map(Object.entries(values).map(([name, value]) => [name, { value, observedAtMs }])),
  };
}

describe('the packed state of a device', () => {
  it('gives back exactly what was put in', () => {
    const number = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc.maxSafeInteger(),
      fc.integer({ min: -9999, max: 9999 }).map((each) => each / 100),
    );
    fc.assert(
      fc.property(
        fc.record({
          index: fc.integer({ min: 1, max: 0xffff_ffff }),
          descriptorRef: fc.nat(),
          available: fc.boolean(),
          linkQuality: fc.option(fc.integer({ min: 0, max: 255 })),
          version: fc.maxSafeNat(),
          lastSeenMs: fc.integer({ min: 0, max: 2 ** 50 }),
        }),
        fc.array(
          fc.oneof(
            fc.tuple(fc.constant('on'), fc.option(fc.boolean())),
            fc.tuple(fc.constant('value'), fc.option(number)),
            fc.tuple(fc.constant('mode'), fc.constantFrom('a', 'b', 'c', 'unheard of')),
            fc.tuple(fc.constant('text'), fc.string({ unit: 'grapheme' })),
            fc.tuple(fc.constant('__proto__'), fc.dictionary(fc.string(), fc.boolean())),
          ),
        ),
        fc.integer({ min: 0, max: 2 ** 50 }),
        (header, values, observedAtMs) => {
          const reported = new Map(
            values.map(([name, value]) => [name, { value: value as TraitValue, observedAtMs }] as const),
          );
          const state: DeviceState = { ...header, reported };
          const { bytes, dropped } = encodeState(state, traits);
          expect(dropped).toEqual([]);
          expect(descriptorRefOf(bytes)).toBe(header.descriptorRef);
          const decoded = decodeState(bytes, traits);
          expect({ ...decoded, reported: undefined }).toEqual({ ...state, reported: undefined });
          expect(decoded.reported.size).toBe(reported.size);
          for (const [name, each] of reported) {
            const read = decoded.reported.get(name);
            expect(read?.observedAtMs).toBe(each.observedAtMs);
            if (typeof each.value === 'number') expect(Object.is(read?.value, each.value)).toBe(true);
            else expect(JSON.stringify(read?.value)).toBe(JSON.stringify(each.value));
          }
        },
      ),
    );
  });

  it('takes some 40 bytes for the devices of a house', () => {
    const sizes = [0, 1, 2, 3].map((index) => {
      const { descriptor, values } = exampleDevice(index);
      return encodeState(stateOf(values), descriptor.traits).bytes.length;
    });
    expect(sizes.reduce((sum, each) => sum + each) / 4).toBeLessThan(45);
  });

  it('leaves out what has no trait and what is too large, and says so', () => {
    const { bytes, dropped } = encodeState(
      stateOf({ on: true, unheardOf: 1, text: 'x'.repeat(stateBytesMax) }),
      traits,
    );
    expect(dropped.sort()).toEqual(['text', 'unheardOf']);
    expect([...decodeState(bytes, traits).reported.keys()]).toEqual(['on']);
  });

  it('never takes cut or foreign bytes for a state', () => {
    const { bytes } = encodeState(stateOf({ on: true, value: 21.5, text: 'hello' }), traits);
    for (let length = 0; length < bytes.length; length++) {
      const cut = bytes.subarray(0, length);
      try {
        expect(decodeState(cut, traits).reported.size).toBeLessThan(3);
      } catch (error) {
        expect(isZigfleetError(error, 'decode-failed')).toBe(true);
      }
    }
    expect(() => decodeState(Buffer.from([0xf0, 1, 1, 1, 1]), traits)).toThrow('unknown format');
    expect(() => decodeState(bytes, [])).toThrow('no trait');
  });
});
