import { Controller, setLogger as setHerdsmanLogger } from 'zigbee-herdsman';
import { setLogger as setConvertersLogger } from 'zigbee-herdsman-converters';
import type { Clock, Timer } from '../../common/clock.ts';
import { delay } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import type { Random } from '../../common/random.ts';
import { isZigfleetError, messageOf, ZigfleetError } from '../../common/zigfleet-error.ts';
import {
  askCoordinator,
  containDatabaseErrors,
  containFrameErrors,
  stopWithoutLine,
  watchForReset,
} from './herdsman-inside.ts';
import { herdsmanLog } from './herdsman-log.ts';
import { RadioError } from './radio.ts';

export type ControllerOptions = ConstructorParameters<typeof Controller>[0];

export interface ControllerLinkOptions {
  controllerOptions: () => ControllerOptions;
  logger: Logger;
  clock: Clock;
  random: Pick<Random, 'next'>;
  /** A controller is about to be started: attach listeners. */
  attach(controller: Controller): void;
  /** The link is up. */
  onUp(controller: Controller): void;
  /** The link is down; the controller's devices are gone with it. */
  onDown(): void;
}

const backoffBaseMs = 250;
const backoffMaxMs = 15_000;
/** A start takes 4 s; a restore from a backup some 10 s on a slow stick. */
const startTimeoutMs = 120_000;
/** How often a coordinator of which nothing is heard is asked whether it is still there. */
const watchIntervalMs = 30_000;
const stopTimeoutMs = 15_000;

/**
 * Keeps one zigbee-herdsman Controller connected to its coordinator: starts it, notices that the line is cut or the
 * coordinator was reset or hangs, and starts a new one, with exponential backoff and full jitter. The library's state
 * is static, so there is never more than one.
 */
export class ControllerLink {
  readonly #options: ControllerLinkOptions;
  readonly #logger: Logger;
  readonly #stopping = new AbortController();
  readonly #pending = new Set<(error: RadioError) => void>();
  #controller: Controller | undefined;
  #running: Promise<void> | undefined;
  #lost: ((why: string) => void) | undefined;
  #watch: Timer | undefined;
  #asking = false;
  #heardAt = 0;
  #lastFailure = 'it is being started';

  constructor(options: ControllerLinkOptions) {
    this.#options = options;
    this.#logger = options.logger;
  }

  /** The controller while the link is up. */
  get controller(): Controller | undefined {
    return this.#controller;
  }

