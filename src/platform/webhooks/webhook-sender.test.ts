import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { TargetGuard } from './target-guard.ts';
import { type WebhookMessage, WebhookSender } from './webhook-sender.ts';

const never = new AbortController().signal;
const servers: { close: () => void }[] = [];
const sockets: Socket[] = [];
let sender = new WebhookSender(new TargetGuard(), { version: '1' });

afterEach(() => {
  sender.stop();
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

function allowLoopback(answerTimeoutMs = 2_000): void {
  const guard = new TargetGuard({ allowedNetworks: ['127.0.0.0/8'] });
  sender = new WebhookSender(guard, { version: '1', answerTimeoutMs });
}

async function listen(server: Server): Promise<number> {
  servers.push(server);
  server.on('connection', (socket: Socket) => sockets.push(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function messageTo(url: string): WebhookMessage {
  return {
    ...{ webhookId: 'webhook-1', url, secrets: ['s'], messageId: '1-0-0', type: 'traitReported' },
    ...{ attempt: 1, isReplay: false, body: '{}' },
  };
}

const answerText = (head: string) => `HTTP/1.1 ${head}\r\ncontent-length: 0\r\n\r\n`;

describe('the sender of webhooks', () => {
  it('sends a message again at once if a kept connection turns out to be closed', async () => {
    allowLoopback();
    let connections = 0;
    const port = await listen(
      createServer((socket) => {
        connections++;
        let requests = 0;
        socket.on('error', () => undefined);
        socket.on('data', () => {
          if (++requests === 1) socket.write(answerText('200 OK'));
          else socket.resetAndDestroy();
        });
      }),
    );
    const message = messageTo(`http://127.0.0.1:${port}/`);
    expect(await sender.send(message, never)).toMatchObject({ taken: true });
    expect(await sender.send(message, never)).toMatchObject({ taken: true, httpStatus: 200 });
    expect(connections).toBe(2);
  });

  it.each([
    ['nothing that is HTTP', 'hello\r\n\r\n'],
    ['headers without end', `HTTP/1.1 200 OK\r\nx: ${'x'.repeat(100_000)}\r\n\r\n`],
    ['an impossible status', answerText('999 What')],
    ['a half answer', 'HTTP/1.1 200 OK\r\ncontent-le'],
  ])('says that it was not taken if the receiver says %s', async (_, answer) => {
    allowLoopback(300);
    const port = await listen(
      createServer((socket) => {
        socket.on('error', () => undefined);
        socket.on('data', () => socket.end(answer));
      }),
    );
    const result = await sender.send(messageTo(`http://127.0.0.1:${port}/`), never);
    expect(result.taken).toBe(false);
    expect(result.error).toMatch(/\S/);
  });

  it.each([
    ['429 Wait', 'retry-after: 7', 7_000],
    ['503 Wait', 'retry-after: 999999', 3_600_000],
    ['503 Wait', 'retry-after: soon', null],
    ['503 Wait', 'retry-after: Wed, 01 Jan 2020 00:00:00 GMT', 0],
  ])('hears how long to wait: %s, %s', async (status, header, retryAfterMs) => {
    allowLoopback();
    const port = await listen(
      createServer((socket) => {
        socket.on('data', () => socket.end(answerText(`${status}\r\n${header}`)));
      }),
    );
    const answer = await sender.send(messageTo(`http://127.0.0.1:${port}/`), never);
    expect(answer).toMatchObject({ taken: false, retryAfterMs });
  });

  it('refuses http without encryption to the public internet', async () => {
    const resolve = async () => [{ address: '8.8.8.8', family: 4 as const }];
    sender = new WebhookSender(new TargetGuard({ resolve }), { version: '1' });
    await expect(sender.check('http://hooks.example/')).rejects.toThrow('must be https');
    await expect(sender.check('https://hooks.example/')).resolves.toMatchObject({
      targets: [{ address: '8.8.8.8' }],
    });
  });

  /** A certificate can only be made with this program. */
  const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
  it.skipIf(!hasOpenssl)('says nothing to a receiver whose certificate is not good', async () => {
    allowLoopback();
    const folder = mkdtempSync(join(tmpdir(), 'zf-sender-'));
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=localhost'];
    execFileSync('openssl', ['req', '-x509', ...kind, '-keyout', key, '-out', cert], { stdio: 'ignore' });
    let requests = 0;
    const server = createHttpsServer({ key: readFileSync(key), cert: readFileSync(cert) }, () => {
      requests++;
    });
    const port = await listen(server);
    rmSync(folder, { recursive: true });
    const answer = await sender.send(messageTo(`https://127.0.0.1:${port}/`), never);
    expect(answer).toMatchObject({ taken: false, httpStatus: null });
    expect(answer.error).toContain('certificate');
    expect(requests).toBe(0);
  });
});
