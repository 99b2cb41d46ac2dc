import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../../src/common/logger.ts';
import { createHubIdentity } from '../../src/hub/uplink/hub-identity.ts';
import { HubKeys } from '../../src/hub/uplink/hub-keys.ts';
import type { CommandAction } from '../../src/platform/domain/command.ts';
import type { Platform } from '../../src/platform/platform.ts';
import type { HubIdentity } from '../../src/rpc/hub-identity.ts';
import { signKeyChange, signProof } from '../../src/rpc/proof.ts';
import { type FakeHub, PlatformRig } from '../support/platform-rig.ts';
import { RawHub } from '../support/raw-hub.ts';
import { TestRedis } from '../support/redis.ts';
import { waitUntil } from '../support/wait-until.ts';

let redis: TestRedis;
let rig: PlatformRig;
let platform: Platform;
let homeId: string;
let hub: FakeHub;
const never = new AbortController().signal;

beforeAll(async () => {
  redis = await TestRedis.start();
});

afterAll(() => redis.stop());

beforeEach(async () => {
  await redis.command('FLUSHALL');
  rig = new PlatformRig(redis);
  platform = await rig.startPlatform();
  ({ homeId } = await rig.owner(platform));
  hub = await rig.startHub(platform, homeId);
});

afterEach(() => rig.stop());

function keysOf({ folder }: FakeHub): HubKeys {
  return HubKeys.open(join(folder, 'hub-identity.json'), silentLogger());
}

/** What the platform says to somebody who has this key: `welcome`, or the reason of its goodbye. */
async function answerTo(identity: HubIdentity, claimCode = ''): Promise<string> {
  const raw = new RawHub(platform.linkPort);
  try {
    const hello = raw.hello(identity, { claimCode });
    return await waitUntil('an answer', () => {
      for (const message of raw.received.splice(0)) {
        if (message.$case === 'welcome') return 'welcome';
        if (message.$case === 'goodbye') return message.value.reason;
        if (message.$case !== 'challenge') continue;
        const { platformNonce } = message.value;
        const signature = signProof({ ...hello, platformNonce }, identity.privateKey);
        raw.send({ $case: 'proof', value: { signature } });
      }
      return undefined;
    });
  } finally {
    raw.close();
  }
}

async function order(action: CommandAction) {
  const { principal } = await rig.owner(platform);
  const { hubId } = hub.uplink;
  const { commandId } = await platform.ports.commands.submit({
    ...{ homeId, hubId, action, ttlMs: 10_000, whenOffline: 'refuse', requestedBy: principal },
  });
  return platform.ports.commands.waitForEnd(homeId, commandId, 15_000, never);
}

function obeyRotation(fake: FakeHub): void {
  fake.behave = async () => {
    await fake.uplink.rotateKey();
    return { state: 'succeeded', confirmed: {} };
  };
}

async function isOnline(): Promise<boolean> {
  return (await platform.ports.hubs.get(homeId, hub.uplink.hubId))?.online ?? false;
}

describe('the key of a hub', () => {
  it('is rotated by a command; the old one is refused then', async () => {
    const old = keysOf(hub).current;
    obeyRotation(hub);
    expect(await order({ type: 'rotateKey' })).toMatchObject({ state: 'succeeded' });
    const next = keysOf(hub);
    expect([next.hubId, next.next]).toEqual([old.hubId, undefined]);
    expect(next.current.publicKey).not.toEqual(old.publicKey);
    expect(hub.uplink.linkStatus.state).toBe('connected');
    expect(await answerTo(old)).toBe('unauthenticated');
    // Again on the same stream.
    expect(await order({ type: 'rotateKey' })).toMatchObject({ state: 'succeeded' });
    expect(hub.uplink.linkStatus.state).toBe('connected');
    expect(await answerTo(next.current)).toBe('unauthenticated');
    await hub.uplink.stop();
    hub = await rig.restartHub(platform);
    expect(hub.uplink.hubId).toBe(old.hubId);
  });

  it('is found again when the hub was killed before it heard that the new one is taken', async () => {
    await hub.uplink.stop();
    const keys = keysOf(hub);
    keys.prepare();
    const { current: old, next } = keys;
    const raw = new RawHub(platform.linkPort);
    await raw.open(old);
    const change = {
      ...{ hubId: old.hubId, oldPublicKey: old.publicKey },
      newPublicKey: next?.publicKey ?? new Uint8Array(),
    };
    raw.send({
      $case: 'keyRotation',
      value: {
        newPublicKey: Buffer.from(change.newPublicKey),
        oldSignature: signKeyChange(change, old.privateKey),
        newSignature: signKeyChange(change, next?.privateKey ?? old.privateKey),
      },
    });
    await waitUntil('it is taken', () => raw.received.some(({ $case }) => $case === 'keyRotated'));
    raw.close();
    hub = await rig.restartHub(platform);
    expect(keysOf(hub).current.publicKey).toEqual(change.newPublicKey);
    expect(keysOf(hub).next).toBeUndefined();
    expect(await answerTo(old)).toBe('unauthenticated');
  });

  it('is rotated after all when the hub was killed before it could ask', async () => {
    await hub.uplink.stop();
    const keys = keysOf(hub);
    keys.prepare();
    hub = await rig.restartHub(platform);
    await waitUntil('the new key is taken', () => keysOf(hub).next === undefined);
    expect(keysOf(hub).current.publicKey).toEqual(keys.next?.publicKey);
    expect(await answerTo(keys.current)).toBe('unauthenticated');
  });

  it('is not changed by who has only one of the two', async () => {
    await hub.uplink.stop();
    const { current } = keysOf(hub);
    const other = createHubIdentity(current.hubId);
    const change = {
      ...{ hubId: current.hubId, oldPublicKey: current.publicKey, newPublicKey: other.publicKey },
    };
    for (const signer of [current, other]) {
      const raw = new RawHub(platform.linkPort);
      await raw.open(current);
      const signature = signKeyChange(change, signer.privateKey);
      raw.send({
        $case: 'keyRotation',
        value: {
          ...{ newPublicKey: Buffer.from(other.publicKey), oldSignature: signature, newSignature: signature },
        },
      });
      expect((await raw.goodbye()).reason).toBe('unauthenticated');
      raw.close();
    }
    expect(await answerTo(other)).toBe('unauthenticated');
    expect(await answerTo(current)).toBe('welcome');
  });

  it('that was rotated is the one that counts when the hub is released and claimed anew', async () => {
    const old = keysOf(hub).current;
    obeyRotation(hub);
    await order({ type: 'rotateKey' });
    await hub.uplink.stop();
    await platform.ports.hubs.release(homeId, old.hubId);
    const { claimCode } = await platform.ports.hubs.createClaimCode(homeId, 60_000);
    expect(await answerTo(old, claimCode)).toBe('unauthenticated');
    expect(await answerTo(keysOf(hub).current, claimCode)).toBe('welcome');
  });
});

