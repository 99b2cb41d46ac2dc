import type { AddressInfo } from 'node:net';
import {
  type handleBidiStreamingCall,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
} from '@grpc/grpc-js';
import fastify from 'fastify';
import { silentLogger } from '../../src/common/logger.ts';
import type { IeeeAddress } from '../../src/devices/ieee-address.ts';
import { toDeviceResource } from '../../src/platform/api/schemas/device-schema.ts';
import { CommandStore, toCommandEnd } from '../../src/platform/store/command-store.ts';
import { DescriptorStore } from '../../src/platform/store/descriptor-store.ts';
import { DeviceReader } from '../../src/platform/store/device-reader.ts';
import { HubStore } from '../../src/platform/store/hub-store.ts';
import { createRedisClient, RedisConnection } from '../../src/platform/store/redis-connection.ts';
import { SessionStore } from '../../src/platform/store/session-store.ts';
import { defaultStoreLimits } from '../../src/platform/store/store-limits.ts';
import { bareLink } from './bare-link.ts';
import { type RecordedCall, RecordingRedis } from './recorded-calls.ts';

/**
 * The other side, a process of its own: fastify with nothing around it, which asks Redis exactly what the platform asks
 * for a read, and answers a resource that is in memory already; and for commands the same store calls and a bare gRPC hub.
 * Arguments: the URL of Redis, the home, a device. Says its ports when it listens.
 */
const [redisUrl = '', homeId = '', device = ''] = process.argv.slice(2);
const address = { url: redisUrl };
const redis = new RedisConnection(address, silentLogger());
await redis.start();
const client = createRedisClient(address);
await client.connect();

const recording = new RecordingRedis(redis);
const nobody = { find: () => undefined };
const asRedis = recording as unknown as RedisConnection;
const reader = new DeviceReader(asRedis, new DescriptorStore(asRedis), nobody);

/** What something asks Redis when its caches are warm, and what it makes of the answer. */
async function recorded<T>(run: () => Promise<T>): Promise<{ calls: RecordedCall[]; result: T }> {
  await run();
  recording.calls.length = 0;
  const result = await run();
  return { calls: [...recording.calls], result };
}

const ask = async (calls: RecordedCall[]) => {
  for (const [command, ...args] of calls) await client.callBuffer(command, ...args);
};

const read = await recorded(async () => {
  const twin = await reader.get(homeId, device as IeeeAddress);
  if (!twin) throw new Error(`${device} is not there`);
  return toDeviceResource(twin);
});
const list = await recorded(async () => {
  const page = await reader.list(homeId, { limit: 100 });
  return { devices: page.devices.map(toDeviceResource), nextCursor: page.nextCursor };
});

const app = fastify();
app.get('/read', async () => {
  await ask(read.calls);
  return read.result;
});
app.get('/list', async () => {
  await ask(list.calls);
  return list.result;
});

// Commands: made in the store, sent over gRPC, ended in the store.
const nodeId = 'node-bare';
const sessions = new SessionStore(redis, nodeId, defaultStoreLimits);
const commands = new CommandStore(redis, nodeId, { ...defaultStoreLimits, openCommandsMax: 10_000 });
const hubs = new HubStore(redis, defaultStoreLimits);
const hubId = 'hub-bare0000000000';
const { claimCode } = await hubs.createClaimCode(homeId, 60_000);
const publicKey = new Uint8Array(32).fill(7);
await hubs.claim({ hubId, publicKey, model: 'bare', softwareVersion: '1' }, claimCode);
const opened = await sessions.open(homeId, { hubId, journalId: 'bare', model: 'bare', softwareVersion: '1' });
if (!opened) throw new Error('no session');
const session = opened.ref;
const waiting = new Map<string, () => void>();
let hub: ServerDuplexStream<Buffer, Buffer> | undefined;
const connect: handleBidiStreamingCall<Buffer, Buffer> = (stream) => {
  hub = stream;
  stream.on('data', (bytes: Buffer) => waiting.get(bytes.toString())?.());
  stream.on('error', () => undefined);
};
const server = new Server();
server.addService(bareLink, { connect });
const linkPort = await new Promise<number>((resolve, reject) =>
  server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) =>
    error ? reject(error) : resolve(port),
  ),
);

const requestedBy = { accountId: 'account-bare', credentialId: 'bare', homes: new Map() };
app.post<{ Body: { set: Record<string, string> } }>('/command', async (request) => {
  const values = request.body.set;
  const { command } = await commands.create(
    {
      ...{ homeId, hubId, ttlMs: 60_000, whenOffline: 'queue', requestedBy },
      action: { type: 'setTraits', ieeeAddress: device as IeeeAddress, values },
    },
    session.epoch,
  );
  const { commandId } = command;
  await new Promise<void>((resolve) => {
    waiting.set(commandId, resolve);
    hub?.write(Buffer.from(commandId));
  });
  waiting.delete(commandId);
  // As the platform does (ADR 0005), the answer goes out while the end is written.
  void sessions.apply(session, {
    ...{ descriptors: new Map(), states: new Map(), forgotten: new Set(), events: '' },
    commandEnds: [toCommandEnd(commandId, { state: 'succeeded', confirmed: values })],
  });
  return { ...command, state: 'succeeded', confirmed: values };
});
await app.listen({ host: '127.0.0.1', port: 0 });
process.send?.({ httpPort: (app.server.address() as AddressInfo).port, linkPort });
process.on('disconnect', () => process.exit(0));
