import type { Clock, Timer } from '../../src/common/clock.ts';
import type { Subscription } from './environment.ts';

interface Planned {
  atMs: number;
  order: number;
  run: (() => void) | undefined;
}

/** A clock's timer never sleeps longer than this, because a runtime's own timers are bounded (2^31 ms). */
const sleepMaxMs = 86_400_000;

/**
 * World time, and what is planned in it. Whatever is planned runs at its own time, in order of time and then of
 * planning, even if the clock's timer is late; so the world does not depend on how its clock is stepped. World time
 * stands still before `start` and after `stop`.
 */
export class Timeline {
  readonly #clock: Clock;
  /** A binary heap, the earliest first. */
  #heap: Planned[] = [];
  #cancelledCount = 0;
  #order = 0;
  #nowMs: number;
  /** What to add to the clock's monotonic time to get world time; undefined while it stands still. */
  #offsetMs: number | undefined;
  #timer: Timer | undefined;
  #timerAtMs = Number.POSITIVE_INFINITY;
  #isRunning = false;

  /** @param startMs - the world's date when it starts, milliseconds since the Unix epoch */
  constructor(clock: Clock, startMs: number) {
    this.#clock = clock;
    this.#nowMs = startMs;
  }

  /** World time in whole milliseconds since the Unix epoch, as of the last `sync`. */
  get nowMs(): number {
    return this.#nowMs;
  }

  /** How many things are planned. */
  get plannedCount(): number {
    return this.#heap.length - this.#cancelledCount;
  }

  get #isStill(): boolean {
    return this.#offsetMs === undefined;
  }

  start(): void {
    if (this.#offsetMs !== undefined) return;
    this.#offsetMs = this.#nowMs - this.#clock.monotonic();
    this.#arm();
  }

  stop(): void {
    this.sync();
    if (this.#offsetMs === undefined) return;
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#timerAtMs = Number.POSITIVE_INFINITY;
    this.#offsetMs = undefined;
  }

  /** Runs what has fallen due, then stands at the clock's present. Called from within what runs, does nothing. */
  sync(): void {
    if (this.#isRunning || this.#offsetMs === undefined) return;
    const presentMs = Math.floor(this.#clock.monotonic() + this.#offsetMs);
    if (presentMs <= this.#nowMs && (this.#heap[0]?.atMs ?? Number.POSITIVE_INFINITY) > presentMs) return;
    this.#isRunning = true;
    try {
      for (let next = this.#heap[0]; next && next.atMs <= presentMs; next = this.#heap[0]) {
        if (this.#isStill) return;
        this.#removeFirst();
        if (!next.run) {
          this.#cancelledCount--;
          continue;
        }
        const { run } = next;
        next.run = undefined;
        this.#nowMs = Math.max(this.#nowMs, next.atMs);
        run();
      }
      if (!this.#isStill) this.#nowMs = Math.max(this.#nowMs, presentMs);
    } finally {
      this.#isRunning = false;
      this.#arm();
    }
  }

  /** Plans `run` at a time; a past one counts as now. */
  plan(atMs: number, run: () => void): Subscription {
    const planned: Planned = { atMs: Math.max(this.#nowMs, Math.ceil(atMs)), order: this.#order++, run };
    this.#insert(planned);
    if (!this.#isRunning) this.#arm();
    return {
      cancel: () => {
        if (!planned.run) return;
        planned.run = undefined;
        this.#cancelledCount++;
        this.#compact();
      },
    };
  }

  #arm(): void {
    if (this.#offsetMs === undefined) return;
    const nextMs = this.#heap[0]?.atMs;
    if (nextMs === undefined) {
      this.#timer?.cancel();
      this.#timer = undefined;
      this.#timerAtMs = Number.POSITIVE_INFINITY;
      return;
    }
    const wakeMs = Math.min(nextMs, this.#nowMs + sleepMaxMs);
    if (this.#timer && this.#timerAtMs === wakeMs) return;
    this.#timer?.cancel();
    this.#timerAtMs = wakeMs;
    const delayMs = wakeMs - this.#offsetMs - this.#clock.monotonic();
    this.#timer = this.#clock.setTimer(Math.max(0, delayMs), () => {
      this.#timer = undefined;
      this.sync();
      // A timer that fired a fraction early found nothing due: wait for the rest.
      if (!this.#timer) this.#arm();
    });
  }

  /** Keeps cancelled entries below half, so that plans made and dropped again and again do not pile up. */
  #compact(): void {
    if (this.#cancelledCount < 64 || this.#cancelledCount * 2 < this.#heap.length) return;
    const kept = this.#heap.filter((planned) => planned.run);
    this.#heap = [];
    this.#cancelledCount = 0;
    for (const planned of kept) this.#insert(planned);
  }

  #insert(planned: Planned): void {
    const heap = this.#heap;
    let index = heap.push(planned) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (!above || isBefore(above, planned)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = planned;
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      let below = heap[child];
      const right = heap[child + 1];
      if (below && right && isBefore(right, below)) {
        below = right;
        child++;
      }
      if (!below || isBefore(last, below)) break;
      heap[index] = below;
      index = child;
    }
    heap[index] = last;
  }
}

function isBefore(one: Planned, other: Planned): boolean {
  return one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order);
}
