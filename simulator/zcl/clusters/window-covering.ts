import { defineCluster } from '../cluster.ts';
import { dataTypes } from '../data-types.ts';

/** Window Covering (ZCL 7.4), as far as it goes up and down. */
export const windowCovering = defineCluster(
  0x0102,
  'windowCovering',
  {
    windowCoveringType: [0x0000, dataTypes.enum8, 'r'],
    configStatus: [0x0007, dataTypes.bitmap8, 'r'],
    /** Per cent closed: 0 open, 100 closed */
    currentPositionLiftPercentage: [0x0008, dataTypes.uint8, 'rp'],
    mode: [0x0017, dataTypes.bitmap8, 'rw'],
  },
  { upOpen: 0x00, downClose: 0x01, stop: 0x02, goToLiftPercentage: 0x05 },
);
