import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/common/clock.ts';
import { silentLogger } from '../../src/common/logger.ts';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { createHubIdentity } from '../../src/hub/uplink/hub-identity.ts';
import { HubLinkServer, type HubLinkServerBounds } from '../../src/rpc/hub-link-server.ts';
import { entryOf, LinkRig, sendBatch } from '../support/link-rig.ts';
import { waitUntil } from '../support/wait-until.ts';

const healthProto = 'node_modules/grpc-health-check/proto/health/v1/health.proto';
const run = promisify(execFile);

let rig: LinkRig;
const identity = createHubIdentity();

async function listen(bounds: Partial<HubLinkServerBounds> = {}): Promise<LinkRig> {
  rig = new LinkRig(bounds);
  await rig.server.start();
  return rig;
}

afterEach(() => rig.stop());

describe('hostile bytes', () => {
  it('end their own stream with a clear status, and nobody else is disturbed', async () => {
    await listen();
    const good = rig.newHub();
    await good.open(identity);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (bytes) => {
        const hub = rig.newHub();
        hub.sendBytes(bytes);
        expect((await hub.ended()).code).toBe(3);
        hub.close();
      }),
      { numRuns: 50 },
    );
    sendBatch(good, 1);
    await waitUntil('an acknowledgement', () => good.acknowledgements().includes(1));
    expect(rig.handler.hellos).toHaveLength(1);
  });

  it('after the handshake end the stream as well', async () => {
    await listen();
    const hub = rig.newHub();
    await hub.open(identity);
    hub.sendBytes(Buffer.from([0x22, 0x7f, 1, 2, 3]));
    expect((await hub.goodbye()).reason).toBe('protocol-error');
    expect((await hub.ended()).code).toBe(3);
    await waitUntil('the handler is told', () => rig.handler.ends.length === 1);
  });

  it('too many of them are refused', async () => {
    await listen();
    const hub = rig.newHub();
    await hub.open(identity);
    hub.sendBytes(Buffer.alloc(1024 * 1024 + 1));
    expect((await hub.ended()).code).toBe(8);
    await waitUntil('the handler is told', () => rig.handler.ends.length === 1);
  });

  it('an empty batch, a sequence number 0, a delivery without an id are refused', async () => {
    await listen();
    for (const message of [
      { $case: 'entryBatch' as const, value: { firstSequence: 1, entries: [] } },
      { $case: 'entryBatch' as const, value: { firstSequence: 0, entries: [entryOf(1)] } },
      { $case: 'commandDelivered' as const, value: { commandId: '' } },
    ]) {
      const hub = rig.newHub();
      await hub.open(identity);
      hub.send(message);
      expect((await hub.goodbye()).reason).toBe('protocol-error');
    }
    expect(rig.handler.batches).toEqual([]);
  });
});

