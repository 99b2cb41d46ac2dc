import { type Clock, systemClock } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { IeeeAddress } from '../../devices/ieee-address.ts';
import { type Command, isFinal } from '../domain/command.ts';
import type { CommandPage, CommandQuery, CommandRequest, Commands } from '../domain/ports.ts';
import type { CommandStore } from '../store/command-store.ts';
import type { CommandQueue } from './command-queue.ts';
import type { CommandTracker } from './command-tracker.ts';

/** What the commands ask of the hubs' sessions. */
export interface HubQueues {
  /** The queue of a hub whose session is on this node. */
  queueOf(hubId: string): CommandQueue | undefined;
  /** Asks the hub not to start a command, on whichever node its session is. */
  cancelAtHub(homeId: string, hubId: string, commandId: string): Promise<void>;
}

/** How long a hub may take to say that it has not started a command. */
const cancelWaitMs = 2_000;
const ttlMaxMs = 24 * 60 * 60 * 1000;

/**
 * Commands as the API wants them. On the fast path, when the hub's session is on this node, a command costs two round trips to
 * Redis: when it is made and when it ends.
 */
export class CommandService implements Commands {
  readonly #store: CommandStore;
  readonly #queues: HubQueues;
  readonly #tracker: CommandTracker;
  readonly #clock: Clock;
  readonly #logger: Logger;

  constructor(
    parts: { store: CommandStore; queues: HubQueues; tracker: CommandTracker },
    logger: Logger,
    clock: Clock = systemClock,
  ) {
    this.#store = parts.store;
    this.#queues = parts.queues;
    this.#tracker = parts.tracker;
    this.#clock = clock;
    this.#logger = logger;
  }

  async submit(request: CommandRequest): Promise<Command> {
    const { homeId, hubId, ttlMs } = request;
    if (!(Number.isInteger(ttlMs) && ttlMs > 0 && ttlMs <= ttlMaxMs)) {
      throw new ZigfleetError('invalid-request', `ttlMs must be a whole number from 1 to ${ttlMaxMs}.`);
    }
    const local = this.#queues.queueOf(hubId);
    const queue = local?.session.homeId === homeId && local.reserve() ? local : undefined;
    const startedMs = this.#clock.monotonic();
    let result: { command: Command; created: boolean };
    try {
      result = await this.#store.create(request, queue?.session.epoch);
    } catch (error) {
      queue?.release();
      throw error;
    }
    const { command, created } = result;
    if (!created) {
      queue?.release();
      return command;
    }
    this.#tracker.track(command);
    const { commandId, hubId: to } = command;
    this.#logger.debug({ commandId, hubId: to, action: command.action.type }, 'command made');
    if (command.state === 'sent' && queue) {
      const { action } = command;
      const remainingMs = Math.max(0, ttlMs - (this.#clock.monotonic() - startedMs));
      queue.release({ commandId, action, traceparent: request.traceparent ?? '', remainingMs });
    } else {
      queue?.release();
    }
    return command;
  }

  get(homeId: string, commandId: string): Promise<Command | undefined> {
    return this.#store.get(homeId, commandId);
  }

  list(homeId: string, query: CommandQuery): Promise<CommandPage> {
    return this.#store.list(homeId, query);
  }

  beginBatch(batch: Parameters<Commands['beginBatch']>[0]): Promise<readonly IeeeAddress[]> {
    return this.#store.beginBatch(batch);
  }

  waitForEnd(
    homeId: string,
    commandId: string,
    waitMs: number,
    signal: AbortSignal,
  ): Promise<Command | undefined> {
    return this.#tracker.waitForEnd(homeId, commandId, waitMs, signal);
  }

  async cancel(homeId: string, commandId: string): Promise<Command | undefined> {
    let command = await this.#store.cancelQueued(homeId, commandId);
    if (command && !isFinal(command.state)) {
      await this.#queues.cancelAtHub(homeId, command.hubId, commandId);
      const never = new AbortController().signal;
      command = await this.#tracker.waitForEnd(homeId, commandId, cancelWaitMs, never);
    }
    if (!command || command.state === 'cancelled') return command;
    throw new ZigfleetError('conflict', 'The hub may already have started the command.', {
      context: { state: command.state },
    });
  }
}
