import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { dataTypeLayout, type ZclCollection, type ZclStructure, type ZclValue } from './data-types.ts';
import { decodeFloat16, encodeFloat16 } from './float16.ts';

/** ZCL 2.6.2.16: structures and collections may nest this deep. */
const nestingMax = 15;
const nonValue8 = 0xff;
const nonValue16 = 0xffff;
/** The largest integers that a JavaScript number is read from; wider ones are bigint. */
const numberSizeMax = 6;

function failed(message: string): ZigfleetError {
  return new ZigfleetError('decode-failed', message);
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(2, '0')}`;
}

/**
 * Reads one value (ZCL revision 8, 2.6.2).
 * @throws ZigfleetError `decode-failed` for a type without a known length, too few bytes, or too deep a nesting
 */
export function readValue(reader: ByteReader, type: number, depth = 0): ZclValue {
  const layout = dataTypeLayout(type);
  if (layout === undefined) throw failed(`data type ${hex(type)} has no known length`);
  switch (layout.kind) {
    case 'none':
      return null;
    case 'boolean': {
      const byte = reader.uint8();
      return byte === nonValue8 ? null : byte !== 0;
    }
    case 'unsigned':
      return layout.size > numberSizeMax ? readWide(reader, layout.size) : reader.uint(layout.size);
    case 'signed':
      return layout.size > numberSizeMax
        ? BigInt.asIntN(layout.size * 8, readWide(reader, layout.size))
        : reader.int(layout.size);
    case 'float16':
      return decodeFloat16(reader.uint16());
    case 'float32':
      return reader.float32();
    case 'float64':
      return reader.float64();
    case 'octets':
    case 'text': {
      const length = reader.uint(layout.lengthSize);
      if (length === (layout.lengthSize === 1 ? nonValue8 : nonValue16)) return null;
      const bytes = reader.bytes(length);
      return layout.kind === 'text' ? bytes.toString('utf8') : bytes;
    }
    case 'address':
      return `0x${readWide(reader, 8).toString(16).padStart(16, '0')}`;
    case 'key':
      return reader.bytes(16);
    case 'collection':
      return readCollection(reader, depth + 1);
    case 'structure':
      return readStructure(reader, depth + 1);
  }
}

/**
 * Writes one value (ZCL revision 8, 2.6.2).
 * @throws TypeError or RangeError if the value does not belong to the type: that is a bug of the caller
 */
export function writeValue(writer: ByteWriter, type: number, value: ZclValue): void {
  const layout = dataTypeLayout(type);
  if (layout === undefined) throw new TypeError(`data type ${hex(type)} cannot be written`);
  switch (layout.kind) {
    case 'none':
      return;
    case 'boolean':
      writer.uint8(value === null ? nonValue8 : value ? 1 : 0);
      return;
    case 'unsigned':
      if (layout.size > numberSizeMax) writeWide(writer, asBigInt(value), layout.size);
      else writer.uint(asNumber(value), layout.size);
      return;
    case 'signed':
      if (layout.size > numberSizeMax) writeWide(writer, asBigInt(value), layout.size);
      else writer.int(asNumber(value), layout.size);
      return;
    case 'float16':
      writer.uint16(encodeFloat16(asNumber(value)));
      return;
    case 'float32':
      writer.float32(asNumber(value));
      return;
    case 'float64':
      writer.float64(asNumber(value));
      return;
    case 'octets':
    case 'text': {
      if (value === null) {
        writer.uint(layout.lengthSize === 1 ? nonValue8 : nonValue16, layout.lengthSize);
        return;
      }
      const bytes = asBytes(value);
      if (bytes.length >= (layout.lengthSize === 1 ? nonValue8 : nonValue16)) {
        throw new RangeError(`a string of ${bytes.length} bytes does not fit data type ${hex(type)}`);
      }
      writer.uint(bytes.length, layout.lengthSize).bytes(bytes);
      return;
    }
    case 'address':
      writeWide(writer, BigInt(asText(value)), 8);
      return;
    case 'key':
      writer.bytes(asBytes(value).subarray(0, 16));
      return;
    case 'collection':
      writeCollection(writer, value);
      return;
    case 'structure':
      writeStructure(writer, value);
      return;
  }
}

/** Whether two values of one type are the same. */
export function sameValue(left: ZclValue, right: ZclValue): boolean {
  if (Object.is(left, right)) return true;
  if (Buffer.isBuffer(left) && Buffer.isBuffer(right)) return left.equals(right);
  if (isCollection(left) && isCollection(right)) {
    return (
      left.elementType === right.elementType &&
      left.elements.length === right.elements.length &&
      left.elements.every((element, index) => sameValue(element, right.elements[index] ?? null))
    );
  }
  if (isStructure(left) && isStructure(right)) {
    return (
      left.members.length === right.members.length &&
      left.members.every((member, index) => {
        const other = right.members[index];
        return other !== undefined && member.type === other.type && sameValue(member.value, other.value);
      })
    );
  }
  return false;
}

function readWide(reader: ByteReader, size: number): bigint {
  const low = reader.uint32();
  return (BigInt(reader.uint(size - 4)) << 32n) | BigInt(low);
}

function writeWide(writer: ByteWriter, value: bigint, size: number): void {
  const bits = BigInt.asUintN(size * 8, value);
  writer.uint32(Number(bits & 0xffffffffn)).uint(Number(bits >> 32n), size - 4);
}

function readCollection(reader: ByteReader, depth: number): ZclCollection | null {
  if (depth > nestingMax) throw failed(`nested deeper than ${nestingMax} levels`);
  const elementType = reader.uint8();
  const count = reader.uint16();
  if (count === nonValue16) return null;
  // Each element takes a byte at least, so a count beyond what is left is a lie: refused before it costs memory.
  if (count > reader.remaining) throw failed(`${count} elements announced, ${reader.remaining} bytes left`);
  const elements: ZclValue[] = [];
  for (let index = 0; index < count; index++) elements.push(readValue(reader, elementType, depth));
  return { elementType, elements };
}

function readStructure(reader: ByteReader, depth: number): ZclStructure | null {
  if (depth > nestingMax) throw failed(`nested deeper than ${nestingMax} levels`);
  const count = reader.uint16();
  if (count === nonValue16) return null;
  if (count > reader.remaining) throw failed(`${count} members announced, ${reader.remaining} bytes left`);
  const members: { type: number; value: ZclValue }[] = [];
  for (let index = 0; index < count; index++) {
    const type = reader.uint8();
    members.push({ type, value: readValue(reader, type, depth) });
  }
  return { members };
}

function writeCollection(writer: ByteWriter, value: ZclValue): void {
  if (!isCollection(value)) throw new TypeError('an array, set or bag is expected');
  writer.uint8(value.elementType).uint16(value.elements.length);
  for (const element of value.elements) writeValue(writer, value.elementType, element);
}

function writeStructure(writer: ByteWriter, value: ZclValue): void {
  if (!isStructure(value)) throw new TypeError('a structure is expected');
  writer.uint16(value.members.length);
  for (const member of value.members) {
    writer.uint8(member.type);
    writeValue(writer, member.type, member.value);
  }
}

function isCollection(value: ZclValue): value is ZclCollection {
  return value !== null && typeof value === 'object' && 'elements' in value;
}

function isStructure(value: ZclValue): value is ZclStructure {
  return value !== null && typeof value === 'object' && 'members' in value;
}

function asNumber(value: ZclValue): number {
  if (typeof value !== 'number') throw new TypeError(`a number is expected, not ${typeof value}`);
  return value;
}

function asBigInt(value: ZclValue): bigint {
  if (typeof value !== 'bigint') throw new TypeError(`a bigint is expected, not ${typeof value}`);
  return value;
}

function asText(value: ZclValue): string {
  if (typeof value !== 'string') throw new TypeError(`a text is expected, not ${typeof value}`);
  return value;
}

function asBytes(value: ZclValue): Buffer {
  if (Buffer.isBuffer(value)) return value;
  return Buffer.from(asText(value), 'utf8');
}
