import { randomBytes } from 'node:crypto';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { Clock, Timer } from '../common/clock.ts';
import type { Logger } from '../common/logger.ts';
import { isZigfleetError, messageOf } from '../common/zigfleet-error.ts';
import { Acknowledger } from './acknowledger.ts';
import type {
  Command,
  ConnectRequest,
  ConnectResponse,
  Hello,
  InventorySnapshot,
  KeyRotation,
  Proof,
} from './gen/zigfleet/link/v1/link.ts';
import type { GoodbyeReason } from './goodbye-reason.ts';
import { goodbyeStatus } from './goodbye-status.ts';
import type { HubConnection, HubLinkHandler, Refusal } from './hub-link-handler.ts';
import type { IncomingRequest } from './incoming-request.ts';
import { verifyKeyChange, verifyProof } from './proof.ts';
import type { SessionWork } from './session-queue.ts';
import { SessionWorker } from './session-worker.ts';
import { helloFault } from './wire/hello.ts';
import { wireLimits } from './wire/wire-limits.ts';

/** Bounds of one session. */
export interface SessionBounds {
  /** From the stream's start to the welcome, milliseconds. */
  handshakeMs: number;
  /** How many entries may wait for the handler before the stream is no longer read. */
  waitingEntriesMax: number;
  /** How many bytes may. */
  waitingBytesMax: number;
  /** How many messages may wait for a hub that does not read. */
  unsentMessagesMax: number;
}

export interface HubSessionContext {
  handler: HubLinkHandler;
  clock: Clock;
  logger: Logger;
  bounds: SessionBounds;
  /** It was told goodbye and has to leave. */
  onGoodbye: (session: HubSession) => void;
  /** The stream is gone and the handler has been told. */
  onEnd: (session: HubSession) => void;
}

/** Whose turn it is decides who may be turned out, and what the hub is told when the time is over. */
type Phase = 'awaiting-hello' | 'authenticating' | 'awaiting-proof' | 'opening' | 'open' | 'closed';

/** A hub that was turned away for want of capacity or of the store comes back no sooner. */
const overloadedRetryAfterMs = 1000;
const platformNonceBytes = 32;

let lastConnectionId = 0;

/** The platform's side of one hub's stream: handshake, order, backpressure, acknowledgement. */
export class HubSession implements HubConnection {
  readonly connectionId = ++lastConnectionId;
  readonly peer: string;
  readonly startedAtMs: number;
  readonly #call: ServerDuplexStream<IncomingRequest, ConnectResponse>;
  readonly #context: HubSessionContext;
  readonly #platformNonce = randomBytes(platformNonceBytes);
  #logger: Logger;
  #phase: Phase = 'awaiting-hello';
  #hello: Hello | undefined;
  #publicKey: Uint8Array = new Uint8Array();
  #handshakeTimer: Timer | undefined;
  /** Set once `open` has been called: then the handler has to be told of the end. */
  #worker: SessionWorker | undefined;
  #endReason = '';
  /** The parts of a snapshot so far. */
  #snapshot: InventorySnapshot | undefined;

  constructor(call: ServerDuplexStream<IncomingRequest, ConnectResponse>, context: HubSessionContext) {
    this.#call = call;
    this.#context = context;
    this.#logger = context.logger;
    this.peer = call.getPeer();
    this.startedAtMs = context.clock.monotonic();
  }

  get hubId(): string {
    return this.#hello?.hubId ?? '';
  }

  get bootId(): string {
    return this.#hello?.bootId ?? '';
  }

  get journalId(): string {
    return this.#hello?.journalId ?? '';
  }

  get isOpen(): boolean {
    return this.#phase === 'open' || this.#phase === 'opening';
  }

  /** Whether the handshake is over, one way or the other. */
  get isSettled(): boolean {
    return this.#phase === 'open' || this.#phase === 'closed';
  }

  /** Whether it is the stranger's turn to say something. */
  get awaitsPeer(): boolean {
    return this.#phase === 'awaiting-hello' || this.#phase === 'awaiting-proof';
  }

  /** Starts to listen to the stream. */
  start(): void {
    const { clock, bounds } = this.#context;
    this.#handshakeTimer = clock.setTimer(bounds.handshakeMs, () => this.#onHandshakeTimeout());
    this.#call.on('data', (incoming: IncomingRequest) => this.#onIncoming(incoming));
    this.#call.on('end', () => this.#end('the hub ended the stream'));
    this.#call.on('cancelled', () => this.#end('the connection was lost'));
    this.#call.on('error', (error) => this.#end(messageOf(error)));
    this.#call.on('close', () => this.#end('the stream was closed'));
  }

  sendCommand(command: Command): boolean {
    return this.#sendWhenOpen({ $case: 'command', value: command });
  }

  cancelCommand(commandId: string): boolean {
    return this.#sendWhenOpen({ $case: 'commandCancelled', value: { commandId } });
  }

