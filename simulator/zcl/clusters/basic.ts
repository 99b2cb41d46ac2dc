import { defineCluster } from '../cluster.ts';
import { dataTypes } from '../data-types.ts';

/** Xiaomi's (Lumi's) manufacturer code, under which its private attributes are read. */
export const lumiManufacturerCode = 0x115f;

/** Basic (ZCL 3.2), with Lumi's private attributes. */
export const basic = defineCluster(
  0x0000,
  'basic',
  {
    zclVersion: [0x0000, dataTypes.uint8, 'r'],
    applicationVersion: [0x0001, dataTypes.uint8, 'r'],
    stackVersion: [0x0002, dataTypes.uint8, 'r'],
    hardwareVersion: [0x0003, dataTypes.uint8, 'r'],
    manufacturerName: [0x0004, dataTypes.characterString, 'r'],
    modelId: [0x0005, dataTypes.characterString, 'r'],
    dateCode: [0x0006, dataTypes.characterString, 'r'],
    powerSource: [0x0007, dataTypes.enum8, 'r'],
    locationDescription: [0x0010, dataTypes.characterString, 'rw'],
    physicalEnvironment: [0x0011, dataTypes.enum8, 'rw'],
    softwareBuildId: [0x4000, dataTypes.characterString, 'r'],
    /** Tagged values of older Lumi devices, as bytes under the type of a text. */
    lumiHeartbeat: [0xff01, dataTypes.characterString, 'rp', lumiManufacturerCode],
    /** Wall switches: 0x12 or 0x22 the first or second relay that the button turns, 0xFE none. */
    lumiFirstButton: [0xff22, dataTypes.uint8, 'rw', lumiManufacturerCode],
    lumiSecondButton: [0xff23, dataTypes.uint8, 'rw', lumiManufacturerCode],
    /** Sensitivity of the vibration sensor: 1 high, 11 medium, 21 low. */
    lumiSensitivity: [0xff0d, dataTypes.uint8, 'rw', lumiManufacturerCode],
    /** Settings of older Lumi mains devices, in frames of their own. */
    lumiSetup: [0xfff0, dataTypes.octetString, 'rw', lumiManufacturerCode],
  },
  { resetToFactoryDefaults: 0x00 },
);

/** Values of `powerSource` (ZCL 3.2.2.2.8). */
export const powerSources = { unknown: 0, mainsSinglePhase: 1, battery: 3, dc: 4 } as const;
