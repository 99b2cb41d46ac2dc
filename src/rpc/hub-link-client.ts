import { readFileSync } from 'node:fs';
import { type ChannelCredentials, credentials as grpcCredentials } from '@grpc/grpc-js';
import type { Clock, Timer } from '../common/clock.ts';
import type { Service } from '../common/lifecycle.ts';
import type { Logger } from '../common/logger.ts';
import type { Random } from '../common/random.ts';
import { messageOf, ZigfleetError } from '../common/zigfleet-error.ts';
import type { Command, HubConfig, InventorySnapshot, Welcome } from './gen/zigfleet/link/v1/link.ts';
import type { HubKeyRing } from './hub-identity.ts';
import { isLoopback, parseLinkAddress } from './link-address.ts';
import { LinkAttempt, type LinkEnd } from './link-attempt.ts';
import type { LinkStatus } from './link-status.ts';
import { type ReconnectBounds, ReconnectDelay } from './reconnect-delay.ts';
import type { UplinkSource } from './uplink-source.ts';
import { protocolVersion } from './wire/hello.ts';

/** What the hub does with what the platform says, and what it says of itself. */
export interface HubLinkClientHandler {
  /** SHA-256 over the inventory as it is now. */
  inventoryDigest(): Uint8Array;
  /** All devices, in messages of at most so many bytes. */
  inventorySnapshot(bytesMax: number): InventorySnapshot[];
  command(command: Command): void;
  commandCancelled(commandId: string): void;
  /** At each welcome. */
  config?(config: HubConfig): void;
  /** The platform takes the next key from now on, and the key ring has it as the present one. */
  keyRotated?(): void;
  status(status: LinkStatus): void;
}

export interface HubLinkClientOptions {
  /** `HOST:PORT` of the platform's link. */
  address: string;
  keys: HubKeyRing;
  /** New at every start of the process. */
  bootId: string;
  hubModel: string;
  softwareVersion: string;
  /** Shown until the platform has let the hub in for the first time. */
  claimCode?: string;
  /** Absent: plaintext. `caPath`: PEM file of the authority to trust in place of the system's. */
  tls?: { caPath?: string };
  /** Plaintext to another machine. */
  allowInsecure?: boolean;
  source: UplinkSource;
  handler: HubLinkClientHandler;
  clock: Clock;
  random: Pick<Random, 'next'>;
  logger: Logger;
  bounds?: Partial<HubLinkClientBounds>;
}

export interface HubLinkClientBounds extends ReconnectBounds {
  /** From the first packet to the welcome, milliseconds. */
  handshakeMs: number;
}

const defaultBounds: HubLinkClientBounds = {
  delayMinMs: 250,
  delayMaxMs: 4000,
  refusedDelayMs: 15_000,
  handshakeMs: 10_000,
};

/** A session that lasted this long was good: what ended it is no reason for longer pauses. */
const goodSessionMs = 2000;

/** No platform sends a hub away for longer than this. */
const retryAfterMaxMs = 300_000;

/** Goodbyes after which a person has to do something before the next attempt can do better. */
const refusals = new Set(['unauthenticated', 'not-claimed', 'revoked', 'protocol-error']);

/** The hub's end of the link: connects, proves its key, sends what the source has, and comes back whenever it is cut off. */
export class HubLinkClient implements Service {
  readonly #options: HubLinkClientOptions;
  readonly #bounds: HubLinkClientBounds;
  readonly #delay: ReconnectDelay;
  #credentials: ChannelCredentials | undefined;
  #target = '';
  #claimCode: string;
  #attempt: LinkAttempt | undefined;
  #reconnectTimer: Timer | undefined;
  #isStopped = false;
  #isNotified = false;
  /** The platform may have taken the next key already: whether that is tried. */
  #triesNextKey = false;
  #lastReason = '';

  constructor(options: HubLinkClientOptions) {
    this.#options = options;
    this.#bounds = { ...defaultBounds, ...options.bounds };
    this.#delay = new ReconnectDelay(this.#bounds, options.random);
    this.#claimCode = options.claimCode ?? '';
  }

  /**
   * Begins to connect; does not wait for it.
   * @throws ZigfleetError `invalid-config`: a malformed address, an unreadable CA file, plaintext to another machine
   */
  async start(): Promise<void> {
    const { address, tls, allowInsecure } = this.#options;
    const { host, port } = parseLinkAddress(address);
    if (!tls && !allowInsecure && !isLoopback(host)) {
      throw new ZigfleetError(
        'invalid-config',
        `the link to ${address} would not be encrypted: turn TLS on, or allow it explicitly`,
      );
    }
    this.#target = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
    this.#credentials = tls ? createTlsCredentials(tls.caPath) : grpcCredentials.createInsecure();
    this.#connect();
  }

  async stop(): Promise<void> {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#reconnectTimer?.cancel();
    this.#attempt?.stop('the hub stops');
    this.#options.handler.status({ state: 'stopped' });
  }

