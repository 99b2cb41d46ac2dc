import { defineCluster } from '../cluster.ts';
import { dataTypes } from '../data-types.ts';

/** Poll Control (ZCL 3.16). Times are in quarters of a second. */
export const pollControl = defineCluster(
  0x0020,
  'pollControl',
  {
    /** 0: it never checks in */
    checkinInterval: [0x0000, dataTypes.uint32, 'rw'],
    longPollInterval: [0x0001, dataTypes.uint32, 'r'],
    shortPollInterval: [0x0002, dataTypes.uint16, 'r'],
    fastPollTimeout: [0x0003, dataTypes.uint16, 'rw'],
  },
  { checkinResponse: 0x00, fastPollStop: 0x01 },
);

/** What the device asks its clients. */
export const pollControlNotifications = { checkin: 0x00 } as const;
