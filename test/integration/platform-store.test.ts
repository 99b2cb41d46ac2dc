import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/common/random.ts';
import { DeviceElsewhere } from '../../src/platform/domain/command.ts';
import type { CommandRequest } from '../../src/platform/domain/ports.ts';
import { toCommandEnd } from '../../src/platform/store/command-store.ts';
import { encodeEvent } from '../../src/platform/store/event-codec.ts';
import { dueKeyOf } from '../../src/platform/store/keys.ts';
import type { HubChange, SessionRef } from '../../src/platform/store/session-store.ts';
import { encodeState } from '../../src/platform/store/state-codec.ts';
import { exampleDevice } from '../support/example-devices.ts';
import { TestRedis } from '../support/redis.ts';
import { emptyChange, StoreRig } from '../support/store-rig.ts';
import { waitUntil } from '../support/wait-until.ts';

let redis: TestRedis;
let rig: StoreRig;
let other: StoreRig;
let hubId: string;

beforeAll(async () => {
  redis = await TestRedis.start();
});

afterAll(() => redis.stop());

beforeEach(async () => {
  rig = new StoreRig(redis);
  other = new StoreRig(redis, 'node-b');
  await Promise.all([rig.redis.start(), other.redis.start()]);
  hubId = await rig.claimHub();
});

afterEach(async () => {
  await Promise.all([rig.redis.stop(), other.redis.stop()]);
});

const { descriptor } = exampleDevice(0);
const { ieeeAddress, traits } = descriptor;
const principal = { accountId: 'account-1', credentialId: 'token-1', homes: new Map() };

/** A report of one temperature by one journal entry. */
async function report(
  session: SessionRef,
  sequence: number,
  temperature: number,
  store = rig,
): Promise<void> {
  await store.descriptors.put(descriptor);
  const state = {
    ...{ index: 1, descriptorRef: 0, available: true, linkQuality: 90, version: sequence },
    lastSeenMs: sequence,
    reported: new Map([['temperature', { value: temperature, observedAtMs: sequence }]]),
  };
  const change: HubChange = emptyChange({
    sequences: { first: sequence, last: sequence },
    descriptors: new Map([[0, store.descriptors.digestOf(descriptor)]]),
    states: new Map([[ieeeAddress, encodeState(state, traits).bytes]]),
    events: encodeEvent({
      ...{ type: 'traitReported', homeId: rig.homeId, hubId, timeMs: sequence, ieeeAddress },
      values: { temperature },
    }),
  });
  await store.sessions.apply(session, change);
}

async function temperature(): Promise<unknown> {
  return (await rig.devices.get(rig.homeId, ieeeAddress))?.reported.temperature?.value;
}

async function reportedValues(): Promise<unknown[]> {
  return (await rig.events()).flatMap((event) =>
    event.type === 'traitReported' ? [event.values.temperature] : [],
  );
}

function request(changes: Partial<CommandRequest> = {}): CommandRequest {
  return {
    ...{ homeId: rig.homeId, hubId, ttlMs: 60_000, whenOffline: 'queue', requestedBy: principal },
    action: { type: 'setTraits', ieeeAddress, values: { state: 'ON' } },
    ...changes,
  };
}

describe('claims', () => {
  it('take a code once, by one hub, which may finish what was cut short', async () => {
    const { claimCode } = await rig.hubs.createClaimCode(rig.homeId, 60_000);
    const first = { hubId: 'hub-first', publicKey: randomBytes(32), model: 'm', softwareVersion: '1' };
    const second = { ...first, hubId: 'hub-second', publicKey: randomBytes(32) };
    expect(await rig.hubs.isGoodClaimCode(claimCode, first.publicKey)).toBe(true);
    expect(await rig.hubs.claim(first, claimCode.toLowerCase().replaceAll('-', ' '))).toMatchObject({
      result: 'claimed',
      homeId: rig.homeId,
    });
    expect(await rig.hubs.isGoodClaimCode(claimCode, second.publicKey)).toBe(false);
    expect(await rig.hubs.claim(second, claimCode)).toEqual({ result: 'bad-code' });
    expect(await rig.hubs.claim(first, claimCode)).toMatchObject({ result: 'claimed' });
    const claimed = (await rig.events()).filter((event) => event.type === 'hubClaimed');
    expect(claimed.map((event) => 'hubId' in event && event.hubId)).toEqual([hubId, 'hub-first']);
  });

  it('expire, and are stored as a digest only', async () => {
    const { claimCode } = await rig.hubs.createClaimCode(rig.homeId, 40);
    const names = (await redis.command('KEYS', 'zf:claim:*')) as string[];
    expect(names.join()).not.toContain(claimCode.replaceAll('-', ''));
    await waitUntil(
      'the code is over',
      async () => !(await rig.hubs.isGoodClaimCode(claimCode, Buffer.alloc(32))),
    );
  });

  it('end at the bound of hubs', async () => {
    const small = new StoreRig(redis, 'node-c', { hubsPerHomeMax: 1 });
    await small.redis.start();
    // A code that was made while there was room.
    const { claimCode } = await small.hubs.createClaimCode(small.homeId, 60_000);
    await small.claimHub();
    const hub = { hubId: 'hub-x', publicKey: randomBytes(32), model: 'm', softwareVersion: '1' };
    expect(await small.hubs.claim(hub, claimCode)).toEqual({ result: 'full' });
    expect(await small.hubs.ownerOf('hub-x')).toBeUndefined();
    await small.redis.stop();
  });
});

