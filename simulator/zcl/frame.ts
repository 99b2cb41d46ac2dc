import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';

/** The header of a ZCL frame (ZCL revision 8, 2.4.1). */
export interface ZclHeader {
  /** Whether the command belongs to the cluster rather than to the whole profile. */
  clusterSpecific: boolean;
  /** Present on manufacturer-specific frames. */
  manufacturerCode?: number | undefined;
  /** Direction: from the cluster's server to its client. */
  fromServer: boolean;
  /** The sender wants a default response only for errors. */
  disableDefaultResponse: boolean;
  /** Transaction sequence number, 0..255; a response carries that of its request. */
  sequence: number;
  commandId: number;
}

const frameTypeMask = 0x03;
const frameTypeGlobal = 0x00;
const frameTypeCluster = 0x01;
const manufacturerSpecificBit = 0x04;
const fromServerBit = 0x08;
const disableDefaultResponseBit = 0x10;

/** @throws ZigfleetError `decode-failed` if it is too short or of a reserved frame type */
export function decodeFrame(bytes: Buffer): { header: ZclHeader; payload: ByteReader } {
  const reader = new ByteReader(bytes);
  const control = reader.uint8();
  const frameType = control & frameTypeMask;
  if (frameType !== frameTypeGlobal && frameType !== frameTypeCluster) {
    throw new ZigfleetError('decode-failed', `frame type ${frameType} is reserved`);
  }
  const manufacturerCode = control & manufacturerSpecificBit ? reader.uint16() : undefined;
  return {
    header: {
      clusterSpecific: frameType === frameTypeCluster,
      manufacturerCode,
      fromServer: (control & fromServerBit) !== 0,
      disableDefaultResponse: (control & disableDefaultResponseBit) !== 0,
      sequence: reader.uint8(),
      commandId: reader.uint8(),
    },
    payload: reader,
  };
}

/** A writer with the header in it: the payload follows. */
export function beginFrame(header: ZclHeader): ByteWriter {
  const writer = new ByteWriter().uint8(
    (header.clusterSpecific ? frameTypeCluster : frameTypeGlobal) |
      (header.manufacturerCode === undefined ? 0 : manufacturerSpecificBit) |
      (header.fromServer ? fromServerBit : 0) |
      (header.disableDefaultResponse ? disableDefaultResponseBit : 0),
  );
  if (header.manufacturerCode !== undefined) writer.uint16(header.manufacturerCode);
  return writer.uint8(header.sequence).uint8(header.commandId);
}
