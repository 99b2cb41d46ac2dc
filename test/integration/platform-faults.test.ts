import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Platform } from '../../src/platform/platform.ts';
import { type FakeHub, PlatformRig } from '../support/platform-rig.ts';
import { TestRedis } from '../support/redis.ts';
import { StoreRig } from '../support/store-rig.ts';
import { waitUntil } from '../support/wait-until.ts';

let redis: TestRedis;
let rig: PlatformRig;
let platform: Platform;
let hub: FakeHub;
let homeId: string;
let address: `0x${string}`;
let timer: NodeJS.Timeout | undefined;

beforeEach(async () => {
  redis = await TestRedis.start();
  rig = new PlatformRig(redis);
  platform = await rig.startPlatform();
  ({ homeId } = await rig.owner(platform));
  hub = await rig.startHub(platform, homeId);
  [address = '0x'] = hub.join(2);
  await hub.settled();
});

afterEach(async () => {
  clearInterval(timer);
  await redis.signal('SIGCONT');
  await rig.stop();
  await redis.stop();
});

/** Reports a value each few milliseconds until it is told to stop. @returns the values, in order */
function reportOn(): { stop: () => number[] } {
  const values: number[] = [];
  timer = setInterval(() => {
    values.push(values.length);
    hub.uplink.report(address, { temperature: values.length - 1 }, Date.now());
  }, 5);
  return {
    stop: () => {
      clearInterval(timer);
      return values;
    },
  };
}

/** The values in the home's events, in order. */
async function storedValues(): Promise<unknown[]> {
  const store = new StoreRig(redis);
  await store.redis.start();
  const events = await store.events(homeId);
  await store.redis.stop();
  return events
    .filter((event) => event.type === 'traitReported')
    .map((event) => event.values.temperature)
    .filter((value) => value !== undefined && value !== 21.37);
}

describe('when Redis', () => {
  it.each(['SIGKILL', 'SIGSTOP'] as const)(
    'gets %s, callers hear so within 2 s and nothing is lost',
    async (name) => {
      const reporting = reportOn();
      await waitUntil('some reports', async () => (await storedValues()).length > 5);
      await redis.signal(name);
      for (let count = 0; count < 3; count++) {
        const startedMs = performance.now();
        await expect(platform.ports.devices.get(homeId, address)).rejects.toMatchObject({
          code: 'store-unavailable',
        });
        await expect(platform.ports.hubs.createClaimCode(homeId, 1_000)).rejects.toMatchObject({
          code: 'store-unavailable',
        });
        expect(performance.now() - startedMs).toBeLessThan(2_000);
      }
      expect((await platform.ports.health.check()).ready).toBe(false);
      if (name === 'SIGKILL') await redis.start();
      else await redis.signal('SIGCONT');
      const backMs = performance.now();
      const count = reporting.stop().length;
      hub.uplink.report(address, { temperature: count }, Date.now());
      await hub.settled();
      expect(performance.now() - backMs).toBeLessThan(4_000);
      const expected = Array.from({ length: count + 1 }, (_, index) => index);
      expect(await storedValues()).toEqual(expected);
      const twin = await platform.ports.devices.get(homeId, address);
      expect(twin?.reported.temperature?.value).toBe(count);
    },
  );

  it('is away, a hub that goes is shown offline once Redis is back', async () => {
    await redis.signal('SIGKILL');
    await hub.uplink.stop();
    await redis.start();
    await waitUntil('the hub is offline', async () => {
      const hubs = await platform.ports.hubs.list(homeId).catch(() => []);
      return hubs[0]?.online === false;
    });
  });

  it('is away at the start, the start fails with one clear error', async () => {
    await redis.signal('SIGKILL');
    await expect(rig.startPlatform('second')).rejects.toMatchObject({ code: 'store-unavailable' });
    await redis.start();
  });

  it('stood still, a waiting command is answered, and ends after that', async () => {
    const { principal } = await rig.owner(platform);
    const { promise, resolve } = Promise.withResolvers<void>();
    hub.behave = async () => {
      await promise;
      return { state: 'succeeded', confirmed: {} };
    };
    const { commandId } = await platform.ports.commands.submit({
      ...{ homeId, hubId: hub.uplink.hubId, ttlMs: 60_000, whenOffline: 'queue', requestedBy: principal },
      action: { type: 'permitJoin', durationS: 1, via: null },
    });
    await waitUntil('it runs', () => hub.executed.length === 1);
    await redis.signal('SIGSTOP');
    resolve();
    await expect(platform.ports.commands.get(homeId, commandId)).rejects.toMatchObject({
      code: 'store-unavailable',
    });
    await redis.signal('SIGCONT');
    const never = new AbortController().signal;
    const end = await platform.ports.commands.waitForEnd(homeId, commandId, 10_000, never);
    expect(end?.state).toBe('succeeded');
    expect(hub.executed).toHaveLength(1);
  });
});

