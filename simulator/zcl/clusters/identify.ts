import { defineCluster } from '../cluster.ts';
import { dataTypes } from '../data-types.ts';

/** Identify (ZCL 3.5). */
export const identify = defineCluster(
  0x0003,
  'identify',
  {
    /** Seconds that are left. */
    identifyTime: [0x0000, dataTypes.uint16, 'rw'],
  },
  { identify: 0x00, identifyQuery: 0x01, triggerEffect: 0x40 },
);

export const identifyResponses = { identifyQueryResponse: 0x00 } as const;
