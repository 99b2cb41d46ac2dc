import { Client, type ClientDuplexStream, credentials, type StatusObject } from '@grpc/grpc-js';
import {
  ConnectRequest,
  ConnectResponse,
  type Goodbye,
  type Hello,
} from '../../src/rpc/gen/zigfleet/link/v1/link.ts';
import type { HubIdentity } from '../../src/rpc/hub-identity.ts';
import { signProof } from '../../src/rpc/proof.ts';
import { waitUntil } from './wait-until.ts';

/** A hub that says exactly what a test wants it to say. */
export class RawHub {
  readonly received: NonNullable<ConnectResponse['message']>[] = [];
  status: StatusObject | undefined;
  readonly #client: Client;
  readonly #call: ClientDuplexStream<Buffer, ConnectResponse>;

  constructor(port: number) {
    this.#client = new Client(`127.0.0.1:${port}`, credentials.createInsecure(), {
      'grpc.use_local_subchannel_pool': 1,
    });
    this.#call = this.#client.makeBidiStreamRequest(
      '/zigfleet.link.v1.HubLinkService/Connect',
      (bytes: Buffer) => bytes,
      (bytes: Buffer) => ConnectResponse.decode(bytes),
    );
    this.#call.on('data', ({ message }: ConnectResponse) => message && this.received.push(message));
    this.#call.on('error', () => undefined);
    this.#call.on('status', (status: StatusObject) => {
      this.status = status;
    });
  }

  sendBytes(bytes: Uint8Array): void {
    this.#call.write(Buffer.from(bytes));
  }

  send(message: NonNullable<ConnectRequest['message']>): void {
    this.sendBytes(ConnectRequest.encode({ message }).finish());
  }

  hello(identity: HubIdentity, changes: Partial<Hello> = {}): Hello {
    const hello: Hello = {
      protocolVersion: 1,
      hubId: identity.hubId,
      publicKey: Buffer.from(identity.publicKey),
      hubNonce: Buffer.alloc(32, 7),
      bootId: 'boot-1',
      journalId: 'journal-1',
      lastSequence: 0,
      inventoryDigest: Buffer.alloc(32),
      claimCode: '',
      hubModel: 'smart-gateway',
      softwareVersion: '1',
      ...changes,
    };
    this.send({ $case: 'hello', value: hello });
    return hello;
  }

  async challenge(): Promise<Buffer> {
    const challenge = await this.#wait('challenge');
    return challenge.value.platformNonce;
  }

  /** The whole handshake. */
  async open(identity: HubIdentity, changes: Partial<Hello> = {}): Promise<void> {
    const hello = this.hello(identity, changes);
    const platformNonce = await this.challenge();
    const signature = signProof({ ...hello, platformNonce }, identity.privateKey);
    this.send({ $case: 'proof', value: { signature } });
    await this.#wait('welcome');
  }

  async goodbye(): Promise<Goodbye> {
    return (await this.#wait('goodbye')).value;
  }

  acknowledgements(): number[] {
    return this.received.flatMap((message) =>
      message.$case === 'acknowledgement' ? [message.value.sequence] : [],
    );
  }

  ended(): Promise<StatusObject> {
    return waitUntil('the stream ends', () => this.status);
  }

  close(): void {
    this.#call.cancel();
    this.#client.close();
  }

  #wait<Case extends NonNullable<ConnectResponse['message']>['$case']>($case: Case) {
    type Message = Extract<NonNullable<ConnectResponse['message']>, { $case: Case }>;
    return waitUntil(`a ${$case}`, () =>
      this.received.find((message): message is Message => message.$case === $case),
    );
  }
}
