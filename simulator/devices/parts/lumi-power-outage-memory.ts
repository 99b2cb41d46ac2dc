import { basic } from '../../zcl/clusters/basic.ts';
import { lumiSpecific } from '../../zcl/clusters/lumi-specific.ts';
import type { Switching } from '../behaviours/switching.ts';
import type { DeviceAssembly } from '../device-assembly.ts';

/** A frame of the old devices' setup attribute that sets the memory: nine bytes, the last one the choice. */
const memoryFrameBytes = 9;
const frameStart = 0xaa;
const memoryField = 0x01;

/** Old mains devices: whether the state survives a power cut is set by frames in Basic's 0xFFF0. */
export function rememberStateAsOldLumi(
  assembly: DeviceAssembly,
  endpointId: number,
  ...switchings: readonly Switching[]
): void {
  assembly.server.handle(endpointId, basic, {
    written: (attribute, value) => {
      if (attribute !== basic.attributes.lumiSetup || !Buffer.isBuffer(value)) return;
      if (value.length !== memoryFrameBytes || value[0] !== frameStart || value[6] !== memoryField) return;
      for (const switching of switchings) switching.powerOnChoice = value[8] === 1 ? 'previous' : 'off';
    },
  });
}

/** Newer devices: a boolean in Lumi's private cluster. Without memory a lamp comes on. */
export function rememberStateAsNewLumi(
  assembly: DeviceAssembly,
  endpointId: number,
  ...switchings: readonly Switching[]
): void {
  const { powerOutageMemory } = lumiSpecific.attributes;
  assembly.server.handle(endpointId, lumiSpecific, {
    written: (attribute, value) => {
      if (attribute !== powerOutageMemory) return;
      for (const switching of switchings) switching.powerOnChoice = value === true ? 'previous' : 'on';
    },
  });
}
