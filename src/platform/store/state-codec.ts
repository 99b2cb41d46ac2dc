import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { Trait, TraitValue } from '../../devices/trait.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import type { DeviceState } from './device-state.ts';

/*
 * A device's state, packed: some 50 bytes for a sensor, because there may be a million of them.
 *   byte      format (bits 4-7), 1 = link quality is known, 2 = available
 *   unsigned  index on the link, descriptor reference, version, last seen (ms)
 *   byte      link quality, if it is known
 *   then for each value until the end:
 *     unsigned  index of the trait in the descriptor
 *     byte      kind of the value (low 4 bits) and, for decimals, digits after the point (high 4 bits)
 *     ...       the value
 *     signed    how long before the value before it (the first one: before last seen) it was observed (ms); values of one
 *               report, or of reports that follow each other, take one byte for this
 */
const format = 1;
const kinds = { null: 0, false: 1, true: 2, text: 3, json: 4, double: 5, enum: 6, decimal: 7 } as const;
const fractionDigitsMax = 9;
/** Beyond this a number is stored as a double: the mantissa must survive doubling for its sign. */
const mantissaMax = 2 ** 51;

/** Most bytes of one device: values beyond are not stored. */
export const stateBytesMax = 64 * 1024;

/** @returns the packed state, and the names of values that had no place: no such trait, or too large */
export function encodeState(
  state: DeviceState,
  traits: readonly Trait[],
): { bytes: Buffer; dropped: string[] } {
  const writer = new ByteWriter();
  writer.byte((format << 4) | (state.linkQuality === null ? 0 : 1) | (state.available ? 2 : 0));
  writer.unsigned(state.index);
  writer.unsigned(state.descriptorRef);
  writer.unsigned(state.version);
  writer.unsigned(state.lastSeenMs);
  if (state.linkQuality !== null) writer.byte(state.linkQuality);
  const left = new Set(state.reported.keys());
  let previousMs = state.lastSeenMs;
  for (const [index, trait] of traits.entries()) {
    const reported = state.reported.get(trait.name);
    if (!reported) continue;
    const lengthBefore = writer.length;
    writer.unsigned(index);
    writeValue(writer, trait, reported.value);
    writer.signed(previousMs - reported.observedAtMs);
    if (writer.length > stateBytesMax) {
      writer.truncate(lengthBefore);
      continue;
    }
    previousMs = reported.observedAtMs;
    left.delete(trait.name);
  }
  return { bytes: writer.toBuffer(), dropped: [...left] };
}

/** Which descriptor a packed state needs. @throws ZigfleetError `decode-failed` */
export function descriptorRefOf(bytes: Buffer): number {
  const reader = new ByteReader(bytes);
  reader.byte();
  reader.unsigned();
  return reader.unsigned();
}

/** All of a state but what was reported. */
export type StateHead = Omit<DeviceState, 'reported'>;

/** As much of a packed state as can be read without its descriptor. @throws ZigfleetError `decode-failed` */
export function decodeHead(bytes: Buffer): StateHead {
  return readHead(new ByteReader(bytes));
}

/** @throws ZigfleetError `decode-failed` */
export function decodeState(bytes: Buffer, traits: readonly Trait[]): DeviceState {
  const reader = new ByteReader(bytes);
  const state: DeviceState = { ...readHead(reader), reported: new Map() };
  let observedAtMs = state.lastSeenMs;
  while (!reader.atEnd) {
    const trait = traits[reader.unsigned()];
    if (!trait) throw new ZigfleetError('decode-failed', 'a stored value has no trait');
    const value = readValue(reader, trait);
    observedAtMs -= reader.signed();
    state.reported.set(trait.name, { value, observedAtMs });
  }
  return state;
}

function readHead(reader: ByteReader): StateHead {
  const flags = reader.byte();
  if (flags >> 4 !== format)
    throw new ZigfleetError('decode-failed', 'the stored state has an unknown format');
  return {
    index: reader.unsigned(),
    descriptorRef: reader.unsigned(),
    version: reader.unsigned(),
    lastSeenMs: reader.unsigned(),
    linkQuality: flags & 1 ? reader.byte() : null,
    available: (flags & 2) !== 0,
  };
}

function writeValue(writer: ByteWriter, trait: Trait, value: TraitValue): void {
  if (value === null) {
    writer.byte(kinds.null);
  } else if (typeof value === 'boolean') {
    writer.byte(value ? kinds.true : kinds.false);
  } else if (typeof value === 'number') {
    writeNumber(writer, value);
  } else if (typeof value === 'string') {
    const index = trait.type === 'enum' ? trait.values.indexOf(value) : -1;
    writer.byte(index >= 0 ? kinds.enum : kinds.text);
    if (index >= 0) writer.unsigned(index);
    else writer.text(value);
  } else {
    writer.byte(kinds.json);
    writer.text(JSON.stringify(value));
  }
}

/** Decimals as people write them are shorter than doubles, and come back exactly or are not taken. */
function writeNumber(writer: ByteWriter, value: number): void {
  for (let digits = 0; digits <= fractionDigitsMax && !Object.is(value, -0); digits++) {
    const mantissa = Math.round(value * 10 ** digits);
    if (Math.abs(mantissa) > mantissaMax) break;
    if (mantissa / 10 ** digits === value) {
      writer.byte(kinds.decimal | (digits << 4));
      writer.signed(mantissa);
      return;
    }
  }
  writer.byte(kinds.double);
  writer.double(value);
}

function readValue(reader: ByteReader, trait: Trait): TraitValue {
  const tag = reader.byte();
  switch (tag & 0x0f) {
    case kinds.null:
      return null;
    case kinds.false:
      return false;
    case kinds.true:
      return true;
    case kinds.text:
      return reader.text();
    case kinds.json:
      return JSON.parse(reader.text()) as TraitValue;
    case kinds.double:
      return reader.double();
    case kinds.decimal:
      return reader.signed() / 10 ** (tag >> 4);
    case kinds.enum: {
      const value = trait.type === 'enum' ? trait.values[reader.unsigned()] : undefined;
      if (value !== undefined) return value;
    }
  }
  throw new ZigfleetError('decode-failed', `the stored value of ${trait.name} is not understood`);
}
