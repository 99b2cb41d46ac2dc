import { isUtf8 } from 'node:buffer';
import { isZigfleetError } from '../../src/common/zigfleet-error.ts';
import type { ByteReader } from '../zcl/byte-reader.ts';
import { dataTypeLayout, dataTypes } from '../zcl/data-types.ts';
import { decodeWriteRecords, foundation } from '../zcl/foundation.ts';
import { decodeFrame, type ZclHeader } from '../zcl/frame.ts';
import { zclStatus } from '../zcl/status.ts';
import { readValue } from '../zcl/value-codec.ts';
import { attributeName, clusterName, clusterNames, hex8 } from './cluster-names.ts';
import { plainValue } from './plain-value.ts';

/** A ZCL frame as an onlooker understands it. */
export interface DecodedZcl {
  header: ZclHeader;
  clusterId: number;
  /** Its name, or its id in hex. */
  cluster: string;
  /** The name of the command, or its id in hex. */
  command: string;
  /** Values by attribute name (or id in hex), for reports, read responses and writes. */
  attributes: Readonly<Record<string, unknown>>;
  /** Attributes that are asked for, or that an answer refuses: name and, in an answer, its status. */
  others: readonly string[];
  /** The status of an answer: that of a default response, else the first that is none of success; undefined if it has none. */
  status: string | undefined;
  /** The command that a default response answers. */
  answered: string | undefined;
  /** What is left of a command of a cluster. */
  payload: Buffer;
  /** Whether its end could not be read. */
  cut: boolean;
}

const foundationNames = namesOf(foundation);
const statusNames = namesOf(zclStatus);
const noAttributes: Readonly<Record<string, unknown>> = {};
const noOthers: readonly string[] = [];
const noPayload = Buffer.alloc(0);

function namesOf(table: Readonly<Record<string, number>>): ReadonlyMap<number, string> {
  return new Map(Object.entries(table).map(([name, id]) => [id, name]));
}

/** The name of a ZCL status, or it in hex. */
export function statusName(status: number): string {
  return statusNames.get(status) ?? hex8(status);
}

/** Decodes a ZCL frame of a cluster; undefined if it has no ZCL header. Never throws. */
export function decodeZcl(clusterId: number, bytes: Buffer): DecodedZcl | undefined {
  let frame: ReturnType<typeof decodeFrame>;
  try {
    frame = decodeFrame(bytes);
  } catch (error) {
    if (isZigfleetError(error, 'decode-failed')) return undefined;
    throw error;
  }
  const { header, payload } = frame;
  const decoded: DecodedZcl = {
    header,
    clusterId,
    cluster: clusterName(clusterId),
    command: commandName(clusterId, header),
    attributes: noAttributes,
    others: noOthers,
    status: undefined,
    answered: undefined,
    payload: noPayload,
    cut: false,
  };
  try {
    if (header.clusterSpecific) decoded.payload = payload.bytes(payload.remaining);
    else decodeFoundation(decoded, payload);
  } catch (error) {
    if (!isZigfleetError(error, 'decode-failed')) throw error;
    decoded.cut = true;
  }
  return decoded;
}

function commandName(clusterId: number, header: ZclHeader): string {
  const { commandId } = header;
  if (!header.clusterSpecific) return foundationNames.get(commandId) ?? hex8(commandId);
  const names = header.manufacturerCode === undefined ? clusterNames(clusterId) : undefined;
  return (header.fromServer ? names?.responses : names?.commands)?.get(commandId) ?? hex8(commandId);
}

function decodeFoundation(decoded: DecodedZcl, payload: ByteReader): void {
  switch (decoded.header.commandId) {
    case foundation.reportAttributes:
      readRecords(decoded, payload, false);
      return;
    case foundation.readAttributesResponse:
      readRecords(decoded, payload, true);
      return;
    case foundation.writeAttributes:
    case foundation.writeAttributesUndivided:
    case foundation.writeAttributesNoResponse:
      readWrites(decoded, payload);
      return;
    case foundation.readAttributes:
      decoded.others = readIds(decoded.clusterId, payload);
      return;
    case foundation.writeAttributesResponse:
    case foundation.configureReportingResponse:
      readStatuses(decoded, payload);
      return;
    case foundation.defaultResponse: {
      const commandId = payload.uint8();
      // A default response goes the other way than the command that it answers.
      const fromServer = !decoded.header.fromServer;
      const answered = { ...decoded.header, fromServer, commandId, clusterSpecific: true };
      decoded.answered = commandName(decoded.clusterId, answered);
      decoded.status = statusName(payload.uint8());
      return;
    }
    default:
      decoded.payload = payload.bytes(payload.remaining);
  }
}

/** Attribute records (ZCL revision 8, 2.5.2 and 2.5.11); what follows a type of unknown length is lost. */
function readRecords(decoded: DecodedZcl, payload: ByteReader, withStatus: boolean): void {
  const attributes: Record<string, unknown> = {};
  const refused: string[] = [];
  decoded.attributes = attributes;
  decoded.others = refused;
  while (payload.remaining > 0) {
    const name = attributeName(decoded.clusterId, payload.uint16());
    const status = withStatus ? payload.uint8() : zclStatus.success;
    if (status !== zclStatus.success) {
      refused.push(`${name}:${statusName(status)}`);
      continue;
    }
    const type = payload.uint8();
    if (dataTypeLayout(type) === undefined) {
      decoded.cut = true;
      return;
    }
    attributes[name] = readPlain(payload, type);
  }
}

/** Some makers put bytes where a text belongs: those are told as octets, and not mutilated. */
function readPlain(payload: ByteReader, type: number): unknown {
  const isText = type === dataTypes.characterString || type === dataTypes.longCharacterString;
  if (!isText) return plainValue(readValue(payload, type));
  const octets = type === dataTypes.characterString ? dataTypes.octetString : dataTypes.longOctetString;
  const bytes = readValue(payload, octets);
  if (!Buffer.isBuffer(bytes)) return plainValue(bytes);
  const isPrintable = isUtf8(bytes) && !bytes.some((byte) => byte < 0x20 || byte === 0x7f);
  return isPrintable ? bytes.toString('utf8') : plainValue(bytes);
}

function readWrites(decoded: DecodedZcl, payload: ByteReader): void {
  const attributes: Record<string, unknown> = {};
  decoded.attributes = attributes;
  for (const { attributeId, value } of decodeWriteRecords(payload)) {
    if (value === undefined) decoded.cut = true;
    else attributes[attributeName(decoded.clusterId, attributeId)] = plainValue(value);
  }
}

function readIds(clusterId: number, payload: ByteReader): string[] {
  const names: string[] = [];
  while (payload.remaining > 0) names.push(attributeName(clusterId, payload.uint16()));
  return names;
}

/** Records of status and attribute; a single status byte alone stands for all (ZCL 2.5.5.1, 2.5.8.1). */
function readStatuses(decoded: DecodedZcl, payload: ByteReader): void {
  const withDirection = decoded.header.commandId === foundation.configureReportingResponse;
  const others: string[] = [];
  decoded.others = others;
  decoded.status = statusName(zclStatus.success);
  while (payload.remaining > 0) {
    const status = payload.uint8();
    if (status !== zclStatus.success && others.length === 0) decoded.status = statusName(status);
    if (payload.remaining === 0) return;
    if (withDirection) payload.uint8();
    const name = attributeName(decoded.clusterId, payload.uint16());
    if (status !== zclStatus.success) others.push(`${name}:${statusName(status)}`);
  }
}
