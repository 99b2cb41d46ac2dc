import type { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { dataTypes } from './data-types.ts';
import { decodeAttributeIds, foundation } from './foundation.ts';
import { beginFrame, type ZclHeader } from './frame.ts';
import { zclStatus } from './status.ts';
import { writeValue } from './value-codec.ts';

/** OTA Upgrade (ZCL revision 8, 11): devices are its clients. */
export const otaClusterId = 0x0019;
const imageNotify = 0x00;
/** What a client asks after a notification. */
export const queryNextImageRequest = 0x01;
/** And the answer; there is never an image. */
export const queryNextImageResponse = 0x02;

/** No device here has more than one image, and none is ever replaced. */
const imageType = 0x0000;
const fileVersion = 0x00000001;
const upgradeStatusNormal = 0x00;
/** Attributes that are answered in one frame at most. */
const clientReadsMax = 9;
const payloadTypeMax = 0x03;
const jitterMax = 100;

/**
 * Answers who reads the attributes of a client: those of an OTA client say what image it has (11.10); others have none.
 * @throws ZigfleetError `decode-failed`
 */
export function readClientAttributes(
  clusterId: number,
  header: ZclHeader,
  payload: ByteReader,
  manufacturerCode: number,
): Buffer {
  const values = new Map<number, [type: number, value: number]>();
  if (clusterId === otaClusterId && header.manufacturerCode === undefined) {
    values.set(0x0002, [dataTypes.uint32, fileVersion]);
    values.set(0x0006, [dataTypes.enum8, upgradeStatusNormal]);
    values.set(0x0007, [dataTypes.uint16, manufacturerCode]);
    values.set(0x0008, [dataTypes.uint16, imageType]);
  }
  const response = beginFrame({
    ...header,
    fromServer: false,
    disableDefaultResponse: true,
    commandId: foundation.readAttributesResponse,
  });
  for (const attributeId of decodeAttributeIds(payload).slice(0, clientReadsMax)) {
    const found = values.get(attributeId);
    response.uint16(attributeId);
    if (found === undefined) response.uint8(zclStatus.unsupportedAttribute);
    else {
      const [type, value] = found;
      writeValue(response.uint8(zclStatus.success).uint8(type), type, value);
    }
  }
  return response.toBuffer();
}

/**
 * What a device asks when it is told of an image (11.13.3, 11.13.4): whether there is one for it.
 * @returns the payload of Query Next Image Request; undefined if the command is no Image Notify
 * @throws ZigfleetError `decode-failed`
 */
export function answerOtaNotice(
  commandId: number,
  payload: ByteReader,
  manufacturerCode: number,
): Buffer | undefined {
  if (commandId !== imageNotify) return undefined;
  const payloadType = payload.uint8();
  const jitter = payload.uint8();
  if (payloadType > payloadTypeMax || jitter > jitterMax) return undefined;
  return new ByteWriter().uint8(0).uint16(manufacturerCode).uint16(imageType).uint32(fileVersion).toBuffer();
}
