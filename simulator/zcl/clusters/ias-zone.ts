import { defineCluster } from '../cluster.ts';
import { dataTypes } from '../data-types.ts';
import { lumiManufacturerCode } from './basic.ts';

/** IAS Zone (ZCL 8.2). */
export const iasZone = defineCluster(
  0x0500,
  'iasZone',
  {
    zoneState: [0x0000, dataTypes.enum8, 'r'],
    zoneType: [0x0001, dataTypes.enum16, 'r'],
    zoneStatus: [0x0002, dataTypes.bitmap16, 'r'],
    iasCieAddress: [0x0010, dataTypes.ieeeAddress, 'rw'],
    zoneId: [0x0011, dataTypes.uint8, 'r'],
    /** Lumi's smoke and gas alarms: 0x040n0000 sets the sensitivity n, 0x03010000 tests the siren. */
    lumiSetup: [0xfff1, dataTypes.uint32, 'rw', lumiManufacturerCode],
  },
  { zoneEnrollResponse: 0x00 },
);

/** Commands that the zone sends to its client. */
export const iasZoneNotifications = { zoneStatusChange: 0x00, zoneEnrollRequest: 0x01 } as const;