describe('with two nodes', () => {
  const leaseTimes = { heartbeatMs: 50, ttlMs: 400 };

  it('a command on one reaches the hub on the other, and its end comes back', async () => {
    const second = await rig.startPlatform('second');
    const { principal } = await rig.owner(platform);
    const submit = (ttlMs = 10_000) =>
      second.ports.commands.submit({
        ...{ homeId, hubId: hub.uplink.hubId, ttlMs, whenOffline: 'refuse', requestedBy: principal },
        action: { type: 'setTraits', ieeeAddress: address, values: {} },
      });
    const never = new AbortController().signal;
    const { commandId } = await submit();
    const startedMs = performance.now();
    const end = await second.ports.commands.waitForEnd(homeId, commandId, 5_000, never);
    expect(end?.state).toBe('succeeded');
    // By message, not by looking again.
    expect(performance.now() - startedMs).toBeLessThan(1_000);
    hub.behave = () => new Promise(() => undefined);
    await submit();
    const waiting = await submit();
    await waitUntil(
      'the hub has it',
      async () => (await second.ports.commands.get(homeId, waiting.commandId))?.state === 'delivered',
    );
    const cancelMs = performance.now();
    expect((await second.ports.commands.cancel(homeId, waiting.commandId))?.state).toBe('cancelled');
    expect(performance.now() - cancelMs).toBeLessThan(1_000);
  });

  it('events of a hub on one are heard on the other', async () => {
    const second = await rig.startPlatform('second');
    const stop = new AbortController();
    const heard: unknown[] = [];
    const running = second.ports.events.subscribe(
      homeId,
      undefined,
      (delivery) => heard.push(delivery) > 0,
      stop.signal,
    );
    await waitUntil('an event', () => {
      hub.uplink.report(address, { temperature: 1 }, Date.now());
      return heard.length > 0;
    });
    stop.abort();
    await running;
  });

  it('a hub that went to the other has one owner', async () => {
    const second = await rig.startPlatform('second');
    await hub.uplink.stop();
    hub = await rig.restartHub(second);
    hub.uplink.report(address, { temperature: 7 }, Date.now());
    await hub.settled();
    const twin = await platform.ports.devices.get(homeId, address);
    expect(twin?.reported.temperature?.value).toBe(7);
    expect(twin?.hubOnline).toBe(true);
  });

  it('the hubs of one that died are shown offline by the other', async () => {
    // A node that never comes to its heartbeat again, as a frozen or killed one.
    await redis.command('HSET', 'zf:nodes', 'node-dead', '5');
    const key = `zf:{${homeId}}:hub:${hub.uplink.hubId}`;
    await hub.uplink.stop();
    await waitUntil('offline', async () => !(await platform.ports.hubs.list(homeId))[0]?.online);
    await redis.command('HSET', key, 'on', '1', 'n', 'node-dead');
    await redis.command('SADD', 'zf:node:node-dead:hubs', `${homeId} ${hub.uplink.hubId}`);
    expect((await platform.ports.hubs.list(homeId))[0]?.online).toBe(true);
    const watcher = await rig.startPlatform('watcher', { leaseTimes });
    await waitUntil('offline', async () => !(await watcher.ports.hubs.list(homeId))[0]?.online);
    expect(await redis.command('HEXISTS', 'zf:nodes', 'node-dead')).toBe(0);
  });

  it('one that was taken for dead has its hubs connect again', async () => {
    const epochBefore = await redis.command('HGET', `zf:{${homeId}}:hub:${hub.uplink.hubId}`, 'e');
    await redis.command('HDEL', 'zf:nodes', platform.nodeId);
    await waitUntil('a new session', async () => {
      const epoch = await redis.command('HGET', `zf:{${homeId}}:hub:${hub.uplink.hubId}`, 'e');
      return Number(epoch) > Number(epochBefore);
    });
    await hub.settled();
    expect((await platform.ports.hubs.list(homeId))[0]?.online).toBe(true);
  });
});

