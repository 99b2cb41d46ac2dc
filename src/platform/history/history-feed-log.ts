import { type EventEntry, parseEntry } from '../store/event-log.ts';
import { keys } from '../store/keys.ts';
import type { RedisArgument, RedisConnection } from '../store/redis-connection.ts';
import { listOf, textOf } from '../store/reply.ts';

/** Entries of a home's stream that have not been fed into its history. */
export interface Unfed {
  afterEntryId: string;
  /** Whether older ones were trimmed before they were fed. */
  trimmed: boolean;
  entries: EventEntry[];
}

/** What becomes of the chunk of one device or hub and UTC day. */
export interface ChunkWrite {
  subject: string;
  day: number;
  mode: 'append' | 'replace';
  bytes: Buffer;
  expiresAtMs: number;
}

export interface FeedCommit {
  afterEntryId: string;
  throughEntryId: string;
  trimmed: boolean;
  writes: readonly ChunkWrite[];
  /** Points that were dropped, by device or hub. */
  dropped: ReadonlyMap<string, number>;
}

/** How far each home's history is fed. Always in Redis, beside the events, wherever the points are. */
export class HistoryFeedLog {
  readonly #redis: RedisConnection;

  constructor(redis: RedisConnection) {
    this.#redis = redis;
  }

  /**
   * What is to be fed next, oldest first.
   * @param lease - who feeds, so that nodes do not do each other's work; undefined to read whoever feeds
   * @returns undefined if another node has the lease
   */
  async take(
    homeId: string,
    lease: { nodeId: string; ttlMs: number } | undefined,
    entriesMax: number,
  ): Promise<Unfed | undefined> {
    const reply = await this.#redis.fcall(
      'zf_history_take',
      [keys.historyFeed(homeId), keys.events(homeId)],
      [lease?.nodeId ?? '', lease?.ttlMs ?? 0, lease ? '0' : '1', entriesMax],
    );
    const [result, place, trimmed, entries] = listOf(reply);
    if (textOf(result) === 'held') return undefined;
    return {
      afterEntryId: textOf(place),
      trimmed: textOf(trimmed) === '1',
      entries: listOf(entries).map((entry) => parseEntry(homeId, entry)),
    };
  }

  /** Stores chunks and moves the place, all or nothing. @returns false if the place was moved meanwhile */
  async commit(homeId: string, commit: FeedCommit): Promise<boolean> {
    const { afterEntryId, throughEntryId, trimmed, writes, dropped } = commit;
    const drops: RedisArgument[] = [...dropped].flat();
    const reply = await this.#redis.fcall(
      'zf_history_commit',
      [keys.historyFeed(homeId), ...writes.map(({ subject, day }) => keys.historyDay(homeId, subject, day))],
      [
        ...[afterEntryId, throughEntryId, trimmed ? '1' : '0', dropped.size, ...drops],
        ...writes.flatMap(({ mode, bytes, expiresAtMs }): RedisArgument[] => [mode, bytes, expiresAtMs]),
      ],
    );
    return reply === 1;
  }

  /** How many points of a device or hub were dropped. */
  async dropped(homeId: string, subject: string): Promise<number> {
    const reply = await this.#redis.call('HGET', keys.historyFeed(homeId), `d${subject}`);
    return reply === null ? 0 : Number(textOf(reply));
  }
}
