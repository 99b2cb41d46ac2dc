import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type ConnectionInjector,
  type handleBidiStreamingCall,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { ReflectionService } from '@grpc/reflection';
import { HealthImplementation } from 'grpc-health-check';
import type { Clock, Timer } from '../common/clock.ts';
import type { Service } from '../common/lifecycle.ts';
import type { Logger } from '../common/logger.ts';
import { messageOf, ZigfleetError } from '../common/zigfleet-error.ts';
import { type ConnectResponse, HubLinkServiceService } from './gen/zigfleet/link/v1/link.ts';
import type { HubLinkHandler } from './hub-link-handler.ts';
import { HubSession, type HubSessionContext, type SessionBounds } from './hub-session.ts';
import { decodeIncoming, type IncomingRequest } from './incoming-request.ts';
import { keepaliveOptions } from './keepalive-options.ts';
import { LinkListener, type ServerTls } from './link-listener.ts';
import { wireLimits } from './wire/wire-limits.ts';

/** Bounds of the server; each has a default. */
export interface HubLinkServerBounds extends SessionBounds {
  /** Connections at a time. */
  connectionsMax: number;
  /** Streams at a time whose handshake is not over. Each may make the server hold one message: 1 MiB. */
  strangersMax: number;
  /** How long a hub has to leave after a goodbye, milliseconds; then its connection is cut. */
  leaveMs: number;
  /** How long `stop` waits for everybody to leave, milliseconds. */
  drainMs: number;
}

export interface HubLinkServerOptions {
  host: string;
  /** 0 for any free one. */
  port: number;
  /** PEM files. Absent: plaintext. */
  tls?: { keyPath: string; certPath: string };
  handler: HubLinkHandler;
  clock: Clock;
  logger: Logger;
  bounds?: Partial<HubLinkServerBounds>;
}

const defaultBounds: HubLinkServerBounds = {
  handshakeMs: 5000,
  waitingEntriesMax: 4096,
  waitingBytesMax: 4 * 1024 * 1024,
  unsentMessagesMax: 1024,
  leaveMs: 2000,
  connectionsMax: 20_000,
  strangersMax: 512,
  drainMs: 5000,
};

const serviceName = 'zigfleet.link.v1.HubLinkService';
const protoFolder = fileURLToPath(new URL('./proto/', import.meta.url));
/** A stranger who has waited for less than this may still be a hub on a slow line, and is not turned out for another. */
const strangerPatienceMs = 1000;

/** The generated service, but malformed messages reach the session, which can say what is wrong. */
const definition = {
  connect: { ...HubLinkServiceService.connect, requestDeserialize: decodeIncoming },
};

/** Where hubs connect. Knows the protocol and nothing of what is done with it: that is its handler's. */
export class HubLinkServer implements Service {
  readonly #options: HubLinkServerOptions;
  readonly #bounds: HubLinkServerBounds;
  readonly #health = new HealthImplementation({ '': 'NOT_SERVING', [serviceName]: 'NOT_SERVING' });
  readonly #sessions = new Set<HubSession>();
  readonly #strangers = new Set<HubSession>();
  #server: Server | undefined;
  #listener: LinkListener | undefined;
  /** For each peer that was told goodbye. */
  readonly #leaveTimers = new Map<string, Timer>();
  #stopping: Promise<void> | undefined;

  constructor(options: HubLinkServerOptions) {
    this.#options = options;
    this.#bounds = { ...defaultBounds, ...options.bounds };
  }

