import type { PlatformEvent } from '../domain/platform-event.ts';
import { decodeEvents } from './event-codec.ts';
import { keys } from './keys.ts';
import type { RedisConnection, RedisReply } from './redis-connection.ts';
import { listOf, textOf } from './reply.ts';

/** One entry of a home's stream: the events of one batch. Undefined ones are of a newer version. */
export interface EventEntry {
  entryId: string;
  events: (PlatformEvent | undefined)[];
}

/** The streams of homes, as they are stored. */
export class EventLog {
  readonly #redis: RedisConnection;

  constructor(redis: RedisConnection) {
    this.#redis = redis;
  }

  /** The id of the newest entry; `0-0` if there is none. */
  async lastEntryId(homeId: string): Promise<string> {
    const [newest] = listOf(await this.#redis.call('XREVRANGE', keys.events(homeId), '+', '-', 'COUNT', 1));
    return newest === undefined ? '0-0' : textOf(listOf(newest)[0]);
  }

  /** The id of the oldest entry that is still there; undefined if there is none. */
  async firstEntryId(homeId: string): Promise<string | undefined> {
    const [oldest] = listOf(await this.#redis.call('XRANGE', keys.events(homeId), '-', '+', 'COUNT', 1));
    return oldest === undefined ? undefined : textOf(listOf(oldest)[0]);
  }

  /** Entries from one on, itself included, oldest first. */
  async read(homeId: string, fromEntryId: string, countMax: number): Promise<EventEntry[]> {
    const reply = await this.#redis.call('XRANGE', keys.events(homeId), fromEntryId, '+', 'COUNT', countMax);
    return listOf(reply).map((entry) => parseEntry(homeId, entry));
  }
}

/** An entry as Redis answers it. */
export function parseEntry(homeId: string, entry: RedisReply): EventEntry {
  const [entryId, fields] = listOf(entry);
  const [, hubId, , json] = listOf(fields);
  return { entryId: textOf(entryId), events: decodeEvents(homeId, textOf(hubId), textOf(json)) };
}

/** An entry from its announcement on the home's channel: `entry-id hub-id events`. */
export function parseAnnouncement(homeId: string, message: string): EventEntry {
  const first = message.indexOf(' ');
  const second = message.indexOf(' ', first + 1);
  return {
    entryId: message.slice(0, first),
    events: decodeEvents(homeId, message.slice(first + 1, second), message.slice(second + 1)),
  };
}