  goodbye(reason: GoodbyeReason, options: { detail?: string; retryAfterMs?: number } = {}): void {
    if (this.#phase === 'closed') return;
    const detail = (options.detail ?? '').slice(0, wireLimits.detailLengthMax);
    // Whoever has not even said hello may be anyone who found the port: nothing that an operator follows.
    this.#logger[this.#hello ? 'info' : 'debug']({ reason, detail, peer: this.peer }, 'hub told goodbye');
    this.#send({ $case: 'goodbye', value: { reason, detail, retryAfterMs: options.retryAfterMs ?? 0 } });
    this.#context.onGoodbye(this);
    this.#end(reason);
    // What the hub still sends is thrown away, so that the stream can come to its end.
    this.#call.resume();
    const details = detail === '' ? reason : `${reason}: ${detail}`;
    this.#call.emit('error', { code: goodbyeStatus[reason], details });
  }

  #onHandshakeTimeout(): void {
    this.#turnAway(this.awaitsPeer ? 'the handshake took too long' : 'the platform is slow');
  }

  #onIncoming(incoming: IncomingRequest): void {
    if (this.#phase === 'closed') return;
    if (incoming.type === 'malformed') {
      this.goodbye('protocol-error', { detail: `a message cannot be decoded: ${incoming.detail}` });
      return;
    }
    const { message } = incoming.request;
    if (this.#phase === 'open') {
      this.#onOpenMessage(message, incoming.bytes);
    } else if (this.#phase === 'awaiting-hello' && message?.$case === 'hello') {
      this.#run(this.#authenticate(message.value));
    } else if (this.#phase === 'awaiting-proof' && message?.$case === 'proof') {
      this.#run(this.#open(message.value));
    } else {
      this.#unexpected(message);
    }
  }

