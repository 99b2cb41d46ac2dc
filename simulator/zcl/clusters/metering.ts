import { defineCluster } from '../cluster.ts';
import { dataTypes } from '../data-types.ts';

/** Metering (ZCL 10.4). */
export const metering = defineCluster(0x0702, 'metering', {
  /** Units of `multiplier / divisor` kWh */
  currentSummationDelivered: [0x0000, dataTypes.uint48, 'rp'],
  unitOfMeasure: [0x0300, dataTypes.enum8, 'r'],
  multiplier: [0x0301, dataTypes.uint24, 'r'],
  divisor: [0x0302, dataTypes.uint24, 'r'],
});

/** Electrical Measurement (ZCL 4.9). */
export const electricalMeasurement = defineCluster(0x0b04, 'electricalMeasurement', {
  measurementType: [0x0000, dataTypes.bitmap32, 'r'],
  /** W */
  activePower: [0x050b, dataTypes.int16, 'rp'],
});
