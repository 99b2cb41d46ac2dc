import { deviceModels } from '../../simulator/devices/models/device-models.ts';
import { VirtualDevice } from '../../simulator/devices/virtual-device.ts';
import type { LedgerBody, LedgerEntry } from '../../simulator/ledger/ledger-entry.ts';
import { LedgerRecorder } from '../../simulator/ledger/ledger-recorder.ts';
import type { VirtualNetworkOptions } from '../../simulator/network/network.ts';
import { zdoClusters } from '../../simulator/network/zdo-clusters.ts';
import { silentLogger } from '../../src/common/logger.ts';
import { seededRandom } from '../../src/common/random.ts';
import { makeVirtualWorld } from './virtual-world.ts';

export const weatherAddress = '0x00158d0000000011';
export const magnetAddress = '0x00158d0000000012';
export const plugAddress = '0x00158d0000000013';
export const lampAddress = '0x54ef441000000014';

const house = [
  { deviceId: 'climate', modelId: 'lumi.weather', ieeeAddress: weatherAddress },
  { deviceId: 'door', modelId: 'lumi.sensor_magnet.aq2', ieeeAddress: magnetAddress },
  { deviceId: 'plug', modelId: 'lumi.plug', ieeeAddress: plugAddress },
  { deviceId: 'lamp', modelId: 'lumi.light.cwac02', ieeeAddress: lampAddress },
] as const;

/** Four devices on a network with time that stands still, and everything that the ledger has to say about them. */
export function makeLedgerWorld(options: Partial<VirtualNetworkOptions> & { seed?: number } = {}) {
  const { seed = 3, ...networkOptions } = options;
  const world = makeVirtualWorld(networkOptions);
  const { clock, network } = world;
  const entries: LedgerEntry[] = [];
  const startMs = clock.now();
  const sink = {
    write(body: LedgerBody) {
      entries.push({ seq: entries.length + 1, timeMs: clock.now(), wallMs: clock.now(), ...body });
    },
  };
  sink.write({
    type: 'runStarted',
    format: 'zigfleet-ledger',
    formatVersion: 1,
    softwareVersion: '0.0.0',
    houseName: 'Test',
    houseDigest: '',
    seed,
    clockStartMs: startMs,
    clockSpeed: 0,
  });
  const recorder = new LedgerRecorder(sink);
  recorder.observe(network, 'radio');
  const random = seededRandom(seed);
  const devices = new Map<string, VirtualDevice>();
  for (const { deviceId, modelId, ieeeAddress } of house) {
    const model = deviceModels.get(modelId);
    if (!model) throw new Error(`no model ${modelId}`);
    const device = new VirtualDevice({
      model,
      ieeeAddress,
      logger: silentLogger(),
      context: {
        clock,
        random: random.fork(deviceId),
        surroundings: { temperature: () => 21.37, humidity: () => 44, pressure: () => 1013.2 },
        settings: { reportEveryMs: 5000 },
      },
    });
    network.addNode(device);
    devices.set(deviceId, device);
    const { variables } = device;
    recorder.addDevice({ radioId: 'radio', deviceId, ieeeAddress, modelId, variables });
    device.start();
  }
  const device = (deviceId: string) => {
    const found = devices.get(deviceId);
    if (!found) throw new Error(`no device ${deviceId}`);
    return found;
  };
  const run = (durationMs: number) => {
    // In steps, so that frames which are on their way arrive before time goes on.
    for (let passedMs = 0; passedMs < durationMs; passedMs += 50) {
      network.flush();
      clock.advance(50);
    }
    network.flush();
  };
  const joinAll = () => {
    network.coordinator.sendZdo(0xfffc, zdoClusters.managementPermitJoin, Buffer.of(1, 60, 1));
    for (const node of network.nodes()) node.join();
    run(2000);
  };
  /** A ZCL frame from the coordinator, in hex. */
  const send = (ieeeAddress: string, clusterId: number, payloadHex: string) => {
    const networkAddress = network.networkAddressOf(ieeeAddress);
    if (networkAddress === undefined) throw new Error(`${ieeeAddress} is in no network`);
    network.coordinator.send(
      {
        destination: { mode: 'unicast', networkAddress, endpointId: 1 },
        sourceEndpointId: 1,
        profileId: 0x0104,
        clusterId,
        payload: Buffer.from(payloadHex, 'hex'),
      },
      1,
    );
    network.flush();
  };
  return { ...world, entries, recorder, device, run, joinAll, send, startMs };
}