  #onOpenMessage(message: ConnectRequest['message'], bytes: number): void {
    if (message?.$case === 'entryBatch') {
      const { firstSequence, entries } = message.value;
      if (firstSequence >= 1 && entries.length > 0) {
        this.#worker?.push({ type: 'batch', batch: message.value }, bytes);
      } else {
        this.goodbye('protocol-error', { detail: 'a batch must have entries, numbered from 1' });
      }
    } else if (message?.$case === 'inventorySnapshot') {
      this.#onSnapshotPart(message.value, bytes);
    } else if (message?.$case === 'commandDelivered') {
      const { commandId } = message.value;
      if (commandId === '' || commandId.length > wireLimits.commandIdLengthMax) {
        this.goodbye('protocol-error', { detail: 'a delivery must name its command' });
      } else {
        this.#run(this.#deliver(commandId));
      }
    } else if (message?.$case === 'keyRotation') {
      this.#run(this.#changeKey(message.value));
    } else {
      this.#unexpected(message);
    }
  }

  #onSnapshotPart(part: InventorySnapshot, bytes: number): void {
    const devices = [...(this.#snapshot?.devices ?? []), ...part.devices];
    if (devices.length > wireLimits.devicesMax) {
      this.goodbye('protocol-error', { detail: `more than ${wireLimits.devicesMax} devices` });
      return;
    }
    const snapshot = { inventoryDigest: part.inventoryDigest, devices, moreFollows: false };
    this.#snapshot = part.moreFollows ? snapshot : undefined;
    if (!part.moreFollows) this.#worker?.push({ type: 'snapshot', snapshot }, bytes);
  }

  async #deliver(commandId: string): Promise<void> {
    this.#context.handler.commandDelivered(this, commandId);
  }

  async #changeKey({ newPublicKey, oldSignature, newSignature }: KeyRotation): Promise<void> {
    const oldPublicKey = this.#publicKey;
    const isAgain = Buffer.from(oldPublicKey).equals(newPublicKey);
    const change = { hubId: this.hubId, oldPublicKey, newPublicKey };
    if (!isAgain) {
      if (!verifyKeyChange(change, { old: oldSignature, new: newSignature })) {
        this.goodbye('unauthenticated', { detail: 'the change of the key is not signed by both keys' });
        return;
      }
      const keys = { old: oldPublicKey, new: newPublicKey };
      if (!(await this.#context.handler.keyChanged(this, keys))) {
        this.goodbye('unauthenticated', { detail: 'the hub has another key by now' });
        return;
      }
      this.#publicKey = newPublicKey;
      this.#logger.info('the hub has a new key');
    }
    if (this.#phase === 'open') {
      this.#send({ $case: 'keyRotated', value: { publicKey: Buffer.from(newPublicKey) } });
    }
  }

  async #authenticate(hello: Hello): Promise<void> {
    const fault = helloFault(hello);
    if (fault !== undefined) {
      this.goodbye('protocol-error', { detail: fault });
      return;
    }
    this.#phase = 'authenticating';
    this.#call.pause();
    this.#hello = hello;
    this.#logger = this.#logger.child({ hubId: hello.hubId, connectionId: this.connectionId });
    const authentication = await this.#context.handler.authenticate(hello);
    if (this.#phase !== 'authenticating') return;
    if ('refusal' in authentication) {
      this.#refuse(authentication);
      return;
    }
    this.#publicKey = authentication.publicKey;
    this.#phase = 'awaiting-proof';
    this.#send({ $case: 'challenge', value: { platformNonce: this.#platformNonce } });
    this.#call.resume();
  }

  async #open(proof: Proof): Promise<void> {
    const hello = this.#hello;
    const platformNonce = this.#platformNonce;
    if (!hello || !verifyProof({ ...hello, platformNonce }, this.#publicKey, proof.signature)) {
      this.goodbye('unauthenticated', { detail: 'the proof does not fit the key of this hub' });
      return;
    }
    this.#phase = 'opening';
    this.#call.pause();
    try {
      const welcome = await this.#context.handler.open(hello, this);
      if (this.#phase === 'opening' && 'refusal' in welcome) this.#refuse(welcome);
      else if (this.#phase === 'opening' && !('refusal' in welcome)) {
        this.#worker = this.#createWorker(welcome.lastAppliedSequence);
        this.#handshakeTimer?.cancel();
        this.#phase = 'open';
        this.#send({ $case: 'welcome', value: welcome });
        this.#logger.debug({ epoch: welcome.epoch, peer: this.peer }, 'hub welcomed');
        this.#call.resume();
      }
    } catch (error) {
      this.#fail(error);
    } finally {
      // The end came while the handler was opening: it is told now.
      if (!this.#worker) this.#tellEnd();
    }
  }

  #createWorker(appliedSequence: number): SessionWorker {
    const { handler, clock, bounds } = this.#context;
    const acknowledger = new Acknowledger(appliedSequence, (sequence, onSent) => {
      if (this.#phase === 'open') this.#send({ $case: 'acknowledgement', value: { sequence } }, onSent);
    });
    return new SessionWorker({
      ...bounds,
      clock,
      logger: this.#logger,
      handle: async (work: SessionWork) => {
        if (work.type === 'snapshot') await handler.inventorySnapshot(this, work.snapshot);
        else acknowledger.acknowledge(await handler.entryBatch(this, work.batch));
      },
      onFull: () => this.#call.pause(),
      onDrained: () => this.#call.resume(),
      onFailure: (error) => this.#fail(error),
      onStopped: () => this.#tellEnd(),
    });
  }

  #sendWhenOpen(message: NonNullable<ConnectResponse['message']>): boolean {
    if (this.#phase !== 'open' || this.#call.writableLength >= this.#context.bounds.unsentMessagesMax) {
      return false;
    }
    this.#send(message);
    return true;
  }

  #send(message: NonNullable<ConnectResponse['message']>, onSent?: () => void): void {
    if (this.#call.writable) this.#call.write({ message }, onSent);
  }

  #refuse({ refusal, detail, retryAfterMs }: Refusal): void {
    this.goodbye(refusal, { detail, ...(retryAfterMs !== undefined && { retryAfterMs }) });
  }

  #turnAway(detail: string): void {
    this.goodbye('overloaded', { detail, retryAfterMs: overloadedRetryAfterMs });
  }

  #unexpected(message: ConnectRequest['message']): void {
    this.goodbye('protocol-error', {
      detail: `${message?.$case ?? 'an unknown message'} is not allowed while ${this.#phase}`,
    });
  }

  #run(step: Promise<void>): void {
    step.catch((error: unknown) => this.#fail(error));
  }

  /** An error of the handler ends this stream and no other. */
  #fail(error: unknown): void {
    if (this.#phase === 'closed') return;
    if (isZigfleetError(error, 'fenced')) {
      this.goodbye('fenced', { detail: error.message });
    } else if (isZigfleetError(error, 'decode-failed')) {
      this.goodbye('protocol-error', { detail: error.message });
    } else {
      if (!isZigfleetError(error) || !error.retryable) {
        this.#logger.error({ err: error }, 'handling a message of a hub failed');
      }
      this.#turnAway('the platform cannot serve the hub now');
    }
  }

  #end(reason: string): void {
    if (this.#phase === 'closed') return;
    const isOpening = this.#phase === 'opening';
    this.#phase = 'closed';
    this.#endReason = reason;
    this.#handshakeTimer?.cancel();
    this.#snapshot = undefined;
    if (this.#call.readableEnded) this.#call.end();
    if (this.#worker) this.#worker.stop();
    else if (!isOpening) this.#context.onEnd(this);
  }

  /** After whatever the handler was still doing for this session. */
  #tellEnd(): void {
    if (this.#phase !== 'closed') return;
    this.#logger.debug({ reason: this.#endReason }, 'hub stream ended');
    try {
      this.#context.handler.closed(this, this.#endReason);
    } catch (error) {
      this.#logger.error({ err: error }, 'the end of a session could not be handled');
    }
    this.#context.onEnd(this);
  }
}
