import type { ApsDestination } from '../../network/application.ts';
import { isBroadcast } from '../../network/zdo-clusters.ts';
import type { MessageStore } from './message-store.ts';
import { type afCommands, indications } from './mt-commands.ts';
import type { MtHandlers } from './mt-handlers.ts';
import type { ZnpDevice } from './znp-device.ts';
import { znpStatus } from './znp-status.ts';

/** How an extended request addresses its destination (Z-Stack `AF.h`). */
const addressModes = { group: 1, network: 2, ieee: 3, broadcast: 15 } as const;

/** Frames of the host that may be on their way at once; a stick has memory for no more. */
const inFlightMax = 64;

/** An endpoint that stands for frames between networks, which the simulated air does not carry. */
const interPanEndpointId = 0xfe;

/** Which frame of the host a fate belongs to: the stack confirms by endpoint and transaction. */
export function handleOf(sourceEndpointId: number, transactionId: number): number {
  return (sourceEndpointId << 8) | transactionId;
}

/** Counts the frames of the host that are on their way. */
export class InFlight {
  #count = 0;

  /** False if there are too many. */
  enter(): boolean {
    if (this.#count >= inFlightMax) return false;
    this.#count++;
    return true;
  }

  leave(): void {
    this.#count = Math.max(0, this.#count - 1);
  }
}

interface OutgoingFrame {
  endpointId: number;
  sourceEndpointId: number;
  clusterId: number;
  transactionId: number;
  payload: Buffer;
}

/** Application frames: registration of endpoints, and sending. */
export function createAfHandlers(
  device: ZnpDevice,
  inFlight: InFlight,
  messages: MessageStore,
): MtHandlers<typeof afCommands> {
  const { coordinator } = device;
  const ok = { status: znpStatus.success };

  const send = (destination: ApsDestination, frame: OutgoingFrame): { status: number } => {
    if (!coordinator.running) return { status: znpStatus.noNetwork };
    const { sourceEndpointId, clusterId, transactionId } = frame;
    const profileId = sourceEndpointId === 0 ? 0 : coordinator.endpoint(sourceEndpointId)?.profileId;
    if (profileId === undefined) return { status: znpStatus.invalidParameter };
    if (!inFlight.enter()) return { status: znpStatus.memoryError };
    // The data is a view of what the client sent.
    const payload = Buffer.from(frame.payload);
    const request = { destination, sourceEndpointId, profileId, clusterId, payload };
    coordinator.send(request, handleOf(sourceEndpointId, transactionId));
    return ok;
  };

  const toNetworkAddress = (networkAddress: number, endpointId: number): ApsDestination => ({
    mode: isBroadcast(networkAddress) ? 'broadcast' : 'unicast',
    networkAddress,
    endpointId,
  });

  const confirm = (sourceEndpointId: number, transactionId: number, status: number) => {
    device.afterResponse(() =>
      device.line.indicate(indications.dataConfirm, { status, endpointId: sourceEndpointId, transactionId }),
    );
    return ok;
  };

  return {
    register: ({ endpointId, profileId, deviceId, deviceVersion, inputClusterIds, outputClusterIds }) => ({
      status: coordinator.registerEndpoint({
        endpointId,
        profileId,
        deviceId,
        deviceVersion,
        inputClusterIds,
        outputClusterIds,
      })
        ? znpStatus.success
        : znpStatus.apsDuplicateEntry,
    }),
    dataRequest: (request) => send(toNetworkAddress(request.networkAddress, request.endpointId), request),
    dataRequestExtended(request) {
      const { addressMode, address, endpointId, sourceEndpointId, transactionId } = request;
      const low = Number.parseInt(address.slice(-4), 16);
      if (endpointId === interPanEndpointId) {
        return confirm(sourceEndpointId, transactionId, znpStatus.success);
      }
      switch (addressMode) {
        case addressModes.group:
          return send({ mode: 'group', groupId: low }, request);
        case addressModes.network:
        case addressModes.broadcast:
          return send(toNetworkAddress(low, endpointId), request);
        case addressModes.ieee: {
          const networkAddress = coordinator.networkAddressOf(address);
          if (networkAddress === undefined)
            return confirm(sourceEndpointId, transactionId, znpStatus.noRoute);
          return send(toNetworkAddress(networkAddress, endpointId), request);
        }
        default:
          return { status: znpStatus.invalidParameter };
      }
    },
    dataRequestSourceRouting: (request) =>
      send(toNetworkAddress(request.networkAddress, request.endpointId), request),
    delete: ({ endpointId }) => ({
      status: coordinator.removeEndpoint(endpointId) ? znpStatus.success : znpStatus.failure,
    }),
    interPanControl: () => ok,
    dataRetrieve({ timestamp, index, length }) {
      if (length === 0) {
        messages.release(timestamp);
        return { status: znpStatus.success, data: Buffer.alloc(0) };
      }
      const data = messages.read(timestamp, index, length);
      return data
        ? { status: znpStatus.success, data }
        : { status: znpStatus.failure, data: Buffer.alloc(0) };
    },
  };
}
