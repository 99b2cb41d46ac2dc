import { randomBytes } from 'node:crypto';
import { type ChannelCredentials, Client, type ClientDuplexStream, type ServiceError } from '@grpc/grpc-js';
import type { Clock, Timer } from '../common/clock.ts';
import { messageOf } from '../common/zigfleet-error.ts';
import {
  type Command,
  type ConnectResponse,
  type Goodbye,
  type Hello,
  HubLinkServiceService,
  type InventorySnapshot,
  type Welcome,
} from './gen/zigfleet/link/v1/link.ts';
import type { HubIdentity } from './hub-identity.ts';
import { keepaliveOptions } from './keepalive-options.ts';
import { encodeOutgoing, type OutgoingRequest } from './outgoing-request.ts';
import { signKeyChange, signProof } from './proof.ts';
import { SendWindow } from './send-window.ts';
import type { SourceBatch, UplinkSource } from './uplink-source.ts';
import { hubNonceBytes } from './wire/hello.ts';
import { wireLimits } from './wire/wire-limits.ts';

/** How an attempt, or the session that it became, ended. */
export interface LinkEnd {
  /** What the platform said, if it said goodbye. */
  goodbye: Goodbye | undefined;
  /** A goodbye's reason, or what the transport said. */
  reason: string;
  /** How long the session was open, milliseconds; undefined if it never was. */
  openMs: number | undefined;
}

export interface LinkAttemptOptions {
  /** `host:port`. */
  target: string;
  credentials: ChannelCredentials;
  identity: HubIdentity;
  /** All of the hello but the nonce. */
  hello: Omit<Hello, 'hubNonce'>;
  source: UplinkSource;
  clock: Clock;
  /** From the start to the welcome, milliseconds. */
  handshakeMs: number;
  onWelcome: (welcome: Welcome) => void;
  inventorySnapshot: (bytesMax: number) => InventorySnapshot[];
  onCommand: (command: Command) => void;
  onCommandCancelled: (commandId: string) => void;
  onKeyRotated: (publicKey: Uint8Array) => void;
  /** Called exactly once. */
  onEnd: (end: LinkEnd) => void;
}

/** What a platform may ask for; what it asks beyond is cut down to this. */
const windowEntriesMax = 65_536;
const windowEntriesDefault = 256;
const batchEntriesDefault = 64;

/** Room in a message for what stands around the entries. */
const messageMarginBytes = 4096;

const definition = {
  ...HubLinkServiceService.connect,
  requestSerialize: encodeOutgoing,
};

/** One connection to the platform, from the first packet to the last. */
export class LinkAttempt {
  readonly #options: LinkAttemptOptions;
  readonly #hubNonce = randomBytes(hubNonceBytes);
  #client: Client | undefined;
  #call: ClientDuplexStream<OutgoingRequest, ConnectResponse> | undefined;
  #handshakeTimer: Timer | undefined;
  #window: SendWindow | undefined;
  #isWriting = false;
  #openedAtMs: number | undefined;
  #goodbye: Goodbye | undefined;
  #isProven = false;
  #hasEnded = false;

  constructor(options: LinkAttemptOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#window !== undefined && !this.#hasEnded;
  }