describe('a hub that is not wanted any more', () => {
  it.each(['revoke', 'release'] as const)('is cut off within five seconds: %s', async (how) => {
    const { hubId } = hub.uplink;
    const startedAt = performance.now();
    expect(await platform.ports.hubs[how](homeId, hubId)).toBe(true);
    await waitUntil('its stream is cut', () => hub.uplink.linkStatus.state !== 'connected');
    const tookMs = performance.now() - startedAt;
    expect(tookMs).toBeLessThan(5_000);
    expect(await isOnline()).toBe(false);
    expect(await answerTo(keysOf(hub).current)).toBe(how === 'revoke' ? 'revoked' : 'not-claimed');
  });

  it('is cut off within five seconds from another node, too', async () => {
    const second = await rig.startPlatform('second');
    const startedAt = performance.now();
    await second.ports.hubs.revoke(homeId, hub.uplink.hubId);
    await waitUntil('its stream is cut', () => hub.uplink.linkStatus.state !== 'connected');
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});

describe('a hub that takes over from another', () => {
  it('gets its name, and its devices as they come; the old one is out', async () => {
    const { hubs, devices } = platform.ports;
    const oldId = hub.uplink.hubId;
    await hubs.update(homeId, oldId, { name: 'Hallway', icon: 'hub' });
    const [first = '0x', second = '0x'] = hub.join(3);
    await hub.settled();
    await devices.update(homeId, second, { name: 'Balcony' });
    const next = await rig.startHub(platform, homeId, 'next');
    const newId = next.uplink.hubId;
    next.join(1);
    await next.settled();
    const replaced = await hubs.replace(homeId, oldId, newId);
    expect(replaced).toMatchObject({ hubId: newId, name: 'Hallway', icon: 'hub', deviceCount: 1 });
    await waitUntil('the old one is cut off', () => hub.uplink.linkStatus.state !== 'connected');
    expect(await answerTo(keysOf(hub).current)).toBe('revoked');
    expect(await hubs.get(homeId, oldId)).toMatchObject({
      ...{ name: 'Hallway (replaced)', revoked: true, replacedBy: newId, online: false, deviceCount: 2 },
    });
    expect((await devices.get(homeId, first))?.hubId).toBe(newId);
    // Not lost while it has not joined the new one.
    expect(await devices.get(homeId, second)).toMatchObject({
      hubId: oldId,
      name: 'Balcony',
      hubOnline: false,
    });
    next.join(1, 1);
    await next.settled();
    expect(await devices.get(homeId, second)).toMatchObject({ hubId: newId, name: 'Balcony' });
    expect((await hubs.get(homeId, oldId))?.deviceCount).toBe(1);
    // Again, and by yet another one.
    expect(await hubs.replace(homeId, oldId, newId)).toMatchObject({ hubId: newId });
    const third = await rig.startHub(platform, homeId, 'third');
    await expect(hubs.replace(homeId, oldId, third.uplink.hubId)).rejects.toMatchObject({ code: 'conflict' });
    await expect(hubs.replace(homeId, newId, oldId)).rejects.toMatchObject({ code: 'conflict' });
    expect(await hubs.replace(homeId, newId, newId)).toBeUndefined();
    expect(await hubs.replace(homeId, newId, 'hub-0000000000000000')).toBeUndefined();
  });
});
