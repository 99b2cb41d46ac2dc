import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EventDelivery } from '../../src/platform/domain/platform-event.ts';
import type { CommandRequest } from '../../src/platform/domain/ports.ts';
import type { Principal } from '../../src/platform/domain/principal.ts';
import type { Platform } from '../../src/platform/platform.ts';
import { type FakeHub, PlatformRig } from '../support/platform-rig.ts';
import { TestRedis } from '../support/redis.ts';
import { waitUntil } from '../support/wait-until.ts';

let redis: TestRedis;
let rig: PlatformRig;
let platform: Platform;
let hub: FakeHub;
let homeId: string;
let principal: Principal;
const never = new AbortController().signal;

beforeAll(async () => {
  redis = await TestRedis.start();
});

afterAll(() => redis.stop());

beforeEach(async () => {
  await redis.command('FLUSHALL');
  rig = new PlatformRig(redis);
  platform = await rig.startPlatform();
  ({ homeId, principal } = await rig.owner(platform));
  hub = await rig.startHub(platform, homeId);
});

afterEach(() => rig.stop());

function request(changes: Partial<CommandRequest> = {}): CommandRequest {
  return {
    homeId,
    hubId: hub.uplink.hubId,
    action: { type: 'permitJoin', durationS: 60, via: null },
    ttlMs: 10_000,
    whenOffline: 'queue',
    requestedBy: principal,
    ...changes,
  };
}

async function eventsFrom(after: string | undefined, count: number): Promise<EventDelivery[]> {
  const heard: EventDelivery[] = [];
  const stop = new AbortController();
  const running = platform.ports.events.subscribe(
    homeId,
    after,
    (delivery) => {
      heard.push(delivery);
      if (heard.length >= count) stop.abort();
      return true;
    },
    stop.signal,
  );
  await running;
  return heard;
}

