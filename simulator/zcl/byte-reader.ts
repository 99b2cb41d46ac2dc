import { ZigfleetError } from '../../src/common/zigfleet-error.ts';

/** Reads little-endian fields from bytes that a stranger sent; running past the end is `decode-failed`. */
export class ByteReader {
  readonly #bytes: Buffer;
  #offset: number;

  constructor(bytes: Buffer, offset = 0) {
    this.#bytes = bytes;
    this.#offset = offset;
  }

  /** How many bytes are left. */
  get remaining(): number {
    return this.#bytes.length - this.#offset;
  }

  uint8(): number {
    return this.#bytes.readUInt8(this.#take(1));
  }

  uint16(): number {
    return this.#bytes.readUInt16LE(this.#take(2));
  }

  uint32(): number {
    return this.#bytes.readUInt32LE(this.#take(4));
  }

  /** @param size - 1 to 6 bytes */
  uint(size: number): number {
    return this.#bytes.readUIntLE(this.#take(size), size);
  }

  /** @param size - 1 to 6 bytes */
  int(size: number): number {
    return this.#bytes.readIntLE(this.#take(size), size);
  }

  float32(): number {
    return this.#bytes.readFloatLE(this.#take(4));
  }

  float64(): number {
    return this.#bytes.readDoubleLE(this.#take(8));
  }

  /** A copy of the next `size` bytes: the sender's buffer may be used again. */
  bytes(size: number): Buffer {
    const start = this.#take(size);
    return Buffer.from(this.#bytes.subarray(start, start + size));
  }

  #take(size: number): number {
    const start = this.#offset;
    if (start + size > this.#bytes.length) {
      throw new ZigfleetError('decode-failed', `${size} bytes expected, ${this.remaining} left`);
    }
    this.#offset = start + size;
    return start;
  }
}
