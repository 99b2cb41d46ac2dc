import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Clock, delay, systemClock, type Timer } from '../../common/clock.ts';
import type { Service } from '../../common/lifecycle.ts';
import type { Logger } from '../../common/logger.ts';
import { messageOf, ZigfleetError } from '../../common/zigfleet-error.ts';
import { createRedisClient, endRedisClient, type RedisAddress } from './redis-connection.ts';
import { readOrCreateSecret, writeSecretFile } from './secret-file.ts';

/** How long a large append-only file may take to load. */
const readyTimeoutMs = 60_000;
const stopTimeoutMs = 10_000;
const restartDelayMinMs = 100;
const restartDelayMaxMs = 5_000;
/** After running this long a death counts as the first one again. */
const healthyAfterMs = 10_000;
/** The longest path of a UNIX socket (sun_path of unix(7), and its terminating zero). */
const socketPathBytesMax = 107;
const logLinesKept = 20;

/**
 * A `redis-server` of our own: reachable only over a UNIX socket with a generated password, with every write on disk
 * before it is answered (`appendfsync always`). If it dies it is started again, for ever but ever more slowly: a full disk
 * makes it die, and must not need a person once there is room again.
 */
export class PrivateRedis implements Service {
  readonly #folder: string;
  readonly #logger: Logger;
  readonly #clock: Clock;
  readonly #lastLines: string[] = [];
  #address: { path: string; password: string } | undefined;
  #child: ChildProcess | undefined;
  #startedMs = 0;
  #deaths = 0;
  #restartTimer: Timer | undefined;
  #stopping = false;

  /** @param folder - where its data, password and socket are; made if it is not there */
  constructor(folder: string, logger: Logger, clock: Clock = systemClock) {
    this.#folder = resolve(folder);
    this.#logger = logger;
    this.#clock = clock;
  }

