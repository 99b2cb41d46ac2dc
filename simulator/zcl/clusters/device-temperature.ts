import { defineCluster } from '../cluster.ts';
import { dataTypes } from '../data-types.ts';

/** Device Temperature Configuration (ZCL 3.4). */
export const deviceTemperature = defineCluster(0x0002, 'deviceTemperature', {
  /** °C */
  currentTemperature: [0x0000, dataTypes.int16, 'r'],
});
