import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { tlsCipherSuites } from '../common/tls-cipher-suites.ts';
import { ZigfleetError } from '../common/zigfleet-error.ts';

/** Keys as they stand in files: PEM. */
export interface ServerTls {
  key: string | Buffer;
  cert: string | Buffer;
}

export interface LinkListenerOptions {
  host: string;
  /** 0 for any free one. */
  port: number;
  /** Absent: plaintext. */
  tls?: ServerTls;
  /** Connections beyond this are closed at once. */
  connectionsMax: number;
  /** How long a stranger may take for the TLS handshake, milliseconds. */
  tlsHandshakeMs: number;
  /** Takes every connection that may speak HTTP/2. */
  onConnection: (socket: Socket) => void;
  /** A connection is gone. `peer` is `address:port`. */
  onGone: (peer: string) => void;
}

/**
 * The listening socket of the hub link. It is apart from grpc-js because that has neither a bound on connections nor one
 * on the time of a TLS handshake, and cannot cut a single connection.
 */
export class LinkListener {
  readonly #options: LinkListenerOptions;
  readonly #sockets = new Map<string, Socket>();
  #server: Server | undefined;
  #onLastGone: (() => void) | undefined;

  constructor(options: LinkListenerOptions) {
    this.#options = options;
  }

  /** @throws ZigfleetError `port-taken`, `invalid-config` (address not of this machine, bad key or certificate) */
  async start(): Promise<void> {
    const { host, port } = this.#options;
    const server = this.#create();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port }, () => {
        server.off('error', reject);
        resolve();
      });
    }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        throw new ZigfleetError('port-taken', `the hub link's port ${host}:${port} is taken`, {
          cause: error,
        });
      }
      throw new ZigfleetError('invalid-config', `cannot listen on ${host}:${port}: ${error.message}`, {
        cause: error,
      });
    });
    this.#server = server;
  }

  /** The port that it listens on. */
  get port(): number {
    return (this.#server?.address() as AddressInfo | null | undefined)?.port ?? this.#options.port;
  }

  get connectionCount(): number {
    return this.#sockets.size;
  }

  /** Takes no more connections; those that are open stay. */
  close(): void {
    this.#server?.close();
  }

  /** Resolves when no connection is open. */
  allGone(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#onLastGone = resolve;
    if (this.#sockets.size === 0) resolve();
    return promise;
  }

  /** Cuts one connection, by its peer as `address:port`. */
  cut(peer: string): void {
    this.#sockets.get(peer)?.destroy();
  }

  /** Cuts every connection. */
  cutAll(): void {
    for (const socket of this.#sockets.values()) socket.destroy();
  }

  #create(): Server {
    const { tls, tlsHandshakeMs } = this.#options;
    if (!tls) return createServer({ noDelay: true }, (socket) => this.#accept(socket));
    try {
      const server = createTlsServer({
        key: tls.key,
        cert: tls.cert,
        minVersion: 'TLSv1.2',
        ciphers: tlsCipherSuites,
        honorCipherOrder: true,
        ALPNProtocols: ['h2'],
        handshakeTimeout: tlsHandshakeMs,
        noDelay: true,
      });
      server.on('secureConnection', (socket) => this.#accept(socket));
      // A stranger's failed handshake; Node.js has logged and closed nothing yet.
      server.on('tlsClientError', (_error, socket) => socket.destroy());
      return server;
    } catch (error) {
      throw new ZigfleetError('invalid-config', 'the key and certificate of the hub link cannot be used', {
        cause: error,
      });
    }
  }

  #accept(socket: Socket): void {
    const peer = `${socket.remoteAddress}:${socket.remotePort}`;
    if (socket.destroyed || this.#sockets.size >= this.#options.connectionsMax) {
      socket.destroy();
      return;
    }
    this.#sockets.set(peer, socket);
    socket.once('close', () => {
      this.#sockets.delete(peer);
      this.#options.onGone(peer);
      if (this.#sockets.size === 0) this.#onLastGone?.();
    });
    // A peer that resets the connection is no fault of ours; HTTP/2 notices the close.
    socket.on('error', () => socket.destroy());
    this.#options.onConnection(socket);
  }
}
