import { Redis, type RedisOptions } from 'ioredis';
import type { Logger } from '../../common/logger.ts';
import { messageOf, ZigfleetError } from '../../common/zigfleet-error.ts';
import { type FunctionLibrary, type FunctionName, readFunctionLibrary } from './function-library.ts';

/** Where a Redis is. */
export type RedisAddress = { url: string } | { path: string; password: string };

/** A key, an argument: text, a number, or bytes. */
export type RedisArgument = string | number | Buffer;

/** What Redis answers, with all texts as bytes. */
export type RedisReply = Buffer | number | null | RedisReply[];

/** A command that is not answered by then has failed; below the 2 s within which callers must hear so. */
const commandTimeoutMs = 1_200;
/** A connection on which nothing comes although something is awaited is given up and made anew. */
const socketTimeoutMs = 1_500;
const connectTimeoutMs = 1_500;
const reconnectDelayMaxMs = 500;
/** Most commands that wait for their answers at one time: what a stalled Redis may cost in memory. */
const inFlightMax = 20_000;
/** Functions came with this version. */
const majorVersionMin = 7;

/** Errors of Redis that pass: the same command may succeed later. */
const passingErrors =
  /^(LOADING|MISCONF|OOM|READONLY|CLUSTERDOWN|TRYAGAIN|MASTERDOWN|NOREPLICAS|BUSY|NOAUTH|WRONGPASS|ERR max number of clients)/;

/** The options that every connection shares: nothing is queued while Redis is away, nothing waits for ever. */
export function redisOptions(address: RedisAddress): RedisOptions {
  return {
    ...('path' in address ? { path: address.path, password: address.password } : {}),
    protocol: 2,
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    commandTimeout: commandTimeoutMs,
    connectTimeout: connectTimeoutMs,
    retryStrategy: (attempt) => Math.min(attempt * 50, reconnectDelayMaxMs),
  };
}

/** A client that is not yet connected. */
export function createRedisClient(address: RedisAddress, options: RedisOptions = {}): Redis {
  const all = { ...redisOptions(address), ...options };
  return 'url' in address ? new Redis(address.url, all) : new Redis(all);
}

/** Ends a client. One that has ended already is left alone: it would keep the process for another two seconds. */
export function endRedisClient(client: Redis): void {
  if (client.status !== 'end') client.disconnect();
}

/**
 * The connection for commands. While Redis is away or does not answer every call fails with `store-unavailable`, at the
 * latest after 1.2 s and at once as soon as that is noticed; the connection comes back by itself.
 */
export class RedisConnection {
  readonly #client: Redis;
  readonly #logger: Logger;
  readonly #library: FunctionLibrary;
  /** For people; without the password. */
  readonly #where: string;
  #inFlight = 0;
  #gathering = false;
  #wasReady = false;

  constructor(address: RedisAddress, logger: Logger) {
    this.#logger = logger;
    this.#library = readFunctionLibrary();
    this.#where = 'url' in address ? new URL(address.url).host : address.path;
    this.#client = createRedisClient(address, { socketTimeout: socketTimeoutMs });
  }

  /**
   * Connects and loads the functions.
   * @throws ZigfleetError `store-unavailable` if Redis does not answer, `invalid-config` if it is too old or refuses the
   *   password
   */
  async start(): Promise<void> {
    let lastError: unknown;
    this.#client.on('error', (error: Error) => {
      lastError = error;
      this.#logger.debug({ err: error }, 'Redis connection error');
    });
    this.#client.on('ready', () => {
      if (this.#wasReady) this.#logger.info('Redis is back');
      this.#wasReady = true;
    });
    this.#client.on('close', () => {
      if (this.#wasReady && this.#client.status !== 'end')
        this.#logger.warn('the connection to Redis is lost');
    });
    try {
      await this.#client.connect();
      await this.#requireVersion();
      await this.#loadFunctions();
    } catch (error) {
      await this.stop();
      // A refused login closes the connection; why is only told by the event.
      if (isReplyError(lastError) && /^(NOAUTH|WRONGPASS)/.test(lastError.message)) {
        throw new ZigfleetError('invalid-config', `Redis refuses the login: ${lastError.message}`, {
          cause: lastError,
        });
      }
      if (error instanceof ZigfleetError) throw error;
      throw new ZigfleetError('store-unavailable', `no Redis answers at ${this.#where}`, { cause: error });
    }
  }

  async stop(): Promise<void> {
    endRedisClient(this.#client);
  }

  /** Whether Redis answers now. @throws ZigfleetError `store-unavailable` */
  async ping(): Promise<void> {
    await this.call('PING');
  }

  /** One command. @throws ZigfleetError `store-unavailable`, `internal` */
  async call(command: string, ...args: RedisArgument[]): Promise<RedisReply> {
    if (this.#inFlight >= inFlightMax)
      throw new ZigfleetError('store-unavailable', 'The store is overloaded.');
    this.#inFlight++;
    this.#gather();
    try {
      return (await this.#client.callBuffer(command, ...args)) as RedisReply;
    } catch (error) {
      throw toZigfleetError(error);
    } finally {
      this.#inFlight--;
    }
  }

  /**
   * Sends the commands of one turn of the event loop in one piece: those of all requests that have arrived together, by one
   * system call. Redis then executes them in one turn, and one write to its disk (appendfsync always) serves them all.
   */
  #gather(): void {
    const { stream } = this.#client;
    if (this.#gathering || !stream) return;
    this.#gathering = true;
    stream.cork();
    setImmediate(() => {
      this.#gathering = false;
      stream.uncork();
    });
  }

  /**
   * One call of a function of our library, which is loaded if Redis does not have it (any more).
   * @throws ZigfleetError `store-unavailable`, `internal`
   */
  async fcall(name: FunctionName, keys: RedisArgument[], args: RedisArgument[]): Promise<RedisReply> {
    const callArgs = [`${name}_${this.#library.version}`, keys.length, ...keys, ...args];
    try {
      return await this.call('FCALL', ...callArgs);
    } catch (error) {
      if (!(error instanceof Error) || !isFunctionMissing(error.cause)) throw error;
      this.#logger.info('loading the functions into Redis again');
      await this.#loadFunctions();
      return await this.call('FCALL', ...callArgs);
    }
  }

  async #loadFunctions(): Promise<void> {
    await this.call('FUNCTION', 'LOAD', 'REPLACE', this.#library.source);
  }

  async #requireVersion(): Promise<void> {
    const info = String(await this.call('INFO', 'server'));
    const version = /redis_version:(\S+)/.exec(info)?.[1] ?? 'unknown';
    if (Number.parseInt(version, 10) >= majorVersionMin) return;
    throw new ZigfleetError(
      'invalid-config',
      `Redis ${version} is too old: version ${majorVersionMin}.0 or newer is needed`,
    );
  }
}

function isFunctionMissing(cause: unknown): boolean {
  return isReplyError(cause) && /^ERR Function not found/.test(cause.message);
}

/** Whether Redis itself answered with an error, as opposed to not answering. */
function isReplyError(error: unknown): error is Error {
  return error instanceof Error && error.name === 'ReplyError';
}

function toZigfleetError(error: unknown): ZigfleetError {
  if (!isReplyError(error) || passingErrors.test(error.message)) return unavailable(error);
  return new ZigfleetError('internal', `The store refused a command: ${messageOf(error)}`, { cause: error });
}

function unavailable(cause: unknown): ZigfleetError {
  return new ZigfleetError('store-unavailable', 'The store does not answer.', { cause });
}
