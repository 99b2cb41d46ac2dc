import { describe, expect, it } from 'vitest';
import type { EventFilter } from '../domain/event-filter.ts';
import type { PlatformEvent } from '../domain/platform-event.ts';
import { compareEntryIds } from '../events/event-position.ts';
import type { EventEntry, EventLog } from '../store/event-log.ts';
import type { WebhookPlace, WebhookRecord } from '../store/webhook-store.ts';
import { WebhookReader } from './webhook-reader.ts';

function event(n: number): PlatformEvent {
  const address = '0x0000000000000001' as const;
  const base = { homeId: 'home-1', hubId: 'hub-1', timeMs: 1, ieeeAddress: address };
  return { type: 'traitReported', ...base, values: n % 2 === 0 ? { even: n } : { odd: n } };
}

/** A stream of entries `1-0`, `2-0`, …, each of so many events. */
function streamOf(sizes: readonly number[], firstId = 1): EventEntry[] {
  let n = 0;
  return sizes.map((size, index) => ({
    entryId: `${firstId + index}-0`,
    events: Array.from({ length: size }, () => event(++n)),
  }));
}

/** Everything that a reader tells from a place on, as the numbers of the events. */
async function readAll(
  stream: EventEntry[],
  place: WebhookPlace,
  filter: EventFilter = {},
): Promise<(number | string)[]> {
  const log = {
    read: async (_home: string, from: string, countMax: number) =>
      stream.filter(({ entryId }) => compareEntryIds(entryId, from) >= 0).slice(0, countMax),
  } as unknown as EventLog;
  const reader = new WebhookReader(log, async () => new Set());
  const record = { webhook: { homeId: 'home-1', filter } } as WebhookRecord;
  const heard: (number | string)[] = [];
  for (let at = place; ; ) {
    const next = await reader.next(record, at);
    if (!next) return heard;
    at = next.to;
    if (next.delivery?.kind === 'gap') heard.push(`gap to ${next.delivery.resumedAtEventId}`);
    else if (next.delivery?.event.type === 'traitReported') {
      heard.push(Number(Object.values(next.delivery.event.values)[0]));
    }
  }
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('the reader of a webhook', () => {
  it.each([0, 1, 49, 50, 51, 99, 100, 101, 250])('tells each of %i entries once', async (count) => {
    const stream = streamOf(upTo(count).map(() => 1));
    expect(await readAll(stream, { entryId: '0-0', index: 999_999 })).toEqual(upTo(count));
  });

  it('goes on in the middle of an entry, and stays at the end of one', async () => {
    const stream = streamOf([3, 2]);
    expect(await readAll(stream, { entryId: '1-0', index: 1 })).toEqual([3, 4, 5]);
    expect(await readAll(stream, { entryId: '1-0', index: 999_999 })).toEqual([4, 5]);
    expect(await readAll(stream, { entryId: '2-0', index: 1 })).toEqual([]);
  });

  it('passes over what the filter keeps back, however much that is', async () => {
    const stream = streamOf(upTo(200).map(() => 1));
    expect(await readAll(stream, { entryId: '0-0', index: 0 }, { traits: ['none'] })).toEqual([]);
    const even = upTo(200).filter((n) => n % 2 === 0);
    expect(await readAll(stream, { entryId: '0-0', index: 0 }, { traits: ['even'] })).toEqual(even);
  });

  it('tells of a gap if its place is gone, then all that is there', async () => {
    const stream = streamOf([1, 1], 10);
    expect(await readAll(stream, { entryId: '5-0', index: 0 })).toEqual(['gap to 10-0-0', 1, 2]);
    expect(await readAll([], { entryId: '5-0', index: 0 })).toEqual([]);
  });
});