  /** @throws ZigfleetError `port-taken`, `invalid-config` */
  async start(): Promise<void> {
    const { host, port, logger } = this.#options;
    const server = this.#createServer();
    const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
    const listener = this.#createListener(injector);
    this.#server = server;
    this.#listener = listener;
    await listener.start();
    this.setServing(true);
    logger.info(
      { host, port: listener.port || port, tls: this.#options.tls !== undefined },
      'hub link listens',
    );
  }

  /** The port that it listens on. */
  get port(): number {
    return this.#listener?.port ?? this.#options.port;
  }

  /** How many streams are open, strangers included. */
  get sessionCount(): number {
    return this.#sessions.size;
  }

  /** What the health service says of the link. */
  setServing(serving: boolean): void {
    for (const service of ['', serviceName]) {
      this.#health.setStatus(service, serving ? 'SERVING' : 'NOT_SERVING');
    }
  }

  /** Tells the hubs to go elsewhere, waits a bounded time until they have left, then closes everything. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    this.setServing(false);
    this.#listener?.close();
    for (const session of this.#sessions) session.goodbye('draining', { detail: 'the node goes away' });
    // Connections without a stream are told to go as well.
    this.#server?.tryShutdown(() => undefined);
    await this.#allGoneOrTimeout();
    for (const timer of this.#leaveTimers.values()) timer.cancel();
    this.#leaveTimers.clear();
    this.#server?.forceShutdown();
    this.#listener?.cutAll();
  }

  async #allGoneOrTimeout(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = this.#options.clock.setTimer(this.#bounds.drainMs, resolve);
    await Promise.race([this.#listener?.allGone(), promise]);
    timer.cancel();
  }

  #createServer(): Server {
    const server = new Server({
      ...keepaliveOptions,
      'grpc.max_receive_message_length': wireLimits.messageBytesMax,
      'grpc.max_concurrent_streams': 100,
      // A connection without a stream is a stranger's, or of a health check that is over.
      'grpc.max_connection_idle_ms': this.#bounds.handshakeMs,
      'grpc.enable_channelz': 0,
    });
    const connect: handleBidiStreamingCall<IncomingRequest, ConnectResponse> = (call) => this.#onCall(call);
    server.addService(definition, { connect });
    this.#health.addToServer(server);
    // Without the health service: the library gives its map type a name that other people's programs refuse.
    const described = loadSync('zigfleet/link/v1/link.proto', { includeDirs: [protoFolder] });
    new ReflectionService(described).addToServer(server);
    return server;
  }

  #createListener(injector: ConnectionInjector): LinkListener {
    const { host, port } = this.#options;
    const tls = this.#readTls();
    return new LinkListener({
      host,
      port,
      ...(tls && { tls }),
      connectionsMax: this.#bounds.connectionsMax,
      tlsHandshakeMs: this.#bounds.handshakeMs,
      onConnection: (socket) => injector.injectConnection(socket),
      onGone: (peer) => {
        this.#leaveTimers.get(peer)?.cancel();
        this.#leaveTimers.delete(peer);
      },
    });
  }

  #readTls(): ServerTls | undefined {
    const { tls } = this.#options;
    if (!tls) return undefined;
    try {
      return { key: readFileSync(tls.keyPath), cert: readFileSync(tls.certPath) };
    } catch (error) {
      throw new ZigfleetError('invalid-config', `the hub link's key or certificate: ${messageOf(error)}`, {
        cause: error,
      });
    }
  }

  #onCall(call: ServerDuplexStream<IncomingRequest, ConnectResponse>): void {
    const { handler, clock, logger } = this.#options;
    const context: HubSessionContext = {
      handler,
      clock,
      logger,
      bounds: this.#bounds,
      onGoodbye: ({ peer }) => this.#expectLeave(peer),
      onEnd: (ended) => this.#onSessionEnd(ended),
    };
    const session = new HubSession(call, context);
    this.#sessions.add(session);
    session.start();
    if (this.#stopping) session.goodbye('draining', { detail: 'the node goes away' });
    else if (!this.#makeRoom()) session.goodbye('overloaded', { detail: 'too many hubs at once' });
    else this.#strangers.add(session);
  }

  /** Whether one more stranger may come in. The one who has kept us waiting longest has to leave for it. */
  #makeRoom(): boolean {
    if (this.#strangers.size < this.#bounds.strangersMax) return true;
    for (const stranger of this.#strangers) {
      if (stranger.isSettled) this.#strangers.delete(stranger);
    }
    if (this.#strangers.size < this.#bounds.strangersMax) return true;
    const latestMs = this.#options.clock.monotonic() - strangerPatienceMs;
    for (const stranger of this.#strangers) {
      if (stranger.startedAtMs > latestMs) return false;
      if (!stranger.awaitsPeer) continue;
      stranger.goodbye('overloaded', { detail: 'too many hubs at once' });
      return true;
    }
    return false;
  }

  /** A peer that stays, with nothing more to say, keeps a connection from others. */
  #expectLeave(peer: string): void {
    this.#leaveTimers.get(peer)?.cancel();
    const timer = this.#options.clock.setTimer(this.#bounds.leaveMs, () => {
      this.#leaveTimers.delete(peer);
      const hasOther = [...this.#sessions].some((session) => session.peer === peer);
      if (!hasOther) this.#listener?.cut(peer);
    });
    this.#leaveTimers.set(peer, timer);
  }

  #onSessionEnd(session: HubSession): void {
    this.#sessions.delete(session);
    this.#strangers.delete(session);
  }
}