describe('when the platform is restarted', () => {
  async function restart(meanwhile: () => void): Promise<void> {
    const { linkPort } = platform;
    await platform.stop();
    meanwhile();
    platform = await rig.startPlatform('platform', {}, linkPort);
  }

  it('a command that the hub had begun ends once, and was executed once', async () => {
    const { principal } = await rig.owner(platform);
    const { promise, resolve } = Promise.withResolvers<void>();
    hub.behave = async () => {
      await promise;
      return { state: 'succeeded', confirmed: { temperature: 1 } };
    };
    const { commandId } = await platform.ports.commands.submit({
      ...{ homeId, hubId: hub.uplink.hubId, ttlMs: 60_000, whenOffline: 'queue', requestedBy: principal },
      action: { type: 'getTraits', ieeeAddress: address, traits: ['temperature'] },
    });
    await waitUntil('it runs', () => hub.executed.length === 1);
    await restart(() => undefined);
    await hub.settled();
    // It was sent again, and the hub knows it.
    expect((await platform.ports.commands.get(homeId, commandId))?.state).not.toBe('queued');
    resolve();
    const end = await waitUntil('its end', async () => {
      const command = await platform.ports.commands.get(homeId, commandId);
      return command?.state === 'succeeded' && command;
    });
    expect(end.confirmed).toEqual({ temperature: 1 });
    expect(hub.executed).toHaveLength(1);
    const store = new StoreRig(redis);
    await store.redis.start();
    const ends = (await store.events(homeId)).filter((event) => event.type === 'commandSucceeded');
    await store.redis.stop();
    expect(ends).toHaveLength(1);
  });

  it('what the hub said meanwhile comes in order, once', async () => {
    await restart(() => {
      for (let count = 0; count < 2_000; count++) {
        hub.uplink.report(address, { temperature: count }, Date.now());
      }
    });
    await hub.settled();
    expect(await storedValues()).toEqual(Array.from({ length: 2_000 }, (_, index) => index));
  });

  it('and has another inventory than the journal explains, the hub sends it whole', async () => {
    // As if the store were that of a backup: the platform has forgotten a device, and what it knew of the inventory.
    const hubId = hub.uplink.hubId;
    await restart(() => hub.uplink.report(address, { temperature: 3 }, Date.now()));
    await hub.settled();
    const { linkPort } = platform;
    await platform.stop();
    await redis.command('DEL', `zf:{${homeId}}:state:${hubId}`);
    await redis.command('HSET', `zf:{${homeId}}:hub:${hubId}`, 'g', 'another');
    hub.uplink.report(address, { temperature: 4 }, Date.now());
    platform = await rig.startPlatform('platform', {}, linkPort);
    await waitUntil('the devices are back', async () => {
      const { devices } = await platform.ports.devices.list(homeId, { limit: 10 });
      return devices.length === 2 && devices[0]?.reported.temperature?.value === 4;
    });
    expect((await storedValues()).slice(-2)).toEqual([3, 4]);
  });
});

describe('a start', () => {
  it('in a data folder that is in use is refused', async () => {
    await expect(rig.startPlatform()).rejects.toThrow('in use by');
  });

  it('makes no second owner', async () => {
    const before = await rig.owner(platform);
    await platform.stop();
    platform = await rig.startPlatform();
    expect(await rig.owner(platform)).toMatchObject({ homeId: before.homeId, token: before.token });
    const second = await rig.startPlatform('second');
    expect(await second.ports.credentials.authenticate(before.token)).toMatchObject({
      accountId: before.principal.accountId,
    });
    expect(await second.ports.credentials.authenticate(`zf_${'A'.repeat(43)}`)).toBeUndefined();
  });
});
