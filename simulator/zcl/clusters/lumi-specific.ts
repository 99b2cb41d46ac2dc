import { defineCluster } from '../cluster.ts';
import { dataTypes } from '../data-types.ts';
import { lumiManufacturerCode } from './basic.ts';

/** Lumi's private cluster on newer devices. */
export const lumiSpecific = defineCluster(0xfcc0, 'lumiSpecific', {
  mode: [0x0009, dataTypes.uint8, 'rw', lumiManufacturerCode],
  /** Tagged values, as the older devices have them under Basic's 0xFF01. */
  heartbeat: [0x00f7, dataTypes.octetString, 'rp', lumiManufacturerCode],
  /** After a power cut: back to the last state (true) or on (false). */
  powerOutageMemory: [0x0201, dataTypes.boolean, 'rw', lumiManufacturerCode],
});
