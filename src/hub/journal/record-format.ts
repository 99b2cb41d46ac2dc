import { crc32 } from 'node:zlib';

/**
 * A record on disk, little-endian: CRC-32 of all that follows (u32), length of the payload (u32), kind (u8), number (u48),
 * payload. Numbers grow within a file, so that a reader that lost its place finds it again.
 */
export interface StoredRecord {
  /** 0 to 7; what it means is the file's own. */
  kind: number;
  number: number;
  payload: Buffer;
}

/** Bytes in which no good record was found. */
export interface DamagedRange {
  start: number;
  end: number;
}

export const recordOverheadBytes = 15;
const lengthOffset = 4;
const kindMax = 7;
const kindOffset = 8;
const numberOffset = 9;
const numberBytes = 6;

/** @param number - up to 2^48 - 1 */
export function encodeRecord(kind: number, number: number, payload: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(recordOverheadBytes + payload.length);
  bytes.writeUInt32LE(payload.length, lengthOffset);
  bytes[kindOffset] = kind;
  bytes.writeUIntLE(number, numberOffset, numberBytes);
  bytes.set(payload, recordOverheadBytes);
  bytes.writeUInt32LE(crc32(bytes.subarray(lengthOffset)), 0);
  return bytes;
}

/**
 * Calls `onRecord` for each good record from `offset` on whose number is greater than those before.
 * @param onRecord - `start` and `end` are those of the payload in `bytes`
 * @returns the ranges in between that are not good
 */
export function scanRecords(
  bytes: Buffer,
  offset: number,
  payloadBytesMax: number,
  onRecord: (kind: number, number: number, start: number, end: number) => void,
): DamagedRange[] {
  const damage: DamagedRange[] = [];
  let lastNumber = -1;
  let damagedFrom: number | undefined;
  for (let position = offset; position < bytes.length; ) {
    const end = endOfRecord(bytes, position, payloadBytesMax, lastNumber);
    if (end === undefined) {
      damagedFrom ??= position;
      position++;
      continue;
    }
    if (damagedFrom !== undefined) damage.push({ start: damagedFrom, end: position });
    damagedFrom = undefined;
    lastNumber = bytes.readUIntLE(position + numberOffset, numberBytes);
    onRecord(bytes[position + kindOffset] ?? 0, lastNumber, position + recordOverheadBytes, end);
    position = end;
  }
  if (damagedFrom !== undefined) damage.push({ start: damagedFrom, end: bytes.length });
  return damage;
}

/** All good records, see `scanRecords`. */
export function readRecords(
  bytes: Buffer,
  offset: number,
  payloadBytesMax: number,
): { records: StoredRecord[]; damage: DamagedRange[] } {
  const records: StoredRecord[] = [];
  const damage = scanRecords(bytes, offset, payloadBytesMax, (kind, number, start, end) => {
    records.push({ kind, number, payload: bytes.subarray(start, end) });
  });
  return { records, damage };
}

/** @returns undefined if no good record with a greater number begins there */
function endOfRecord(
  bytes: Buffer,
  start: number,
  payloadBytesMax: number,
  lastNumber: number,
): number | undefined {
  if (start + recordOverheadBytes > bytes.length) return undefined;
  const length = bytes.readUInt32LE(start + lengthOffset);
  const end = start + recordOverheadBytes + length;
  if (length > payloadBytesMax || end > bytes.length || (bytes[start + kindOffset] ?? 0) > kindMax) {
    return undefined;
  }
  if (bytes.readUIntLE(start + numberOffset, numberBytes) <= lastNumber) return undefined;
  const isGood = crc32(bytes.subarray(start + lengthOffset, end)) === bytes.readUInt32LE(start);
  return isGood ? end : undefined;
}
