import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../common/config.ts';
import { silentLogger } from '../common/logger.ts';
import { Platform } from './platform.ts';
import { platformConfigSchema } from './platform-config.ts';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'zf-platform-config-'));
});

afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

function start(options: Record<string, unknown>): Promise<void> {
  const config = readConfig(platformConfigSchema, { dataDir, httpPort: 0, linkPort: 0, ...options }, {});
  return new Platform(config, silentLogger()).start();
}

describe('the configuration of a platform', () => {
  it('has defaults for everything but what has none', () => {
    expect(readConfig(platformConfigSchema, {}, {})).toMatchObject({
      httpHost: '127.0.0.1',
      httpPort: 8080,
      linkHost: '127.0.0.1',
      linkPort: 50_051,
      insecure: false,
    });
  });

  it('is refused field by field', () => {
    expect(() =>
      readConfig(platformConfigSchema, { httpPort: '70000', linkPort: 'x' }, { REDIS_URL: 'http://x' }),
    ).toThrow(/--http-port .*\n--link-port .*\nREDIS_URL/);
  });

  it.each([{ httpHost: '0.0.0.0' }, { linkHost: '::' }, { httpHost: 'example.org' }])(
    'opens nothing to the network without encryption: %o',
    async (options) => {
      await expect(start(options)).rejects.toMatchObject({
        code: 'invalid-config',
        message: expect.stringContaining('--insecure'),
      });
    },
  );

  it('takes a certificate and its key together', async () => {
    await expect(start({ tlsCert: 'x.pem' })).rejects.toMatchObject({ code: 'invalid-config' });
  });

  it('names where no Redis answers, without the password', async () => {
    const refused = start({ redisUrl: 'redis://user:hush@127.0.0.1:1' });
    await expect(refused).rejects.toMatchObject({ code: 'store-unavailable' });
    await expect(start({ redisUrl: 'redis://user:hush@127.0.0.1:1' })).rejects.toThrow(
      /^no Redis answers at 127\.0\.0\.1:1$/,
    );
  });
});
