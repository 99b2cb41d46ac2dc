/** Work due now. */
export type Task = () => void;

/** How many items are worked off before the event loop gets a turn. */
const batchMax = 8192;

/** How many worked-off places the array may keep. */
const compactAt = 65_536;

/**
 * What is to happen now, in order, but not within the call that asked for it: the air with no delay. It is worked off
 * in a microtask; a storm that feeds itself yields to the event loop after every batch.
 */
export class FrameQueue<Item extends object> {
  #items: (Item | Task | undefined)[] = [];
  #head = 0;
  #scheduled = false;
  #running = false;
  #stopped = false;
  readonly #deliver: (item: Item) => void;
  readonly #onError: (error: unknown) => void;

  /** @param onError - gets what a delivery or task throws; the queue goes on */
  constructor(deliver: (item: Item) => void, onError: (error: unknown) => void) {
    this.#deliver = deliver;
    this.#onError = onError;
  }

  get length(): number {
    return this.#items.length - this.#head;
  }

  push(item: Item | Task): void {
    if (this.#stopped) return;
    this.#items.push(item);
    if (this.#scheduled || this.#running) return;
    this.#scheduled = true;
    queueMicrotask(this.#drain);
  }

  /** Works everything off now, what comes up meanwhile included. */
  flush(): void {
    if (this.#running || this.#stopped) return;
    while (this.length > 0) this.#work(Number.POSITIVE_INFINITY);
  }

  /** Drops what waits and takes no more. */
  stop(): void {
    this.#stopped = true;
    this.#items = [];
    this.#head = 0;
  }

  readonly #drain = (): void => {
    this.#scheduled = false;
    if (this.#running || this.#stopped) return;
    this.#work(batchMax);
    if (this.length > 0 && !this.#scheduled && !this.#stopped) {
      this.#scheduled = true;
      setImmediate(this.#drain);
    }
  };

  #work(limit: number): void {
    this.#running = true;
    for (let count = 0; count < limit && this.#head < this.#items.length; count++) {
      const item = this.#items[this.#head];
      this.#items[this.#head++] = undefined;
      try {
        if (typeof item === 'function') item();
        else if (item) this.#deliver(item);
      } catch (error) {
        this.#onError(error);
      }
    }
    if (this.#head >= this.#items.length) {
      if (this.#items.length > compactAt) this.#items = [];
      else this.#items.length = 0;
      this.#head = 0;
    } else if (this.#head > compactAt) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    this.#running = false;
  }
}
