import type { ByteReader } from './byte-reader.ts';
import { dataTypeLayout, isAnalog, type ZclValue } from './data-types.ts';
import { readValue } from './value-codec.ts';

/** General commands (ZCL revision 8, table 2-3). */
export const foundation = {
  readAttributes: 0x00,
  readAttributesResponse: 0x01,
  writeAttributes: 0x02,
  writeAttributesUndivided: 0x03,
  writeAttributesResponse: 0x04,
  writeAttributesNoResponse: 0x05,
  configureReporting: 0x06,
  configureReportingResponse: 0x07,
  readReportingConfiguration: 0x08,
  readReportingConfigurationResponse: 0x09,
  reportAttributes: 0x0a,
  defaultResponse: 0x0b,
  discoverAttributes: 0x0c,
  discoverAttributesResponse: 0x0d,
  discoverCommandsReceived: 0x11,
  discoverCommandsReceivedResponse: 0x12,
  discoverAttributesExtended: 0x15,
  discoverAttributesExtendedResponse: 0x16,
} as const;

/** One record of a write attributes command; `value` undefined if its type cannot be read, and then it is the last. */
export interface WriteRecord {
  attributeId: number;
  type: number;
  value: ZclValue | undefined;
}

/** Directions of a reporting configuration (ZCL 2.5.7.1.2). */
export const reportDirection = { send: 0x00, receive: 0x01 } as const;

/** One record of a configure reporting command. */
export type ReportingRecord =
  | {
      direction: typeof reportDirection.send;
      attributeId: number;
      type: number;
      /** Seconds. 0xFFFF together with `maximumS` 0: back to the default. */
      minimumS: number;
      /** Seconds. 0: no periodic report; 0xFFFF: no report at all. */
      maximumS: number;
      /** For analog types only. Undefined if the type cannot be read, and then it is the last record. */
      change: ZclValue | undefined;
    }
  | { direction: typeof reportDirection.receive; attributeId: number; timeoutS: number };

/** @throws ZigfleetError `decode-failed` on an odd number of bytes */
export function decodeAttributeIds(payload: ByteReader): number[] {
  const ids: number[] = [];
  while (payload.remaining > 0) ids.push(payload.uint16());
  return ids;
}

/** @throws ZigfleetError `decode-failed` if a record is cut short */
export function decodeWriteRecords(payload: ByteReader): WriteRecord[] {
  const records: WriteRecord[] = [];
  while (payload.remaining > 0) {
    const attributeId = payload.uint16();
    const type = payload.uint8();
    const value = readOfUnknownType(payload, type);
    records.push({ attributeId, type, value });
    if (value === undefined) break;
  }
  return records;
}

/** @throws ZigfleetError `decode-failed` if a record is cut short */
export function decodeReportingRecords(payload: ByteReader): ReportingRecord[] {
  const records: ReportingRecord[] = [];
  while (payload.remaining > 0) {
    const direction = payload.uint8();
    const attributeId = payload.uint16();
    if (direction !== reportDirection.send) {
      records.push({ direction: reportDirection.receive, attributeId, timeoutS: payload.uint16() });
      continue;
    }
    const type = payload.uint8();
    const minimumS = payload.uint16();
    const maximumS = payload.uint16();
    const change = isAnalog(type) ? readOfUnknownType(payload, type) : null;
    records.push({ direction: reportDirection.send, attributeId, type, minimumS, maximumS, change });
    if (change === undefined) break;
  }
  return records;
}

/** @throws ZigfleetError `decode-failed` if a record is cut short */
export function decodeReportingQueries(payload: ByteReader): { direction: number; attributeId: number }[] {
  const queries: { direction: number; attributeId: number }[] = [];
  while (payload.remaining > 0) queries.push({ direction: payload.uint8(), attributeId: payload.uint16() });
  return queries;
}

/** Undefined for a type whose length nobody knows: what comes after it cannot be found. */
function readOfUnknownType(payload: ByteReader, type: number): ZclValue | undefined {
  return dataTypeLayout(type) === undefined ? undefined : readValue(payload, type);
}
