import type { Clock, Timer } from '../../../src/common/clock.ts';

/** Where the bytes go: a socket, seen as narrowly as it is used. */
export interface LineSink {
  /** Hands bytes over; they are not changed afterwards. */
  write(bytes: Buffer): void;
  /** Bytes handed over that the system has not taken yet. */
  readonly backlogBytes: number;
}

export interface LineWriterOptions {
  clock: Clock;
  sink: LineSink;
  /** Bits per second of the serial line; undefined: as fast as the sink takes them. */
  baud: number | undefined;
  /** How many bytes may wait; what does not fit is dropped, as on a stick whose host does not read. */
  backlogBytesMax: number;
}

interface PacedFrame {
  bytes: Buffer;
  /** Monotonic milliseconds at which its last bit leaves the line. */
  doneMs: number;
}

/** On a serial line a byte takes a start bit, eight data bits and a stop bit. */
const bitsPerByte = 10;

/** Frames are built one after another in blocks of this size, bytes. */
const blockBytes = 64 * 1024;

/** No frame is shorter than this, bytes. */
const frameBytesMin = 5;

/** No frame is longer than this, bytes. */
const frameBytesMax = 256;

/**
 * The way out of a coordinator. Frames are written straight into a block; those of one turn go out in one piece.
 * With a baud rate, each frame goes out when its last bit would have left a serial line.
 */
export class LineWriter {
  readonly #options: LineWriterOptions;
  readonly #queue: PacedFrame[] = [];
  #queuedBytes = 0;
  #block = Buffer.allocUnsafeSlow(blockBytes);
  #start = 0;
  #end = 0;
  #scheduled = false;
  #closed = false;
  /** Monotonic milliseconds at which the line has sent all that it took. */
  #lineFreeMs = 0;
  #timer: Timer | undefined;
  droppedFrames = 0;

  constructor(options: LineWriterOptions) {
    this.#options = options;
  }

  /** Bytes that wait here or in the system. */
  get backlogBytes(): number {
    return this.#end - this.#start + this.#queuedBytes + this.#options.sink.backlogBytes;
  }

  /** How many frames wait here or in the system, at most. */
  get unsentFrames(): number {
    const bytes = this.#end - this.#start + this.#options.sink.backlogBytes;
    return this.#queue.length + Math.ceil(bytes / frameBytesMin);
  }

  /** Whether a frame that may be dropped would be. */
  get isFull(): boolean {
    return this.backlogBytes > this.#options.backlogBytesMax;
  }

  /**
   * A place for a frame of up to 256 bytes: the caller writes at the returned offset of `block`, then calls `commit`.
   */
  reserve(): number {
    if (this.#end + frameBytesMax > blockBytes) {
      this.#cut();
      this.#block = Buffer.allocUnsafeSlow(blockBytes);
      this.#start = 0;
      this.#end = 0;
    }
    return this.#end;
  }

  get block(): Buffer {
    return this.#block;
  }

  /** Takes over what was written up to this offset. */
  commit(end: number): void {
    if (this.#closed) return;
    const start = this.#end;
    this.#end = end;
    if (this.#options.baud !== undefined) {
      this.#pace(start);
      return;
    }
    if (this.#scheduled) return;
    this.#scheduled = true;
    // After the microtasks of this turn: all that they say goes out together.
    setImmediate(this.#flush);
  }

  /** Sends nothing more. */
  close(): void {
    this.#closed = true;
    this.#timer?.cancel();
    this.#queue.length = 0;
    this.#queuedBytes = 0;
  }

  readonly #flush = (): void => {
    this.#scheduled = false;
    if (this.#closed) return;
    this.#cut();
  };

  /** Hands over the written part of the block. */
  #cut(): void {
    if (this.#end === this.#start || this.#options.baud !== undefined) return;
    this.#options.sink.write(this.#block.subarray(this.#start, this.#end));
    this.#start = this.#end;
  }

  #pace(start: number): void {
    const { clock, baud = 115_200 } = this.#options;
    const bytes = this.#block.subarray(start, this.#end);
    this.#start = this.#end;
    const startMs = Math.max(this.#lineFreeMs, clock.monotonic());
    this.#lineFreeMs = startMs + (bytes.length * bitsPerByte * 1000) / baud;
    this.#queue.push({ bytes, doneMs: this.#lineFreeMs });
    this.#queuedBytes += bytes.length;
    this.#timer ??= this.#wait();
  }

  #wait(): Timer | undefined {
    const [next] = this.#queue;
    if (!next) return undefined;
    const { clock, sink } = this.#options;
    return clock.setTimer(Math.max(0, next.doneMs - clock.monotonic()), () => {
      const nowMs = clock.monotonic();
      // A late timer sends all that the line would have sent by now, so that the rate holds.
      for (let frame: PacedFrame | undefined = next; frame; ) {
        this.#queue.shift();
        this.#queuedBytes -= frame.bytes.length;
        sink.write(frame.bytes);
        const following: PacedFrame | undefined = this.#queue[0];
        frame = following && following.doneMs <= nowMs ? following : undefined;
      }
      this.#timer = this.#wait();
    });
  }
}
