import type { NetworkParameters } from '../../network/coordinator-host.ts';
import { readIeeeAddress, writeIeeeAddress } from '../../network/ieee-address.ts';

/**
 * The network information base as Z-Stack 3.x.0 keeps it in NV item 0x21: the fields of its `nwk.h`, numbers of two
 * and four bytes at even offsets. The rest is filled with the stack's defaults.
 */
const fields = [
  ['sequence', 1, 0],
  ['passiveAckTimeout', 1, 5],
  ['broadcastRetriesMax', 1, 2],
  ['childrenMax', 1, 50],
  ['depthMax', 1, 20],
  ['routersMax', 1, 50],
  ['neighbourTable', 1, 0],
  ['broadcastDeliveryTime', 1, 30],
  ['reportConstantCost', 1, 0],
  ['routeDiscoveryRetries', 1, 3],
  ['routingTable', 1, 0],
  ['secureAllFrames', 1, 1],
  ['securityLevel', 1, 5],
  ['symmetricLink', 1, 1],
  ['capabilityFlags', 1, 0x8f],
  ['transactionPersistenceTime', 2, 7],
  ['protocolVersion', 1, 2],
  ['routeDiscoveryTime', 1, 5],
  ['routeExpiryTime', 1, 30],
  ['networkAddress', 2, 0],
  ['channel', 1, 0],
  ['coordinatorAddress', 2, 0],
  ['coordinatorIeeeAddress', 8, 0],
  ['panId', 2, 0xffff],
  ['state', 1, 8],
  ['channels', 4, 0],
  ['beaconOrder', 1, 15],
  ['superframeOrder', 1, 15],
  ['scanDuration', 1, 0],
  ['batteryLifeExtension', 1, 0],
  ['allocatedRouterAddresses', 4, 0],
  ['allocatedEndDeviceAddresses', 4, 0],
  ['nodeDepth', 1, 0],
  ['extendedPanId', 8, 0],
  ['keyLoaded', 1, 1],
  ['spare1', 17, 0],
  ['spare2', 17, 0],
  ['spare3', 1, 0],
  ['spare4', 1, 0],
  ['linkStatusPeriod', 1, 15],
  ['routerAgeLimit', 1, 3],
  ['useMulticast', 1, 0],
  ['isConcentrator', 1, 1],
  ['concentratorDiscoveryTime', 1, 120],
  ['concentratorRadius', 1, 10],
  ['allFresh', 1, 1],
  ['managerAddress', 2, 0],
  ['totalTransmissions', 2, 0],
  ['updateId', 1, 0],
] as const satisfies readonly (readonly [string, number, number])[];

type FieldName = (typeof fields)[number][0];

const offsets = new Map<FieldName, number>();
let end = 0;
for (const [name, size] of fields) {
  if (size === 2 || size === 4) end += end % 2;
  offsets.set(name, end);
  end += size;
}

/** 116 bytes. */
export const nibBytes = end + (end % 2);

function offsetOf(name: FieldName): number {
  return offsets.get(name) ?? 0;
}

/** The record of a network. `channels` is a bit mask of channels 11 to 26. */
export function encodeNib(
  parameters: NetworkParameters,
  coordinatorIeeeAddress: string,
  channels: number,
): Buffer {
  const nib = Buffer.alloc(nibBytes);
  for (const [name, size, value] of fields) {
    if (size === 1) nib.writeUInt8(value, offsetOf(name));
    else if (size === 2) nib.writeUInt16LE(value, offsetOf(name));
  }
  nib.writeUInt8(parameters.channel, offsetOf('channel'));
  nib.writeUInt16LE(parameters.panId, offsetOf('panId'));
  nib.writeUInt32LE(channels >>> 0, offsetOf('channels'));
  writeIeeeAddress(nib, parameters.extendedPanId, offsetOf('extendedPanId'));
  writeIeeeAddress(nib, coordinatorIeeeAddress, offsetOf('coordinatorIeeeAddress'));
  return nib;
}

/** What a record says of its network, but for the key; undefined if it is of none, or of another size. */
export function decodeNib(
  nib: Buffer,
): (Pick<NetworkParameters, 'panId' | 'extendedPanId' | 'channel'> & { channels: number }) | undefined {
  if (nib.length !== nibBytes) return undefined;
  const panId = nib.readUInt16LE(offsetOf('panId'));
  const channel = nib.readUInt8(offsetOf('channel'));
  if (panId === 0xffff || channel < 11 || channel > 26) return undefined;
  return {
    panId,
    channel,
    extendedPanId: readIeeeAddress(nib, offsetOf('extendedPanId')),
    channels: nib.readUInt32LE(offsetOf('channels')),
  };
}
