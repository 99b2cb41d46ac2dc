const initialCapacity = 64;

/** Builds a frame of little-endian fields. A value that does not fit its field is a bug and throws. */
export class ByteWriter {
  #bytes = Buffer.allocUnsafe(initialCapacity);
  #length = 0;

  /** How many bytes were written. */
  get length(): number {
    return this.#length;
  }

  uint8(value: number): this {
    const start = this.#grow(1);
    this.#bytes.writeUInt8(value, start);
    return this;
  }

  uint16(value: number): this {
    const start = this.#grow(2);
    this.#bytes.writeUInt16LE(value, start);
    return this;
  }

  uint32(value: number): this {
    const start = this.#grow(4);
    this.#bytes.writeUInt32LE(value, start);
    return this;
  }

  /** @param size - 1 to 6 bytes */
  uint(value: number, size: number): this {
    const start = this.#grow(size);
    this.#bytes.writeUIntLE(value, start, size);
    return this;
  }

  /** @param size - 1 to 6 bytes */
  int(value: number, size: number): this {
    const start = this.#grow(size);
    this.#bytes.writeIntLE(value, start, size);
    return this;
  }

  float32(value: number): this {
    const start = this.#grow(4);
    this.#bytes.writeFloatLE(value, start);
    return this;
  }

  float64(value: number): this {
    const start = this.#grow(8);
    this.#bytes.writeDoubleLE(value, start);
    return this;
  }

  bytes(value: Uint8Array): this {
    const start = this.#grow(value.length);
    this.#bytes.set(value, start);
    return this;
  }

  /** What was written so far; the writer must not be used afterwards. */
  toBuffer(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  #grow(size: number): number {
    const start = this.#length;
    this.#length = start + size;
    if (this.#length > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length));
      larger.set(this.#bytes.subarray(0, start));
      this.#bytes = larger;
    }
    return start;
  }
}
