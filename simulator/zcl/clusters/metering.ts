import { defineCluster } from '../cluster.ts';
import { dataTypes } from '../data-types.ts';

/** Metering (ZCL 10.4). */
export const metering = defineCluster(0x0702, 'metering', {
  /** Units of `multiplier / divisor` kWh */
  currentSummationDelivered: [0x0000, dataTypes.uint48, 'rp'],
  /** 0: kWh and kW */
  unitOfMeasure: [0x0300, dataTypes.enum8, 'r'],
  multiplier: [0x0301, dataTypes.uint24, 'r'],
  divisor: [0x0302, dataTypes.uint24, 'r'],
});

/** Electrical Measurement (ZCL 4.9). */
export const electricalMeasurement = defineCluster(0x0b04, 'electricalMeasurement', {
  measurementType: [0x0000, dataTypes.bitmap32, 'r'],
  /** Units of `multiplier / divisor` V, A, W */
  rmsVoltage: [0x0505, dataTypes.uint16, 'rp'],
  rmsCurrent: [0x0508, dataTypes.uint16, 'rp'],
  activePower: [0x050b, dataTypes.int16, 'rp'],
  acVoltageMultiplier: [0x0600, dataTypes.uint16, 'r'],
  acVoltageDivisor: [0x0601, dataTypes.uint16, 'r'],
  acCurrentMultiplier: [0x0602, dataTypes.uint16, 'r'],
  acCurrentDivisor: [0x0603, dataTypes.uint16, 'r'],
  acPowerMultiplier: [0x0604, dataTypes.uint16, 'r'],
  acPowerDivisor: [0x0605, dataTypes.uint16, 'r'],
});
