import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isZigfleetError } from '../../src/common/zigfleet-error.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { dataTypes, type ZclValue } from './data-types.ts';
import { readValue, sameValue, writeValue } from './value-codec.ts';

function decode(type: number, hex: string): ZclValue {
  return readValue(new ByteReader(Buffer.from(hex, 'hex')), type);
}

function encode(type: number, value: ZclValue): string {
  const writer = new ByteWriter();
  writeValue(writer, type, value);
  return writer.toBuffer().toString('hex');
}

const vectors: [name: string, type: number, value: ZclValue, hex: string][] = [
  ['boolean', dataTypes.boolean, true, '01'],
  ['boolean non-value', dataTypes.boolean, null, 'ff'],
  ['uint8', dataTypes.uint8, 254, 'fe'],
  ['uint24', dataTypes.uint24, 0x123456, '563412'],
  ['uint40', dataTypes.uint40, 0x0100000001, '0100000001'],
  ['uint48', dataTypes.uint48, 0xffffffffffff, 'ffffffffffff'],
  ['uint56', dataTypes.uint56, 0x11223344556677n, '77665544332211'],
  ['uint64', dataTypes.uint64, 0xfffffffffffffffen, 'feffffffffffffff'],
  ['int16', dataTypes.int16, -1205, '4bfb'],
  ['int24', dataTypes.int24, -2, 'feffff'],
  ['int56', dataTypes.int56, -2n, 'feffffffffffff'],
  ['int64', dataTypes.int64, -3n, 'fdffffffffffffff'],
  ['bitmap32', dataTypes.bitmap32, 0x80000001, '01000080'],
  ['enum16', dataTypes.enum16, 0x002a, '2a00'],
  ['float16', dataTypes.float16, 1.5, '003e'],
  ['float32', dataTypes.float32, 12.5, '00004841'],
  ['float64', dataTypes.float64, -0.25, '000000000000d0bf'],
  ['octet string', dataTypes.octetString, Buffer.from('aa8005', 'hex'), '03aa8005'],
  ['octet string non-value', dataTypes.octetString, null, 'ff'],
  ['character string', dataTypes.characterString, 'LUMI', '044c554d49'],
  ['long character string', dataTypes.longCharacterString, 'hi', '02006869'],
  ['array', dataTypes.array, { elementType: dataTypes.uint16, elements: [1, 2] }, '21020001000200'],
  [
    'structure',
    dataTypes.structure,
    {
      members: [
        { type: dataTypes.boolean, value: false },
        { type: dataTypes.uint16, value: 3005 },
      ],
    },
    '0200100021bd0b',
  ],
  ['ieee address', dataTypes.ieeeAddress, '0x00158d0001020304', '04030201008d1500'],
  ['security key', dataTypes.securityKey, Buffer.alloc(16, 0xab), 'ab'.repeat(16)],
  ['utc time', dataTypes.utcTime, 0x2f000000, '0000002f'],
  ['no data', dataTypes.noData, null, ''],
];

describe('values', () => {
  it.each(vectors)('%s', (_name, type, value, hex) => {
    expect(encode(type, value)).toBe(hex);
    expect(decode(type, hex)).toEqual(value);
  });

  it.each(vectors.filter(([, , , hex]) => hex.length > 0))(
    '%s cut short is refused',
    (_name, type, _value, hex) => {
      for (let bytes = 0; bytes < hex.length / 2; bytes++) {
        expect(() => decode(type, hex.slice(0, bytes * 2))).toThrow(
          expect.objectContaining({ code: 'decode-failed' }),
        );
      }
    },
  );

  it('refuses types that have no length', () => {
    for (const type of [0x01, 0x40, 0x45, 0xff]) {
      expect(() => decode(type, '00'.repeat(32))).toThrow(expect.objectContaining({ code: 'decode-failed' }));
    }
  });

  it('refuses a count beyond the bytes that are there before it costs memory', () => {
    expect(() => decode(dataTypes.array, '00feff')).toThrow(/65534 elements/);
    expect(() => decode(dataTypes.structure, 'feff')).toThrow(/65534 members/);
  });

  it('refuses structures nested without end', () => {
    expect(() => decode(dataTypes.structure, '01004c'.repeat(40))).toThrow(/nested deeper/);
  });

  it('never fails otherwise on any bytes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), fc.uint8Array({ maxLength: 80 }), (type, bytes) => {
        try {
          readValue(new ByteReader(Buffer.from(bytes)), type);
        } catch (error) {
          expect(isZigfleetError(error, 'decode-failed')).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

const scalar: fc.Arbitrary<{ type: number; value: ZclValue }> = fc.oneof(
  ...[1, 2, 3, 4, 5, 6].flatMap((size) => [
    fc.integer({ min: 0, max: 2 ** Math.min(size * 8, 48) - 1 }).map((value) => ({
      type: dataTypes.uint8 + size - 1,
      value,
    })),
    fc.integer({ min: -(2 ** (size * 8 - 1)), max: 2 ** (size * 8 - 1) - 1 }).map((value) => ({
      type: dataTypes.int8 + size - 1,
      value,
    })),
  ]),
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((value) => ({ type: dataTypes.uint64, value })),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => ({ type: dataTypes.int64, value })),
  fc.boolean().map((value) => ({ type: dataTypes.boolean, value })),
  fc.double().map((value) => ({ type: dataTypes.float64, value })),
  fc.float().map((value) => ({ type: dataTypes.float32, value })),
  fc
    .uint8Array({ maxLength: 254 })
    .map((bytes) => ({ type: dataTypes.octetString, value: Buffer.from(bytes) })),
  fc
    .string({ maxLength: 60, unit: 'grapheme' })
    .filter((text) => Buffer.byteLength(text) < 255)
    .map((value) => ({
      type: dataTypes.characterString,
      value,
    })),
);

describe('round trips', () => {
  it('keeps scalars, and structures and arrays of them', () => {
    const structure = fc
      .array(scalar, { maxLength: 8 })
      .map((members) => ({ type: dataTypes.structure, value: { members } }));
    fc.assert(
      fc.property(fc.oneof(scalar, structure), ({ type, value }) => {
        expect(sameValue(decode(type, encode(type, value)), value)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps every half-precision float', () => {
    for (let bits = 0; bits < 0x10000; bits++) {
      const writer = new ByteWriter().uint16(bits);
      const value = readValue(new ByteReader(writer.toBuffer()), dataTypes.float16);
      if (Number.isNaN(value)) continue;
      expect(encode(dataTypes.float16, value)).toBe(writer.toBuffer().toString('hex'));
    }
  });
});