  start(): void {
    const { target, credentials, clock, handshakeMs, hello } = this.#options;
    this.#client = new Client(target, credentials, {
      ...keepaliveOptions,
      'grpc.max_receive_message_length': wireLimits.messageBytesMax,
      // Each hub has a connection of its own, as in a house of its own, even when many share a process.
      'grpc.use_local_subchannel_pool': 1,
      'grpc.service_config_disable_resolution': 1,
      'grpc.enable_retries': 0,
      'grpc.enable_channelz': 0,
    });
    this.#handshakeTimer = clock.setTimer(handshakeMs, () => this.#end('the handshake took too long'));
    const { path, requestSerialize, responseDeserialize } = definition;
    const call = this.#client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
    this.#call = call;
    call.on('data', (response: ConnectResponse) => this.#onResponse(response.message));
    call.on('error', (error: ServiceError) => this.#end(error.details || messageOf(error)));
    call.on('end', () => this.#end('the platform ended the stream'));
    this.#send({ $case: 'hello', value: { ...hello, hubNonce: this.#hubNonce } });
  }

  /** There is something new in the source: goes out at once unless an earlier write is not flushed. */
  pump(): void {
    if (this.#isWriting || this.#hasEnded) return;
    const batch = this.#take();
    if (!batch) return;
    this.#isWriting = true;
    this.#call?.write({ type: 'batch', batch }, (error: Error | null | undefined) => {
      this.#isWriting = false;
      // A failed write ends the stream, which is told by its own event.
      if (!error) this.pump();
    });
  }

  /** @returns false if there is no session */
  commandDelivered(commandId: string): boolean {
    if (!this.isOpen) return false;
    this.#send({ $case: 'commandDelivered', value: { commandId } });
    return true;
  }

  /** Asks the platform to take another key in place of the one that it has. */
  rotateKey({ hubId, publicKey, privateKey }: HubIdentity, next: HubIdentity): void {
    if (!this.isOpen) return;
    const change = { hubId, oldPublicKey: publicKey, newPublicKey: next.publicKey };
    this.#send({
      $case: 'keyRotation',
      value: {
        newPublicKey: Buffer.from(next.publicKey),
        oldSignature: signKeyChange(change, privateKey),
        newSignature: signKeyChange(change, next.privateKey),
      },
    });
  }

  /** Ends it from this side. Idempotent. */
  stop(reason: string): void {
    this.#end(reason);
  }

  #onResponse(message: ConnectResponse['message']): void {
    if (this.#hasEnded) return;
    switch (message?.$case) {
      case 'challenge':
        this.#prove(message.value.platformNonce);
        break;
      case 'welcome':
        this.#onWelcome(message.value);
        break;
      case 'acknowledgement':
        this.#onAcknowledgement(message.value.sequence);
        break;
      case 'command':
        if (this.isOpen) this.#options.onCommand(message.value);
        break;
      case 'commandCancelled':
        if (this.isOpen) this.#options.onCommandCancelled(message.value.commandId);
        break;
      case 'keyRotated':
        if (this.isOpen) this.#options.onKeyRotated(message.value.publicKey);
        break;
      case 'goodbye':
        this.#goodbye = message.value;
        this.#end(message.value.reason);
        break;
      default:
        // A newer platform may say more than this hub understands.
        break;
    }
  }

  #prove(platformNonce: Uint8Array): void {
    const { identity, hello } = this.#options;
    // One signature a connection, over a nonce of sane length: nobody gets this hub to sign at will.
    if (this.#isProven || platformNonce.length < 16 || platformNonce.length > 64) {
      this.#end('the platform broke the protocol: an unexpected challenge');
      return;
    }
    this.#isProven = true;
    const facts = { hubId: identity.hubId, bootId: hello.bootId, hubNonce: this.#hubNonce, platformNonce };
    this.#send({ $case: 'proof', value: { signature: signProof(facts, identity.privateKey) } });
  }

  #onWelcome(welcome: Welcome): void {
    const { source, clock, onWelcome, inventorySnapshot } = this.#options;
    if (this.#window || !this.#isProven) {
      this.#end('the platform broke the protocol: an unexpected welcome');
      return;
    }
    this.#handshakeTimer?.cancel();
    this.#openedAtMs = clock.monotonic();
    const { limits, lastAppliedSequence } = welcome;
    const messageBytesMax = limits?.messageBytesMax || wireLimits.messageBytesMax;
    source.advanceTo(lastAppliedSequence);
    source.acknowledge(lastAppliedSequence);
    this.#window = new SendWindow(
      source,
      {
        unacknowledgedEntriesMax: clampLimit(limits?.unacknowledgedEntriesMax, windowEntriesDefault),
        batchEntriesMax: clampLimit(limits?.batchEntriesMax, batchEntriesDefault),
        // Half of it, because each entry comes with a few bytes around it.
        batchBytesMax: Math.min(messageBytesMax, wireLimits.messageBytesMax) / 2,
      },
      lastAppliedSequence,
    );
    onWelcome(welcome);
    if (welcome.inventoryWanted) {
      const bytesMax = Math.min(messageBytesMax, wireLimits.messageBytesMax) - messageMarginBytes;
      for (const part of inventorySnapshot(bytesMax)) this.#send({ $case: 'inventorySnapshot', value: part });
    }
    this.pump();
  }

  #onAcknowledgement(sequence: number): void {
    if (!this.#window?.acknowledge(sequence)) {
      this.#end('the platform broke the protocol: it acknowledged what was never sent');
      return;
    }
    this.pump();
  }

  #take(): SourceBatch | undefined {
    try {
      return this.#window?.take();
    } catch (error) {
      this.#end(`the journal cannot be read: ${messageOf(error)}`);
      return undefined;
    }
  }

  #send(message: Extract<OutgoingRequest, { type: 'request' }>['message']): void {
    this.#call?.write({ type: 'request', message });
  }

  #end(reason: string): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#handshakeTimer?.cancel();
    this.#call?.cancel();
    this.#client?.close();
    this.#options.onEnd({
      goodbye: this.#goodbye,
      reason,
      openMs: this.#openedAtMs === undefined ? undefined : this.#options.clock.monotonic() - this.#openedAtMs,
    });
  }
}

function clampLimit(limit: number | undefined, fallback: number): number {
  return Math.min(limit || fallback, windowEntriesMax);
}
