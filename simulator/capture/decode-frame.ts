import type { AirFrame } from '../network/network-observer.ts';
import { networkAddresses, zdoClusters, zdoResponseBit } from '../network/zdo-clusters.ts';
import { hex8, hex16 } from './cluster-names.ts';
import { type DecodedZcl, decodeZcl } from './decode-zcl.ts';

/** How the stations of a network are called. */
export interface StationNames {
  /** What to call the station with a network address: its IEEE address and model, say; undefined if nobody has it. */
  nameOf(networkAddress: number): string | undefined;
}

const zdoNames = new Map<number, string>(Object.entries(zdoClusters).map(([name, id]) => [id, name]));
const broadcastNames = new Map<number, string>([
  [networkAddresses.broadcastAll, 'everyone'],
  [networkAddresses.broadcastAwake, 'everyone awake'],
  [networkAddresses.broadcastRouters, 'all routers'],
]);
const zdoProfileId = 0x0000;
/** Longer values are cut for a line, characters. */
const valueCharactersMax = 80;

/**
 * A frame on one line: `0x00158d0000000001 lumi.weather → coordinator  ZCL report
 * temperatureMeasurement.measuredValue=2137`. Never throws, whatever the frame holds.
 */
export function decodeAirFrame(frame: AirFrame, names: StationNames): string {
  const from = stationName(frame.sourceNetworkAddress, names);
  return `${from} → ${destinationName(frame, names)}  ${describePayload(frame)}`;
}

function stationName(networkAddress: number, names: StationNames): string {
  if (networkAddress === networkAddresses.coordinator) return 'coordinator';
  return names.nameOf(networkAddress) ?? hex16(networkAddress);
}

function destinationName(frame: AirFrame, names: StationNames): string {
  const { destination } = frame;
  if (destination.mode === 'group') return `group ${destination.groupId}`;
  const { networkAddress, endpointId } = destination;
  const name =
    destination.mode === 'broadcast'
      ? (broadcastNames.get(networkAddress) ?? hex16(networkAddress))
      : stationName(networkAddress, names);
  // Endpoint 1 is where nearly everything is, endpoint 0 is told by "ZDO".
  return endpointId > 1 ? `${name}/${endpointId}` : name;
}

function describePayload({ request }: AirFrame): string {
  if (request.profileId === zdoProfileId && request.sourceEndpointId === 0) {
    return describeZdo(request.clusterId, request.payload);
  }
  const zcl = decodeZcl(request.clusterId, request.payload);
  if (!zcl) return `${hex16(request.clusterId)} ${request.payload.toString('hex')}`;
  return `ZCL ${describeZcl(zcl)}${zcl.cut ? ' (cut)' : ''}`;
}

function describeZdo(clusterId: number, payload: Buffer): string {
  const name = zdoNames.get(clusterId & ~zdoResponseBit) ?? hex16(clusterId);
  if ((clusterId & zdoResponseBit) === 0) return `ZDO ${name}`;
  const status = payload[1] ?? 0;
  return `ZDO ${name}Response${status === 0 ? '' : ` ${hex8(status)}`}`;
}

const shortNames: Readonly<Record<string, string>> = {
  reportAttributes: 'report',
  readAttributes: 'read',
  readAttributesResponse: 'readResponse',
  writeAttributes: 'write',
  writeAttributesResponse: 'writeResponse',
};

function describeZcl(zcl: DecodedZcl): string {
  const { header, cluster, command } = zcl;
  const maker = header.manufacturerCode === undefined ? '' : ` (maker ${hex16(header.manufacturerCode)})`;
  if (header.clusterSpecific) {
    const payload = zcl.payload.length > 0 ? ` ${zcl.payload.toString('hex')}` : '';
    return `${cluster}.${command}${payload}${maker}`;
  }
  const values = Object.entries(zcl.attributes).map(([name, value]) => `${cluster}.${name}=${shown(value)}`);
  const others = zcl.others.map((name) => `${cluster}.${name}`);
  const words = [shortNames[command] ?? command, ...values, ...others];
  if (values.length + others.length === 0) words.push(cluster);
  if (zcl.answered !== undefined) words.push(`to ${zcl.answered}`);
  if (zcl.status !== undefined) words.push(zcl.status);
  return `${words.join(' ')}${maker}`;
}

function shown(value: unknown): string {
  const octets = (value as { octets?: unknown } | null)?.octets;
  const text = typeof octets === 'string' ? `x'${octets}'` : JSON.stringify(value);
  return text.length > valueCharactersMax ? `${text.slice(0, valueCharactersMax)}…` : text;
}
