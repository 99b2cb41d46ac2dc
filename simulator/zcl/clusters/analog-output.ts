import { defineCluster } from '../cluster.ts';
import { dataTypes } from '../data-types.ts';

/** Analog Output (Basic) (ZCL 3.14.3). */
export const analogOutput = defineCluster(0x000d, 'analogOutput', {
  presentValue: [0x0055, dataTypes.float32, 'rwp'],
  statusFlags: [0x006f, dataTypes.bitmap8, 'r'],
});

/** Multistate Output (Basic) (ZCL 3.14.9). */
export const multistateOutput = defineCluster(0x0013, 'multistateOutput', {
  presentValue: [0x0055, dataTypes.uint16, 'rwp'],
});
