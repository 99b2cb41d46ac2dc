import { defineCluster } from '../cluster.ts';
import { dataTypes } from '../data-types.ts';

/** Level Control (ZCL 3.10). */
export const levelControl = defineCluster(
  0x0008,
  'levelControl',
  {
    /** 1..254 */
    currentLevel: [0x0000, dataTypes.uint8, 'rp'],
    /** 0.1 s */
    remainingTime: [0x0001, dataTypes.uint16, 'r'],
    options: [0x000f, dataTypes.bitmap8, 'rw'],
    /** 0.1 s */
    onOffTransitionTime: [0x0010, dataTypes.uint16, 'rw'],
    /** When power comes back: 0 the lowest, 0xFF as before */
    startUpCurrentLevel: [0x4000, dataTypes.uint8, 'rw'],
  },
  {
    moveToLevel: 0x00,
    move: 0x01,
    step: 0x02,
    stop: 0x03,
    moveToLevelWithOnOff: 0x04,
    moveWithOnOff: 0x05,
    stepWithOnOff: 0x06,
    stopWithOnOff: 0x07,
  },
);
