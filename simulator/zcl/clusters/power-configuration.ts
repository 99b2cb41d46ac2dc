import { defineCluster } from '../cluster.ts';
import { dataTypes } from '../data-types.ts';

/** Power Configuration (ZCL 3.3). */
export const powerConfiguration = defineCluster(0x0001, 'powerConfiguration', {
  /** 0.1 V */
  mainsVoltage: [0x0000, dataTypes.uint16, 'r'],
  /** 0.1 V */
  batteryVoltage: [0x0020, dataTypes.uint8, 'rp'],
  /** 0.5 % */
  batteryPercentageRemaining: [0x0021, dataTypes.uint8, 'rp'],
  /** Bit 0: too low */
  batteryAlarmMask: [0x0035, dataTypes.bitmap8, 'rp'],
  /** Bit 0: too low */
  batteryAlarmState: [0x003e, dataTypes.bitmap32, 'rp'],
});
