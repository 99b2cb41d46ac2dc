import type { NodeDescription } from '../../network/application.ts';
import { basic, powerSources } from '../../zcl/clusters/basic.ts';
import { identify } from '../../zcl/clusters/identify.ts';
import { defineLayout, type ServedCluster, type ServerLayout, serve } from '../../zcl/layout.ts';

/** NXP's (Jennic's) code, which older Lumi devices carry in their node descriptors. */
const jennicManufacturerCode = 0x1037;
/** Lumi's own. */
const lumiNodeManufacturerCode = 0x115f;
/** "Allocate address" alone: a sleeping end device. */
const endDeviceFlags = 0x80;
/** Full function, mains, receiver always on, allocate address. */
const routerFlags = 0x8e;

/** The node descriptor of the older sensors. */
export const oldLumiEndDevice: Omit<NodeDescription, 'endpoints'> = {
  logicalType: 'endDevice',
  manufacturerCode: jennicManufacturerCode,
  macCapabilityFlags: endDeviceFlags,
  serverMask: 0,
  powerSource: 'battery',
  sleepy: true,
};

/** The node descriptor of mains devices. */
export const lumiRouter: Omit<NodeDescription, 'endpoints'> = {
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
  facts: {
    applicationVersion: number;
    hardwareVersion: number;
    dateCode: string;
    powerSource: number;
    /** Only some devices have these. */
    lumiSensitivity?: number;
    lumiFirstButton?: number;
    lumiSecondButton?: number;
  },
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

/** The node descriptor of newer sensors. */
export const newLumiEndDevice: Omit<NodeDescription, 'endpoints'> = {
  ...oldLumiEndDevice,
  manufacturerCode: lumiNodeManufacturerCode,
};

/** Mains without a neutral wire: it cannot afford to route, but listens all the time. */
export const lumiListeningEndDevice: Omit<NodeDescription, 'endpoints'> = {
  ...lumiRouter,
  logicalType: 'endDevice',
  macCapabilityFlags: 0x8c,
};

/** The layout of an older battery device with one endpoint: nothing of its reporting can be configured. */
export function oldLumiSensorLayout(
  modelId: string,
  deviceId: number,
  servers: readonly ServedCluster[],
  options: { hidden?: readonly ServedCluster[]; basic?: { lumiSensitivity: number } } = {},
): ServerLayout {
  const facts = {
    applicationVersion: 3,
    hardwareVersion: 2,
    dateCode: '20170627',
    powerSource: powerSources.battery,
    ...options.basic,
  };
  return defineLayout(
    [
      {
        endpointId: 1,
        deviceId,
        servers: [lumiBasic(modelId, facts), serve(identify, { identifyTime: 0 }), ...servers],
        hidden: options.hidden ?? [],
        outputClusterIds: [0x0000, 0x0004, 0xffff],
      },
    ],
    { reportsToCoordinator: true, configurableReporting: false },
  );
}
