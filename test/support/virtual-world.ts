import type {
  CoordinatorDelivery,
  CoordinatorHost,
  CoordinatorIndication,
} from '../../simulator/network/coordinator-host.ts';
import { VirtualNetwork, type VirtualNetworkOptions } from '../../simulator/network/network.ts';
import { zdoClusters } from '../../simulator/network/zdo-clusters.ts';
import { silentLogger } from '../../src/common/logger.ts';
import { ManualClock } from '../../src/common/manual-clock.ts';
import { seededRandom } from '../../src/common/random.ts';
import { ScriptedNode } from './scripted-node.ts';

/** Of a network that tests run. */
export const parameters = {
  panId: 0x1a62,
  extendedPanId: '0x00124b0000000001',
  channel: 15,
  networkKey: '01030507090b0d0f00020406080a0c0d',
  networkKeySequence: 0,
};

export const plugAddress = '0x00158d0000000001';
export const sensorAddress = '0x00158d0000000002';

/** Remembers all that the coordinator's host is told. */
export class RecordingHost implements CoordinatorHost {
  readonly said: string[] = [];
  readonly indications: CoordinatorIndication[] = [];
  readonly zdo: { source: number; clusterId: number; payload: Buffer }[] = [];
  readonly completed = new Map<number, CoordinatorDelivery>();

  received(indication: CoordinatorIndication): void {
    this.indications.push(indication);
  }
  sendCompleted(handle: number, delivery: CoordinatorDelivery): void {
    this.completed.set(handle, delivery);
  }
  zdoReceived(source: number, clusterId: number, payload: Buffer): void {
    this.zdo.push({ source, clusterId, payload });
    if (clusterId === zdoClusters.deviceAnnounce) this.said.push('announced');
  }
  trustCentreDevice(ieeeAddress: string): void {
    this.said.push(`joined ${ieeeAddress}`);
  }
  nodeLeft(ieeeAddress: string, _networkAddress: number, rejoin: boolean): void {
    this.said.push(`${rejoin ? 'rejoins' : 'left'} ${ieeeAddress}`);
  }
  permitJoinChanged(durationS: number): void {
    this.said.push(`permit ${durationS}`);
  }
  parametersChanged(): void {
    this.said.push('parameters');
  }
}

/** A sleepy sensor of no maker in particular. */
export function scriptedSensor(ieeeAddress = sensorAddress): ScriptedNode {
  return new ScriptedNode({
    ieeeAddress,
    logicalType: 'endDevice',
    manufacturerCode: 0x1037,
    macCapabilityFlags: 0x80,
    serverMask: 0,
    powerSource: 'battery',
    sleepy: true,
    endpoints: [
      {
        endpointId: 1,
        profileId: 0x0104,
        deviceId: 0x0302,
        deviceVersion: 1,
        inputClusterIds: [0, 0x0402],
        outputClusterIds: [],
      },
    ],
  });
}

/** A network that is up, with time that stands still. */
export function makeVirtualWorld(options: Partial<VirtualNetworkOptions> = {}) {
  const clock = new ManualClock();
  const network = new VirtualNetwork({
    clock,
    random: seededRandom(7),
    logger: silentLogger(),
    ...options,
  });
  const host = new RecordingHost();
  network.coordinator.attachHost(host);
  network.coordinator.start(parameters);
  network.coordinator.registerEndpoint({
    endpointId: 1,
    profileId: 0x0104,
    deviceId: 5,
    deviceVersion: 0,
    inputClusterIds: [],
    outputClusterIds: [],
  });
  const join = (application: ScriptedNode, position?: { x: number; y: number }) => {
    const node = network.addNode(application, { position });
    // To all routers and the coordinator, as hosts do it.
    network.coordinator.sendZdo(0xfffc, zdoClusters.managementPermitJoin, Buffer.of(1, 60, 1));
    node.join();
    network.flush();
    return node;
  };
  /** Sends a cluster command to a node and returns its fate once it is known. */
  const command = (networkAddress: number, endpointId = 1, handle = 1) => {
    host.completed.delete(handle);
    network.coordinator.send(
      {
        destination: { mode: 'unicast', networkAddress, endpointId },
        sourceEndpointId: 1,
        profileId: 0x0104,
        clusterId: 6,
        payload: Buffer.of(0x11, 1, 0x02),
      },
      handle,
    );
    network.flush();
    return host.completed.get(handle);
  };
  return { clock, network, host, join, command };
}
