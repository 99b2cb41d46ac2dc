import type { NodeDescription } from '../../network/application.ts';
import { basic } from '../../zcl/clusters/basic.ts';
import { type ServedCluster, serve } from '../../zcl/layout.ts';

/** NXP's (Jennic's) code, which older Lumi devices carry in their node descriptors. */
const jennicManufacturerCode = 0x1037;
/** Lumi's own. */
const lumiNodeManufacturerCode = 0x115f;
/** "Allocate address" alone: a sleeping end device. */
const endDeviceFlags = 0x80;
/** Full function, mains, receiver always on, allocate address. */
const routerFlags = 0x8e;

/** The node descriptor of the older sensors. */
export const oldLumiEndDevice: Omit<NodeDescription, 'ieeeAddress' | 'endpoints'> = {
  logicalType: 'endDevice',
  manufacturerCode: jennicManufacturerCode,
  macCapabilityFlags: endDeviceFlags,
  serverMask: 0,
  powerSource: 'battery',
  sleepy: true,
};

/** The node descriptor of mains devices. */
export const lumiRouter: Omit<NodeDescription, 'ieeeAddress' | 'endpoints'> = {
  logicalType: 'router',
  manufacturerCode: lumiNodeManufacturerCode,
  macCapabilityFlags: routerFlags,
  serverMask: 0,
  powerSource: 'mains',
  sleepy: false,
};

/** Basic of the older devices, with what differs between them. */
export function lumiBasic(
  modelId: string,
  facts: { applicationVersion: number; hardwareVersion: number; dateCode: string; powerSource: number },
): ServedCluster {
  return serve(basic, {
    zclVersion: 1,
    stackVersion: 2,
    manufacturerName: 'LUMI',
    modelId,
    softwareBuildId: '3000-0001',
    locationDescription: '',
    physicalEnvironment: 0,
    lumiHeartbeat: '',
    lumiSetup: Buffer.alloc(0),
    ...facts,
  });
}
