import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeviceDescriptor } from '../../devices/device-descriptor.ts';
import type { Trait, TraitValue, TraitValues } from '../../devices/trait.ts';
import {
  TraitType,
  Device as WireDevice,
  TraitValue as WireTraitValue,
} from '../gen/zigfleet/link/v1/link.ts';
import { decodeDevice, encodeDevice, type LinkDevice } from './descriptor.ts';
import { decodeTraitValues, encodeTraitValues, indexTraits } from './trait-values.ts';

const access = fc.record({ reported: fc.boolean(), settable: fc.boolean(), gettable: fc.boolean() });
const name = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme-ascii' });
const word = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' });
const base = { name, access };
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

const { trait } = fc.letrec<{ trait: Trait; leaf: Trait }>((tie) => ({
  leaf: fc.oneof(
    fc.record({ ...base, type: fc.constantFrom('boolean' as const, 'text' as const) }),
    fc.record(
      {
        ...base,
        type: fc.constantFrom('integer' as const, 'number' as const),
        unit: word,
        minimum: finite,
        maximum: finite,
        step: finite,
        label: word,
      },
      { requiredKeys: ['name', 'access', 'type'] },
    ),
    fc.record(
      {
        ...base,
        type: fc.constant('enum' as const),
        values: fc.array(word, { maxLength: 5 }),
        toggleValue: word,
      },
      { requiredKeys: ['name', 'access', 'type', 'values'] },
    ),
  ),
  trait: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    tie('leaf'),
    fc.record({
      ...base,
      type: fc.constant('composite' as const),
      features: fc.uniqueArray(tie('trait'), { maxLength: 3, selector: (each) => each.name }),
    }),
    fc.record({ ...base, type: fc.constant('list' as const), item: tie('trait'), lengthMax: fc.nat(100) }),
  ),
}));

const descriptor: fc.Arbitrary<DeviceDescriptor> = fc.record(
  {
    ieeeAddress: fc.constant('0x00158d0001020304' as const),
    logicalType: fc.constantFrom('router' as const, 'endDevice' as const),
    powerSource: fc.constantFrom('mains' as const, 'battery' as const, 'unknown' as const),
    modelId: word,
    model: word,
    vendor: word,
    description: word,
    softwareVersion: word,
    supported: fc.boolean(),
    sleepy: fc.boolean(),
    traits: fc.uniqueArray(trait, { maxLength: 6, selector: (each) => each.name }),
  },
  {
    requiredKeys: [
      ...([
        'ieeeAddress',
        'logicalType',
        'powerSource',
        'modelId',
        'model',
        'vendor',
        'description',
      ] as const),
      ...(['supported', 'sleepy', 'traits'] as const),
    ],
  },
);
const device: fc.Arbitrary<LinkDevice> = fc.record({
  index: fc.integer({ min: 1, max: 2 ** 32 - 1 }),
  descriptor,
  networkAddress: fc.integer({ min: 0, max: 0xffff }),
  available: fc.boolean(),
  lastSeenMs: fc.nat(2 ** 43),
});

function fittingValue(each: Trait): fc.Arbitrary<TraitValue> {
  const text = fc.string({ maxLength: 30, unit: 'grapheme' });
  const plain: Record<Trait['type'], fc.Arbitrary<TraitValue>> = {
    boolean: fc.boolean(),
    integer: fc.maxSafeInteger(),
    number: fc.oneof(finite, fc.maxSafeInteger()),
    enum: text,
    text,
    composite: fc.dictionary(text, fc.oneof(fc.boolean(), fc.integer(), text, fc.constant(null))),
    list: fc.array(fc.oneof(fc.boolean(), fc.integer(), text)),
  };
  return fc.oneof({ weight: 5, arbitrary: plain[each.type] }, { weight: 1, arbitrary: fc.constant(null) });
}

const deviceWithValues = device.chain((each) =>
  fc.tuple(
    fc.constant(each),
    fc
      .tuple(...each.descriptor.traits.map(fittingValue))
      .map(
        (values): TraitValues =>
          Object.fromEntries(
            each.descriptor.traits.map(({ name: own }, index) => [own, values[index] ?? null]),
          ),
      ),
  ),
);

const throughWire = (wire: WireTraitValue[]) =>
  wire.map((value) => WireTraitValue.decode(WireTraitValue.encode(value).finish()));
const decodeFailed = expect.objectContaining({ code: 'decode-failed' });

