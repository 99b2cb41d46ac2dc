import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The network of the benchmark: both sides are told that it has been there for long, so that nobody has to join. */
export const network = {
  panID: 0x1a63,
  extendedPanID: [1, 2, 3, 4, 5, 6, 7, 8],
  channelList: [11],
  networkKey: [1, 3, 5, 7, 9, 11, 13, 15, 0, 2, 4, 6, 8, 10, 12, 13],
};

/** A plug and a climate sensor by turns: the one routes, the other sleeps. */
const models = ['lumi.plug', 'lumi.weather'] as const;

const firstNetworkAddress = 0x1000;

function hex(bytes: readonly number[]): string {
  return Buffer.from(bytes).toString('hex');
}

function ieeeAddressOf(index: number): string {
  return `0x00158d00${(index + 1).toString(16).padStart(8, '0')}`;
}

function modelOf(index: number): (typeof models)[number] {
  return models[index % models.length] ?? models[0];
}

/** The text of a house of so many devices. @param baud - 0: not paced; undefined: as houses are by default */
export function houseText(deviceCount: number, baud: number | undefined): string {
  const devices = Array.from(
    { length: deviceCount },
    (_, index) =>
      `  device-${index}: { model: ${modelOf(index)}, ieeeAddress: "${ieeeAddressOf(index)}", join: manual }`,
  );
  const radio = baud === undefined ? '{ port: 0 }' : `{ port: 0, baud: ${baud} }`;
  return `name: Radio benchmark\nseed: 7\nhubs: { hub: { radio: ${radio} } }\ndevices: ${
    deviceCount === 0 ? '{}' : `\n${devices.join('\n')}`
  }\n`;
}

/** What the devices remember: they are in the network already, right at the coordinator. */
export function writeDevices(dataFolder: string, deviceCount: number, coordinatorIeeeAddress: string): void {
  mkdirSync(join(dataFolder, 'hub'), { recursive: true });
  const devices = Array.from({ length: deviceCount }, (_, index) => ({
    ieeeAddress: ieeeAddressOf(index),
    modelId: modelOf(index),
    node: {
      extendedPanId: `0x${hex(network.extendedPanID)}`,
      networkKey: hex(network.networkKey),
      networkAddress: firstNetworkAddress + index,
      parent: coordinatorIeeeAddress,
      bindings: [],
      groups: {},
    },
    device: { attributes: {}, reporting: {}, behaviours: {} },
  }));
  writeFileSync(
    join(dataFolder, 'hub/devices.json'),
    JSON.stringify({ format: 'zigfleet-devices', version: 1, devices }),
  );
}

/** The same devices as zigbee-herdsman remembers them, interviewed. */
export function writeDatabase(path: string, deviceCount: number): void {
  const lines = Array.from({ length: deviceCount }, (_, index) => {
    const isPlug = modelOf(index) === 'lumi.plug';
    return JSON.stringify({
      id: index + 2,
      type: isPlug ? 'Router' : 'EndDevice',
      ieeeAddr: ieeeAddressOf(index),
      nwkAddr: firstNetworkAddress + index,
      manufId: 4447,
      manufName: 'LUMI',
      modelId: modelOf(index),
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
