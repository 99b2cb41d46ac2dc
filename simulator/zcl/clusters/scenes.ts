import { defineCluster } from '../cluster.ts';
import { dataTypes } from '../data-types.ts';

/** Scenes (ZCL 3.7): the attributes of a device that stores none. */
export const scenes = defineCluster(0x0005, 'scenes', {
  sceneCount: [0x0000, dataTypes.uint8, 'r'],
  currentScene: [0x0001, dataTypes.uint8, 'r'],
  currentGroup: [0x0002, dataTypes.uint16, 'r'],
  sceneValid: [0x0003, dataTypes.boolean, 'r'],
  nameSupport: [0x0004, dataTypes.bitmap8, 'r'],
});
