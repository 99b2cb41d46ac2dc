import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../../src/common/logger.ts';
import { PrivateRedis } from '../../src/platform/store/private-redis.ts';
import { RedisConnection } from '../../src/platform/store/redis-connection.ts';
import { waitUntil } from '../support/wait-until.ts';

let folder: string;
let server: PrivateRedis;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zf-private-redis-'));
  server = new PrivateRedis(folder, silentLogger());
});

afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function call(...command: [string, ...string[]]): Promise<string> {
  const connection = new RedisConnection(server.address, silentLogger());
  try {
    await connection.start();
    return String(await connection.call(...command));
  } finally {
    await connection.stop();
  }
}

describe('the private Redis', () => {
  it('is reachable by its password only, over no port, and syncs every write', async () => {
    await server.start();
    expect(await call('CONFIG', 'GET', 'appendfsync')).toBe('appendfsync,always');
    expect(await call('CONFIG', 'GET', 'port')).toBe('port,0');
    for (const name of ['password', 'redis.conf', 'redis.sock']) {
      expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
    }
    const path = join(folder, 'redis.sock');
    const stranger = new RedisConnection({ path, password: 'wrong' }, silentLogger());
    await expect(stranger.start()).rejects.toMatchObject({ code: 'invalid-config' });
  });

  it('shares no password with another one', async () => {
    await server.start();
    const secret = readFileSync(join(folder, 'password'), 'utf8');
    expect(secret.trim()).toHaveLength(32);
    const second = new PrivateRedis(`${folder}/second`, silentLogger());
    await second.start();
    expect(readFileSync(join(folder, 'second', 'password'), 'utf8')).not.toBe(secret);
    await second.stop();
  });

  it('is started again when it dies, with what it had answered for', async () => {
    await server.start();
    await call('SET', 'k', 'v');
    for (let count = 0; count < 3; count++) {
      const { processId = 0 } = server;
      process.kill(processId, 'SIGKILL');
      await waitUntil('another server answers', async () => {
        if (server.processId === undefined || server.processId === processId) return false;
        return (await call('GET', 'k').catch(() => '')) === 'v';
      });
    }
  });

  it('takes the place of the one that a killed platform left behind', async () => {
    await server.start();
    await call('SET', 'k', 'v');
    const { processId } = server;
    const next = new PrivateRedis(folder, silentLogger());
    // The first one must not start its server again: it stands for a process that is dead.
    const stopped = server.stop();
    await stopped;
    const config = join(folder, 'redis.conf');
    const orphan = spawn('redis-server', [config], { stdio: 'ignore', detached: true });
    await waitUntil('the orphan answers', () => call('GET', 'k').catch(() => false as const));
    server = next;
    await next.start();
    expect(next.processId).not.toBe(processId);
    await waitUntil('the orphan is gone', () => orphan.exitCode !== null || orphan.signalCode !== null);
    expect(await call('GET', 'k')).toBe('v');
  });

  it('that is not installed is one clear error', async () => {
    const path = process.env.PATH;
    process.env.PATH = folder;
    try {
      await expect(server.start()).rejects.toThrow(/redis-server is not installed: .*apt-get install/);
    } finally {
      process.env.PATH = path;
    }
  });

  it('works in a folder whose name is too long for a socket', async () => {
    const long = new PrivateRedis(join(folder, 'x'.repeat(120)), silentLogger());
    await long.start();
    await long.stop();
  });
});
