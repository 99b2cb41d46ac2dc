import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRedisClient, type RedisAddress } from '../../src/platform/store/redis-connection.ts';
import { freePort } from './free-port.ts';
import { waitUntil } from './wait-until.ts';

const password = 'only-for-this-test';

/** A real redis-server of a test's own, its append-only file fsynced at every write. */
export class TestRedis {
  readonly folder = mkdtempSync(join(tmpdir(), 'zf-redis-'));
  #port = 0;
  #child: ChildProcess | undefined;

  static async start(): Promise<TestRedis> {
    const redis = new TestRedis();
    await redis.start();
    return redis;
  }

  get url(): string {
    return `redis://:${password}@127.0.0.1:${this.#port}`;
  }

  get address(): RedisAddress {
    return { url: this.url };
  }

  /** Starts it, or starts it again with the same data on the same port. */
  async start(): Promise<void> {
    if (this.#port === 0) this.#port = await freePort();
    this.#child = spawn(
      'redis-server',
      [
        ...['--bind', '127.0.0.1', '--port', String(this.#port), '--requirepass', password],
        ...['--dir', this.folder, '--save', '', '--appendonly', 'yes', '--appendfsync', 'always'],
        ...['--hash-max-listpack-entries', '512', '--hash-max-listpack-value', '256'],
      ],
      { stdio: 'ignore' },
    );
    await waitUntil('the test Redis answers', async () => (await this.command('PING')) === 'PONG');
  }

  /** SIGKILL, SIGSTOP, SIGCONT: as a fault would. Resolves when a killed one is gone. */
  async signal(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(name);
    if (name === 'SIGKILL') await gone;
  }

  /** The answer to one command on a connection of its own; undefined if there was none. */
  async command(name: string, ...args: string[]): Promise<unknown> {
    const client = createRedisClient(this.address, { retryStrategy: () => null });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await client.call(name, ...args);
    } catch {
      return undefined;
    } finally {
      client.disconnect();
    }
  }

  /** Stops it and removes its data. */
  async stop(): Promise<void> {
    if (this.#child?.exitCode === null && this.#child.signalCode === null) await this.signal('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}
