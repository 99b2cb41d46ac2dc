import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { verifyWebhook } from '../../src/platform/webhooks/webhook-signature.ts';

/** One request that a receiver has got. */
export interface ReceivedWebhook {
  headers: IncomingMessage['headers'];
  text: string;
  body: { type: string; eventId?: string; values?: Record<string, unknown> } & Record<string, unknown>;
  /** By the receiver's monotonic clock, milliseconds. */
  atMs: number;
}

/** A receiver of webhooks out there: a real HTTP server that answers as a test wants. */
export class WebhookReceiver {
  readonly received: ReceivedWebhook[] = [];
  /** Connections that were made to it. */
  connectionCount = 0;
  /** How it answers; by default it takes everything. */
  answer: (request: ReceivedWebhook, response: ServerResponse) => void = (_request, response) =>
    response.writeHead(204).end();
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor() {
    this.#server = createServer((request, response) => void this.#take(request, response));
    this.#server.on('connection', (socket) => {
      this.connectionCount++;
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  static async start(): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver();
    await new Promise<void>((resolve) => receiver.#server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hook`;
  }

  /** The numbers that reports told, in the order in which they came. */
  get numbers(): number[] {
    return this.received.flatMap(({ body }) =>
      typeof body.values?.temperature === 'number' ? [body.values.temperature] : [],
    );
  }

  /** Whether every request was signed with this secret. */
  isSignedBy(secret: string): boolean {
    return this.received.every(({ text, headers }) =>
      verifyWebhook(text, String(headers['zigfleet-signature']), secret, Date.now() / 1000),
    );
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const { headers } = request;
    const received = { headers, text, body: JSON.parse(text), atMs: performance.now() } as ReceivedWebhook;
    this.received.push(received);
    this.answer(received, response);
  }
}
