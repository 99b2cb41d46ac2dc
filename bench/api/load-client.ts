import { createConnection, type Socket } from 'node:net';

/** One side under load for a while. */
export interface LoadResult {
  requests: number;
  seconds: number;
  /** Milliseconds, of every request. */
  latencies: number[];
}

/** Requests of one kind, again and again: the head and the body as they go over the wire. */
export function requestBytes(
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: unknown,
): Buffer {
  const payload = body === undefined ? '' : JSON.stringify(body);
  const all: Record<string, string> = {
    host: '127.0.0.1',
    ...headers,
    ...(body !== undefined && {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(payload)),
    }),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${payload}`);
}

/**
 * Keeps so many connections busy, each with one request at a time. Of an answer no more is read than where it ends, so that
 * the client is not what is measured.
 * @throws Error on any status but 2xx
 */
export async function load(
  port: number,
  request: Buffer,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<LoadResult> {
  const latencies: number[] = [];
  const startedMs = performance.now();
  const endMs = startedMs + seconds * 1000;
  await Promise.all(Array.from({ length: connections }, () => drive(port, request, endMs, latencies)));
  return { requests: latencies.length, seconds: (performance.now() - startedMs) / 1000, latencies };
}

function drive(port: number, request: Buffer, endMs: number, latencies: number[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = createConnection(port, '127.0.0.1');
    socket.setNoDelay(true);
    let sentMs = 0;
    let bodyLeft = -1;
    let head = '';
    const send = () => {
      sentMs = performance.now();
      if (sentMs >= endMs) {
        socket.end();
        resolve();
        return;
      }
      socket.write(request);
    };
    socket.once('connect', send);
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the server closed the connection')));
    socket.on('data', (chunk: Buffer) => {
      let at = 0;
      if (bodyLeft < 0) {
        head += chunk.toString('latin1');
        const end = head.indexOf('\r\n\r\n');
        if (end < 0) return;
        if (!/^HTTP\/1\.1 2/.test(head)) {
          socket.destroy();
          reject(new Error(`the server answered ${head.slice(0, 400)}`));
          return;
        }
        const length = Number(/content-length: (\d+)/i.exec(head.slice(0, end))?.[1]);
        // What came before this chunk is all head.
        at = end + 4 - (head.length - chunk.length);
        bodyLeft = length;
        head = '';
      }
      bodyLeft -= chunk.length - at;
      if (bodyLeft > 0) return;
      bodyLeft = -1;
      latencies.push(performance.now() - sentMs);
      send();
    });
  });
}
