import { defineCluster } from '../cluster.ts';
import { dataTypes } from '../data-types.ts';

/** Binary Input (Basic) (ZCL 3.14.5). */
export const binaryInput = defineCluster(0x000f, 'binaryInput', {
  presentValue: [0x0055, dataTypes.boolean, 'rp'],
});

/** Binary Output (Basic) (ZCL 3.14.6). */
export const binaryOutput = defineCluster(0x0010, 'binaryOutput', {
  outOfService: [0x0051, dataTypes.boolean, 'r'],
  presentValue: [0x0055, dataTypes.boolean, 'r'],
  statusFlags: [0x006f, dataTypes.bitmap8, 'r'],
});

/** Multistate Input (Basic) (ZCL 3.14.8). */
export const multistateInput = defineCluster(0x0012, 'multistateInput', {
  presentValue: [0x0055, dataTypes.uint16, 'rp'],
});