describe('sessions', () => {
  it('have growing epochs, and fence off the one before', async () => {
    const stale = await rig.openSession(hubId);
    await report(stale, 1, 20);
    const fresh = await other.openSession(hubId, 'journal-1', rig.homeId);
    expect(fresh.epoch).toBeGreaterThan(stale.epoch);
    await expect(report(stale, 2, 99)).rejects.toMatchObject({ code: 'fenced' });
    await expect(rig.commands.take(stale, 'all', 10)).rejects.toMatchObject({ code: 'fenced' });
    await report(fresh, 2, 21, other);
    expect(await temperature()).toBe(21);
    // Nor may the stale one take the hub offline.
    expect(await rig.sessions.close(stale)).toBe(false);
    expect((await rig.hubs.get(rig.homeId, hubId))?.online).toBe(true);
    expect(await other.sessions.close(fresh)).toBe(true);
    await expect(report(fresh, 3, 99, other)).rejects.toMatchObject({ code: 'fenced' });
  });

  it('go on in the same journal where they were, and at 0 in another one', async () => {
    await report(await rig.openSession(hubId, 'a'), 7, 20);
    const open = async (journalId: string) => {
      const hub = { hubId, journalId, model: 'm', softwareVersion: '1' };
      return (await rig.sessions.open(rig.homeId, hub))?.hub.lastSequence;
    };
    expect(await open('a')).toBe(7);
    expect(await open('b')).toBe(0);
  });

  it('apply a repeat once', async () => {
    const session = await rig.openSession(hubId);
    for (const sequence of [1, 1, 2, 1, 2]) await report(session, sequence, 20 + sequence);
    expect(await reportedValues()).toEqual([21, 22]);
    expect(await temperature()).toBe(22);
  });

  it('keep the newest by epoch and sequence in 10,000 shuffled deliveries', async () => {
    const random = seededRandom(5);
    let session = await rig.openSession(hubId);
    const sessions = [session];
    const applied: number[] = [];
    const jobs: Promise<void>[] = [];
    for (let count = 0; count < 10_000; count++) {
      if (count % 1_000 === 999) {
        await Promise.all(jobs.splice(0));
        session = await rig.openSession(hubId);
        sessions.push(session);
      }
      // Old sequence numbers and old sessions come again and again, and must change nothing.
      const sequence = Math.max(1, count - random.integer(0, 50));
      const by = sessions[random.integer(Math.max(0, sessions.length - 3), sessions.length - 1)] ?? session;
      const job = report(by, sequence, sequence).catch((error: unknown) => {
        if (by === session) throw error;
      });
      jobs.push(job);
      if (by === session && sequence > (applied.at(-1) ?? 0)) applied.push(sequence);
    }
    await Promise.all(jobs);
    expect(await temperature()).toBe(applied.at(-1));
    expect(await reportedValues()).toEqual(applied);
  }, 60_000);

  it('refuse a batch of which only the end is new', async () => {
    const session = await rig.openSession(hubId);
    await report(session, 5, 20);
    const change = emptyChange({ sequences: { first: 4, last: 6 } });
    await expect(rig.sessions.apply(session, change)).rejects.toMatchObject({ code: 'internal' });
  });

  it('of a hub of another home are not opened', async () => {
    const hub = { hubId, journalId: 'a', model: 'm', softwareVersion: '1' };
    expect(await rig.sessions.open('home-of-others', hub)).toBeUndefined();
  });
});

