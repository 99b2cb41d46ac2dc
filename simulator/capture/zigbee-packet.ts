import type { ApsDestination } from '../network/application.ts';
import type { AirFrame } from '../network/network-observer.ts';
import { networkAddresses } from '../network/zdo-clusters.ts';

/** Counters of one network: each layer numbers its frames. */
export interface PacketCounters {
  mac: number;
  network: number;
  aps: number;
}

/** IEEE 802.15.4-2015, 7.2.2: data, no security, PAN id compressed, short addresses; with and without asking for an acknowledgement. */
const macUnicast = 0x8861;
const macBroadcast = 0x8841;
const macBroadcastAddress = 0xffff;

/** Zigbee specification r22, 3.3.1.1: data, protocol version 2; a unicast lets routes be found. Security off. */
const nwkUnicast = 0x0048;
const nwkBroadcast = 0x0008;
/** The greatest number of hops (twice nwkcMaxDepth, r22, 3.5.2). */
const radius = 30;

/** r22, 2.2.5.1.1: data; unicast (which asks for an acknowledgement), broadcast, group. */
const apsUnicast = 0x40;
const apsBroadcast = 0x08;
const apsGroup = 0x0c;

const headBytes = 9 + 8;
const apsBytes = 8;
const apsGroupBytes = 9;

/**
 * A frame as it is on the air: MAC, network and APS headers around the ZCL or ZDO payload, without frame check sequence
 * and without security. Where relays carry it, it is shown once, from its source to its destination.
 * @param panId - of the network, 0..0xFFFF
 * @param counters - are moved on
 */
export function encodePacket(frame: AirFrame, panId: number, counters: PacketCounters): Buffer {
  const { destination, request } = frame;
  const { payload } = request;
  const toGroup = destination.mode === 'group';
  const unicast = destination.mode === 'unicast';
  const packet = Buffer.allocUnsafe(headBytes + (toGroup ? apsGroupBytes : apsBytes) + payload.length);
  const networkAddress = networkAddressOf(destination);
  let offset = packet.writeUInt16LE(unicast ? macUnicast : macBroadcast, 0);
  packet[offset++] = counters.mac++ & 0xff;
  offset = packet.writeUInt16LE(panId, offset);
  offset = packet.writeUInt16LE(unicast ? networkAddress : macBroadcastAddress, offset);
  offset = packet.writeUInt16LE(frame.sourceNetworkAddress, offset);

  offset = packet.writeUInt16LE(unicast ? nwkUnicast : nwkBroadcast, offset);
  offset = packet.writeUInt16LE(networkAddress, offset);
  offset = packet.writeUInt16LE(frame.sourceNetworkAddress, offset);
  packet[offset++] = radius;
  packet[offset++] = counters.network++ & 0xff;

  packet[offset++] = unicast ? apsUnicast : toGroup ? apsGroup : apsBroadcast;
  if (toGroup) offset = packet.writeUInt16LE(destination.groupId, offset);
  else packet[offset++] = destination.endpointId;
  offset = packet.writeUInt16LE(request.clusterId, offset);
  offset = packet.writeUInt16LE(request.profileId, offset);
  packet[offset++] = request.sourceEndpointId;
  packet[offset++] = counters.aps++ & 0xff;
  payload.copy(packet, offset);
  return packet;
}

/** A group frame is a broadcast to all whose receiver is on (r22, 2.2.4.1.1.3). */
function networkAddressOf(destination: ApsDestination): number {
  return destination.mode === 'group' ? networkAddresses.broadcastAwake : destination.networkAddress;
}
