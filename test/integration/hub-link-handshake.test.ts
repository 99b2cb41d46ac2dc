import { connect as connectHttp2 } from 'node:http2';
import { afterEach, describe, expect, it } from 'vitest';
import { createHubIdentity } from '../../src/hub/uplink/hub-identity.ts';
import type { HubLinkServerBounds } from '../../src/rpc/hub-link-server.ts';
import { signProof } from '../../src/rpc/proof.ts';
import { LinkRig, sendBatch } from '../support/link-rig.ts';
import { waitUntil } from '../support/wait-until.ts';

let rig: LinkRig;
const identity = createHubIdentity();

async function listen(bounds: Partial<HubLinkServerBounds> = {}): Promise<LinkRig> {
  rig = new LinkRig(bounds);
  await rig.server.start();
  return rig;
}

afterEach(() => rig.stop());

describe('the handshake', () => {
  it('lets a hub in that proves its key', async () => {
    await listen();
    const hub = rig.newHub();
    await hub.open(identity, { claimCode: 'code' });
    expect(rig.handler.calls).toEqual(['authenticate', 'open']);
    expect(rig.handler.hellos[0]?.claimCode).toBe('code');
    expect(rig.handler.connection).toMatchObject({ hubId: identity.hubId, bootId: 'boot-1', isOpen: true });
    hub.close();
    await waitUntil('the handler is told', () => rig.handler.ends.length === 1);
    expect(rig.handler.connection.isOpen).toBe(false);
  });

  it.each([
    ['another key', (bytes: Buffer) => bytes, createHubIdentity()],
    [
      'a flipped bit',
      (bytes: Buffer) => Buffer.concat([Buffer.from([(bytes[0] ?? 0) ^ 1]), bytes.subarray(1)]),
      identity,
    ],
    ['a short one', (bytes: Buffer) => bytes.subarray(0, 63), identity],
    ['none', () => Buffer.alloc(0), identity],
  ])('refuses a signature: %s', async (_what, change, signer) => {
    await listen();
    const hub = rig.newHub();
    const hello = hub.hello(identity);
    const signature = signProof({ ...hello, platformNonce: await hub.challenge() }, signer.privateKey);
    hub.send({ $case: 'proof', value: { signature: change(signature) } });
    expect((await hub.goodbye()).reason).toBe('unauthenticated');
    expect((await hub.ended()).code).toBe(16);
    expect(rig.handler.calls).not.toContain('open');
  });

  it('refuses a proof that was recorded earlier: the challenge is never the same', async () => {
    await listen();
    const first = rig.newHub();
    const hello = first.hello(identity);
    const signature = signProof({ ...hello, platformNonce: await first.challenge() }, identity.privateKey);
    first.send({ $case: 'proof', value: { signature } });
    const second = rig.newHub();
    second.hello(identity);
    await second.challenge();
    second.send({ $case: 'proof', value: { signature } });
    expect((await second.goodbye()).reason).toBe('unauthenticated');
  });

  it('takes the key that the handler knows, not the one in the hello', async () => {
    await listen();
    rig.handler.keys.set(identity.hubId, identity.publicKey);
    const thief = createHubIdentity();
    const hub = rig.newHub();
    const hello = hub.hello(identity, { publicKey: Buffer.from(thief.publicKey) });
    const signature = signProof({ ...hello, platformNonce: await hub.challenge() }, thief.privateKey);
    hub.send({ $case: 'proof', value: { signature } });
    expect((await hub.goodbye()).reason).toBe('unauthenticated');
  });

  it('passes on why the handler lets nobody in', async () => {
    await listen();
    rig.handler.refusal = { refusal: 'revoked', detail: 'the key was revoked', retryAfterMs: 1234 };
    const hub = rig.newHub();
    hub.hello(identity);
    expect(await hub.goodbye()).toEqual({
      reason: 'revoked',
      detail: 'the key was revoked',
      retryAfterMs: 1234,
    });
    expect((await hub.ended()).code).toBe(7);
  });

  it('tells the handler of the end even if it refused after the proof', async () => {
    await listen();
    rig.handler.openRefusal = { refusal: 'not-claimed', detail: 'the claim code was used meanwhile' };
    const hub = rig.newHub();
    const hello = hub.hello(identity);
    const signature = signProof({ ...hello, platformNonce: await hub.challenge() }, identity.privateKey);
    hub.send({ $case: 'proof', value: { signature } });
    expect((await hub.goodbye()).reason).toBe('not-claimed');
    await waitUntil('the handler is told', () => rig.handler.ends.length === 1);
  });

  it.each([
    ['hubId', { hubId: 'a b' }],
    ['hubId', { hubId: '' }],
    ['public key', { publicKey: Buffer.alloc(31) }],
    ['nonce', { hubNonce: Buffer.alloc(15) }],
    ['boot id', { bootId: 'x'.repeat(65) }],
    ['claim code', { claimCode: 'x'.repeat(129) }],
    ['protocol version', { protocolVersion: 0 }],
  ])('refuses a hello with a malformed %s before anyone sees it', async (_what, changes) => {
    await listen();
    const hub = rig.newHub();
    hub.hello(identity, changes);
    expect((await hub.goodbye()).reason).toBe('protocol-error');
    expect(rig.handler.calls).toEqual([]);
  });

  it('wants the hello first, and each message at its time', async () => {
    await listen();
    const early = rig.newHub();
    sendBatch(early, 1);
    expect((await early.goodbye()).detail).toContain('entryBatch');
    const twice = rig.newHub();
    await twice.open(identity);
    twice.hello(identity);
    expect((await twice.goodbye()).reason).toBe('protocol-error');
  });

  it('cuts a stranger who says nothing, or stops half-way', async () => {
    await listen({ handshakeMs: 200, leaveMs: 100 });
    const silent = rig.newHub();
    silent.sendBytes(Buffer.alloc(0));
    const halfway = rig.newHub();
    halfway.hello(identity);
    await halfway.challenge();
    expect(await halfway.goodbye()).toMatchObject({
      reason: 'overloaded',
      detail: 'the handshake took too long',
    });
    expect((await silent.ended()).code).toBe(3);
    await waitUntil('nobody is left', () => rig.server.sessionCount === 0);
  });

  it('cuts connections on which nobody speaks HTTP/2', async () => {
    await listen({ handshakeMs: 200 });
    const mute = rig.newSocket();
    const babbling = rig.newSocket();
    babbling.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await waitUntil('both are cut', () => mute.destroyed && babbling.destroyed);
  });

  it('cuts a peer that does not leave after a goodbye', async () => {
    await listen({ leaveMs: 100, handshakeMs: 500 });
    const session = connectHttp2(`http://127.0.0.1:${rig.port}`);
    session.on('error', () => undefined);
    const stream = session.request({
      ':method': 'POST',
      ':path': '/zigfleet.link.v1.HubLinkService/Connect',
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    stream.on('error', () => undefined);
    // A gRPC frame with a message that is no protobuf; the stream is never ended from this side.
    stream.write(Buffer.from([0, 0, 0, 0, 1, 0xff]));
    stream.resume();
    await waitUntil('it is cut', () => session.destroyed);
  });

  it('turns out the stranger who waits longest when there are too many', async () => {
    await listen({ strangersMax: 3 });
    const startedAt = performance.now();
    const slow = [rig.newHub(), rig.newHub(), rig.newHub()];
    for (const hub of slow) {
      hub.hello(identity);
      await hub.challenge();
    }
    const early = rig.newHub();
    early.hello(identity);
    expect((await early.goodbye()).reason).toBe('overloaded');
    await waitUntil('patience ends', () => performance.now() - startedAt > 1100);
    const late = rig.newHub();
    await late.open(identity);
    expect((await slow[0]?.goodbye())?.reason).toBe('overloaded');
  });
});
