import { crc32 } from 'node:zlib';

/**
 * A record on disk, little-endian: length of the payload (u32), CRC-32 of all that follows it and of the length (u32),
 * kind (u8), number (u48), payload. Numbers grow within a file, so that a reader that lost its place finds it again.
 */
export interface StoredRecord {
  /** 0 to 7; what it means is the file's own. */
  kind: number;
  number: number;
  payload: Buffer;
  /** Where it begins in the buffer that was read. */
  start: number;
  /** Where the next one begins. */
  end: number;
}

/** Bytes in which no good record was found. */
export interface DamagedRange {
  start: number;
  end: number;
}

export interface ScanResult {
  records: StoredRecord[];
  damage: DamagedRange[];
}

export const recordOverheadBytes = 15;
const kindMax = 7;
const kindOffset = 8;
const numberOffset = 9;
const numberBytes = 6;

/** @param number - up to 2^48 - 1 */
export function encodeRecord(kind: number, number: number, payload: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(recordOverheadBytes + payload.length);
  bytes.writeUInt32LE(payload.length, 0);
  bytes[kindOffset] = kind;
  bytes.writeUIntLE(number, numberOffset, numberBytes);
  bytes.set(payload, recordOverheadBytes);
  bytes.writeUInt32LE(checksum(bytes), 4);
  return bytes;
}

/** All good records from `offset` on whose numbers grow, and the ranges in between that are not good. */
export function scanRecords(bytes: Buffer, offset: number, payloadBytesMax: number): ScanResult {
  const records: StoredRecord[] = [];
  const damage: DamagedRange[] = [];
  let lastNumber = -1;
  let damagedFrom: number | undefined;
  for (let position = offset; position < bytes.length; ) {
    const record = recordAt(bytes, position, payloadBytesMax, lastNumber);
    if (!record) {
      damagedFrom ??= position;
      position++;
      continue;
    }
    if (damagedFrom !== undefined) damage.push({ start: damagedFrom, end: position });
    damagedFrom = undefined;
    records.push(record);
    lastNumber = record.number;
    position = record.end;
  }
  if (damagedFrom !== undefined) damage.push({ start: damagedFrom, end: bytes.length });
  return { records, damage };
}

function recordAt(
  bytes: Buffer,
  start: number,
  payloadBytesMax: number,
  lastNumber: number,
): StoredRecord | undefined {
  if (start + recordOverheadBytes > bytes.length) return undefined;
  const length = bytes.readUInt32LE(start);
  const end = start + recordOverheadBytes + length;
  if (length > payloadBytesMax || end > bytes.length) return undefined;
  const kind = bytes[start + kindOffset] ?? 0;
  const number = bytes.readUIntLE(start + numberOffset, numberBytes);
  if (kind > kindMax || number <= lastNumber) return undefined;
  if (checksum(bytes.subarray(start, end)) !== bytes.readUInt32LE(start + 4)) return undefined;
  return { kind, number, payload: bytes.subarray(start + recordOverheadBytes, end), start, end };
}

function checksum(record: Buffer): number {
  return crc32(record.subarray(kindOffset), crc32(record.subarray(0, 4)));
}
