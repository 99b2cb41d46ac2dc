import type { Clock } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import { isZigfleetError, messageOf } from '../../common/zigfleet-error.ts';
import type { CommandFailureReason } from '../../devices/command-failure.ts';
import type { CommandOutcome, ExecutionOutcome } from '../../devices/command-outcome.ts';
import { CommandResult, Command as WireCommand } from '../../rpc/gen/zigfleet/link/v1/link.ts';
import type { AddressedDevice } from '../../rpc/wire/addressed-device.ts';
import { decodeCommandAction, deviceIndexOf, encodeCommandResult, laneOf } from '../../rpc/wire/command.ts';
import { wireLimits } from '../../rpc/wire/wire-limits.ts';
import type { CommandLog } from '../journal/command-log.ts';
import type { CommandExecutor } from './command-executor.ts';
import { CommandQueue } from './command-queue.ts';

export interface CommandDeskOptions {
  log: CommandLog;
  executor: CommandExecutor;
  clock: Clock;
  logger: Logger;
  /** The device of an index on the link. */
  deviceOf: (index: number) => AddressedDevice | undefined;
  /** The highest sequence number of the journal. */
  journalSequence: () => number;
  /** Puts a result into the journal; keeps it and tries again if it cannot. */
  journalResult: (result: CommandResult) => void;
  /** Tells the platform that the hub has the command. */
  sayDelivered: (commandId: string) => void;
}

/** Commands that the hub has not finished, at most. */
const commandsMax = 256;
/** No timer can wait for longer: 24 days. */
const ttlMaxMs = 2 ** 31 - 1;
/** How long a stop waits for commands that are being executed, milliseconds. */
const stopMs = 2000;

/** Takes the platform's commands in, has each executed at most once, and sees to it that each gets one result. */
export class CommandDesk {
  readonly #options: CommandDeskOptions;
  readonly #queue: CommandQueue;
  readonly #stopping = new AbortController();

  constructor(options: CommandDeskOptions) {
    this.#options = options;
    this.#queue = new CommandQueue(options.clock, commandsMax);
  }

  /** Goes on with what the last process left: what it had begun is answered, what it had not is done. */
  resume(): void {
    const { log, clock, journalSequence, journalResult, logger } = this.#options;
    const { lastFinished, unfinished } = log;
    // Killed between the two writes: the result is in the log, and not yet in the journal.
    if (lastFinished && lastFinished.journalSequence >= journalSequence()) {
      journalResult(CommandResult.decode(lastFinished.result));
    }
    for (const { commandId, command, receivedAtMs, wasStarted } of unfinished) {
      if (wasStarted) {
        logger.warn({ commandId }, 'the hub was restarted while it executed a command');
        this.#fail(commandId, 'interrupted', 'the hub was restarted while it executed the command');
        continue;
      }
      const decoded = WireCommand.decode(command);
      const leftMs = Math.min(decoded.ttlMs, ttlMaxMs) - Math.max(0, clock.now() - receivedAtMs);
      if (leftMs < 0) this.#finish(commandId, { state: 'expired' });
      else this.#enqueue(decoded, leftMs, (ttlMs) => this.#runWhenReady(decoded, ttlMs));
    }
  }

  receive(command: WireCommand): void {
    const { log, logger, sayDelivered, journalResult } = this.#options;
    const { commandId } = command;
    if (commandId === '' || commandId.length > wireLimits.commandIdLengthMax) {
      logger.warn('the platform sent a command without a usable id; it is ignored');
      return;
    }
    const result = log.resultOf(commandId);
    if (result) {
      journalResult(CommandResult.decode(result));
    } else if (log.isKnown(commandId)) {
      sayDelivered(commandId);
    } else {
      this.#take(command);
    }
  }