  /** Resolves after the first attempt. @throws ZigfleetError if trying again cannot help */
  async start(signal?: AbortSignal): Promise<void> {
    const log = herdsmanLog(this.#logger);
    setHerdsmanLogger(log);
    setConvertersLogger(log);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const onAbort = () => this.#stopping.abort(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    this.#running = this.#run(resolve, reject);
    try {
      await promise;
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
    signal?.throwIfAborted();
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new Error('the radio is being stopped'));
    this.#lost?.('the radio is being stopped');
    await this.#running;
  }

  /** Something was heard of the coordinator. */
  heard(): void {
    this.#heardAt = this.#options.clock.monotonic();
  }

  /**
   * Runs an operation on the controller; it fails with `radio-down` as soon as the link does, or at once if it is
   * down already.
   */
  run<T>(operation: (controller: Controller) => Promise<T>): Promise<T> {
    const controller = this.#controller;
    if (!controller) return Promise.reject(this.#downError());
    return new Promise<T>((resolve, reject) => {
      this.#pending.add(reject);
      operation(controller).then(
        (value) => {
          this.#pending.delete(reject);
          resolve(value);
        },
        (error: unknown) => {
          this.#pending.delete(reject);
          reject(error);
        },
      );
    });
  }

  /** Asks the coordinator for a sign of life; if it does not give one, the link counts as lost. */
  async probe(): Promise<void> {
    const controller = this.#controller;
    if (!controller || this.#asking) return;
    this.#asking = true;
    try {
      await askCoordinator(controller);
      this.heard();
    } catch (error) {
      if (this.#controller === controller)
        this.#lost?.(`the coordinator does not answer: ${messageOf(error)}`);
    } finally {
      this.#asking = false;
    }
  }

  async #run(firstDone: () => void, firstFailed: (error: unknown) => void): Promise<void> {
    const { signal } = this.#stopping;
    let isFirst = true;
    for (let attempt = 0; !signal.aborted; ) {
      try {
        const lost = Promise.withResolvers<string>();
        this.#lost = lost.resolve;
        const controller = await this.#connect();
        attempt = 0;
        isFirst = false;
        this.#up(controller);
        firstDone();
        const why = await lost.promise;
        await this.#down(controller, why);
      } catch (error) {
        if (signal.aborted) break;
        if (isFirst && isZigfleetError(error)) {
          firstFailed(error);
          return;
        }
        this.#tellFailure(error);
        firstDone();
        isFirst = false;
      }
      if (signal.aborted) break;
      const waitMs = this.#options.random.next() * Math.min(backoffMaxMs, backoffBaseMs * 2 ** attempt);
      attempt = Math.min(attempt + 1, 16);
      await delay(this.#options.clock, waitMs, signal).catch(() => undefined);
    }
    firstDone();
  }

  /** Once is enough until something else happens: the coordinator may be away for days. */
  #tellFailure(error: unknown): void {
    const failure = messageOf(error);
    const isNew = failure !== this.#lastFailure;
    this.#lastFailure = failure;
    const level = isNew ? (isZigfleetError(error) ? 'error' : 'warn') : 'debug';
    const detail = this.#logger.isLevelEnabled('debug') ? { err: error } : { why: failure };
    this.#logger[level](detail, 'the radio cannot be reached; trying again');
  }

  async #connect(): Promise<Controller> {
    const controller = new Controller(this.#options.controllerOptions());
    containFrameErrors(controller, this.#logger);
    this.#options.attach(controller);
    controller.on('adapterDisconnected', () => this.#lost?.('the line to the coordinator was cut'));
    const { signal } = this.#stopping;
    const abandoned = new AbortController();
    const starting = controller.start(abandoned.signal);
    try {
      await Promise.race([
        starting,
        this.#after(startTimeoutMs, abandoned.signal),
        rejectWhenAborted(signal, abandoned.signal),
      ]);
      return controller;
    } catch (error) {
      controller.removeAllListeners();
      abandoned.abort(new Error('the start was abandoned'));
      await this.#settled(stopWithoutLine(controller));
      await this.#settled(starting);
      throw refusedNetwork(error) ?? error;
    } finally {
      abandoned.abort(new Error('the start is over'));
    }
  }

  #up(controller: Controller): void {
    containDatabaseErrors(controller, this.#logger);
    watchForReset(controller, () => this.#lost?.('the coordinator was reset'));
    this.#controller = controller;
    this.heard();
    this.#scheduleWatch();
    this.#logger.info('the radio is up');
    this.#notify(() => this.#options.onUp(controller));
  }

  async #down(controller: Controller, why: string): Promise<void> {
    this.#controller = undefined;
    this.#lastFailure = why;
    this.#watch?.cancel();
    const isStop = this.#stopping.signal.aborted;
    if (!isStop) this.#logger.warn({ why }, 'the radio is down');
    const error = this.#downError();
    for (const reject of this.#pending) reject(error);
    this.#pending.clear();
    this.#notify(() => this.#options.onDown());
    controller.removeAllListeners();
    await this.#settled(isStop ? controller.stop() : stopWithoutLine(controller));
  }

  /** Whoever is told of the link must not break it. */
  #notify(tell: () => void): void {
    try {
      tell();
    } catch (error) {
      this.#logger.error({ err: error }, 'a change of the radio was not handled');
    }
  }

  /** Waits for a promise to settle, within bounds; its outcome does not matter any more. */
  async #settled(promise: Promise<unknown>): Promise<void> {
    const done = new AbortController();
    try {
      await Promise.race([promise, this.#after(stopTimeoutMs, done.signal)]);
    } catch (error) {
      this.#logger.debug({ err: error }, 'the library gave up');
    } finally {
      done.abort(new Error('it is over'));
    }
  }

  async #after(timeoutMs: number, cancelled: AbortSignal): Promise<never> {
    await delay(this.#options.clock, timeoutMs, cancelled);
    throw new Error(`it took more than ${timeoutMs} ms`);
  }

  #scheduleWatch(): void {
    this.#watch = this.#options.clock.setTimer(watchIntervalMs, () => {
      this.#scheduleWatch();
      if (this.#options.clock.monotonic() - this.#heardAt >= watchIntervalMs) void this.probe();
    });
  }

  #downError(): RadioError {
    return new RadioError({
      reason: 'radio-down',
      detail: `The hub's radio does not work: ${this.#lastFailure}.`,
    });
  }
}

function rejectWhenAborted(signal: AbortSignal, over: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    over.addEventListener('abort', () => signal.removeEventListener('abort', onAbort), { once: true });
  });
}

/** The library refuses to start where its backup fits the coordinator and the configuration does not. */
function refusedNetwork(error: unknown): ZigfleetError | undefined {
  if (!/configuration-adapter mismatch/.test(messageOf(error))) return undefined;
  return new ZigfleetError(
    'radio',
    'The coordinator and its backup hold another Zigbee network than network.json says. Put the network.json back that belongs to this coordinator.',
    { cause: error },
  );
}
