import { defineCluster } from '../cluster.ts';
import { dataTypes } from '../data-types.ts';

/** Occupancy Sensing (ZCL 4.8). */
export const occupancySensing = defineCluster(0x0406, 'occupancySensing', {
  /** Bit 0: somebody is there. */
  occupancy: [0x0000, dataTypes.bitmap8, 'rp'],
  sensorType: [0x0001, dataTypes.enum8, 'r'],
});
