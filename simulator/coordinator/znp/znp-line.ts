import type { LineWriter } from './line-writer.ts';
import type { MtIndication } from './mt-commands.ts';
import { encodeFields, type Values } from './mt-fields.ts';
import { command0, dataBytesMax, mtTypes, sealFrame, startOfFrame } from './mt-frame.ts';

/** What the coordinator says: frames into the writer of whoever is connected, or nowhere. */
export class ZnpLine {
  #writer: LineWriter | undefined;
  /** Frames that nobody heard: no client, or one that did not read. */
  droppedFrames = 0;
  /** A fault: nothing is said any more. */
  mute = false;
  /** A fault: so many of the next frames go out with a wrong checksum. */
  framesToCorrupt = 0;
  #lastWasCorrupted = false;

  /** @param writer - of the client that has just connected, or undefined when it is gone */
  attach(writer: LineWriter | undefined): void {
    this.#writer = writer;
  }

  get writer(): LineWriter | undefined {
    return this.#writer;
  }

  /** Whether something unasked is heard: not without a client, or by one that does not read, or if it was corrupted. */
  get heard(): boolean {
    return this.#takesMore && !this.#lastWasCorrupted;
  }

  get #takesMore(): boolean {
    return this.#writer !== undefined && !this.mute && !this.#writer.isFull;
  }

  /** A frame that answers a request: never dropped. */
  respond(cmd0: number, cmd1: number, data: Buffer): void {
    this.#write(cmd0, cmd1, data);
  }

  /** Something unasked: dropped if the client is too slow. */
  indicate<I extends MtIndication>(indication: I, values: Values<I['fields']>): void {
    this.indicateRaw(indication.subsystem, indication.id, encodeFields(indication.fields, values));
  }

  indicateRaw(subsystem: MtIndication['subsystem'], id: number, data: Buffer): void {
    if (this.#isDeaf()) return;
    this.#write(command0(mtTypes.areq, subsystem), id, data);
  }

  /**
   * Begins a frame of which `dataBytes` data bytes follow, for those said thousands of times a second.
   * @returns where the data goes in `block`; undefined if the frame is dropped
   */
  begin(cmd0: number, cmd1: number, dataBytes: number): { block: Buffer; offset: number } | undefined {
    const writer = this.#writer;
    if (!writer || this.#isDeaf()) return undefined;
    const offset = writer.reserve();
    const { block } = writer;
    block[offset] = startOfFrame;
    block[offset + 1] = dataBytes;
    block[offset + 2] = cmd0;
    block[offset + 3] = cmd1;
    return { block, offset: offset + 4 };
  }

  /** Ends the frame that `begin` began. */
  end(block: Buffer, dataOffset: number, dataBytes: number): void {
    this.#commit(block, sealFrame(block, dataOffset - 4, dataOffset + dataBytes));
  }

  #isDeaf(): boolean {
    if (this.#takesMore) return false;
    this.droppedFrames++;
    if (this.#writer) this.#writer.droppedFrames++;
    return true;
  }

  #write(cmd0: number, cmd1: number, data: Buffer): void {
    const writer = this.#writer;
    if (!writer || this.mute) return;
    if (data.length > dataBytesMax) throw new RangeError(`an MT frame of ${data.length} data bytes`);
    const offset = writer.reserve();
    const { block } = writer;
    block[offset] = startOfFrame;
    block[offset + 1] = data.length;
    block[offset + 2] = cmd0;
    block[offset + 3] = cmd1;
    data.copy(block, offset + 4);
    this.#commit(block, sealFrame(block, offset, offset + 4 + data.length));
  }

  #commit(block: Buffer, end: number): void {
    this.#lastWasCorrupted = this.framesToCorrupt > 0;
    if (this.#lastWasCorrupted) {
      this.framesToCorrupt--;
      block[end - 1] = (block[end - 1] ?? 0) ^ 0xff;
    }
    this.#writer?.commit(end);
  }
}