  /**
   * There is something new in the source. It goes out at the end of this turn of the event loop, with whatever else
   * came up in it: what a device reports and the result of the command that made it do so are then one batch, which
   * the platform stores at one go.
   */
  notify(): void {
    if (this.#isNotified) return;
    this.#isNotified = true;
    setImmediate(() => {
      this.#isNotified = false;
      this.#attempt?.pump();
    });
  }

  /** @returns false if there is no session to say it in */
  commandDelivered(commandId: string): boolean {
    return this.#attempt?.commandDelivered(commandId) ?? false;
  }

  /** The key ring has a next key: the platform is asked to take it, now or as soon as it is there. */
  rotateKey(): void {
    const { current, next } = this.#options.keys;
    if (next) this.#attempt?.rotateKey(current, next);
  }

  #connect(): void {
    const { keys, source, clock, handler, bootId, hubModel, softwareVersion } = this.#options;
    if (this.#isStopped || !this.#credentials) return;
    handler.status({ state: 'connecting' });
    const identity = (this.#triesNextKey && keys.next) || keys.current;
    const attempt = new LinkAttempt({
      target: this.#target,
      credentials: this.#credentials,
      identity,
      hello: {
        protocolVersion,
        hubId: identity.hubId,
        publicKey: Buffer.from(identity.publicKey),
        bootId,
        journalId: source.journalId,
        lastSequence: source.lastSequence,
        inventoryDigest: Buffer.from(handler.inventoryDigest()),
        claimCode: this.#claimCode,
        hubModel,
        softwareVersion,
      },
      source,
      clock,
      handshakeMs: this.#bounds.handshakeMs,
      onWelcome: (welcome) => this.#onWelcome(welcome, identity.publicKey),
      inventorySnapshot: (bytesMax) => handler.inventorySnapshot(bytesMax),
      onCommand: (command) => handler.command(command),
      onCommandCancelled: (commandId) => handler.commandCancelled(commandId),
      onKeyRotated: (publicKey) => this.#onKeyRotated(publicKey),
      onEnd: (end) => this.#onEnd(end),
    });
    this.#attempt = attempt;
    attempt.start();
  }

  #onWelcome({ epoch, config }: Welcome, publicKey: Uint8Array): void {
    const { handler, logger, address } = this.#options;
    this.#claimCode = '';
    this.#lastReason = '';
    logger.info({ address, epoch }, 'connected to the platform');
    handler.status({ state: 'connected', epoch });
    if (config) handler.config?.(config);
    // Either the platform had taken it before the hub was cut off, or it has not heard of it.
    if (this.#triesNextKey) this.#onKeyRotated(publicKey);
    else this.rotateKey();
  }

  #onKeyRotated(publicKey: Uint8Array): void {
    const { keys, handler, logger } = this.#options;
    const { next } = keys;
    if (!next || !Buffer.from(next.publicKey).equals(publicKey)) return;
    try {
      keys.accepted(publicKey);
      this.#triesNextKey = false;
    } catch (error) {
      logger.error({ err: error }, 'the new key of the hub could not be saved; it is tried again');
      return;
    }
    handler.keyRotated?.();
  }

  #onEnd({ goodbye, reason, openMs }: LinkEnd): void {
    const { handler, logger, address, clock } = this.#options;
    this.#attempt = undefined;
    if (this.#isStopped) return;
    if (openMs !== undefined && openMs >= goodSessionMs) this.#delay.reset();
    // While a key is being changed it is not known which one the platform has: the other one is tried at once.
    const isOtherKey = goodbye?.reason === 'unauthenticated' && this.#options.keys.next !== undefined;
    if (isOtherKey) this.#triesNextKey = !this.#triesNextKey;
    const isRefusal =
      goodbye !== undefined && refusals.has(goodbye.reason) && !(isOtherKey && this.#triesNextKey);
    const retryAfterMs = Math.min(goodbye?.retryAfterMs ?? 0, retryAfterMaxMs);
    const retryInMs = isRefusal ? this.#delay.nextAfterRefusal(retryAfterMs) : this.#delay.next(retryAfterMs);
    this.#reconnectTimer = clock.setTimer(retryInMs, () => this.#connect());
    // Said once for each new reason: a platform that is away for a night is one line, not thousands.
    const level = reason === this.#lastReason ? 'debug' : 'warn';
    this.#lastReason = reason;
    if (isRefusal) {
      const { detail } = goodbye;
      logger[level]({ address, reason, detail, retryInMs }, 'the platform does not let this hub in');
      handler.status({ state: 'refused', reason, detail, retryInMs });
    } else {
      logger[level]({ address, reason, retryInMs }, 'not connected to the platform; it is tried again');
      handler.status({ state: 'disconnected', reason, retryInMs });
    }
  }
}

function createTlsCredentials(caPath: string | undefined): ChannelCredentials {
  if (caPath === undefined) return grpcCredentials.createSsl();
  try {
    return grpcCredentials.createSsl(readFileSync(caPath));
  } catch (error) {
    throw new ZigfleetError('invalid-config', `the CA file of the link: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