  /** Takes it back if its execution has not begun. */
  cancel(commandId: string): void {
    if (this.#queue.cancel(commandId)) this.#finish(commandId, { state: 'cancelled' });
  }

  /** Starts nothing more; what waits is left for the next start. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('the hub stops'));
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = this.#options.clock.setTimer(stopMs, resolve);
    await Promise.race([this.#queue.stop(), promise]);
    timer.cancel();
  }

  #take(command: WireCommand): void {
    const { log, logger, sayDelivered } = this.#options;
    const { commandId } = command;
    try {
      log.received(commandId, WireCommand.encode(command).finish());
    } catch (error) {
      logger.error({ err: error, commandId }, 'a command cannot be logged, so it is not executed');
      this.#fail(commandId, 'internal', 'the hub cannot write to its disk');
      return;
    }
    sayDelivered(commandId);
    this.#enqueue(command, Math.min(command.ttlMs, ttlMaxMs), () => this.#run(command));
  }

  #enqueue(command: WireCommand, ttlMs: number, run: (ttlMs: number) => Promise<void>): void {
    const { commandId } = command;
    if (ttlMs <= 0) {
      this.#finish(commandId, { state: 'expired' });
      return;
    }
    const isQueued = this.#queue.push({
      commandId,
      lane: laneOf(command.action),
      ttlMs,
      run,
      expire: () => this.#finish(commandId, { state: 'expired' }),
    });
    if (!isQueued) this.#fail(commandId, 'queue-full', `the hub has ${commandsMax} commands to do already`);
  }

  /** The radio of a hub that has just started may need a while; it is no reason for a command to fail. */
  async #runWhenReady(command: WireCommand, ttlMs: number): Promise<void> {
    const { executor, clock } = this.#options;
    const { promise: expired, resolve: expire } = Promise.withResolvers<'expired'>();
    const timer = clock.setTimer(ttlMs, () => expire('expired'));
    const { promise: stopped, resolve: stop } = Promise.withResolvers<'stopped'>();
    this.#stopping.signal.addEventListener('abort', () => stop('stopped'), { once: true });
    const what = await Promise.race([executor.ready?.(), expired, stopped]);
    timer.cancel();
    if (what === 'expired') this.#finish(command.commandId, { state: 'expired' });
    else if (what !== 'stopped') await this.#run(command);
  }

  async #run(command: WireCommand): Promise<void> {
    const { commandId, action, traceparent } = command;
    const { log, deviceOf, executor, logger } = this.#options;
    const device = deviceOf(deviceIndexOf(action));
    let outcome: ExecutionOutcome;
    try {
      const decoded = decodeCommandAction(action, deviceOf);
      log.started(commandId);
      outcome = await executor.execute({ commandId, action: decoded, traceparent }, this.#stopping.signal);
    } catch (error) {
      if (!isZigfleetError(error)) logger.error({ err: error, commandId }, 'executing a command failed');
      outcome = { state: 'failed', failure: { reason: reasonOf(error), detail: messageOf(error) } };
    }
    this.#finish(commandId, outcome, device);
  }

  #fail(commandId: string, reason: CommandFailureReason, detail: string): void {
    this.#finish(commandId, { state: 'failed', failure: { reason, detail } });
  }

  #finish(commandId: string, outcome: CommandOutcome, device?: AddressedDevice): void {
    const { log, logger, journalSequence, journalResult } = this.#options;
    const result = encodeCommandResult(commandId, outcome, device);
    try {
      log.finished(commandId, CommandResult.encode(result).finish(), journalSequence());
    } catch (error) {
      // It is remembered as long as this process lives; the platform gets it either way.
      logger.error({ err: error, commandId }, 'the result of a command cannot be logged');
    }
    logger.debug({ commandId, state: outcome.state }, 'command finished');
    journalResult(result);
  }
}

function reasonOf(error: unknown): CommandFailureReason {
  if (isZigfleetError(error, 'not-found')) return 'unknown-device';
  if (isZigfleetError(error, 'decode-failed')) return 'invalid-value';
  return 'internal';
}
