import { createServer, type Server } from 'node:net';
import { Aedes } from 'aedes';
import { connectAsync, type MqttClient } from 'mqtt';

/** A real MQTT broker on a free loopback port, with one client that remembers the last message of each topic. */
export class MqttBroker {
  readonly #server: Server;
  readonly #aedes: Aedes;
  readonly #client: MqttClient;
  readonly #last = new Map<string, unknown>();
  readonly #listeners = new Set<(topic: string, message: unknown) => void>();
  readonly url: string;

  private constructor(server: Server, aedes: Aedes, client: MqttClient, url: string) {
    this.#server = server;
    this.#aedes = aedes;
    this.#client = client;
    this.url = url;
    client.on('message', (topic, payload) => {
      const text = payload.toString();
      const message: unknown = /^[[{]/.test(text) ? JSON.parse(text) : text;
      this.#last.set(topic, message);
      for (const listener of this.#listeners) listener(topic, message);
    });
  }

  static async start(): Promise<MqttBroker> {
    const aedes = await Aedes.createBroker();
    const server = createServer((socket) => {
      socket.setNoDelay(true);
      aedes.handle(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the broker has no port');
    const url = `mqtt://127.0.0.1:${address.port}`;
    const client = await connectAsync(url);
    const broker = new MqttBroker(server, aedes, client, url);
    await client.subscribeAsync('#');
    return broker;
  }

  /** Hears of every message, as `last` gives it. */
  listen(listener: (topic: string, message: unknown) => void): void {
    this.#listeners.add(listener);
  }

  /** The last message of a topic, parsed if it is JSON; undefined if there was none. */
  last(topic: string): unknown {
    return this.#last.get(topic);
  }

  /** All topics that had a message. */
  get topics(): string[] {
    return [...this.#last.keys()];
  }

  async publish(topic: string, message: unknown): Promise<void> {
    await this.#client.publishAsync(topic, JSON.stringify(message), { qos: 1 });
  }

  async stop(): Promise<void> {
    await this.#client.endAsync();
    await new Promise<void>((resolve) => this.#aedes.close(() => resolve()));
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}
