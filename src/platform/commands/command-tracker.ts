import { type Clock, systemClock, type Timer } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import { type Command, isFinal } from '../domain/command.ts';
import { BoundedMap } from '../store/bounded-map.ts';
import { type CommandStore, parseEnd } from '../store/command-store.ts';
import type { CommandEnd, CommandStanding } from '../store/session-store.ts';

/** Commands of this node that are remembered, so that whoever waits for their end need not ask Redis. */
const trackedMax = 10_000;
/** Whoever waits looks for himself this often, in case no message comes. */
const lookAgainMs = 2_000;

/** Who waits on this node for the end of which command. */
export class CommandTracker {
  readonly #store: CommandStore;
  readonly #logger: Logger;
  readonly #clock: Clock;
  readonly #tracked = new BoundedMap<string, Command>(trackedMax);
  readonly #waiters = new Map<string, Set<(command: Command) => void>>();

  constructor(store: CommandStore, logger: Logger, clock: Clock = systemClock) {
    this.#store = store;
    this.#logger = logger;
    this.#clock = clock;
  }

  /** A command that was made on this node: its end will be told here. */
  track(command: Command): void {
    this.#tracked.set(command.commandId, command);
  }

  /** How a command has ended, as its hub has told a session on this node; the store does not have it yet. */
  ending({ commandId, state, result }: CommandEnd, endedAtMs: number): void {
    const command = this.#tracked.get(commandId);
    if (!command || isFinal(command.state)) return;
    const changedAtMs = Math.max(endedAtMs, command.createdAtMs);
    this.#settle({ ...command, state, changedAtMs, ...parseEnd(result) });
  }

  /** How a command stands, as a session on this node has written. */
  ended(homeId: string, commandId: string, standing: CommandStanding): void {
    if (!standing || !isFinal(standing.state)) return;
    const command = this.#tracked.get(commandId);
    if (command) {
      const { state, changedAtMs, result } = standing;
      this.#settle({ ...command, state, changedAtMs, ...parseEnd(result) });
    } else {
      void this.refresh(homeId, commandId);
    }
  }

  /** Another node, or a sweeper, says that a command has ended: only Redis knows how. */
  async refresh(homeId: string, commandId: string): Promise<void> {
    if (!this.#waiters.has(commandId) && this.#tracked.get(commandId) === undefined) return;
    try {
      const command = await this.#store.get(homeId, commandId);
      if (command && isFinal(command.state)) this.#settle(command);
    } catch (error) {
      this.#logger.debug({ err: error, commandId }, 'could not read the end of a command');
    }
  }

  /** The command as soon as it is final, or as it is when the time is over or the signal aborts. */
  async waitForEnd(
    homeId: string,
    commandId: string,
    waitMs: number,
    signal: AbortSignal,
  ): Promise<Command | undefined> {
    const tracked = this.#tracked.get(commandId);
    const known = tracked?.homeId === homeId ? tracked : await this.#store.get(homeId, commandId);
    if (!known || isFinal(known.state) || waitMs <= 0 || signal.aborted) return known;
    return (
      (await this.#wait(homeId, commandId, waitMs, signal)) ?? (await this.#store.get(homeId, commandId))
    );
  }

  /** Resolves with nothing when the time is over. */
  #wait(
    homeId: string,
    commandId: string,
    waitMs: number,
    signal: AbortSignal,
  ): Promise<Command | undefined> {
    return new Promise((resolve) => {
      const done = (command?: Command) => {
        timeout.cancel();
        look.cancel();
        signal.removeEventListener('abort', onAbort);
        const waiters = this.#waiters.get(commandId);
        waiters?.delete(done);
        if (waiters?.size === 0) this.#waiters.delete(commandId);
        resolve(command);
      };
      const onAbort = () => done();
      const lookAgain = (): Timer =>
        this.#clock.setTimer(lookAgainMs, () => {
          look = lookAgain();
          void this.refresh(homeId, commandId);
        });
      const timeout = this.#clock.setTimer(waitMs, () => done());
      let look = lookAgain();
      signal.addEventListener('abort', onAbort, { once: true });
      const waiters = this.#waiters.get(commandId) ?? new Set();
      waiters.add(done);
      this.#waiters.set(commandId, waiters);
    });
  }

  #settle(command: Command): void {
    if (this.#tracked.get(command.commandId)) this.#tracked.set(command.commandId, command);
    for (const waiter of [...(this.#waiters.get(command.commandId) ?? [])]) waiter(command);
  }
}
