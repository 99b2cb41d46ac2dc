import type {
  CoordinatorDelivery,
  CoordinatorHost,
  CoordinatorIndication,
} from '../../network/coordinator-host.ts';
import { readIeeeAddress } from '../../network/ieee-address.ts';
import { networkAddresses, zdoClusters, zdoResponseBit } from '../../network/zdo-clusters.ts';
import type { InFlight } from './af-handlers.ts';
import type { KnownDevices } from './known-devices.ts';
import type { MessageStore } from './message-store.ts';
import { indications, zdoCallbackIds } from './mt-commands.ts';
import { command0, mtTypes } from './mt-frame.ts';
import type { ZnpDevice } from './znp-device.ts';
import { znpStatus } from './znp-status.ts';

const confirmStatus: Record<CoordinatorDelivery, number> = {
  delivered: znpStatus.success,
  noAck: znpStatus.macNoAck,
  noRoute: znpStatus.noRoute,
  notJoined: znpStatus.noRoute,
  expired: znpStatus.macTransactionExpired,
  overflow: znpStatus.macTransactionOverflow,
};

const afAreq = command0(mtTypes.areq, 'af');
const incomingMessageId = 0x81;

/** Data bytes of an incoming message around its payload: 17 before it, and three that are not documented after it. */
const incomingHeadBytes = 17;
const incomingTailBytes = 3;

/** The longest payload that fits an incoming message. */
const incomingPayloadMax = 230;

/** The stack counts time in units of 320 microseconds. */
const ticksPerMs = 3.125;

const everyCluster = 0xffff;

/** The greatest number of hops that a frame may have left when it arrives. */
const radiusMax = 30;

/** Turns what the coordinator hears into MT frames. */
export class ZnpHost implements CoordinatorHost {
  readonly #device: ZnpDevice;
  readonly #inFlight: InFlight;
  readonly #knownDevices: KnownDevices;
  readonly #messages: MessageStore;

  constructor(device: ZnpDevice, inFlight: InFlight, knownDevices: KnownDevices, messages: MessageStore) {
    this.#device = device;
    this.#inFlight = inFlight;
    this.#knownDevices = knownDevices;
    this.#messages = messages;
  }

  get heard(): boolean {
    return this.#device.line.heard;
  }

  /** AF_INCOMING_MSG (Z-Stack Monitor and Test API, 3.2.2.3): the one frame that comes by the thousand. */
  received(indication: CoordinatorIndication): void {
    const { request } = indication;
    const { payload } = request;
    if (payload.length > incomingPayloadMax) {
      this.#receivedLong(indication);
      return;
    }
    const { line } = this.#device;
    const dataBytes = incomingHeadBytes + payload.length + incomingTailBytes;
    const place = line.begin(afAreq, incomingMessageId, dataBytes);
    if (!place) return;
    const { block, offset } = place;
    const source = indication.sourceNetworkAddress;
    block[offset] = indication.groupId;
    block[offset + 1] = indication.groupId >> 8;
    block[offset + 2] = request.clusterId;
    block[offset + 3] = request.clusterId >> 8;
    block[offset + 4] = source;
    block[offset + 5] = source >> 8;
    block[offset + 6] = request.sourceEndpointId;
    block[offset + 7] = indication.endpointId;
    block[offset + 8] = indication.wasBroadcast ? 1 : 0;
    block[offset + 9] = indication.linkQuality;
    // Application frames carry network security only, which is not told here.
    block[offset + 10] = 0;
    const timestamp = this.#timestamp();
    block[offset + 11] = timestamp;
    block[offset + 12] = timestamp >>> 8;
    block[offset + 13] = timestamp >>> 16;
    block[offset + 14] = timestamp >>> 24;
    block[offset + 15] = 0;
    block[offset + 16] = payload.length;
    payload.copy(block, offset + incomingHeadBytes);
    const tail = offset + incomingHeadBytes + payload.length;
    block[tail] = indication.lastHopNetworkAddress;
    block[tail + 1] = indication.lastHopNetworkAddress >> 8;
    block[tail + 2] = radiusMax;
    line.end(block, offset, dataBytes);
  }

