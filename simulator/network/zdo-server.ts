import type { Binding, SimpleDescriptor } from './application.ts';
import { readIeeeAddress, writeIeeeAddress } from './ieee-address.ts';
import { zdoClusters, zdoResponseBit, zdoStatus } from './zdo-clusters.ts';
import type { ZdoSubject } from './zdo-subject.ts';
import { answerTable } from './zdo-tables.ts';

/** The answer's payload, sequence number included, and what is to happen once it is on its way. */
export interface ZdoAnswer {
  payload: Buffer;
  afterwards?: (() => void) | undefined;
}

/** The shortest payload that each request may have, without its sequence number. */
const lengthMin: Record<number, number> = {
  [zdoClusters.networkAddress]: 9,
  [zdoClusters.ieeeAddress]: 3,
  [zdoClusters.nodeDescriptor]: 2,
  [zdoClusters.powerDescriptor]: 2,
  [zdoClusters.simpleDescriptor]: 3,
  [zdoClusters.activeEndpoints]: 2,
  [zdoClusters.matchDescriptor]: 6,
  [zdoClusters.systemServerDiscovery]: 2,
  [zdoClusters.bind]: 14,
  [zdoClusters.unbind]: 14,
  [zdoClusters.managementLqi]: 1,
  [zdoClusters.managementRouting]: 1,
  [zdoClusters.managementBind]: 1,
  [zdoClusters.managementLeave]: 9,
  [zdoClusters.managementPermitJoin]: 2,
  [zdoClusters.managementNetworkUpdate]: 5,
};

/** Addresses of children that fit one answer. */
const associatedMax = 20;

/**
 * Answers a ZDO request (Zigbee specification r22, 2.4.3 and 2.4.4) on behalf of a node.
 * @param payload - the whole ZDO frame; its first byte is the sequence number that the answer repeats
 * @returns undefined where the specification wants silence: broadcasts that do not concern the subject, announces
 */
export function answerZdo(
  subject: ZdoSubject,
  clusterId: number,
  payload: Buffer,
  wasBroadcast: boolean,
): ZdoAnswer | undefined {
  const sequence = payload[0];
  if (sequence === undefined || clusterId & zdoResponseBit) return undefined;
  if (clusterId === zdoClusters.deviceAnnounce || clusterId === zdoClusters.parentAnnounce) return undefined;
  const minimum = lengthMin[clusterId];
  if (minimum === undefined || payload.length - 1 < minimum) {
    if (wasBroadcast) return undefined;
    const status = minimum === undefined ? zdoStatus.notSupported : zdoStatus.invalidRequestType;
    return { payload: Buffer.of(sequence, status) };
  }
  const body = payload.subarray(1);
  switch (clusterId) {
    case zdoClusters.networkAddress:
    case zdoClusters.ieeeAddress:
      return answerAddress(subject, sequence, clusterId, body, wasBroadcast);
    case zdoClusters.nodeDescriptor:
    case zdoClusters.powerDescriptor:
    case zdoClusters.simpleDescriptor:
    case zdoClusters.activeEndpoints:
      return answerDescriptor(subject, sequence, clusterId, body);
    case zdoClusters.matchDescriptor:
      return answerMatch(subject, sequence, body, wasBroadcast);
    case zdoClusters.systemServerDiscovery: {
      const mask = body.readUInt16LE(0) & subject.nodeDescriptor().readUInt16LE(8);
      if (mask === 0) return undefined;
      return { payload: Buffer.of(sequence, zdoStatus.success, mask & 0xff, mask >> 8) };
    }
    case zdoClusters.bind:
    case zdoClusters.unbind:
      return answerBind(subject, sequence, clusterId, body);
    case zdoClusters.managementLeave: {
      const target = readIeeeAddress(body, 0);
      const own = target === '0x0000000000000000' ? subject.ieeeAddress : target;
      const afterwards = subject.leave(own, ((body[8] ?? 0) & 0x80) !== 0);
      const status = afterwards ? zdoStatus.success : zdoStatus.deviceNotFound;
      return { payload: Buffer.of(sequence, status), afterwards };
    }
    case zdoClusters.managementPermitJoin: {
      const done = subject.permitJoin(body[0] ?? 0);
      if (wasBroadcast) return undefined;
      return { payload: Buffer.of(sequence, done ? zdoStatus.success : zdoStatus.notSupported) };
    }
    case zdoClusters.managementNetworkUpdate:
      return answerNetworkUpdate(subject, sequence, body, wasBroadcast);
    default:
      return { payload: answerTable(subject, sequence, clusterId, body[0] ?? 0) };
  }
}