describe('entries', () => {
  it('are handed over in order and acknowledged when the handler has them', async () => {
    await listen();
    const hub = rig.newHub();
    await hub.open(identity);
    sendBatch(hub, 1, 3);
    sendBatch(hub, 4, 2);
    sendBatch(hub, 100);
    await waitUntil('an acknowledgement', () => hub.acknowledgements().includes(100));
    expect(rig.handler.entries.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 100]);
  });

  it('are merged while the handler is busy, one call at a time, and acknowledged together', async () => {
    await listen();
    const hub = rig.newHub();
    await hub.open(identity);
    const gate = Promise.withResolvers<void>();
    let busy = 0;
    let busyMax = 0;
    rig.handler.beforeBatch = async () => {
      busyMax = Math.max(busyMax, ++busy);
      await gate.promise;
      busy--;
    };
    for (let sequence = 1; sequence <= 500; sequence++) sendBatch(hub, sequence);
    await waitUntil('the first is there', () => busy === 1);
    hub.send({ $case: 'commandDelivered', value: { commandId: 'last' } });
    await waitUntil('all are there', () => rig.handler.delivered.includes('last'));
    expect(hub.acknowledgements()).toEqual([]);
    gate.resolve();
    await waitUntil('an acknowledgement', () => hub.acknowledgements().includes(500));
    expect(busyMax).toBe(1);
    expect(rig.handler.batches.length).toBeLessThan(10);
    expect(hub.acknowledgements().length).toBeLessThan(10);
    expect(rig.handler.entries.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 500 }, (_, index) => index + 1),
    );
  });

  it('sent twice are handed over twice and acknowledged: to tell is the handler’s', async () => {
    await listen();
    const hub = rig.newHub();
    await hub.open(identity);
    sendBatch(hub, 1, 2);
    sendBatch(hub, 1, 2);
    sendBatch(hub, 3);
    await waitUntil('an acknowledgement', () => hub.acknowledgements().includes(3));
    expect(rig.handler.entries.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });

  it('are not read any more while too many wait, and all come in the end', async () => {
    await listen({ waitingEntriesMax: 50 });
    const hub = rig.newHub();
    await hub.open(identity);
    const gate = Promise.withResolvers<void>();
    rig.handler.beforeBatch = () => gate.promise;
    for (let sequence = 1; sequence <= 400; sequence++) sendBatch(hub, sequence);
    hub.send({ $case: 'commandDelivered', value: { commandId: 'behind' } });
    // A second stream is served meanwhile, and by then the first one's messages have long been on the wire.
    const other = rig.newHub();
    await other.open(createHubIdentity());
    expect(rig.handler.delivered).toEqual([]);
    gate.resolve();
    await waitUntil('all are there', () => rig.handler.delivered.includes('behind'));
    await waitUntil('an acknowledgement', () => hub.acknowledgements().includes(400));
  });

  it('stay unacknowledged while the store is away, and nothing overtakes them', async () => {
    await listen();
    const hub = rig.newHub();
    await hub.open(identity);
    let failures = 0;
    rig.handler.beforeBatch = () => {
      if (failures++ < 2) throw new ZigfleetError('store-unavailable', 'Redis is away');
    };
    sendBatch(hub, 1);
    sendBatch(hub, 5);
    await waitUntil('it failed once', () => failures > 0);
    expect(hub.acknowledgements()).toEqual([]);
    await waitUntil('an acknowledgement', () => hub.acknowledgements().includes(5));
    expect(rig.handler.entries.map(({ sequence }) => sequence)).toEqual([1, 5]);
    expect(hub.status).toBeUndefined();
  });

  it.each([
    ['fenced', new ZigfleetError('fenced', 'a newer session'), 'fenced', 10],
    ['decode-failed', new ZigfleetError('decode-failed', 'no such trait'), 'protocol-error', 3],
    ['a bug', new TypeError('undefined is not a function'), 'overloaded', 8],
  ])('that the handler answers with %s end the stream', async (_what, error, reason, code) => {
    await listen();
    const hub = rig.newHub();
    await hub.open(identity);
    rig.handler.beforeBatch = () => {
      throw error;
    };
    sendBatch(hub, 1);
    const goodbye = await hub.goodbye();
    expect(goodbye.reason).toBe(reason);
    expect(goodbye.detail).not.toContain('undefined');
    expect((await hub.ended()).code).toBe(code);
    await waitUntil('the handler is told', () => rig.handler.ends.length === 1);
  });

  it('and the snapshot keep their order', async () => {
    await listen();
    const hub = rig.newHub();
    await hub.open(identity);
    const digest = Buffer.alloc(32, 1);
    const device = {
      index: 1,
      ieeeAddress: '0x0000000000000001',
      networkAddress: 1,
      descriptor: undefined,
      available: true,
      lastSeenMs: 0,
    };
    hub.send({
      $case: 'inventorySnapshot',
      value: { inventoryDigest: digest, devices: [device], moreFollows: true },
    });
    hub.send({
      $case: 'inventorySnapshot',
      value: { inventoryDigest: digest, devices: [{ ...device, index: 2 }], moreFollows: false },
    });
    sendBatch(hub, 1);
    await waitUntil('an acknowledgement', () => hub.acknowledgements().includes(1));
    expect(rig.handler.calls).toEqual(['authenticate', 'open', 'snapshot', 'batch']);
    expect(rig.handler.snapshots[0]?.devices.map(({ index }) => index)).toEqual([1, 2]);
  });
});

describe('the server', () => {
  it('hands commands over while the hub reads them, and says so when it does not', async () => {
    await listen({ unsentMessagesMax: 10 });
    const hub = rig.newHub();
    await hub.open(identity);
    const command = {
      commandId: 'c1',
      ttlMs: 1000,
      traceparent: '',
      action: { $case: 'permitJoin' as const, value: { durationS: 60, device: undefined } },
    };
    expect(rig.handler.connection.sendCommand(command)).toBe(true);
    expect(rig.handler.connection.cancelCommand('c1')).toBe(true);
    await waitUntil('both are there', () => hub.received.some(({ $case }) => $case === 'commandCancelled'));
    hub.close();
    await waitUntil('it is gone', () => !rig.handler.connection.isOpen);
    expect(rig.handler.connection.sendCommand(command)).toBe(false);
  });

  it('says goodbye when it stops, and stops though a hub stays', async () => {
    await listen({ drainMs: 300 });
    const hub = rig.newHub();
    await hub.open(identity);
    const startedAt = performance.now();
    await rig.server.stop();
    expect(performance.now() - startedAt).toBeLessThan(2000);
    expect((await hub.goodbye()).reason).toBe('draining');
    expect(rig.handler.ends).toEqual(['draining']);
    await rig.server.stop();
  });

  it('says which port is taken', async () => {
    await listen();
    const second = new HubLinkServer({
      host: '127.0.0.1',
      port: rig.port,
      handler: rig.handler,
      clock: systemClock,
      logger: silentLogger(),
    });
    await expect(second.start()).rejects.toMatchObject({
      code: 'port-taken',
      message: expect.stringContaining(String(rig.port)),
    });
    await second.stop();
  });

  it('answers health and reflection beside the link', async () => {
    await listen();
    const curl = async (...args: string[]) => {
      const options = ['curl', '--http2-prior-knowledge', '--protocol', 'grpc'];
      const { stdout } = await run('buf', [...options, ...args]);
      return stdout;
    };
    const url = `http://127.0.0.1:${rig.port}`;
    const [health, methods] = await Promise.all([
      curl(
        ...['--schema', healthProto, '-d', '{"service":"zigfleet.link.v1.HubLinkService"}'],
        `${url}/grpc.health.v1.Health/Check`,
      ),
      curl('--list-methods', url),
    ]);
    expect(JSON.parse(health)).toEqual({ status: 'SERVING' });
    expect(methods).toContain('zigfleet.link.v1.HubLinkService/Connect');
  });
});