describe('commands', () => {
  it('reach exactly one end, whoever comes with another one', async () => {
    const session = await rig.openSession(hubId);
    const { command } = await rig.commands.create(request(), session.epoch);
    expect(command.state).toBe('sent');
    const { commandId } = command;
    await rig.commands.markDelivered(rig.homeId, hubId, [commandId]);
    expect((await rig.commands.get(rig.homeId, commandId))?.state).toBe('delivered');
    const succeeded = toCommandEnd(commandId, { state: 'succeeded', confirmed: { state: 'ON' } });
    const failed = toCommandEnd(commandId, {
      state: 'failed',
      failure: { reason: 'timeout', detail: 'late' },
    });
    const first = await rig.sessions.apply(session, emptyChange({ commandEnds: [succeeded] }));
    const second = await rig.sessions.apply(session, emptyChange({ commandEnds: [failed] }));
    expect([first[0]?.state, second[0]?.state]).toEqual(['succeeded', 'succeeded']);
    await rig.commands.markDelivered(rig.homeId, hubId, [commandId]);
    await rig.commands.settleDue(rig.homeId, [commandId]);
    expect((await rig.commands.cancelQueued(rig.homeId, commandId))?.state).toBe('succeeded');
    const ends = (await rig.events()).filter((event) => /^command(?!Queued)/.test(event.type));
    expect(ends.map((event) => event.type)).toEqual(['commandSucceeded']);
    expect(ends[0]).toMatchObject({ commandId, ieeeAddress, confirmed: { state: 'ON' } });
  });

  it('of one who is not sure where the device is are refused where two hubs have it', async () => {
    const session = await rig.openSession(hubId);
    await report(session, 1, 20);
    const unsure = () => rig.commands.create(request({ ifSoleHub: true }), session.epoch);
    expect((await unsure()).command.state).toBe('sent');
    await report(await rig.openSession(await rig.claimHub()), 1, 21);
    await expect(unsure()).rejects.toBeInstanceOf(DeviceElsewhere);
    expect((await rig.commands.create(request(), session.epoch)).created).toBe(true);
  });

  it('are ended by their own hub only', async () => {
    const session = await rig.openSession(hubId);
    const { command } = await rig.commands.create(request(), session.epoch);
    const stranger = await rig.openSession(await rig.claimHub());
    const end = toCommandEnd(command.commandId, { state: 'expired' });
    await rig.sessions.apply(stranger, emptyChange({ commandEnds: [end] }));
    expect((await rig.commands.get(rig.homeId, command.commandId))?.state).toBe('sent');
  });

  it('wait in order for their hub, up to a bound', async () => {
    const small = new StoreRig(redis, 'node-c', { openCommandsMax: 3 });
    await small.redis.start();
    const hub = await small.claimHub();
    const make = () => small.commands.create(request({ homeId: small.homeId, hubId: hub }), undefined);
    const made = [await make(), await make(), await make()];
    await expect(make()).rejects.toMatchObject({ code: 'queue-full' });
    const taken = await small.commands.take(await small.openSession(hub), 'all', 10);
    expect(taken.map((each) => each.commandId)).toEqual(made.map((each) => each.command.commandId));
    await small.redis.stop();
  });

  it('are refused for a hub that is offline or not there', async () => {
    const refused = rig.commands.create(request({ whenOffline: 'refuse' }), undefined);
    await expect(refused).rejects.toMatchObject({ code: 'hub-offline' });
    const unknown = rig.commands.create(request({ hubId: 'hub-none' }), undefined);
    await expect(unknown).rejects.toMatchObject({ code: 'not-found' });
  });

  it('are the first one for a repeated key, and a conflict for a key of another request', async () => {
    const first = await rig.commands.create(request({ idempotencyKey: 'k' }), undefined);
    const again = await rig.commands.create(request({ idempotencyKey: 'k' }), undefined);
    expect(again).toEqual({ command: first.command, created: false });
    const changed = request({ idempotencyKey: 'k', action: { type: 'permitJoin', durationS: 1, via: null } });
    await expect(rig.commands.create(changed, undefined)).rejects.toMatchObject({ code: 'conflict' });
    const others = request({ idempotencyKey: 'k', requestedBy: { ...principal, accountId: 'account-2' } });
    expect((await rig.commands.create(others, undefined)).created).toBe(true);
  });

  it('that wait expire when their time is over; those at the hub are the hub’s to end', async () => {
    const short = new StoreRig(redis, 'node-c', { commandGraceMs: 300 });
    await short.redis.start();
    const waiting = await rig.commands.create(request({ ttlMs: 50 }), undefined);
    const session = await rig.openSession(hubId);
    const sent = await rig.commands.create(request({ ttlMs: 50 }), session.epoch);
    const stateOf = async ({ command }: typeof sent) =>
      (await rig.commands.get(rig.homeId, command.commandId))?.state;
    const ids = [waiting.command.commandId, sent.command.commandId];
    await waitUntil('the waiting one expires', async () => {
      await short.commands.settleDue(rig.homeId, ids);
      return (await stateOf(waiting)) === 'expired';
    });
    expect(await stateOf(sent)).toBe('sent');
    await waitUntil('nobody waits for the sent one any more', async () => {
      await short.commands.settleDue(rig.homeId, ids);
      return (await stateOf(sent)) === 'failed';
    });
    const end = await rig.commands.get(rig.homeId, sent.command.commandId);
    expect(end?.failure?.reason).toBe('interrupted');
    await short.redis.stop();
  });

  it('become due once, and are forgotten when they are settled', async () => {
    const { command } = await rig.commands.create(request({ ttlMs: 20 }), undefined);
    const due = await waitUntil('it is due', async () =>
      (await rig.commands.takeDue()).find((each) => each.commandId === command.commandId),
    );
    expect(due).toEqual({ homeId: rig.homeId, commandId: command.commandId });
    expect((await other.commands.takeDue()).map((each) => each.commandId)).not.toContain(command.commandId);
    await rig.commands.settleDue(rig.homeId, [command.commandId]);
    const members = (await redis.command('ZRANGE', dueKeyOf(rig.homeId), '0', '-1')) as string[];
    expect(members.join()).not.toContain(command.commandId);
  });
});

describe('the functions', () => {
  it('are loaded again when Redis has lost them', async () => {
    await redis.command('FUNCTION', 'FLUSH');
    expect(await rig.hubs.list(rig.homeId)).toHaveLength(1);
  });
});
