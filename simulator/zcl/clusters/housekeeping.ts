import { defineCluster } from '../cluster.ts';
import { dataTypes } from '../data-types.ts';

/** Alarms (ZCL 3.11). */
export const alarms = defineCluster(0x0009, 'alarms', {
  alarmCount: [0x0000, dataTypes.uint16, 'r'],
});

/** What a device tells its clients (ZCL 3.11.2.5.1). */
export const alarmsNotifications = { alarm: 0x00 } as const;

/** Time (ZCL 3.12). */
export const time = defineCluster(0x000a, 'time', {
  /** Seconds since 2000-01-01 UTC */
  time: [0x0000, dataTypes.utcTime, 'r'],
});

/** OTA Upgrade (ZCL 11): devices here are its clients only. */
export const otaUpgradeClusterId = 0x0019;

/** The id that older Lumi devices list for their private data. */
export const lumiPrivate = defineCluster(0xffff, 'lumiPrivate', {});
