import { ieeeAddressBytes } from '../../network/ieee-address.ts';
import { networkAddresses, zdoClusters, zdoResponseBit } from '../../network/zdo-clusters.ts';
import { indications, type zdoCommands } from './mt-commands.ts';
import type { MtHandlers } from './mt-handlers.ts';
import type { ZnpDevice } from './znp-device.ts';
import { deviceStates, znpStatus } from './znp-status.ts';

/** What start-up found (Z-Stack `ZDApp.h`). */
const startups = { restored: 0x00, newNetwork: 0x01 } as const;

const noAddress = '0x0000000000000000';

/** Numbers the ZDO frames of the stick. */
export class ZdoSequence {
  #last = 0;

  /** The number given last. */
  get last(): number {
    return this.#last;
  }

  next(): number {
    this.#last = (this.#last + 1) & 0xff;
    return this.#last;
  }
}

/**
 * A request of which the data is a destination and the body of the ZDO frame.
 * @param data - as it came; at least the destination
 */
export function sendZdoRequest(
  device: ZnpDevice,
  sequence: ZdoSequence,
  clusterId: number,
  data: Buffer,
): number {
  if (!device.coordinator.running) return znpStatus.noNetwork;
  const payload = Buffer.from(data.subarray(1));
  payload[0] = sequence.next();
  if (clusterId === zdoClusters.managementLeave && payload.length > 9) {
    // The host may give the options as the stack does (bits 0, 1) or as they are on the air (bits 7, 6).
    const options = payload[9] ?? 0;
    payload[9] = (options & 0x81 ? 0x80 : 0) | (options & 0x42 ? 0x40 : 0);
  }
  device.coordinator.sendZdo(data.readUInt16LE(0), clusterId, payload);
  return znpStatus.success;
}

/** ZDO commands that are more than a frame to be sent. */
export function createZdoHandlers(device: ZnpDevice, sequence: ZdoSequence): MtHandlers<typeof zdoCommands> {
  const { coordinator } = device;
  const ok = { status: znpStatus.success };
  const send = (networkAddress: number, clusterId: number, body: Buffer) => {
    if (!coordinator.running) return { status: znpStatus.noNetwork };
    coordinator.sendZdo(networkAddress, clusterId, Buffer.concat([Buffer.of(sequence.next()), body]));
    return ok;
  };
  return {
    networkAddressRequest: ({ ieeeAddress, kind, startIndex }) =>
      send(
        networkAddresses.broadcastAwake,
        zdoClusters.networkAddress,
        Buffer.concat([ieeeAddressBytes(ieeeAddress), Buffer.of(kind, startIndex)]),
      ),
    ieeeAddressRequest: ({ networkAddress, kind, startIndex }) =>
      send(
        networkAddress,
        zdoClusters.ieeeAddress,
        Buffer.of(networkAddress & 0xff, networkAddress >> 8, kind, startIndex),
      ),
    managementPermitJoin({ networkAddress, durationS, trustCentre }) {
      const answer = send(
        networkAddress,
        zdoClusters.managementPermitJoin,
        Buffer.of(durationS, trustCentre),
      );
      // Nobody answers a broadcast but the stick itself, for itself: some hosts wait for that.
      if (answer.status === znpStatus.success && networkAddress > networkAddresses.unicastMax) {
        const response = zdoClusters.managementPermitJoin | zdoResponseBit;
        const payload = Buffer.of(sequence.last, znpStatus.success);
        device.afterResponse(() =>
          coordinator.host?.zdoReceived(networkAddresses.coordinator, response, payload, false),
        );
      }
      return answer;
    },
    managementNetworkUpdate({ networkAddress, channels, durationCode, count, manager }) {
      const body = Buffer.alloc(durationCode <= 5 ? 6 : 8);
      body.writeUInt32LE(channels, 0);
      body[4] = durationCode;
      if (durationCode <= 5) body[5] = count;
      else body.writeUInt16LE(manager, 6);
      return send(networkAddress, zdoClusters.managementNetworkUpdate, body);
    },
    callbackRegister({ clusterId }) {
      device.rawCallbacks.add(clusterId);
      return ok;
    },
    callbackRemove: ({ clusterId }) => ({
      status: device.rawCallbacks.delete(clusterId) ? znpStatus.success : znpStatus.failure,
    }),
    startupFromApp() {
      const found = coordinator.running || device.storedNetwork() !== undefined;
      if (!found) return { status: startups.newNetwork };
      device.afterResponse(() => {
        if (!coordinator.running) device.resume();
        device.line.indicate(indications.stateChanged, { state: deviceStates.coordinator });
      });
      return { status: startups.restored };
    },
    routeDiscovery: () => ok,
    routeCheck: ({ networkAddress }) => ({
      status: coordinator.reaches(networkAddress) ? znpStatus.success : znpStatus.failure,
    }),
    removeGroup: ({ endpointId, groupId }) => ({
      status: coordinator.removeGroup(endpointId, groupId) ? znpStatus.success : znpStatus.failure,
    }),
    removeAllGroups({ endpointId }) {
      for (const groupId of coordinator.groupsOf(endpointId)) coordinator.removeGroup(endpointId, groupId);
      return ok;
    },
    findAllGroups: ({ endpointId }) => ({ groupIds: coordinator.groupsOf(endpointId).slice(0, 100) }),
    findGroup: ({ endpointId, groupId }) => ({
      status: coordinator.inGroup(endpointId, groupId) ? znpStatus.success : znpStatus.failure,
      groupId,
      name: Buffer.alloc(0),
    }),
    addGroup({ endpointId, groupId }) {
      coordinator.addGroup(endpointId, groupId);
      return ok;
    },
    networkInformation() {
      const { parameters } = coordinator;
      return {
        networkAddress: parameters ? networkAddresses.coordinator : networkAddresses.none,
        deviceState: device.state,
        panId: parameters?.panId ?? 0xffff,
        parentAddress: parameters ? networkAddresses.coordinator : networkAddresses.none,
        extendedPanId: parameters?.extendedPanId ?? noAddress,
        parentIeeeAddress: noAddress,
        channel: parameters?.channel ?? 0,
      };
    },
  };
}
