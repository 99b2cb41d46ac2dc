/**
 * Blocks of a pcapng file (IETF draft-ietf-opsawg-pcapng), little-endian. Each is a whole number of 32-bit words,
 * framed by its type and twice its length.
 */
const blockTypes = { sectionHeader: 0x0a0d0d0a, interfaceDescription: 1, enhancedPacket: 6 } as const;
const byteOrderMagic = 0x1a2b3c4d;
const options = { end: 0, comment: 1, userApplication: 4, interfaceName: 2, timeResolution: 9 } as const;

/** LINKTYPE_IEEE802_15_4_TAP: a small header with channel and link quality, then the frame. */
export const linkTypeTap = 283;

const frameBytes = 12;
const maximumLength = 0;

function padded(length: number): number {
  return (length + 3) & ~3;
}

function encodeOptions(entries: readonly (readonly [code: number, value: Buffer])[]): Buffer {
  const parts = entries.map(([code, value]) => {
    const option = Buffer.alloc(4 + padded(value.length));
    option.writeUInt16LE(code, 0);
    option.writeUInt16LE(value.length, 2);
    value.copy(option, 4);
    return option;
  });
  return Buffer.concat([...parts, Buffer.alloc(4)]);
}

function encodeBlock(type: number, body: Buffer): Buffer {
  const length = frameBytes + body.length;
  const block = Buffer.allocUnsafe(length);
  block.writeUInt32LE(type, 0);
  block.writeUInt32LE(length, 4);
  body.copy(block, 8);
  block.writeUInt32LE(length, length - 4);
  return block;
}

/** The block that begins a file. */
export function sectionHeaderBlock(facts: { application: string; comment: string }): Buffer {
  const head = Buffer.alloc(16);
  head.writeUInt32LE(byteOrderMagic, 0);
  head.writeUInt16LE(1, 4);
  head.writeUInt16LE(0, 6);
  // The length of the section is not known beforehand.
  head.writeBigInt64LE(-1n, 8);
  const entries = [
    [options.comment, Buffer.from(facts.comment)],
    [options.userApplication, Buffer.from(facts.application)],
  ] as const;
  return encodeBlock(blockTypes.sectionHeader, Buffer.concat([head, encodeOptions(entries)]));
}

/** One interface for each radio, in the order in which packets refer to them from 0. Times are in microseconds. */
export function interfaceBlock(name: string): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16LE(linkTypeTap, 0);
  head.writeUInt32LE(maximumLength, 4);
  const entries = [
    [options.interfaceName, Buffer.from(name)],
    [options.timeResolution, Buffer.of(6)],
  ] as const;
  return encodeBlock(blockTypes.interfaceDescription, Buffer.concat([head, encodeOptions(entries)]));
}

/**
 * A packet.
 * @param timeUs - microseconds since the Unix epoch
 */
export function packetBlock(interfaceId: number, timeUs: number, packet: Buffer): Buffer {
  const length = 8 + 20 + padded(packet.length) + 4;
  const block = Buffer.alloc(length);
  block.writeUInt32LE(blockTypes.enhancedPacket, 0);
  block.writeUInt32LE(length, 4);
  block.writeUInt32LE(interfaceId, 8);
  block.writeUInt32LE(Math.floor(timeUs / 2 ** 32), 12);
  block.writeUInt32LE(timeUs % 2 ** 32, 16);
  block.writeUInt32LE(packet.length, 20);
  block.writeUInt32LE(packet.length, 24);
  packet.copy(block, 28);
  block.writeUInt32LE(length, length - 4);
  return block;
}

/** TLVs of the TAP header (IEEE 802.15.4 TAP link type description, version 0). */
const tapTlvs = { fcsType: 0, channel: 3 } as const;
const tapBytes = 4 + 8 + 8;
const noFcs = 0;

/** The header that comes before a frame of link type TAP: no frame check sequence follows, and the channel, 11..26. */
export function tapHeader(channel: number): Buffer {
  const header = Buffer.alloc(tapBytes);
  header.writeUInt16LE(tapBytes, 2);
  header.writeUInt16LE(tapTlvs.fcsType, 4);
  header.writeUInt16LE(1, 6);
  header[8] = noFcs;
  header.writeUInt16LE(tapTlvs.channel, 12);
  header.writeUInt16LE(3, 14);
  header.writeUInt16LE(channel, 16);
  // Channel page 0: 2.4 GHz, O-QPSK.
  header[18] = 0;
  return header;
}
