/** Messages too long for one frame that may wait for their host at once; the oldest is given up. */
const messagesMax = 8;

/** Keeps incoming messages that are too long for one frame until the host has fetched them piece by piece. */
export class MessageStore {
  readonly #messages = new Map<number, Buffer>();

  /**
   * @param timestamp - of its arrival
   * @returns the timestamp by which the host asks for it: the given one, or the next that is free
   */
  keep(timestamp: number, data: Buffer): number {
    if (this.#messages.size >= messagesMax) {
      for (const oldest of this.#messages.keys()) {
        this.#messages.delete(oldest);
        break;
      }
    }
    let free = timestamp;
    while (this.#messages.has(free)) free = (free + 1) >>> 0;
    this.#messages.set(free, data);
    return free;
  }

  /** Undefined if there is no such message, or it is shorter. */
  read(timestamp: number, index: number, length: number): Buffer | undefined {
    const data = this.#messages.get(timestamp);
    return data && index + length <= data.length ? data.subarray(index, index + length) : undefined;
  }

  release(timestamp: number): void {
    this.#messages.delete(timestamp);
  }

  clear(): void {
    this.#messages.clear();
  }
}
