import { defineCluster } from '../cluster.ts';
import { dataTypes } from '../data-types.ts';

/** Temperature Measurement (ZCL 4.4). */
export const temperatureMeasurement = defineCluster(0x0402, 'temperatureMeasurement', {
  /** 0.01 °C */
  measuredValue: [0x0000, dataTypes.int16, 'rp'],
  minimumMeasuredValue: [0x0001, dataTypes.int16, 'r'],
  maximumMeasuredValue: [0x0002, dataTypes.int16, 'r'],
});

/** Pressure Measurement (ZCL 4.5). */
export const pressureMeasurement = defineCluster(0x0403, 'pressureMeasurement', {
  /** 1 hPa */
  measuredValue: [0x0000, dataTypes.int16, 'rp'],
  /** hPa times 10 to the power of minus `scale` */
  scaledValue: [0x0010, dataTypes.int16, 'rp'],
  scale: [0x0014, dataTypes.int8, 'rp'],
});

/** Relative Humidity Measurement (ZCL 4.7). */
export const humidityMeasurement = defineCluster(0x0405, 'humidityMeasurement', {
  /** 0.01 % */
  measuredValue: [0x0000, dataTypes.uint16, 'rp'],
});
