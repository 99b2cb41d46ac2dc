import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/common/clock.ts';
import { silentLogger } from '../../src/common/logger.ts';
import type { EventDelivery } from '../../src/platform/domain/platform-event.ts';
import { EventFeeds } from '../../src/platform/events/event-feeds.ts';
import { encodeEvent } from '../../src/platform/store/event-codec.ts';
import { RedisSubscriber } from '../../src/platform/store/redis-subscriber.ts';
import type { SessionRef } from '../../src/platform/store/session-store.ts';
import { TestRedis } from '../support/redis.ts';
import { emptyChange, StoreRig } from '../support/store-rig.ts';
import { waitUntil } from '../support/wait-until.ts';

const ieeeAddress = '0x00158d0000000001' as const;

let redis: TestRedis;
let rig: StoreRig;
let subscriber: RedisSubscriber;
let feeds: EventFeeds;
let hubId: string;
let session: SessionRef;
let sequence: number;

beforeAll(async () => {
  redis = await TestRedis.start();
});

afterAll(() => redis.stop());

beforeEach(async () => {
  rig = new StoreRig(redis, 'node-a', { eventEntriesMax: 200 });
  subscriber = new RedisSubscriber(redis.address, silentLogger());
  await rig.redis.start();
  await subscriber.start();
  feeds = new EventFeeds({ log: rig.log, subscriber }, silentLogger(), systemClock);
  hubId = await rig.claimHub();
  session = await rig.openSession(hubId);
  sequence = 0;
});

afterEach(async () => {
  await subscriber.stop();
  await rig.redis.stop();
});

/** One entry of so many events, whose values count up. */
async function publish(count = 1): Promise<void> {
  const events = Array.from({ length: count }, (_, index) =>
    encodeEvent({
      ...{ type: 'traitReported', homeId: rig.homeId, hubId, timeMs: 1, ieeeAddress },
      values: { n: sequence + index + 1 },
    }),
  );
  const sequences = { first: sequence + 1, last: sequence + count };
  sequence += count;
  await rig.sessions.apply(session, emptyChange({ sequences, events: events.join(',') }));
}

class Reader {
  readonly heard: EventDelivery[] = [];
  readonly #stop = new AbortController();
  readonly running: Promise<void>;
  isFull = false;

  constructor(after?: string) {
    this.running = feeds.subscribe(
      rig.homeId,
      after,
      (delivery) => {
        if (this.isFull) return false;
        this.heard.push(delivery);
        return true;
      },
      this.#stop.signal,
    );
  }

  get values(): unknown[] {
    return this.heard.map((each) =>
      each.kind === 'gap'
        ? 'gap'
        : each.event.type === 'traitReported'
          ? each.event.values.n
          : each.event.type,
    );
  }

  get lastId(): string | undefined {
    const last = this.heard.findLast((each) => each.kind === 'event');
    return last?.kind === 'event' ? last.eventId : undefined;
  }

  async heardOf(value: number): Promise<void> {
    await waitUntil(`the reader hears of ${value}`, () => this.values.includes(value));
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.running;
  }
}

/** A reader that is live: it has heard an event that came after it. */
async function liveReader(): Promise<Reader> {
  const reader = new Reader();
  await waitUntil('the reader is live', async () => {
    await publish();
    return reader.heard.length > 0;
  });
  return reader;
}

describe('a subscriber', () => {
  it('hears each event once and in order, many subscribers the same', async () => {
    const readers = await Promise.all([liveReader(), liveReader(), liveReader()]);
    for (let count = 0; count < 50; count++) await publish(3);
    for (const reader of readers) {
      await reader.heardOf(sequence);
      const values = reader.values as number[];
      expect(values).toEqual(values.map((_, index) => (values[0] ?? 0) + index));
      await reader.stop();
    }
  });

  it('goes on after its last event, also in the middle of an entry', async () => {
    await publish(5);
    const reader = new Reader('0-0-0');
    await reader.heardOf(5);
    await reader.stop();
    const third = reader.heard.find(
      (each) => each.kind === 'event' && reader.values[reader.heard.indexOf(each)] === 3,
    );
    const resumed = new Reader(third?.kind === 'event' ? third.eventId : '');
    await publish();
    await resumed.heardOf(6);
    expect(resumed.values).toEqual([4, 5, 6]);
    await resumed.stop();
  });

  it('is told of a gap when its place was trimmed, and goes on from what is there', async () => {
    await publish();
    const reader = new Reader('0-0-0');
    await reader.heardOf(1);
    await reader.stop();
    for (let count = 0; count < 500; count++) await publish();
    const resumed = new Reader(reader.lastId);
    await resumed.heardOf(sequence);
    const [gap, first] = resumed.heard;
    expect(gap).toMatchObject({ kind: 'gap', afterEventId: reader.lastId, reason: 'trimmed' });
    if (gap?.kind !== 'gap' || first?.kind !== 'event') throw new Error('no gap');
    expect(gap.resumedAtEventId).toBe(first.eventId);
    expect(resumed.values.length).toBeLessThan(302);
    await resumed.stop();
  });

  it('that is full is held back without a loss, and does not hold up others', async () => {
    const slow = await liveReader();
    const quick = await liveReader();
    slow.isFull = true;
    for (let count = 0; count < 20; count++) await publish();
    await quick.heardOf(sequence);
    expect(slow.values).not.toContain(sequence);
    slow.isFull = false;
    await slow.heardOf(sequence);
    const values = slow.values as number[];
    expect(values).toEqual(values.map((_, index) => (values[0] ?? 0) + index));
    await Promise.all([slow.stop(), quick.stop()]);
  });

  it('that is full for too long is told of a gap', async () => {
    const slow = await liveReader();
    slow.isFull = true;
    for (let count = 0; count < 500; count++) await publish();
    slow.isFull = false;
    await slow.heardOf(sequence);
    const gap = slow.heard.find((each) => each.kind === 'gap');
    expect(gap).toMatchObject({ reason: 'slow-reader' });
    await slow.stop();
  });

  it('misses nothing when the connection for messages is cut', async () => {
    const reader = await liveReader();
    for (let count = 0; count < 10; count++) {
      await redis.command('CLIENT', 'KILL', 'TYPE', 'pubsub');
      await publish();
    }
    await reader.heardOf(sequence);
    const values = reader.values as number[];
    expect(values).toEqual(values.map((_, index) => (values[0] ?? 0) + index));
    await reader.stop();
  });

  it('with an id that is none is refused', async () => {
    for (const id of ['', 'x', '1-1', '1-1-1-1', "1-1-1'", '9'.repeat(400)]) {
      await expect(new Reader(id).running).rejects.toMatchObject({ code: 'invalid-request' });
    }
  });

  it('hears nothing of other homes', async () => {
    const reader = await liveReader();
    const elsewhere = new StoreRig(redis);
    await elsewhere.redis.start();
    await elsewhere.claimHub();
    await publish();
    await reader.heardOf(sequence);
    expect(reader.values.filter((value) => typeof value !== 'number')).toEqual([]);
    await elsewhere.redis.stop();
    await reader.stop();
  });
});
