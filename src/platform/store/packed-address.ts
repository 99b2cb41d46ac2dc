import type { IeeeAddress } from '../../devices/ieee-address.ts';

/** The 8 bytes of an IEEE address, most significant first. */
export function packAddress(ieeeAddress: IeeeAddress): Buffer {
  return Buffer.from(ieeeAddress.slice(2), 'hex');
}

/** The IEEE address of 8 bytes, read as one character each (latin1), as hash fields come. */
export function unpackAddress(field: string): IeeeAddress {
  return `0x${Buffer.from(field, 'latin1').toString('hex')}`;
}