describe('descriptors', () => {
  it('cross the wire unchanged', () => {
    fc.assert(
      fc.property(device, (each) => {
        const bytes = WireDevice.encode(encodeDevice(each)).finish();
        expect(decodeDevice(WireDevice.decode(bytes))).toEqual(each);
      }),
    );
  });

  it('of any bytes are understood or refused, never anything else', () => {
    fc.assert(
      fc.property(device, fc.nat(), fc.nat(255), (each, at, byte) => {
        const bytes = Buffer.from(WireDevice.encode(encodeDevice(each)).finish());
        bytes[at % bytes.length] = byte;
        let wire: WireDevice;
        try {
          wire = WireDevice.decode(bytes);
        } catch {
          return;
        }
        try {
          encodeDevice(decodeDevice(wire));
        } catch (error) {
          expect(error).toEqual(decodeFailed);
        }
      }),
      { numRuns: 500 },
    );
  });

  const plain = fc.sample(device, { numRuns: 1, seed: 1 })[0];
  const wireOf = (change: (wire: WireDevice) => void) => {
    if (!plain) throw new Error('the sample has a device');
    const wire = encodeDevice({ ...plain, descriptor: { ...plain.descriptor, traits: [] } });
    change(wire);
    return wire;
  };
  const wireTrait = (changes: object) => ({
    ...{ name: 'a', type: TraitType.TRAIT_TYPE_BOOLEAN, label: '', description: '', reported: true },
    ...{ settable: false, gettable: false, unit: '', values: [], features: [] },
    ...changes,
  });
  const list = { type: TraitType.TRAIT_TYPE_LIST };
  const deep = (levels: number): ReturnType<typeof wireTrait> =>
    wireTrait(levels === 0 ? {} : { ...list, features: [deep(levels - 1)] });

  it.each<[string, (wire: WireDevice) => unknown]>([
    ['no index', (wire: WireDevice) => Object.assign(wire, { index: 0 })],
    ['no address', (wire: WireDevice) => Object.assign(wire, { ieeeAddress: '0x1' })],
    ['a wide network address', (wire: WireDevice) => Object.assign(wire, { networkAddress: 65536 })],
    ['no descriptor', (wire: WireDevice) => Object.assign(wire, { descriptor: undefined })],
    ['a long model', (wire: WireDevice) => Object.assign(wire.descriptor ?? {}, { model: 'x'.repeat(257) })],
    ...Object.entries({
      'a nameless trait': [wireTrait({ name: '' })],
      'a long name': [wireTrait({ name: 'x'.repeat(65) })],
      'two traits of a name': [wireTrait({}), wireTrait({})],
      'too many traits': Array.from({ length: 513 }, (_, index) => wireTrait({ name: String(index) })),
      'an unknown type': [wireTrait({ type: 99 })],
      'a bound that is no number': [wireTrait({ type: TraitType.TRAIT_TYPE_NUMBER, minimum: Number.NaN })],
      'a list of nothing': [wireTrait(list)],
      'a list of two types': [wireTrait({ ...list, features: [wireTrait({}), wireTrait({ name: 'b' })] })],
      'deep nesting': [deep(9)],
    }).map(([what, traits]): [string, (wire: WireDevice) => unknown] => [
      what,
      (wire) => Object.assign(wire.descriptor ?? {}, { traits }),
    ]),
  ])('with %s are refused', (_what, change) => {
    expect(() => decodeDevice(wireOf(change))).toThrow(decodeFailed);
  });

  it('that the other end would refuse are not sent', () => {
    if (!plain) throw new Error('the sample has a device');
    const tooLong = { ...plain.descriptor, vendor: 'x'.repeat(300) };
    expect(() => encodeDevice({ ...plain, descriptor: tooLong })).toThrow(
      expect.objectContaining({ code: 'invalid-value', message: expect.stringContaining('vendor') }),
    );
  });
});

describe('trait values', () => {
  it('cross the wire unchanged', () => {
    fc.assert(
      fc.property(
        deviceWithValues,
        ([
          {
            descriptor: { traits },
          },
          values,
        ]) => {
          const { values: wire, dropped } = encodeTraitValues(traits, indexTraits(traits), values);
          expect(dropped).toEqual([]);
          expect(decodeTraitValues(traits, throughWire(wire))).toEqual(values);
        },
      ),
    );
  });

  it('of any kind are sent or dropped, and what is sent is understood', () => {
    fc.assert(
      fc.property(
        descriptor,
        fc.dictionary(name, fc.anything({ withBigInt: true })),
        ({ traits }, anything) => {
          const values = anything as TraitValues;
          const { values: wire, dropped } = encodeTraitValues(traits, indexTraits(traits), values);
          expect(wire.length + dropped.length).toBe(Object.keys(values).length);
          expect(Object.keys(decodeTraitValues(traits, throughWire(wire)))).toHaveLength(wire.length);
        },
      ),
    );
  });

  const settable = { reported: true, settable: true, gettable: true };
  const traits: Trait[] = [
    { type: 'boolean', name: 'on', access: settable },
    { type: 'number', name: 'level', access: settable },
    { type: 'text', name: '__proto__', access: settable },
    { type: 'composite', name: 'color', features: [], access: settable },
  ];

  it('named like the prototype stay values', () => {
    const [decoded] = [decodeTraitValues(traits, [{ trait: 2, value: { $case: 'text', value: 'x' } }])];
    expect(Object.keys(decoded ?? {})).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(decoded)).toBe(Object.prototype);
  });

  it.each([
    ['an index beyond', [{ trait: 4, value: { $case: 'boolean', value: true } }]],
    ['no value', [{ trait: 0, value: undefined }]],
    ['another type', [{ trait: 0, value: { $case: 'integer', value: 1 } }]],
    ['NaN', [{ trait: 1, value: { $case: 'number', value: Number.NaN } }]],
    ['a value twice', [0, 0].map((index) => ({ trait: index, value: { $case: 'boolean', value: true } }))],
    ['a long text', [{ trait: 2, value: { $case: 'text', value: 'x'.repeat(5000) } }]],
    ['no JSON', [{ trait: 3, value: { $case: 'json', value: '{' } }]],
    ['a list for a composite', [{ trait: 3, value: { $case: 'json', value: '[]' } }]],
    ['deep JSON', [{ trait: 3, value: { $case: 'json', value: `${'{"a":'.repeat(9)}1${'}'.repeat(9)}` } }]],
    ['very deep JSON', [{ trait: 3, value: { $case: 'json', value: '['.repeat(8000) + ']'.repeat(8000) } }]],
    ['long JSON', [{ trait: 3, value: { $case: 'json', value: `{"a":"${'x'.repeat(17_000)}"}` } }]],
  ])('with %s are refused', (_what, wire) => {
    expect(() => decodeTraitValues(traits, wire as WireTraitValue[])).toThrow(decodeFailed);
  });
});
