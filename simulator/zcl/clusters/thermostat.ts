import { defineCluster } from '../cluster.ts';
import { dataTypes } from '../data-types.ts';

/** Thermostat (ZCL 6.3). Temperatures are in 0.01 °C. */
export const thermostat = defineCluster(
  0x0201,
  'thermostat',
  {
    localTemperature: [0x0000, dataTypes.int16, 'rp'],
    /** 0.1 °C */
    localTemperatureCalibration: [0x0010, dataTypes.int8, 'rw'],
    occupiedCoolingSetpoint: [0x0011, dataTypes.int16, 'rwp'],
    occupiedHeatingSetpoint: [0x0012, dataTypes.int16, 'rwp'],
    controlSequenceOfOperation: [0x001b, dataTypes.enum8, 'rw'],
    systemMode: [0x001c, dataTypes.enum8, 'rwp'],
    /** Bit 0 heats, bit 1 cools */
    runningState: [0x0029, dataTypes.bitmap16, 'rp'],
    /** 1 closed, 2 open, 3 a quarter, 4 half, 5 three quarters open */
    acLouverPosition: [0x0045, dataTypes.enum8, 'rwp'],
  },
  { setpointRaiseLower: 0x00 },
);

/** Values of `systemMode` (ZCL 6.3.2.2.2.13). */
export const systemModes = {
  off: 0,
  auto: 1,
  cool: 3,
  heat: 4,
  emergency_heating: 5,
  fan_only: 7,
  dry: 8,
} as const;
