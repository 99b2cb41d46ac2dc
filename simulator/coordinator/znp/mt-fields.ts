import { ZigfleetError } from '../../../src/common/zigfleet-error.ts';
import { readIeeeAddress, writeIeeeAddress } from '../../network/ieee-address.ts';

/** How a field looks on the line (all little-endian), and what it is in the program. */
export interface FieldTypes {
  u8: number;
  i8: number;
  u16: number;
  u32: number;
  /** 8 bytes, an IEEE address. */
  ieee: string;
  /** A count byte, then so many bytes. */
  bytes: Buffer;
  /** A count of two bytes, then so many bytes. */
  longBytes: Buffer;
  /** A count byte, then so many 16-bit numbers. */
  u16List: readonly number[];
  /** All that is left. */
  rest: Buffer;
}

export type FieldType = keyof FieldTypes;

/** The fields of a frame's data, in their order. */
export type Layout = Readonly<Record<string, FieldType>>;

/** The values of a layout's fields. */
export type Values<L extends Layout> = { -readonly [K in keyof L]: FieldTypes[L[K]] };

const fixedLengths: Partial<Record<FieldType, number>> = { u8: 1, i8: 1, u16: 2, u32: 4, ieee: 8 };

/**
 * Reads the fields of a frame's data. Bytes after the last field are ignored: clients pad.
 * @throws ZigfleetError `decode-failed` if the data ends too early
 */
export function decodeFields<L extends Layout>(layout: L, data: Buffer): Values<L> {
  const values: Record<string, unknown> = {};
  let offset = 0;
  const take = (length: number): number => {
    const start = offset;
    if (start + length > data.length) {
      throw new ZigfleetError('decode-failed', `the data ends after ${data.length} bytes`);
    }
    offset += length;
    return start;
  };
  for (const name of Object.keys(layout)) {
    const type = layout[name] as FieldType;
    switch (type) {
      case 'u8':
        values[name] = data.readUInt8(take(1));
        break;
      case 'i8':
        values[name] = data.readInt8(take(1));
        break;
      case 'u16':
        values[name] = data.readUInt16LE(take(2));
        break;
      case 'u32':
        values[name] = data.readUInt32LE(take(4));
        break;
      case 'ieee':
        values[name] = readIeeeAddress(data, take(8));
        break;
      case 'bytes':
      case 'longBytes': {
        const length = type === 'bytes' ? data.readUInt8(take(1)) : data.readUInt16LE(take(2));
        const start = take(length);
        values[name] = data.subarray(start, start + length);
        break;
      }
      case 'u16List': {
        const count = data.readUInt8(take(1));
        const start = take(count * 2);
        values[name] = Array.from({ length: count }, (_, index) => data.readUInt16LE(start + index * 2));
        break;
      }
      case 'rest':
        values[name] = data.subarray(take(data.length - offset));
        break;
    }
  }
  return values as Values<L>;
}

function lengthOf(type: FieldType, value: unknown): number {
  switch (type) {
    case 'bytes':
      return 1 + (value as Buffer).length;
    case 'longBytes':
      return 2 + (value as Buffer).length;
    case 'u16List':
      return 1 + (value as readonly number[]).length * 2;
    case 'rest':
      return (value as Buffer).length;
    default:
      return fixedLengths[type] ?? 0;
  }
}

/** Writes the fields of a frame's data. */
export function encodeFields<L extends Layout>(layout: L, values: Values<L>): Buffer {
  const names = Object.keys(layout);
  const input = values as Record<string, unknown>;
  let length = 0;
  for (const name of names) length += lengthOf(layout[name] as FieldType, input[name]);
  const data = Buffer.allocUnsafe(length);
  let offset = 0;
  for (const name of names) {
    const value = input[name];
    switch (layout[name]) {
      case 'u8':
        offset = data.writeUInt8(value as number, offset);
        break;
      case 'i8':
        offset = data.writeInt8(value as number, offset);
        break;
      case 'u16':
        offset = data.writeUInt16LE(value as number, offset);
        break;
      case 'u32':
        offset = data.writeUInt32LE(value as number, offset);
        break;
      case 'ieee':
        offset = writeIeeeAddress(data, value as string, offset);
        break;
      case 'bytes':
        offset = data.writeUInt8((value as Buffer).length, offset);
        offset += (value as Buffer).copy(data, offset);
        break;
      case 'longBytes':
        offset = data.writeUInt16LE((value as Buffer).length, offset);
        offset += (value as Buffer).copy(data, offset);
        break;
      case 'u16List':
        offset = data.writeUInt8((value as readonly number[]).length, offset);
        for (const item of value as readonly number[]) offset = data.writeUInt16LE(item, offset);
        break;
      case 'rest':
        offset += (value as Buffer).copy(data, offset);
        break;
    }
  }
  return data;
}
