import { defineCluster } from '../cluster.ts';
import { dataTypes } from '../data-types.ts';

/** Analog Input (Basic) (ZCL 3.14.2). */
export const analogInput = defineCluster(0x000c, 'analogInput', {
  description: [0x001c, dataTypes.characterString, 'r'],
  outOfService: [0x0051, dataTypes.boolean, 'r'],
  presentValue: [0x0055, dataTypes.float32, 'rp'],
  statusFlags: [0x006f, dataTypes.bitmap8, 'r'],
});
