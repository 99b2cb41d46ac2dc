import type { Clock, Timer } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import { isZigfleetError } from '../../common/zigfleet-error.ts';
import type { CommandStore, CommandToSend } from '../store/command-store.ts';
import type { SessionRef } from '../store/session-store.ts';

/** How a command gets onto the link. */
export interface CommandSender {
  /**
   * Hands it to the stream, or sees to it that it ends if it cannot be said on this link at all.
   * @returns false if it could not be handed over now
   */
  send(command: CommandToSend): boolean;
  /** Asks the hub not to start it. @returns false if the hub could not be asked */
  cancel(commandId: string): boolean;
}

export interface CommandQueueOptions {
  session: SessionRef;
  store: CommandStore;
  sender: CommandSender;
  clock: Clock;
  logger: Logger;
  /** Commands that the hub may have at one time. */
  outstandingMax: number;
  /** How long after its TTL a command whose end never came still counts as outstanding. */
  graceMs: number;
}

/** Gathers what the hub says it has, so that a command that ends at once costs no write for having been delivered. */
const deliveredDelayMs = 25;
const retryMs = 250;

interface Outstanding {
  command: CommandToSend;
  /** By the monotonic clock: when its TTL has passed. */
  expiresMs: number;
  /** Handed to the stream. */
  isSent: boolean;
}

/**
 * The commands of one session, between the truth in Redis and the hub: what is queued there is taken, marked as sent, and
 * handed to the stream, in order and no more than the hub may have at one time. Losing it loses nothing.
 */
export class CommandQueue {
  readonly #options: CommandQueueOptions;
  readonly #outstanding = new Map<string, Outstanding>();
  readonly #delivered = new Set<string>();
  #reservedCount = 0;
  #isOpen = false;
  #isClosed = false;
  /** There may be queued commands in Redis; and whether those of earlier sessions are to be sent again, too. */
  #wanted: 'nothing' | 'queued' | 'all' = 'all';
  #taking = false;
  #deliveredTimer: Timer | undefined;
  #retryTimer: Timer | undefined;

  constructor(options: CommandQueueOptions) {
    this.#options = options;
  }

  get session(): SessionRef {
    return this.#options.session;
  }

  /** The hub can be sent commands from now on. */
  open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    void this.#take();
  }

  close(): void {
    this.#isClosed = true;
    this.#deliveredTimer?.cancel();
    this.#retryTimer?.cancel();
  }

  /** Keeps a place for a command that is about to be created, if it could be sent at once and would overtake none. */
  reserve(): boolean {
    if (!this.#isOpen || this.#isClosed || this.#taking || this.#wanted !== 'nothing') return false;
    if (this.#freeCount <= 0) return false;
    this.#reservedCount++;
    return true;
  }

  /** Gives a place back, with the command that it was for or without. */
  release(command?: CommandToSend): void {
    this.#reservedCount--;
    if (command) this.#hand(command);
    else if (this.#wanted !== 'nothing') void this.#take();
  }

  /** Commands may have been queued in Redis. */
  lookAgain(): void {
    if (this.#wanted === 'nothing') this.#wanted = 'queued';
    void this.#take();
  }

  /** The hub has it. */
  delivered(commandId: string): void {
    if (this.#isClosed || !this.#outstanding.has(commandId)) return;
    this.#delivered.add(commandId);
    this.#deliveredTimer ??= this.#options.clock.setTimer(deliveredDelayMs, () => void this.#noteDelivered());
  }

  /** It is at its end. */
  ended(commandId: string): void {
    this.#delivered.delete(commandId);
    if (!this.#outstanding.delete(commandId)) return;
    this.#sendUnsent();
    if (this.#wanted !== 'nothing') void this.#take();
  }

  /** Asks the hub not to start it. @returns false if the hub could not be asked */
  cancel(commandId: string): boolean {
    return !this.#isClosed && this.#options.sender.cancel(commandId);
  }

  get #freeCount(): number {
    const { outstandingMax, graceMs, clock } = this.#options;
    if (this.#outstanding.size + this.#reservedCount >= outstandingMax) {
      const nowMs = clock.monotonic();
      for (const [commandId, { expiresMs }] of this.#outstanding) {
        if (expiresMs + graceMs < nowMs) this.#outstanding.delete(commandId);
      }
    }
    return outstandingMax - this.#outstanding.size - this.#reservedCount;
  }

  async #take(): Promise<void> {
    if (this.#taking || !this.#isOpen || this.#isClosed) return;
    const which = this.#wanted;
    const countMax = this.#freeCount;
    if (which === 'nothing' || countMax <= 0) return;
    this.#taking = true;
    this.#wanted = 'nothing';
    try {
      const { store, session } = this.#options;
      const commands = await store.take(session, which, which === 'all' ? Number.MAX_SAFE_INTEGER : countMax);
      if (which === 'queued' && commands.length >= countMax) this.#want('queued');
      for (const command of commands) if (!this.#outstanding.has(command.commandId)) this.#hand(command);
    } catch (error) {
      if (isZigfleetError(error, 'fenced')) this.close();
      else {
        this.#options.logger.debug({ err: error, hubId: this.session.hubId }, 'could not take commands');
        this.#want(which);
        this.#retryLater();
      }
    } finally {
      this.#taking = false;
    }
    if (this.#wanted !== 'nothing' && this.#retryTimer === undefined) void this.#take();
  }

  #want(which: 'queued' | 'all'): void {
    if (this.#wanted !== 'all') this.#wanted = which;
  }

  #hand(command: CommandToSend): void {
    const expiresMs = this.#options.clock.monotonic() + command.remainingMs;
    this.#outstanding.set(command.commandId, { command, expiresMs, isSent: false });
    this.#sendUnsent();
  }

  /** Sends what can be sent, in order. */
  #sendUnsent(): void {
    if (this.#isClosed || this.#retryTimer !== undefined) return;
    const { clock, sender, outstandingMax } = this.#options;
    const nowMs = clock.monotonic();
    let count = 0;
    for (const entry of [...this.#outstanding.values()]) {
      if (++count > outstandingMax) return;
      if (entry.isSent) continue;
      const remainingMs = Math.max(0, entry.expiresMs - nowMs);
      entry.isSent = sender.send({ ...entry.command, remainingMs });
      if (entry.isSent) continue;
      this.#retryLater();
      return;
    }
  }

  #retryLater(): void {
    if (this.#isClosed) return;
    this.#retryTimer ??= this.#options.clock.setTimer(retryMs, () => {
      this.#retryTimer = undefined;
      this.#sendUnsent();
      void this.#take();
    });
  }

  async #noteDelivered(): Promise<void> {
    this.#deliveredTimer = undefined;
    const commandIds = [...this.#delivered];
    this.#delivered.clear();
    if (commandIds.length === 0 || this.#isClosed) return;
    const { store, session, logger } = this.#options;
    try {
      await store.markDelivered(session.homeId, session.hubId, commandIds);
    } catch (error) {
      // Only a step on the way: the end will be written.
      logger.debug({ err: error, hubId: session.hubId }, 'could not note what was delivered');
    }
  }
}
