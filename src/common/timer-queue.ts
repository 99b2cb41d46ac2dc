import { runTask, type Timer, type TimerTask } from './clock.ts';

const notQueued = -1;

/** A timer of a queue. */
export class QueuedTimer implements Timer {
  readonly dueMs: number;
  readonly order: number;
  /** Where the queue has it; kept by the queue. */
  index = notQueued;
  readonly #queue: TimerQueue;
  #task: TimerTask | undefined;

  constructor(queue: TimerQueue, dueMs: number, order: number, task: TimerTask) {
    this.#queue = queue;
    this.dueMs = dueMs;
    this.order = order;
    this.#task = task;
  }

  cancel(): void {
    this.#task = undefined;
    if (this.index !== notQueued) this.#queue.remove(this);
  }

  /** Does what it is for, once. */
  fire(): void {
    const task = this.#task;
    this.#task = undefined;
    if (task !== undefined) runTask(task);
  }
}

/** Timers in the order in which they are due, those of one moment in the order in which they were set. A binary heap. */
export class TimerQueue {
  readonly #heap: QueuedTimer[] = [];
  readonly #onEmptied: (() => void) | undefined;
  #nextOrder = 0;

  /** @param onEmptied - called when the last timer was taken out */
  constructor(onEmptied?: () => void) {
    this.#onEmptied = onEmptied;
  }

  /** That of the timer that is added next. */
  get nextOrder(): number {
    return this.#nextOrder;
  }

  get size(): number {
    return this.#heap.length;
  }

  /** The one that is due next. */
  get next(): QueuedTimer | undefined {
    return this.#heap[0];
  }

  add(dueMs: number, task: TimerTask): QueuedTimer {
    const timer = new QueuedTimer(this, dueMs, this.#nextOrder++, task);
    this.#rise(timer, this.#heap.length);
    return timer;
  }

  /** Takes a timer out that is in. */
  remove(timer: QueuedTimer): void {
    const { index } = timer;
    timer.index = notQueued;
    const last = this.#heap.pop();
    if (last === undefined || last === timer) {
      if (this.#heap.length === 0) this.#onEmptied?.();
      return;
    }
    this.#rise(last, index);
    this.#sink(last);
  }

  #place(timer: QueuedTimer, index: number): void {
    this.#heap[index] = timer;
    timer.index = index;
  }

  #rise(timer: QueuedTimer, from: number): void {
    let index = from;
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = this.#heap[above];
      if (parent === undefined || isBefore(parent, timer)) break;
      this.#place(parent, index);
      index = above;
    }
    this.#place(timer, index);
  }

  #sink(timer: QueuedTimer): void {
    let { index } = timer;
    for (;;) {
      const left = this.#heap[2 * index + 1];
      const right = this.#heap[2 * index + 2];
      const child = right !== undefined && left !== undefined && isBefore(right, left) ? right : left;
      if (child === undefined || isBefore(timer, child)) break;
      const below = child.index;
      this.#place(child, index);
      index = below;
    }
    this.#place(timer, index);
  }
}

function isBefore(one: QueuedTimer, other: QueuedTimer): boolean {
  return one.dueMs < other.dueMs || (one.dueMs === other.dueMs && one.order < other.order);
}