  /** Where it is, once it was started. */
  get address(): RedisAddress {
    if (!this.#address) throw new ZigfleetError('internal', 'the private Redis was not started');
    return this.#address;
  }

  /** Of the server that runs now; undefined while none does. */
  get processId(): number | undefined {
    return this.#child?.pid;
  }

  /**
   * Starts the server and waits until it answers. The server of a platform that was killed is stopped first.
   * @throws ZigfleetError `invalid-config` if there is no redis-server, `store-unavailable` if it does not start
   */
  async start(signal?: AbortSignal): Promise<void> {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const { secret: password } = readOrCreateSecret(join(this.#folder, 'password'), () =>
      randomBytes(24).toString('base64url'),
    );
    const path = socketPath(this.#folder);
    this.#address = { path, password };
    await this.#stopLeftOver(path);
    const configPath = join(this.#folder, 'redis.conf');
    writeSecretFile(configPath, configuration(this.#folder, path, password));
    this.#spawn(configPath);
    await this.#waitUntilReady(signal);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#restartTimer?.cancel();
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((done) => child.once('exit', () => done()));
    child.kill('SIGTERM');
    const overdue = this.#clock.setTimer(stopTimeoutMs, () => {
      this.#logger.warn('the private Redis does not stop: killing it');
      child.kill('SIGKILL');
    });
    await ended;
    overdue.cancel();
  }

  #spawn(configPath: string): void {
    const child = spawn('redis-server', [configPath], { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    this.#child = child;
    this.#startedMs = this.#clock.monotonic();
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => this.#remember(text));
    }
    child.once('error', (error) => {
      this.#child = undefined;
      this.#remember(messageOf(error));
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') this.#remember('ENOENT');
    });
    child.once('exit', (exitCode, endSignal) => {
      if (this.#stopping || this.#child !== child) return;
      this.#child = undefined;
      this.#onDeath(configPath, exitCode, endSignal);
    });
  }

  #onDeath(configPath: string, exitCode: number | null, signal: string | null): void {
    if (this.#clock.monotonic() - this.#startedMs >= healthyAfterMs) this.#deaths = 0;
    const restartInMs = Math.min(restartDelayMinMs * 2 ** this.#deaths, restartDelayMaxMs);
    this.#deaths++;
    this.#logger.error(
      { exitCode, signal, restartInMs, lastLines: this.#lastLines.slice(-5) },
      'the private Redis ended: starting it again',
    );
    this.#restartTimer = this.#clock.setTimer(restartInMs, () => this.#spawn(configPath));
  }

  #remember(text: string): void {
    for (const line of text.split('\n')) {
      if (line.trim() === '') continue;
      this.#logger.debug({ line }, 'redis-server');
      this.#lastLines.push(line);
    }
    this.#lastLines.splice(0, this.#lastLines.length - logLinesKept);
  }

  async #waitUntilReady(signal?: AbortSignal): Promise<void> {
    const deadlineMs = this.#clock.monotonic() + readyTimeoutMs;
    while (!(await this.#answers())) {
      if (this.#lastLines.includes('ENOENT')) {
        throw new ZigfleetError(
          'invalid-config',
          'redis-server is not installed: install it (Debian and Ubuntu: sudo apt-get install redis-server; macOS: brew install redis) or name a Redis with REDIS_URL',
        );
      }
      if (this.#deaths > 2 || this.#clock.monotonic() > deadlineMs) {
        throw new ZigfleetError(
          'store-unavailable',
          `the private Redis does not start: ${this.#lastLines.slice(-3).join(' | ')}`,
        );
      }
      await delay(this.#clock, 20, signal);
    }
  }

  /** Whether the server answers: not yet while it loads its data. */
  async #answers(): Promise<boolean> {
    return (await this.#ask('PING')) === 'PONG';
  }

  /** The answer to one command on a connection of its own; undefined if there was none. */
  async #ask(...command: [string, ...string[]]): Promise<unknown> {
    const client = createRedisClient(this.address, { retryStrategy: () => null });
    // ioredis emits what it also throws.
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await client.call(...command);
    } catch (error) {
      this.#logger.trace({ err: error, command: command[0] }, 'the private Redis did not answer');
      return undefined;
    } finally {
      endRedisClient(client);
    }
  }

  /** A platform that was killed leaves its server behind; two servers on the same files would ruin them. */
  async #stopLeftOver(path: string): Promise<void> {
    const deadlineMs = this.#clock.monotonic() + readyTimeoutMs;
    if (!(await isListening(path))) return;
    this.#logger.warn('a Redis of an earlier run is still there: stopping it');
    do {
      if (this.#clock.monotonic() > deadlineMs) {
        throw new ZigfleetError('store-unavailable', 'the Redis of an earlier run does not stop: end it');
      }
      // It closes the connection instead of answering, and only once it has loaded its data.
      await this.#ask('SHUTDOWN', 'NOSAVE');
      await delay(this.#clock, 20);
    } while (await isListening(path));
  }
}

/** Whether a server has the socket, be it one that loads, hangs or is frozen. */
function isListening(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}

/** In the data folder if the path is short enough for a socket, else in the folder for temporary files. */
function socketPath(folder: string): string {
  const path = join(folder, 'redis.sock');
  if (Buffer.byteLength(path) <= socketPathBytesMax) return path;
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  return join(tmpdir(), `zigfleet-${name}.sock`);
}

function configuration(folder: string, path: string, password: string): string {
  return [
    'port 0',
    `unixsocket ${JSON.stringify(path)}`,
    'unixsocketperm 600',
    `requirepass ${password}`,
    `dir ${JSON.stringify(folder)}`,
    'daemonize no',
    'logfile ""',
    'appendonly yes',
    'appendfsync always',
    // The append-only file is the whole truth; snapshots beside it would only cost.
    'save ""',
    // Room for the packed states of a large hub in the compact encoding.
    'hash-max-listpack-entries 512',
    'hash-max-listpack-value 256',
    '',
  ].join('\n');
}
