import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeviceModel } from '../../simulator/devices/device-model.ts';
import { type DeviceState, slotPath } from '../../simulator/devices/device-state.ts';
import { deviceModels } from '../../simulator/devices/models/device-models.ts';
import type { Binding } from '../../simulator/network/application.ts';
import type { NetworkParameters } from '../../simulator/network/coordinator-host.ts';
import { ByteWriter } from '../../simulator/zcl/byte-writer.ts';
import { basic } from '../../simulator/zcl/clusters/basic.ts';
import { isAnalog } from '../../simulator/zcl/data-types.ts';
import type { AttributeSlot } from '../../simulator/zcl/layout.ts';
import { writeValue } from '../../simulator/zcl/value-codec.ts';

/** The network of the benchmark: both sides are told that it has been there for long, so that nobody has to join. */
export const network = {
  panID: 0x1a63,
  extendedPanID: [1, 2, 3, 4, 5, 6, 7, 8],
  channelList: [11],
  networkKey: [1, 3, 5, 7, 9, 11, 13, 15, 0, 2, 4, 6, 8, 10, 12, 13],
};

/** The same, as the coordinator has it once a program has formed it. */
export const coordinatorParameters: NetworkParameters = {
  panId: network.panID,
  extendedPanId: `0x${hex(network.extendedPanID)}`,
  channel: network.channelList[0] ?? 11,
  networkKey: hex(network.networkKey),
  networkKeySequence: 0,
};

/** All that there are, by turns. */
const models: readonly DeviceModel[] = [...deviceModels.values()];
/** Attributes of each device whose reporting a hub has configured, where the device lets it. */
const configuredMax = 2;

const firstNetworkAddress = 0x1000;

function hex(bytes: readonly number[]): string {
  return Buffer.from(bytes).toString('hex');
}

function ieeeAddressOf(index: number): string {
  return `0x00158d00${(index + 1).toString(16).padStart(8, '0')}`;
}

function modelOf(index: number): DeviceModel {
  const model = models[index % models.length];
  if (!model) throw new Error('there are no models');
  return model;
}

/** What a hub configures after the interview. */
function configuredSlots({ layout }: DeviceModel): AttributeSlot[] {
  if (!layout.configurableReporting) return [];
  const reported = layout.slots.filter(
    ({ attribute }) => attribute.reportable && attribute.clusterId !== basic.id,
  );
  return reported.slice(0, configuredMax);
}

function ruleOf({ attribute, initial }: AttributeSlot): DeviceState['reporting'][string] {
  const change = new ByteWriter();
  if (isAnalog(attribute.type)) writeValue(change, attribute.type, typeof initial === 'bigint' ? 1n : 1);
  return { minimumS: 10, maximumS: 3600, change: change.toBuffer().toString('hex') };
}

function bindingOf({ endpointId, attribute }: AttributeSlot, coordinatorIeeeAddress: string): Binding {
  return {
    sourceEndpointId: endpointId,
    clusterId: attribute.clusterId,
    target: { ieeeAddress: coordinatorIeeeAddress, endpointId: 1 },
  };
}

/** The text of a house of so many devices. @param baud - 0: not paced; undefined: as houses are by default */
export function houseText(deviceCount: number, baud: number | undefined): string {
  const devices = Array.from(
    { length: deviceCount },
    (_, index) =>
      `  device-${index}: { model: ${modelOf(index).modelId}, ieeeAddress: "${ieeeAddressOf(index)}", join: manual }`,
  );
  const radio = baud === undefined ? '{ port: 0 }' : `{ port: 0, baud: ${baud} }`;
  return `name: Radio benchmark\nseed: 7\nhubs: { hub: { radio: ${radio} } }\ndevices: ${
    deviceCount === 0 ? '{}' : `\n${devices.join('\n')}`
  }\n`;
}

/** What the devices remember: they are in the network already, right at the coordinator, and report as configured. */
export function writeDevices(dataFolder: string, deviceCount: number, coordinatorIeeeAddress: string): void {
  mkdirSync(join(dataFolder, 'hub'), { recursive: true });
  const devices = Array.from({ length: deviceCount }, (_, index) => ({
    ieeeAddress: ieeeAddressOf(index),
    modelId: modelOf(index).modelId,
    node: {
      extendedPanId: coordinatorParameters.extendedPanId,
      networkKey: coordinatorParameters.networkKey,
      networkAddress: firstNetworkAddress + index,
      parent: coordinatorIeeeAddress,
      bindings: configuredSlots(modelOf(index)).map((slot) => bindingOf(slot, coordinatorIeeeAddress)),
      groups: {},
    },
    device: {
      attributes: {},
      reporting: Object.fromEntries(
        configuredSlots(modelOf(index)).map((slot) => [slotPath(slot), ruleOf(slot)]),
      ),
      behaviours: {},
    },
  }));
  writeFileSync(
    join(dataFolder, 'hub/devices.json'),
    JSON.stringify({ format: 'zigfleet-devices', version: 1, devices }),
  );
}

/** The same devices as zigbee-herdsman remembers them, interviewed. */
export function writeDatabase(path: string, deviceCount: number): void {
  const lines = Array.from({ length: deviceCount }, (_, index) => {
    const { node, modelId } = modelOf(index);
    return JSON.stringify({
      id: index + 2,
      type: node.logicalType === 'router' ? 'Router' : 'EndDevice',
      ieeeAddr: ieeeAddressOf(index),
      nwkAddr: firstNetworkAddress + index,
      manufId: node.manufacturerCode,
      manufName: 'LUMI',
      modelId,
      epList: [1],
      endpoints: {
        1: {
          profId: 0x0104,
          epId: 1,
          devId: 0x0051,
          inClusterList: [0, 6, 0x0402],
          outClusterList: [],
          clusters: {},
          binds: [],
          configuredReportings: [],
          meta: {},
        },
      },
      interviewCompleted: true,
      interviewState: 'SUCCESSFUL',
      meta: {},
    });
  });
  writeFileSync(path, `${lines.join('\n')}\n`);
}
