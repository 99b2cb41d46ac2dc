import type { NodeDescription } from '../../network/application.ts';
import { basic, powerSources } from '../../zcl/clusters/basic.ts';
import { type ServedCluster, serve } from '../../zcl/layout.ts';

type Node = Omit<NodeDescription, 'endpoints'>;

/** A mains device that relays for others. */
export function standardRouter(manufacturerCode: number): Node {
  return {
    logicalType: 'router',
    manufacturerCode,
    macCapabilityFlags: 0x8e,
    serverMask: 0,
    powerSource: 'mains',
    sleepy: false,
  };
}

/** A battery device that sleeps. */
export function standardSleeper(manufacturerCode: number): Node {
  return {
    logicalType: 'endDevice',
    manufacturerCode,
    macCapabilityFlags: 0x80,
    serverMask: 0,
    powerSource: 'battery',
    sleepy: true,
  };
}

/** Basic (ZCL 3.2) with what differs between the models. */
export function standardBasic(
  manufacturerName: string,
  modelId: string,
  power: 'mains' | 'battery',
  softwareBuildId = '2.3.050',
): ServedCluster {
  return serve(basic, {
    zclVersion: 3,
    applicationVersion: 1,
    stackVersion: 2,
    hardwareVersion: 1,
    manufacturerName,
    modelId,
    dateCode: '20200401',
    powerSource: power === 'mains' ? powerSources.mainsSinglePhase : powerSources.battery,
    softwareBuildId,
  });
}
