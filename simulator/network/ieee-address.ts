import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { isIeeeAddress } from '../../src/devices/ieee-address.ts';

/** @throws ZigfleetError `invalid-request` if the text is not an IEEE address */
export function assertIeeeAddress(text: string): void {
  if (!isIeeeAddress(text)) {
    throw new ZigfleetError(
      'invalid-request',
      `"${text}" is not an IEEE address: 0x and 16 lower-case hex digits`,
    );
  }
}

/** Reads 8 bytes, least significant first as they are on the air. */
export function readIeeeAddress(buffer: Buffer, offset: number): string {
  return `0x${buffer.readBigUInt64LE(offset).toString(16).padStart(16, '0')}`;
}

/** Writes 8 bytes, least significant first; returns the offset after them. */
export function writeIeeeAddress(buffer: Buffer, address: string, offset: number): number {
  return buffer.writeBigUInt64LE(BigInt(address), offset);
}

/** The 8 bytes of an address, least significant first. */
export function ieeeAddressBytes(address: string): Buffer {
  const bytes = Buffer.alloc(8);
  writeIeeeAddress(bytes, address, 0);
  return bytes;
}
