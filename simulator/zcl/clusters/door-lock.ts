import { defineCluster } from '../cluster.ts';
import { dataTypes } from '../data-types.ts';

/** Door Lock (ZCL 7.3), with what Lumi's locks and vibration sensors keep under the same id. */
export const doorLock = defineCluster(
  0x0101,
  'doorLock',
  {
    /** 0 not fully locked, 1 locked, 2 unlocked */
    lockState: [0x0000, dataTypes.enum8, 'rp'],
    lockType: [0x0001, dataTypes.enum8, 'r'],
    actuatorEnabled: [0x0002, dataTypes.boolean, 'r'],
    numberOfPinUsersSupported: [0x0012, dataTypes.uint16, 'r'],
    /** Seconds; 0 is never */
    autoRelockTime: [0x0023, dataTypes.uint32, 'rwp'],
    soundVolume: [0x0024, dataTypes.uint8, 'rwp'],
    /** Lumi's vibration sensor: 1 vibration, 2 tilt, 3 drop */
    lumiMovement: [0x0055, dataTypes.uint16, 'rp'],
    /** Degrees that it was tilted by */
    lumiTilt: [0x0503, dataTypes.uint16, 'rp'],
    /** Strength of the vibration in the upper half */
    lumiStrength: [0x0505, dataTypes.uint32, 'rp'],
    /** Acceleration on three axes, 16 bits each */
    lumiAxes: [0x0508, dataTypes.uint48, 'rp'],
    /** Lumi's locks: who opened it */
    lumiOpened: [0xff10, dataTypes.octetString, 'rp'],
    /** Who failed to */
    lumiRefused: [0xff11, dataTypes.octetString, 'rp'],
    /** How the bolt stands now */
    lumiFinalState: [0xfff6, dataTypes.octetString, 'rp'],
  },
  {
    lockDoor: 0x00,
    unlockDoor: 0x01,
    toggle: 0x02,
    setPinCode: 0x05,
    getPinCode: 0x06,
    clearPinCode: 0x07,
    clearAllPinCodes: 0x08,
  },
);

/** What the lock says of itself (ZCL 7.3.2.17, 7.3.2.20). */
export const doorLockNotifications = { operationEvent: 0x20 } as const;
