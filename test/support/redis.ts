import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRedisClient, type RedisAddress } from '../../src/platform/store/redis-connection.ts';
import { waitUntil } from './wait-until.ts';

/** A real redis-server of a test's own, on a UNIX socket, its append-only file fsynced at every write. */
export class TestRedis {
  readonly folder = mkdtempSync(join(tmpdir(), 'zf-redis-'));
  readonly address: RedisAddress = { path: join(this.folder, 'redis.sock'), password: 'only-for-this-test' };
  #child: ChildProcess | undefined;

  static async start(): Promise<TestRedis> {
    const redis = new TestRedis();
    await redis.start();
    return redis;
  }

  /** Starts it, or starts it again with the same data. */
  async start(): Promise<void> {
    this.#child = spawn(
      'redis-server',
      [
        ...['--port', '0', '--unixsocket', join(this.folder, 'redis.sock'), '--dir', this.folder],
        ...['--requirepass', 'only-for-this-test', '--save', '', '--appendonly', 'yes'],
        ...['--appendfsync', 'always'],
        ...['--hash-max-listpack-entries', '512', '--hash-max-listpack-value', '256'],
      ],
      { stdio: 'ignore' },
    );
    await waitUntil('the test Redis answers', () => this.#answers());
  }

  /** SIGKILL, SIGSTOP, SIGCONT: as a fault would. Resolves when a killed one is gone. */
  async signal(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(name);
    if (name === 'SIGKILL') await gone;
  }

  /** Stops it and removes its data. */
  async stop(): Promise<void> {
    if (this.#child?.exitCode === null && this.#child.signalCode === null) {
      this.#child.kill('SIGCONT');
      await this.signal('SIGKILL');
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #answers(): Promise<boolean> {
    const client = createRedisClient(this.address, { retryStrategy: () => null });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return (await client.ping()) === 'PONG';
    } catch {
      return false;
    } finally {
      client.disconnect();
    }
  }
}
