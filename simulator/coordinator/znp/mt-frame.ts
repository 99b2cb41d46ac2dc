/**
 * The frame of TI's Monitor and Test protocol (Z-Stack Monitor and Test API, 2.1): SOF, length, two command bytes,
 * data, and a check byte that is the exclusive or of all between.
 */
export const startOfFrame = 0xfe;

/** Most data bytes of one frame. */
export const dataBytesMax = 250;

const overheadBytes = 5;

/** Kind of a frame: bits 7-5 of its first command byte. */
export const mtTypes = { poll: 0, sreq: 1, areq: 2, srsp: 3 } as const;

/** Subsystem of a frame: bits 4-0 of its first command byte. */
export const mtSubsystems = {
  rpcError: 0,
  sys: 1,
  af: 4,
  zdo: 5,
  sapi: 6,
  util: 7,
  appConfig: 15,
} as const;

export type MtType = (typeof mtTypes)[keyof typeof mtTypes];
export type MtSubsystem = keyof typeof mtSubsystems;

/** The first command byte of a frame. */
export function command0(type: MtType, subsystem: MtSubsystem): number {
  return (type << 5) | mtSubsystems[subsystem];
}

/** The exclusive or of a range of bytes. */
function checkByte(bytes: Buffer, start: number, end: number): number {
  let check = 0;
  for (let index = start; index < end; index++) check ^= bytes[index] ?? 0;
  return check;
}

/** A whole frame. @throws RangeError if there are more than 250 data bytes */
export function encodeFrame(cmd0: number, cmd1: number, data: Buffer): Buffer {
  if (data.length > dataBytesMax)
    throw new RangeError(`an MT frame holds 250 data bytes, not ${data.length}`);
  const frame = Buffer.allocUnsafe(data.length + overheadBytes);
  frame[0] = startOfFrame;
  frame[1] = data.length;
  frame[2] = cmd0;
  frame[3] = cmd1;
  data.copy(frame, 4);
  frame[frame.length - 1] = checkByte(frame, 1, frame.length - 1);
  return frame;
}

/** Writes the check byte of a frame whose other bytes are in place; returns the offset after it. */
export function sealFrame(bytes: Buffer, frameStart: number, dataEnd: number): number {
  bytes[dataEnd] = checkByte(bytes, frameStart + 1, dataEnd);
  return dataEnd + 1;
}

/** What a parser has thrown away so far. */
export interface ParserCounts {
  frames: number;
  /** Bytes that were not part of any frame. */
  skippedBytes: number;
  /** Frames whose check byte was wrong, or that claimed more than 250 bytes. */
  badFrames: number;
}

/**
 * Finds frames in a stream of bytes: whatever comes before a start byte is skipped (the 0xEF with which clients leave
 * the boot loader of old sticks among it); after a bad frame the search goes on at the byte behind its start byte, so
 * that a false start never hides a true one. Never holds more than one unfinished frame.
 */
export class MtParser {
  readonly counts: ParserCounts = { frames: 0, skippedBytes: 0, badFrames: 0 };
  readonly #onFrame: (cmd0: number, cmd1: number, data: Buffer) => void;
  #rest: Buffer = Buffer.alloc(0);

  /** @param onFrame - the data is a view of what was pushed: to be copied if it is kept */
  constructor(onFrame: (cmd0: number, cmd1: number, data: Buffer) => void) {
    this.#onFrame = onFrame;
  }

  /** Bytes of an unfinished frame, 0..254. */
  get pendingBytes(): number {
    return this.#rest.length;
  }

  push(chunk: Buffer): void {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    let offset = 0;
    while (offset < bytes.length) {
      if (bytes[offset] !== startOfFrame) {
        offset++;
        this.counts.skippedBytes++;
        continue;
      }
      const length = bytes[offset + 1];
      if (length === undefined) break;
      const dataEnd = offset + 4 + length;
      if (length <= dataBytesMax && dataEnd >= bytes.length) break;
      if (length > dataBytesMax || bytes[dataEnd] !== checkByte(bytes, offset + 1, dataEnd)) {
        this.counts.badFrames++;
        this.counts.skippedBytes++;
        offset++;
        continue;
      }
      this.counts.frames++;
      const data = bytes.subarray(offset + 4, dataEnd);
      this.#onFrame(bytes[offset + 2] ?? 0, bytes[offset + 3] ?? 0, data);
      offset = dataEnd + 1;
    }
    // A copy, so that one unfinished frame does not keep a large chunk alive.
    this.#rest = offset < bytes.length ? Buffer.from(bytes.subarray(offset)) : Buffer.alloc(0);
  }

  /** Takes what waits for the rest of a frame as no frame: the line has been silent for too long. */
  resynchronise(): void {
    const rest = this.#rest;
    if (rest.length === 0) return;
    this.#rest = Buffer.alloc(0);
    this.counts.badFrames++;
    this.counts.skippedBytes++;
    this.push(rest.subarray(1));
  }
}