describe('a hub on the platform', () => {
  it('is claimed, is online, and shows its devices with what they report', async () => {
    const [address = '0x'] = hub.join(4);
    await hub.settled();
    const [found] = await platform.ports.hubs.list(homeId);
    expect(found).toMatchObject({
      hubId: hub.uplink.hubId,
      online: true,
      deviceCount: 4,
      model: 'smart-gateway',
    });
    const twin = await platform.ports.devices.get(homeId, address);
    expect(twin).toMatchObject({ homeId, hubOnline: true, available: true, linkQuality: 90, desired: {} });
    expect(twin?.reported.temperature?.value).toBe(21.37);
    expect(twin?.descriptor.modelId).toBe('lumi.weather');
    expect(twin?.name).toBe('LUMI.WEATHER 0000');
    const page = await platform.ports.devices.list(homeId, { limit: 3 });
    expect(page.devices).toHaveLength(3);
    const rest = await platform.ports.devices.list(homeId, { limit: 3, cursor: page.nextCursor ?? '' });
    expect(rest).toMatchObject({ nextCursor: null });
    expect(rest.devices).toHaveLength(1);
  });

  it('comes back after a restart with nothing lost, nothing doubled and no inventory sent again', async () => {
    const [address = '0x'] = hub.join(2);
    await hub.settled();
    await hub.uplink.stop();
    await waitUntil('the hub is offline', async () => !(await platform.ports.hubs.list(homeId))[0]?.online);
    hub = await rig.restartHub(platform);
    hub.uplink.report(address, { temperature: -3.5 }, Date.now());
    await hub.settled();
    const twin = await platform.ports.devices.get(homeId, address);
    expect(twin?.reported.temperature?.value).toBe(-3.5);
    expect(twin?.reported.humidity?.value).toBe(48.21);
    const heard = await eventsFrom('0-0-0', 9);
    const types = heard.map((each) => (each.kind === 'event' ? each.event.type : each.kind));
    expect(types.filter((type) => type === 'deviceJoined')).toHaveLength(2);
    expect(types.filter((type) => type === 'traitReported')).toHaveLength(3);
    expect(types.slice(0, 2)).toEqual(['hubClaimed', 'hubOnline']);
  });

  it('shows what left, joined and changed while it was away', async () => {
    const [first = '0x', second = '0x'] = hub.join(3);
    await hub.settled();
    await platform.stop();
    hub.uplink.deviceLeft(first);
    hub.uplink.availability(second, false);
    hub.join(1, 10);
    const linkPort = platform.linkPort;
    platform = await rig.startPlatform();
    expect(platform.linkPort).not.toBe(linkPort);
    await hub.uplink.stop();
    hub = await rig.restartHub(platform);
    await hub.settled();
    const { devices } = await platform.ports.devices.list(homeId, { limit: 10 });
    expect(devices.map((each) => [each.ieeeAddress, each.available])).toEqual([
      ['0x00158d0000000001', false],
      ['0x00158d0000000002', true],
      ['0x00158d000000000a', true],
    ]);
  });

  it('executes a command and its end is known in two round trips to Redis', async () => {
    const [, , plug = '0x'] = hub.join(4);
    await hub.settled();
    const command = await platform.ports.commands.submit(
      request({ action: { type: 'setTraits', ieeeAddress: plug, values: { state: 'OFF' } } }),
    );
    expect(command.state).toBe('sent');
    const end = await platform.ports.commands.waitForEnd(homeId, command.commandId, 5_000, never);
    expect(end).toMatchObject({ state: 'succeeded', confirmed: { state: 'OFF' }, failure: null });
    expect(await platform.ports.commands.get(homeId, command.commandId)).toEqual(end);
    const twin = await platform.ports.devices.get(homeId, plug);
    expect(twin?.reported.state?.value).toBe('OFF');
    expect(twin?.desired).toEqual({});
  });

  it('tells why a command failed, and shows what is desired meanwhile', async () => {
    const [, , plug = '0x'] = hub.join(4);
    await hub.settled();
    const { promise, resolve } = Promise.withResolvers<void>();
    hub.behave = async () => {
      await promise;
      return { state: 'failed', failure: { reason: 'no-ack', detail: 'The device is silent.' } };
    };
    const action = { type: 'setTraits', ieeeAddress: plug, values: { state: 'OFF' } } as const;
    const { commandId } = await platform.ports.commands.submit(request({ action }));
    expect((await platform.ports.devices.get(homeId, plug))?.desired).toEqual({ state: 'OFF' });
    await waitUntil(
      'the command is delivered',
      async () => (await platform.ports.commands.get(homeId, commandId))?.state === 'delivered',
    );
    await expect(platform.ports.commands.cancel(homeId, commandId)).rejects.toMatchObject({
      code: 'conflict',
    });
    resolve();
    const end = await platform.ports.commands.waitForEnd(homeId, commandId, 5_000, never);
    expect(end).toMatchObject({ state: 'failed', failure: { reason: 'no-ack' }, confirmed: null });
    expect((await platform.ports.devices.get(homeId, plug))?.desired).toEqual({});
  });

  it('gets what was queued while it was offline, unless its time was over', async () => {
    await hub.uplink.stop();
    await waitUntil('the hub is offline', async () => !(await platform.ports.hubs.list(homeId))[0]?.online);
    await expect(platform.ports.commands.submit(request({ whenOffline: 'refuse' }))).rejects.toMatchObject({
      code: 'hub-offline',
    });
    const late = await platform.ports.commands.submit(request({ ttlMs: 300 }));
    const kept = await platform.ports.commands.submit(request());
    expect([late.state, kept.state]).toEqual(['queued', 'queued']);
    const startedMs = performance.now();
    const expired = await platform.ports.commands.waitForEnd(homeId, late.commandId, 5_000, never);
    expect(expired?.state).toBe('expired');
    expect(performance.now() - startedMs).toBeLessThan(1_300);
    hub = await rig.restartHub(platform);
    const end = await platform.ports.commands.waitForEnd(homeId, kept.commandId, 5_000, never);
    expect(end?.state).toBe('succeeded');
    expect(hub.executed.map((each) => each.commandId)).toEqual([kept.commandId]);
  });

  it('gives back the first command for a repeated idempotency key', async () => {
    const first = await platform.ports.commands.submit(request({ idempotencyKey: 'k' }));
    const again = await platform.ports.commands.submit(request({ idempotencyKey: 'k' }));
    expect(again.commandId).toBe(first.commandId);
    await expect(
      platform.ports.commands.submit(
        request({ idempotencyKey: 'k', action: { type: 'permitJoin', durationS: 0, via: null } }),
      ),
    ).rejects.toMatchObject({ code: 'conflict' });
    await platform.ports.commands.waitForEnd(homeId, first.commandId, 5_000, never);
    expect(hub.executed).toHaveLength(1);
  });

  it('is sent a cancellation, and what it had not started is cancelled', async () => {
    const [, , plug = '0x'] = hub.join(4);
    await hub.settled();
    const { promise, resolve } = Promise.withResolvers<void>();
    hub.behave = async () => {
      await promise;
      return { state: 'succeeded', confirmed: {} };
    };
    const action = { type: 'setTraits', ieeeAddress: plug, values: { state: 'OFF' } } as const;
    await platform.ports.commands.submit(request({ action }));
    const second = await platform.ports.commands.submit(request({ action }));
    const cancelled = await platform.ports.commands.cancel(homeId, second.commandId);
    expect(cancelled?.state).toBe('cancelled');
    resolve();
  });

  it('ends a command to a device that it does not have', async () => {
    const action = { type: 'interviewDevice', ieeeAddress: '0x00158d00000000ff' } as const;
    const { commandId } = await platform.ports.commands.submit(request({ action }));
    const end = await platform.ports.commands.waitForEnd(homeId, commandId, 5_000, never);
    expect(end).toMatchObject({ state: 'failed', failure: { reason: 'unknown-device' } });
  });

  it('gets more commands than it may have at one time, each once and in order', async () => {
    const commands = await Promise.all(
      Array.from({ length: 90 }, () => platform.ports.commands.submit(request())),
    );
    const ends = await Promise.all(
      commands.map(({ commandId }) => platform.ports.commands.waitForEnd(homeId, commandId, 10_000, never)),
    );
    expect(new Set(ends.map((end) => end?.state))).toEqual(new Set(['succeeded']));
    expect(hub.executed.map((each) => each.commandId)).toHaveLength(90);
    expect(new Set(hub.executed.map((each) => each.commandId)).size).toBe(90);
  });
});