function answerAddress(
  subject: ZdoSubject,
  sequence: number,
  clusterId: number,
  body: Buffer,
  wasBroadcast: boolean,
): ZdoAnswer | undefined {
  const byIeee = clusterId === zdoClusters.networkAddress;
  const ieeeAddress = byIeee ? readIeeeAddress(body, 0) : undefined;
  const networkAddress = byIeee ? undefined : body.readUInt16LE(0);
  const kind = body[byIeee ? 8 : 2] ?? 0;
  const isSelf = byIeee ? ieeeAddress === subject.ieeeAddress : networkAddress === subject.networkAddress;
  const found = isSelf
    ? subject
    : subject.child(ieeeAddress === undefined ? { networkAddress: networkAddress ?? 0 } : { ieeeAddress });
  if (!found) {
    if (wasBroadcast || byIeee) return undefined;
    return { payload: Buffer.of(sequence, zdoStatus.deviceNotFound) };
  }
  if (kind > 1) {
    return { payload: Buffer.of(sequence, zdoStatus.invalidRequestType) };
  }
  const start = body[byIeee ? 9 : 3] ?? 0;
  const associated = kind === 1 && isSelf ? subject.childNetworkAddresses : [];
  const rows = associated.slice(start, start + associatedMax);
  const payload = Buffer.alloc(kind === 1 ? 14 + rows.length * 2 : 12);
  payload[0] = sequence;
  writeIeeeAddress(payload, found.ieeeAddress, 2);
  payload.writeUInt16LE(found.networkAddress, 10);
  if (kind === 1) {
    payload[12] = rows.length;
    payload[13] = start;
    rows.forEach((row, index) => {
      payload.writeUInt16LE(row, 14 + index * 2);
    });
  }
  return { payload };
}

function answerDescriptor(subject: ZdoSubject, sequence: number, clusterId: number, body: Buffer): ZdoAnswer {
  const ofInterest = body.readUInt16LE(0);
  const head = Buffer.of(sequence, zdoStatus.success, ofInterest & 0xff, ofInterest >> 8);
  const fail = (status: number, tail: number[] = []): ZdoAnswer => {
    head[1] = status;
    return { payload: Buffer.concat([head, Buffer.from(tail)]) };
  };
  const simple = clusterId === zdoClusters.simpleDescriptor;
  const listing = clusterId === zdoClusters.activeEndpoints;
  if (ofInterest !== subject.networkAddress) {
    return fail(zdoStatus.deviceNotFound, simple || listing ? [0] : []);
  }
  if (clusterId === zdoClusters.nodeDescriptor) {
    return { payload: Buffer.concat([head, subject.nodeDescriptor()]) };
  }
  if (clusterId === zdoClusters.powerDescriptor) {
    const power = subject.powerDescriptor();
    return { payload: Buffer.concat([head, Buffer.of(power & 0xff, power >> 8)]) };
  }
  if (listing) {
    const ids = subject.endpoints.map((endpoint) => endpoint.endpointId);
    return { payload: Buffer.concat([head, Buffer.of(ids.length, ...ids)]) };
  }
  const endpointId = body[2] ?? 0;
  if (endpointId === 0 || endpointId > 254) return fail(zdoStatus.invalidEndpoint, [0]);
  const endpoint = subject.endpoints.find((candidate) => candidate.endpointId === endpointId);
  if (!endpoint) return fail(zdoStatus.notActive, [0]);
  const descriptor = simpleDescriptorBytes(endpoint);
  return { payload: Buffer.concat([head, Buffer.of(descriptor.length), descriptor]) };
}

function simpleDescriptorBytes(endpoint: SimpleDescriptor): Buffer {
  const { inputClusterIds, outputClusterIds } = endpoint;
  const bytes = Buffer.alloc(8 + (inputClusterIds.length + outputClusterIds.length) * 2);
  bytes[0] = endpoint.endpointId;
  bytes.writeUInt16LE(endpoint.profileId, 1);
  bytes.writeUInt16LE(endpoint.deviceId, 3);
  bytes[5] = endpoint.deviceVersion & 0x0f;
  bytes[6] = inputClusterIds.length;
  let offset = 7;
  for (const clusterId of inputClusterIds) offset = bytes.writeUInt16LE(clusterId, offset);
  bytes[offset++] = outputClusterIds.length;
  for (const clusterId of outputClusterIds) offset = bytes.writeUInt16LE(clusterId, offset);
  return bytes;
}

