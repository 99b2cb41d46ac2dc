import { connect, createServer, type Server, type Socket } from 'node:net';

/** A TCP proxy that can put in bytes of its own, swallow what passes, and cut. */
export class TcpProxy {
  readonly #targetPort: number;
  readonly #server: Server;
  readonly #clients = new Set<Socket>();
  /** Nothing passes while true: a half-open link. */
  isFrozen = false;

  constructor(targetPort: number) {
    this.#targetPort = targetPort;
    this.#server = createServer((client) => this.#serve(client));
  }

  /** @returns the port to connect to */
  async start(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    if (typeof address !== 'object' || address === null) throw new Error('the proxy does not listen');
    return address.port;
  }

  /** Sends bytes to every client, as if they came from the target. */
  inject(bytes: Buffer): void {
    for (const client of this.#clients) client.write(bytes);
  }

  /** Cuts every connection. */
  cut(): void {
    for (const client of this.#clients) client.destroy();
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(client: Socket): void {
    const target = connect({ port: this.#targetPort, host: '127.0.0.1', noDelay: true });
    client.setNoDelay(true);
    this.#clients.add(client);
    client.on('data', (chunk) => this.isFrozen || target.write(chunk));
    target.on('data', (chunk) => this.isFrozen || client.write(chunk));
    const end = () => {
      this.#clients.delete(client);
      client.destroy();
      target.destroy();
    };
    for (const socket of [client, target]) socket.on('close', end).on('error', end);
  }
}
