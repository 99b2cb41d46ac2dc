import { connect, type Socket } from 'node:net';
import { systemClock } from '../../src/common/clock.ts';
import { silentLogger } from '../../src/common/logger.ts';
import type { Entry } from '../../src/rpc/gen/zigfleet/link/v1/link.ts';
import {
  HubLinkServer,
  type HubLinkServerBounds,
  type HubLinkServerOptions,
} from '../../src/rpc/hub-link-server.ts';
import { MemoryLinkHandler } from './memory-link-handler.ts';
import { RawHub } from './raw-hub.ts';

/** A link server with a handler in memory, and whoever a test lets connect to it. */
export class LinkRig {
  readonly handler = new MemoryLinkHandler();
  readonly server: HubLinkServer;
  readonly #hubs: RawHub[] = [];
  readonly #sockets: Socket[] = [];

  constructor(bounds: Partial<HubLinkServerBounds> = {}, options: Partial<HubLinkServerOptions> = {}) {
    this.server = new HubLinkServer({
      host: '127.0.0.1',
      port: 0,
      handler: this.handler,
      clock: systemClock,
      logger: silentLogger(),
      bounds,
      ...options,
    });
  }

  get port(): number {
    return this.server.port;
  }

  newHub(): RawHub {
    const hub = new RawHub(this.port);
    this.#hubs.push(hub);
    return hub;
  }

  /** A connection that ends at the test's end, whatever it does. */
  newSocket(): Socket {
    const socket = connect(this.port, '127.0.0.1');
    socket.on('error', () => socket.destroy());
    socket.resume();
    this.#sockets.push(socket);
    return socket;
  }

  async stop(): Promise<void> {
    for (const hub of this.#hubs) hub.close();
    for (const socket of this.#sockets) socket.destroy();
    await this.server.stop();
  }
}

/** An entry that tells its number. */
export function entryOf(observedAtMs: number): Entry {
  return { observedAtMs, entry: { $case: 'availabilityChanged', value: { device: 1, available: true } } };
}

export function sendBatch(hub: RawHub, firstSequence: number, count = 1): void {
  const entries = Array.from({ length: count }, (_, index) => entryOf(firstSequence + index));
  hub.send({ $case: 'entryBatch', value: { firstSequence, entries } });
}