function answerMatch(
  subject: ZdoSubject,
  sequence: number,
  body: Buffer,
  wasBroadcast: boolean,
): ZdoAnswer | undefined {
  const profileId = body.readUInt16LE(2);
  const lists: number[][] = [];
  let offset = 4;
  for (let list = 0; list < 2; list++) {
    const count = body[offset++];
    if (count === undefined || offset + count * 2 > body.length) {
      return wasBroadcast ? undefined : { payload: Buffer.of(sequence, zdoStatus.invalidRequestType) };
    }
    lists.push(Array.from({ length: count }, (_, index) => body.readUInt16LE(offset + index * 2)));
    offset += count * 2;
  }
  const [inputs = [], outputs = []] = lists;
  const matching = subject.endpoints.filter(
    (endpoint) =>
      (profileId === 0xffff || endpoint.profileId === profileId) &&
      (inputs.some((clusterId) => endpoint.inputClusterIds.includes(clusterId)) ||
        outputs.some((clusterId) => endpoint.outputClusterIds.includes(clusterId))),
  );
  if (matching.length === 0 && wasBroadcast) return undefined;
  const ids = matching.map((endpoint) => endpoint.endpointId);
  const own = subject.networkAddress;
  return { payload: Buffer.of(sequence, zdoStatus.success, own & 0xff, own >> 8, ids.length, ...ids) };
}

function answerBind(subject: ZdoSubject, sequence: number, clusterId: number, body: Buffer): ZdoAnswer {
  const answer = (status: number): ZdoAnswer => ({ payload: Buffer.of(sequence, status) });
  if (readIeeeAddress(body, 0) !== subject.ieeeAddress) return answer(zdoStatus.noEntry);
  const mode = body[11];
  if (mode !== 1 && mode !== 3) return answer(zdoStatus.invalidRequestType);
  if (mode === 3 && body.length < 21) return answer(zdoStatus.invalidRequestType);
  const sourceEndpointId = body[8] ?? 0;
  if (sourceEndpointId === 0 || sourceEndpointId > 254) return answer(zdoStatus.invalidEndpoint);
  const binding: Binding = {
    sourceEndpointId,
    clusterId: body.readUInt16LE(9),
    target:
      mode === 1
        ? { groupId: body.readUInt16LE(12) }
        : { ieeeAddress: readIeeeAddress(body, 12), endpointId: body[20] ?? 0 },
  };
  if (clusterId === zdoClusters.bind) {
    return answer(subject.addBinding(binding) ? zdoStatus.success : zdoStatus.tableFull);
  }
  return answer(subject.removeBinding(binding) ? zdoStatus.success : zdoStatus.noEntry);
}

function answerNetworkUpdate(
  subject: ZdoSubject,
  sequence: number,
  body: Buffer,
  wasBroadcast: boolean,
): ZdoAnswer | undefined {
  const channels = body.readUInt32LE(0);
  const durationCode = body[4] ?? 0;
  if (durationCode <= 5) {
    if (wasBroadcast) return undefined;
    return { payload: energyScan(sequence, channels) };
  }
  const done = durationCode === 0xfe ? subject.changeChannel(channels) : durationCode === 0xff;
  if (wasBroadcast) return undefined;
  const status = done ? zdoStatus.success : zdoStatus.invalidRequestType;
  return { payload: Buffer.concat([Buffer.of(sequence, status), Buffer.alloc(done ? 9 : 0)]) };
}

/** The simulated air is quiet: every channel asked for has the same low energy. */
function energyScan(sequence: number, channels: number): Buffer {
  const scanned = channels & 0x07fff800;
  let count = 0;
  for (let channel = 11; channel <= 26; channel++) if (scanned & (1 << channel)) count++;
  const payload = Buffer.alloc(11 + count, 0x20);
  payload[0] = sequence;
  payload[1] = zdoStatus.success;
  payload.writeUInt32LE(scanned, 2);
  payload.writeUInt32LE(0, 6);
  payload[10] = count;
  return payload;
}
