import type { AttributeValues } from './attribute-values.ts';
import type { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import type { ClusterHandler } from './cluster-handler.ts';
import { isAnalog, type ZclValue } from './data-types.ts';
import {
  decodeAttributeIds,
  decodeReportingQueries,
  decodeReportingRecords,
  decodeWriteRecords,
  foundation,
  type ReportingRecord,
  reportDirection,
  type WriteRecord,
} from './foundation.ts';
import { beginFrame, type ZclHeader } from './frame.ts';
import type { AttributeSlot, ClusterLayout, ReportingRule, ServerLayout } from './layout.ts';
import { slotKey } from './layout.ts';
import type { ReportingEngine } from './reporting-engine.ts';
import { type ZclStatus, zclStatus } from './status.ts';
import { writeValue } from './value-codec.ts';

/** What fits into one frame on the air beside all headers, without fragmentation (bytes of ZCL frame). */
export const zclFrameBytesMax = 82;
/** Status and attribute id: what an attribute takes in a response that has no room for its value. */
const failureRecordBytes = 3;

/** What general commands work on: the device's server. */
export interface AttributeHost {
  readonly layout: ServerLayout;
  readonly values: AttributeValues;
  readonly reporting: ReportingEngine;
  store(slot: AttributeSlot, value: ZclValue): void;
  configureReporting(slot: AttributeSlot, rule: ReportingRule): ZclStatus;
}

/** A general command at a cluster that the endpoint serves. */
export interface FoundationRequest {
  server: AttributeHost;
  layout: ClusterLayout;
  handler: ClusterHandler | undefined;
  header: ZclHeader;
  payload: ByteReader;
}

/** The answer: a frame, a status for the default response, or nothing. */
export type FoundationAnswer = Buffer | ZclStatus | 'silent';

/**
 * Carries out a general command (ZCL revision 8, 2.5).
 * @throws ZigfleetError `decode-failed` for a malformed one; nothing has been done then
 */
export function answerFoundation(request: FoundationRequest): FoundationAnswer {
  switch (request.header.commandId) {
    case foundation.readAttributes:
      return readAttributes(request);
    case foundation.writeAttributes:
      return writeAttributes(request, false);
    case foundation.writeAttributesUndivided:
      return writeAttributes(request, true);
    case foundation.writeAttributesNoResponse:
      writeAttributes(request, false);
      return 'silent';
    case foundation.configureReporting:
      return configureReporting(request);
    case foundation.readReportingConfiguration:
      return readReportingConfiguration(request);
    case foundation.discoverAttributes:
    case foundation.discoverAttributesExtended:
      return discoverAttributes(request);
    case foundation.discoverCommandsReceived:
      return discoverCommandsReceived(request);
    default:
      return zclStatus.unsupportedCommand;
  }
}

function beginResponse(header: ZclHeader, commandId: number): ByteWriter {
  return beginFrame({ ...header, fromServer: true, disableDefaultResponse: true, commandId });
}

function slotOf({ layout, header }: FoundationRequest, attributeId: number): AttributeSlot | undefined {
  return layout.slots.get(slotKey(attributeId, header.manufacturerCode));
}

/** ZCL 2.5.1, 2.5.2. */
function readAttributes(request: FoundationRequest): Buffer {
  const attributeIds = decodeAttributeIds(request.payload);
  const response = beginResponse(request.header, foundation.readAttributesResponse);
  for (const attributeId of attributeIds) {
    const slot = slotOf(request, attributeId);
    const record = slot === undefined ? undefined : readRecord(request.server, slot);
    if (record !== undefined && response.length + record.length <= zclFrameBytesMax) {
      response.bytes(record);
    } else if (response.length + failureRecordBytes <= zclFrameBytesMax) {
      response.uint16(attributeId);
      response.uint8(record === undefined ? zclStatus.unsupportedAttribute : zclStatus.insufficientSpace);
    }
  }
  return response.toBuffer();
}

function readRecord(server: AttributeHost, slot: AttributeSlot): Buffer {
  const { attributeId, type } = slot.attribute;
  const record = new ByteWriter().uint16(attributeId).uint8(zclStatus.success).uint8(type);
  writeValue(record, type, server.values.get(slot));
  return record.toBuffer();
}

/** ZCL 2.5.3 to 2.5.6. */
function writeAttributes(request: FoundationRequest, undivided: boolean): Buffer {
  const records = decodeWriteRecords(request.payload);
  const checked = records.map((record) => ({ record, status: writeStatus(request, record) }));
  const failed = checked.filter(({ status }) => status !== zclStatus.success);
  if (!undivided || failed.length === 0) {
    for (const { record, status } of checked) if (status === zclStatus.success) write(request, record);
  }
  const response = beginResponse(request.header, foundation.writeAttributesResponse);
  if (failed.length === 0) return response.uint8(zclStatus.success).toBuffer();
  for (const { record, status } of failed) response.uint8(status).uint16(record.attributeId);
  return response.toBuffer();
}

function writeStatus(request: FoundationRequest, { attributeId, type, value }: WriteRecord): ZclStatus {
  const slot = slotOf(request, attributeId);
  if (slot === undefined) return zclStatus.unsupportedAttribute;
  if (!slot.attribute.writable) return zclStatus.readOnly;
  if (type !== slot.attribute.type || value === undefined) return zclStatus.invalidDataType;
  if (value === null) return zclStatus.invalidValue;
  return request.handler?.accepts?.(slot.attribute, value) ?? zclStatus.success;
}

function write(request: FoundationRequest, { attributeId, value }: WriteRecord): void {
  const slot = slotOf(request, attributeId);
  if (slot === undefined || value === undefined) return;
  request.server.store(slot, value);
  request.handler?.written?.(slot.attribute, value);
}

/** ZCL 2.5.7, 2.5.8. */
function configureReporting(request: FoundationRequest): FoundationAnswer {
  if (!request.server.layout.configurableReporting) return zclStatus.unsupportedCommand;
  const records = decodeReportingRecords(request.payload);
  const response = beginResponse(request.header, foundation.configureReportingResponse);
  let failures = 0;
  for (const record of records) {
    const status = configureOne(request, record);
    if (status === zclStatus.success) continue;
    failures++;
    response.uint8(status).uint8(record.direction).uint16(record.attributeId);
  }
  if (failures === 0) response.uint8(zclStatus.success);
  return response.toBuffer();
}

function configureOne(request: FoundationRequest, record: ReportingRecord): ZclStatus {
  const slot = slotOf(request, record.attributeId);
  // The other direction tells a client how long to wait for reports; servers have none to wait for.
  if (slot === undefined || record.direction !== reportDirection.send) return zclStatus.unsupportedAttribute;
  if (!slot.attribute.reportable) return zclStatus.unreportableAttribute;
  if (record.type !== slot.attribute.type || record.change === undefined) return zclStatus.invalidDataType;
  const { minimumS, maximumS, change } = record;
  const rule: ReportingRule = { minimumS, maximumS, change };
  return request.server.configureReporting(slot, rule);
}

/** ZCL 2.5.9, 2.5.10. */
function readReportingConfiguration(request: FoundationRequest): Buffer {
  const queries = decodeReportingQueries(request.payload);
  const response = beginResponse(request.header, foundation.readReportingConfigurationResponse);
  for (const { direction, attributeId } of queries) {
    const record = reportingRecord(request, direction, attributeId);
    if (response.length + record.length > zclFrameBytesMax) break;
    response.bytes(record);
  }
  return response.toBuffer();
}

function reportingRecord(request: FoundationRequest, direction: number, attributeId: number): Buffer {
  const slot = slotOf(request, attributeId);
  const rule =
    slot === undefined || direction !== reportDirection.send
      ? undefined
      : request.server.reporting.rule(slot);
  const record = new ByteWriter();
  if (slot === undefined || rule === undefined) {
    let status: ZclStatus = zclStatus.notFound;
    if (slot === undefined) status = zclStatus.unsupportedAttribute;
    else if (!slot.attribute.reportable) status = zclStatus.unreportableAttribute;
    return record.uint8(status).uint8(direction).uint16(attributeId).toBuffer();
  }
  const { type } = slot.attribute;
  record.uint8(zclStatus.success).uint8(direction).uint16(attributeId).uint8(type);
  record.uint16(rule.minimumS).uint16(rule.maximumS);
  if (isAnalog(type)) writeValue(record, type, rule.change);
  return record.toBuffer();
}

/** ZCL 2.5.13, 2.5.14; 2.5.22, 2.5.23 with what may be done with each. */
function discoverAttributes(request: FoundationRequest): Buffer {
  const { header, payload, layout } = request;
  const startId = payload.uint16();
  const countMax = payload.uint8();
  const extended = header.commandId === foundation.discoverAttributesExtended;
  const found = [...layout.slots.values()]
    .map((slot) => slot.attribute)
    .filter((attribute) => attribute.manufacturerCode === header.manufacturerCode)
    .filter((attribute) => attribute.attributeId >= startId)
    .sort((left, right) => left.attributeId - right.attributeId);
  const recordBytes = extended ? 4 : 3;
  const response = beginResponse(
    header,
    extended ? foundation.discoverAttributesExtendedResponse : foundation.discoverAttributesResponse,
  );
  const count = Math.min(
    countMax,
    found.length,
    Math.floor((zclFrameBytesMax - response.length - 1) / recordBytes),
  );
  response.uint8(count === found.length ? 1 : 0);
  for (const { attributeId, type, writable, reportable } of found.slice(0, count)) {
    response.uint16(attributeId).uint8(type);
    if (extended) response.uint8(1 | (writable ? 2 : 0) | (reportable ? 4 : 0));
  }
  return response.toBuffer();
}

/** ZCL 2.5.18, 2.5.19. */
function discoverCommandsReceived({ header, payload, layout, handler }: FoundationRequest): Buffer {
  const startId = payload.uint8();
  const countMax = payload.uint8();
  const known = header.manufacturerCode === undefined && handler?.command !== undefined;
  const found = known ? Object.values(layout.cluster.commands).filter((id) => id >= startId) : [];
  const ids = found.sort((left, right) => left - right).slice(0, countMax);
  const response = beginResponse(header, foundation.discoverCommandsReceivedResponse);
  response.uint8(ids.length === found.length ? 1 : 0);
  for (const id of ids) response.uint8(id);
  return response.toBuffer();
}
