import { defineCluster } from '../cluster.ts';
import { dataTypes } from '../data-types.ts';

/** Fan Control (ZCL 6.4). */
export const fanControl = defineCluster(0x0202, 'fanControl', {
  /** 0 off, 4 on, 5 auto */
  fanMode: [0x0000, dataTypes.enum8, 'rwp'],
  fanModeSequence: [0x0001, dataTypes.enum8, 'rw'],
});
