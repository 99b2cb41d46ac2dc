import type { Attribute } from '../../zcl/cluster.ts';
import type { ClusterHandler } from '../../zcl/cluster-handler.ts';
import { basic } from '../../zcl/clusters/basic.ts';
import { lumiSpecific } from '../../zcl/clusters/lumi-specific.ts';
import type { ZclValue } from '../../zcl/data-types.ts';
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
  assembly.server.handle(endpointId, basic, new OldLumiMemory(switchings));
}

class OldLumiMemory implements ClusterHandler {
  readonly #switchings: readonly Switching[];

  constructor(switchings: readonly Switching[]) {
    this.#switchings = switchings;
  }

  written(attribute: Attribute, value: ZclValue): void {
    if (attribute !== basic.attributes.lumiSetup || !Buffer.isBuffer(value)) return;
    if (value.length !== memoryFrameBytes || value[0] !== frameStart || value[6] !== memoryField) return;
    for (const switching of this.#switchings) switching.powerOnChoice = value[8] === 1 ? 'previous' : 'off';
  }
}

/** Newer devices: a boolean in Lumi's private cluster. Without memory a lamp comes on. */
export function rememberStateAsNewLumi(
  assembly: DeviceAssembly,
  endpointId: number,
  ...switchings: readonly Switching[]
): void {
  assembly.server.handle(endpointId, lumiSpecific, new NewLumiMemory(switchings));
}

class NewLumiMemory implements ClusterHandler {
  readonly #switchings: readonly Switching[];

  constructor(switchings: readonly Switching[]) {
    this.#switchings = switchings;
  }

  written(attribute: Attribute, value: ZclValue): void {
    if (attribute !== lumiSpecific.attributes.powerOutageMemory) return;
    for (const switching of this.#switchings) switching.powerOnChoice = value === true ? 'previous' : 'on';
  }
}
