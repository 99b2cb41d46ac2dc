import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Keeps in mind the connections over which no request has come. Node.js does not count them as idle, so they would hold
 * up a server that closes; some clients open one ahead of need.
 */
export class UnusedConnections {
  readonly #sockets = new Set<Socket>();

  constructor(server: Server, tls: boolean) {
    server.on(tls ? 'secureConnection' : 'connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
    for (const use of ['request', 'upgrade']) {
      server.on(use, ({ socket }: IncomingMessage) => this.#sockets.delete(socket));
    }
  }

  /** Closes them all. */
  close(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}
