import { defineCluster } from '../cluster.ts';
import { dataTypes } from '../data-types.ts';

/** Color Control (ZCL 5.2), as far as lights of adjustable white go. */
export const colorControl = defineCluster(
  0x0300,
  'colorControl',
  {
    /** 0.1 s */
    remainingTime: [0x0002, dataTypes.uint16, 'r'],
    /** CIE x times 65536 */
    currentX: [0x0003, dataTypes.uint16, 'rp'],
    /** CIE y times 65536 */
    currentY: [0x0004, dataTypes.uint16, 'rp'],
    /** Mireds: 1,000,000 / K */
    colorTemperature: [0x0007, dataTypes.uint16, 'rp'],
    colorMode: [0x0008, dataTypes.enum8, 'r'],
    options: [0x000f, dataTypes.bitmap8, 'rw'],
    colorCapabilities: [0x400a, dataTypes.bitmap16, 'r'],
    /** Mireds */
    colorTemperaturePhysicalMin: [0x400b, dataTypes.uint16, 'r'],
    /** Mireds */
    colorTemperaturePhysicalMax: [0x400c, dataTypes.uint16, 'r'],
    /** Mireds, when power comes back; 0xFFFF as before */
    startUpColorTemperature: [0x4010, dataTypes.uint16, 'rw'],
  },
  {
    moveToColorTemperature: 0x0a,
    stopMoveStep: 0x47,
    moveColorTemperature: 0x4b,
    stepColorTemperature: 0x4c,
  },
);

/** `colorMode` of a light of adjustable white (ZCL 5.2.2.2.1.9). */
export const colorModeTemperature = 2;
/** The bit of `colorCapabilities` for adjustable white (ZCL 5.2.2.2.1.12). */
export const colorCapabilityTemperature = 0x10;