  sendCompleted(handle: number, delivery: CoordinatorDelivery): void {
    this.#inFlight.leave();
    this.#device.line.indicate(indications.dataConfirm, {
      status: confirmStatus[delivery],
      endpointId: handle >> 8,
      transactionId: handle & 0xff,
    });
  }

  zdoReceived(source: number, clusterId: number, payload: Buffer, wasBroadcast: boolean): void {
    const { line, rawCallbacks } = this.#device;
    if (clusterId === zdoClusters.deviceAnnounce) this.#noteAddress(payload);
    const id = zdoCallbackIds[clusterId];
    if (id !== undefined) line.indicateRaw('zdo', id, zdoCallbackData(source, clusterId, payload));
    if (rawCallbacks.has(everyCluster) || rawCallbacks.has(clusterId)) {
      line.indicate(indications.callbackIncoming, {
        sourceAddress: source,
        wasBroadcast: wasBroadcast ? 1 : 0,
        clusterId,
        securityUse: 0,
        sequence: payload[0] ?? 0,
        destinationAddress: wasBroadcast ? networkAddresses.broadcastAwake : networkAddresses.coordinator,
        data: payload.subarray(1),
      });
    }
  }

  trustCentreDevice(ieeeAddress: string, networkAddress: number, parentAddress: number): void {
    const { line, logger } = this.#device;
    const isChild = parentAddress === networkAddresses.coordinator;
    if (!this.#knownDevices.remember(ieeeAddress, networkAddress, isChild)) {
      logger.warn({ ieeeAddress }, "the coordinator's memory holds no more devices: backups lack this one");
    }
    line.indicate(indications.trustCentreDevice, { networkAddress, ieeeAddress, parentAddress });
  }

  nodeLeft(ieeeAddress: string, networkAddress: number, rejoin: boolean): void {
    if (!rejoin) this.#knownDevices.forget(ieeeAddress);
    this.#device.line.indicate(indications.nodeLeft, {
      networkAddress,
      ieeeAddress,
      request: 0,
      removeChildren: 0,
      rejoin: rejoin ? 1 : 0,
    });
  }

  permitJoinChanged(durationS: number): void {
    this.#device.line.indicate(indications.permitJoin, { durationS });
  }

  parametersChanged(): void {
    this.#device.storeRunningNetwork();
  }

  #receivedLong(indication: CoordinatorIndication): void {
    const { request } = indication;
    const timestamp = this.#messages.keep(this.#timestamp(), request.payload);
    this.#device.line.indicate(indications.incomingMessageExtended, {
      groupId: indication.groupId,
      clusterId: request.clusterId,
      sourceAddressMode: 2,
      sourceAddress: `0x${indication.sourceNetworkAddress.toString(16).padStart(16, '0')}`,
      sourceEndpointId: request.sourceEndpointId,
      sourcePanId: this.#device.coordinator.parameters?.panId ?? 0xffff,
      endpointId: indication.endpointId,
      wasBroadcast: indication.wasBroadcast ? 1 : 0,
      linkQuality: indication.linkQuality,
      securityUse: 0,
      timestamp,
      transactionSequence: 0,
      length: request.payload.length,
      data: Buffer.alloc(0),
    });
  }

  /** A node that came back may have another network address than the memory has. */
  #noteAddress(payload: Buffer): void {
    if (payload.length < 11) return;
    const ieeeAddress = readIeeeAddress(payload, 3);
    const networkAddress = payload.readUInt16LE(1);
    const noted = this.#knownDevices.networkAddressOf(ieeeAddress);
    if (noted === undefined || noted === networkAddress) return;
    const isChild = this.#device.coordinator.children.some((child) => child.ieeeAddress === ieeeAddress);
    this.#knownDevices.remember(ieeeAddress, networkAddress, isChild);
  }

  #timestamp(): number {
    return Math.trunc(this.#device.clock.monotonic() * ticksPerMs) >>> 0;
  }
}

/** A ZDO frame as a callback has it: the sender in place of the sequence number, and addresses in another order. */
function zdoCallbackData(source: number, clusterId: number, payload: Buffer): Buffer {
  const isAddressResponse =
    clusterId === (zdoClusters.networkAddress | zdoResponseBit) ||
    clusterId === (zdoClusters.ieeeAddress | zdoResponseBit);
  if (!isAddressResponse) {
    const data = Buffer.allocUnsafe(payload.length + 1);
    data.writeUInt16LE(source, 0);
    payload.copy(data, 2, 1);
    return data;
  }
  const data = Buffer.alloc(Math.max(13, payload.length - 1));
  payload.copy(data, 0, 1);
  // The stack tells where the list starts before how long it is.
  const [count = 0, start = 0] = [data[11], data[12]];
  data[11] = start;
  data[12] = count;
  return data;
}
