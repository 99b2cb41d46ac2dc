import { ZigfleetError } from '../../common/zigfleet-error.ts';

/** Reads what a ByteWriter wrote. Reading beyond the end throws `decode-failed`. */
export class ByteReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get atEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  byte(): number {
    const value = this.#bytes[this.#at++];
    if (value === undefined) throw truncated();
    return value;
  }

  unsigned(): number {
    let value = 0;
    let scale = 1;
    for (let count = 0; count < 8; count++) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 0x80;
    }
    throw new ZigfleetError('decode-failed', 'a number is too long');
  }

  signed(): number {
    const value = this.unsigned();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  double(): number {
    if (this.#at + 8 > this.#bytes.length) throw truncated();
    const value = this.#bytes.readDoubleLE(this.#at);
    this.#at += 8;
    return value;
  }

  text(): string {
    const length = this.unsigned();
    const end = this.#at + length;
    if (end > this.#bytes.length) throw truncated();
    const value = this.#bytes.toString('utf8', this.#at, end);
    this.#at = end;
    return value;
  }
}

function truncated(): ZigfleetError {
  return new ZigfleetError('decode-failed', 'the stored bytes end too early');
}
