import type { Clock, Timer } from '../../common/clock.ts';

/** A command that waits for its turn. */
export interface QueuedCommand {
  commandId: string;
  /** Commands of one lane run one at a time, in order. */
  lane: number;
  /** Not started later than this many milliseconds from now. */
  ttlMs: number;
  /** Its turn has come. `ttlMs` is what is left. Never rejects. */
  run: (ttlMs: number) => Promise<void>;
  /** Its TTL has passed before its turn came. */
  expire: () => void;
}

interface Waiting extends QueuedCommand {
  timer: Timer;
  queuedAtMs: number;
}

/** Commands in lanes: one device after the order of its commands, different devices in parallel. Bounded. */
export class CommandQueue {
  readonly #clock: Clock;
  readonly #commandsMax: number;
  /** What waits behind the running command of each busy lane. */
  readonly #lanes = new Map<number, Waiting[]>();
  readonly #running = new Set<Promise<void>>();
  #count = 0;
  #isStopped = false;

  /** @param commandsMax - waiting and running ones together */
  constructor(clock: Clock, commandsMax: number) {
    this.#clock = clock;
    this.#commandsMax = commandsMax;
  }

  /** Runs it in the same tick if its lane is free. @returns false if the queue is full */
  push(command: QueuedCommand): boolean {
    if (this.#count >= this.#commandsMax || this.#isStopped) return false;
    this.#count++;
    const lane = this.#lanes.get(command.lane);
    if (!lane) {
      this.#lanes.set(command.lane, []);
      this.#start(command, command.ttlMs);
      return true;
    }
    const waiting: Waiting = {
      ...command,
      queuedAtMs: this.#clock.monotonic(),
      timer: this.#clock.setTimer(command.ttlMs, () => {
        this.#withdraw(waiting);
        waiting.expire();
      }),
    };
    lane.push(waiting);
    return true;
  }

  /** Takes a command out that has not been started. @returns false if there is no such */
  cancel(commandId: string): boolean {
    for (const lane of this.#lanes.values()) {
      const waiting = lane.find((each) => each.commandId === commandId);
      if (!waiting) continue;
      waiting.timer.cancel();
      this.#withdraw(waiting);
      return true;
    }
    return false;
  }

  /** Starts nothing more. What waits is forgotten. @returns resolves when what runs has ended */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const lane of this.#lanes.values()) {
      for (const { timer } of lane.splice(0)) timer.cancel();
    }
    await Promise.all(this.#running);
  }

  #start(command: QueuedCommand, ttlMs: number): void {
    const running = command.run(ttlMs).finally(() => {
      this.#running.delete(running);
      this.#count--;
      this.#next(command.lane);
    });
    this.#running.add(running);
  }

  #next(laneId: number): void {
    const next = this.#lanes.get(laneId)?.shift();
    if (!next) {
      this.#lanes.delete(laneId);
      return;
    }
    next.timer.cancel();
    this.#start(next, Math.max(0, next.ttlMs - (this.#clock.monotonic() - next.queuedAtMs)));
  }

  #withdraw(waiting: Waiting): void {
    const lane = this.#lanes.get(waiting.lane);
    lane?.splice(lane.indexOf(waiting), 1);
    this.#count--;
  }
}
