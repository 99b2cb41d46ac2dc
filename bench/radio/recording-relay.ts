import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * Between a client and the coordinator: passes bytes on both ways, keeps those to the client, and can play them again.
 * Or it takes what the coordinator says and passes nothing on.
 */
export class RecordingRelay {
  readonly #server: Server;
  readonly #coordinatorPort: number;
  #client: Socket | undefined;
  #coordinator: Socket | undefined;
  #recording: Buffer[] | undefined;
  #swallowedBytes: number | undefined;

  private constructor(server: Server, coordinatorPort: number) {
    this.#server = server;
    this.#coordinatorPort = coordinatorPort;
    server.on('connection', (client: Socket) => this.#connected(client));
  }

  static async start(coordinatorPort: number): Promise<RecordingRelay> {
    const server = createServer({ noDelay: true });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new RecordingRelay(server, coordinatorPort);
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the relay does not listen');
    return address.port;
  }

  /** From now on keeps what the client is told. */
  record(): void {
    this.#recording = [];
  }

  /** What it was told since. */
  takeRecording(): Buffer {
    const recording = Buffer.concat(this.#recording ?? []);
    this.#recording = undefined;
    return recording;
  }

  /** From now on the client hears nothing. Only while the coordinator is silent: frames would be cut otherwise. */
  swallow(): void {
    this.#swallowedBytes = 0;
  }

  /** How much the coordinator said meanwhile. */
  get swallowedBytes(): number {
    return this.#swallowedBytes ?? 0;
  }

  /** The client hears again what the coordinator says. */
  passOn(): void {
    this.#swallowedBytes = undefined;
  }

  /** Tells the client these bytes, as fast as it takes them. */
  async play(bytes: Buffer): Promise<void> {
    const client = this.#client;
    if (!client) throw new Error('nobody listens');
    const chunkBytes = 64 * 1024;
    for (let offset = 0; offset < bytes.length; offset += chunkBytes) {
      if (!client.write(bytes.subarray(offset, offset + chunkBytes))) {
        await new Promise<void>((resolve) => client.once('drain', resolve));
      }
    }
  }

  async stop(): Promise<void> {
    this.#client?.destroy();
    this.#coordinator?.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #connected(client: Socket): void {
    const coordinator = connect({ host: '127.0.0.1', port: this.#coordinatorPort, noDelay: true });
    this.#client = client;
    this.#coordinator = coordinator;
    client.pipe(coordinator);
    coordinator.on('data', (chunk: Buffer) => {
      if (this.#swallowedBytes !== undefined) {
        this.#swallowedBytes += chunk.length;
        return;
      }
      this.#recording?.push(chunk);
      if (!client.write(chunk)) coordinator.pause();
    });
    client.on('drain', () => coordinator.resume());
    const end = () => {
      client.destroy();
      coordinator.destroy();
    };
    for (const socket of [client, coordinator]) socket.on('error', end).on('close', end);
  }
}
