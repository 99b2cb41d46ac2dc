import { defineCluster } from '../cluster.ts';
import { dataTypes } from '../data-types.ts';

/** On/Off (ZCL 3.8). */
export const onOff = defineCluster(
  0x0006,
  'onOff',
  {
    onOff: [0x0000, dataTypes.boolean, 'rp'],
    globalSceneControl: [0x4000, dataTypes.boolean, 'r'],
    /** 0.1 s */
    onTime: [0x4001, dataTypes.uint16, 'rw'],
    /** 0.1 s */
    offWaitTime: [0x4002, dataTypes.uint16, 'rw'],
    /** When power comes back: 0 off, 1 on, 2 the other way round, 0xFF as before */
    startUpOnOff: [0x4003, dataTypes.enum8, 'rw'],
  },
  { off: 0x00, on: 0x01, toggle: 0x02, offWithEffect: 0x40, onWithTimedOff: 0x42 },
);
