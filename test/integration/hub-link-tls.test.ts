import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConnectionOptions, connect } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { LinkRig } from '../support/link-rig.ts';
import { UplinkRig } from '../support/uplink-rig.ts';
import { waitUntil } from '../support/wait-until.ts';

let folder: string;
let link: LinkRig;
let hub: UplinkRig;

function makeCertificate(name: string): { keyPath: string; certPath: string } {
  const keyPath = join(folder, `${name}.key`);
  const certPath = join(folder, `${name}.crt`);
  execFileSync(
    'openssl',
    [
      ...[
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
      ],
      ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'],
      ...['-keyout', keyPath, '-out', certPath],
    ],
    { stdio: 'ignore' },
  );
  return { keyPath, certPath };
}

let own: ReturnType<typeof makeCertificate>;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zigfleet-tls-'));
  own = makeCertificate('own');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(async () => {
  link = new LinkRig({ handshakeMs: 1000 }, { tls: own });
  hub = new UplinkRig();
  await link.server.start();
});
afterEach(async () => {
  await hub.stop();
  await link.stop();
});

const connected = () => waitUntil('the hub is connected', () => link.handler.openConnections.length === 1);

it('a hub that trusts the authority connects over TLS', async () => {
  await hub.start(link.port, { tls: { caPath: own.certPath } });
  await connected();
});

it('a hub that does not trust the authority says nothing to the platform, and why to its people', async () => {
  const uplink = await hub.start(link.port, { tls: { caPath: makeCertificate('other').certPath } });
  const { linkStatus } = uplink;
  expect(linkStatus.state).toBe('connecting');
  const failed = await waitUntil('it fails', () => {
    return uplink.linkStatus.state === 'disconnected' && uplink.linkStatus;
  });
  expect(failed.reason).toMatch(/certificate/i);
  expect(link.handler.hellos).toEqual([]);
});

it('a hub without TLS does not get in', async () => {
  const uplink = await hub.start(link.port);
  await waitUntil('it fails', () => uplink.linkStatus.state === 'disconnected');
  expect(link.handler.hellos).toEqual([]);
});

it('a CA file that is not there is named', async () => {
  await expect(hub.start(link.port, { tls: { caPath: join(folder, 'none') } })).rejects.toMatchObject({
    code: 'invalid-config',
    message: expect.stringContaining('none'),
  });
});

async function handshake(options: ConnectionOptions): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const socket = connect({
    ...{ port: link.port, host: '127.0.0.1', rejectUnauthorized: false, ALPNProtocols: ['h2'] },
    ...options,
  });
  socket.on('secureConnect', () => resolve(`${socket.getProtocol()} ${socket.getCipher().name}`));
  socket.on('error', () => resolve('refused'));
  const result = await promise;
  socket.destroy();
  return result;
}

it('takes TLS 1.2 and 1.3 with forward secrecy and authenticated encryption only', async () => {
  expect(await handshake({ maxVersion: 'TLSv1.3' })).toMatch(/^TLSv1\.3 TLS_/);
  expect(await handshake({ maxVersion: 'TLSv1.2' })).toMatch(/^TLSv1\.2 ECDHE-.*(GCM|POLY1305)/);
  const old = { maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
  expect(await handshake(old)).toBe('refused');
  for (const ciphers of ['ECDHE-ECDSA-AES128-SHA', 'ECDHE-ECDSA-AES128-SHA256', 'AES128-GCM-SHA256']) {
    expect(await handshake({ maxVersion: 'TLSv1.2', ciphers: `${ciphers}:@SECLEVEL=0` })).toBe('refused');
  }
});

it('cuts a stranger who never finishes the TLS handshake', async () => {
  const socket = link.newSocket();
  await waitUntil('it is cut', () => socket.destroyed);
});

it('does not start with a key that is none', async () => {
  const keyPath = join(folder, 'broken.key');
  writeFileSync(keyPath, 'no key');
  const broken = new LinkRig({}, { tls: { keyPath, certPath: own.certPath } });
  await expect(broken.server.start()).rejects.toMatchObject({ code: 'invalid-config' });
  await broken.stop();
});
