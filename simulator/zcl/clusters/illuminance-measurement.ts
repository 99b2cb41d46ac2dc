import { defineCluster } from '../cluster.ts';
import { dataTypes } from '../data-types.ts';

/** Illuminance Measurement (ZCL 4.2). */
export const illuminanceMeasurement = defineCluster(0x0400, 'illuminanceMeasurement', {
  /** 10,000 times the common logarithm of the lux, plus 1; older Lumi devices put the lux itself there. */
  measuredValue: [0x0000, dataTypes.uint16, 'rp'],
});

/** ZCL 4.2.2.2.1.1: lux as the attribute has them; 0 is too dark to measure. */
export function illuminanceValueOf(lux: number): number {
  return lux < 1 ? 0 : Math.min(0xfffe, Math.round(10_000 * Math.log10(lux)) + 1);
}
