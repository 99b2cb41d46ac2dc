import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConnectionOptions, connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/support/api-client.ts';

/** A certificate can only be made with this program. */
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

describe.skipIf(!hasOpenssl)('TLS', () => {
  let api: TestApi;
  let port: number;
  let directory: string;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'zigfleet-tls-'));
    const key = join(directory, 'key.pem');
    const cert = join(directory, 'cert.pem');
    const options = [
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-subj',
      '/CN=localhost',
    ];
    execFileSync('openssl', ['req', '-x509', ...options, '-keyout', key, '-out', cert], { stdio: 'ignore' });
    api = await createTestApi({ tls: { key: readFileSync(key), cert: readFileSync(cert) } });
    await api.app.listen({ host: '127.0.0.1', port: 0 });
    port = (api.app.server.address() as AddressInfo).port;
  });
  afterAll(async () => {
    await api.app.close();
    rmSync(directory, { recursive: true, force: true });
  });

  /** The suite that was agreed on and the status line of an answer, or the error's code. */
  function handshake(options: ConnectionOptions): Promise<string> {
    return new Promise((resolve) => {
      const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false, ...options }, () => {
        socket.write('GET /livez HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
      });
      socket.once('data', (chunk) => resolve(`${socket.getCipher().name} ${chunk.toString().slice(9, 12)}`));
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    });
  }

  it('answers over 1.2 and 1.3 with forward-secret authenticated suites', async () => {
    expect(await handshake({ minVersion: 'TLSv1.3' })).toMatch(/^TLS_.*(GCM|POLY1305).* 200$/);
    expect(await handshake({ maxVersion: 'TLSv1.2' })).toMatch(/^ECDHE-.*(GCM|POLY1305).* 200$/);
  });

  it.each([
    ['1.1', { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }],
    ['CBC', { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA' }],
    ['no forward secrecy', { maxVersion: 'TLSv1.2', ciphers: 'AES128-GCM-SHA256' }],
  ] satisfies [string, ConnectionOptions][])('refuses %s', async (_, options) => {
    expect(await handshake(options)).toMatch(/^(ERR_SSL_|ECONNRESET)/);
  });
});
