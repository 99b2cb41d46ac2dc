import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { EventFilter } from '../domain/event-filter.ts';
import type { PlatformEvent } from '../domain/platform-event.ts';
import type { Tagged } from '../domain/tagged.ts';
import type {
  DeadLetter,
  SuspensionReason,
  Webhook,
  WebhookDelivery,
  WebhookState,
} from '../domain/webhook.ts';
import { entityTagOf } from './entity-tag.ts';
import { encodeEvent } from './event-codec.ts';
import { keys } from './keys.ts';
import type { StoredMember } from './memberships.ts';
import type { RedisArgument, RedisConnection, RedisReply } from './redis-connection.ts';
import { fieldsOf, listOf, textOf } from './reply.ts';

/** What of a webhook is told once and kept for signing. */
export interface StoredSecret {
  secret: string;
  /** It does not sign any more after this; null: it is the current one. */
  untilMs: number | null;
}

/** A webhook as it is stored, apart from where it stands. */
export interface StoredWebhook {
  name: string;
  url: string;
  filter: EventFilter;
  retryForS: number;
  createdBy: string;
  createdAtMs: number;
  secrets: StoredSecret[];
}

/** How far a webhook is: the last event of its home's stream that is done with. */
export interface WebhookPlace {
  entryId: string;
  /** -1: no event of the entry is done with. */
  index: number;
}

/** Everything about a webhook. */
export interface WebhookRecord {
  webhookId: string;
  stored: StoredWebhook;
  place: WebhookPlace;
  /** Attempts of the event after the place, and when the first one was. */
  attempts: number;
  firstAttemptMs: number | null;
  webhook: Tagged<Webhook>;
}

/** What came of a delivery. */
export interface WebhookCommit {
  from: WebhookPlace;
  to: WebhookPlace;
  delivery?: WebhookDelivery;
  deadLetter?: Omit<DeadLetter, 'deadLetterId'>;
  suspend?: SuspensionReason;
  /** What is counted up. */
  counts?: 'delivered' | 'gap';
  /** Null clears all about failing; undefined leaves it. */
  failing?: {
    attempts: number;
    firstAttemptMs: number | null;
    nextAttemptMs: number | null;
    sinceMs: number;
    error: string;
  } | null;
  lastSuccessMs?: number;
}

const deliveriesMax = 100;
const deadLettersMax = 1_000;
const countFields = { delivered: 'dc', gap: 'gc' } as const;

/** Webhooks in Redis: all in the hash tag of the home, but for the list of homes that have any. */
export class WebhookStore {
  readonly #redis: RedisConnection;
  readonly #eventEntriesMax: number;

  constructor(redis: RedisConnection, limits: { eventEntriesMax: number }) {
    this.#redis = redis;
    this.#eventEntriesMax = limits.eventEntriesMax;
  }

  /** Every webhook of the home, oldest first. */
  async read(homeId: string): Promise<WebhookRecord[]> {
    const reply = await this.#redis.fcall(
      'zf_webhooks_read',
      [keys.webhooks(homeId)],
      [keys.homePrefix(homeId)],
    );
    const records = listOf(reply).map((each) => recordOf(homeId, each));
    return records.sort(
      (a, b) => a.stored.createdAtMs - b.stored.createdAtMs || (a.webhookId < b.webhookId ? -1 : 1),
    );
  }

  /** @returns false if the home has as many as it may */
  async create(homeId: string, webhookId: string, stored: StoredWebhook, max: number): Promise<boolean> {
    // First: should this be cut short, a node looks at a home that has none.
    await this.#redis.call('SADD', keys.webhookHomes(), homeId);
    const result = await this.#put(homeId, webhookId, stored, '', max);
    // Again: that node may have looked just before, and have forgotten the home.
    await this.#redis.call('SADD', keys.webhookHomes(), homeId);
    return result === 'done';
  }

  /** @returns false if it has another version */
  async change(homeId: string, webhookId: string, stored: StoredWebhook, version: number): Promise<boolean> {
    const result = await this.#put(homeId, webhookId, stored, version, 0);
    if (result === 'unknown') throw new ZigfleetError('not-found', 'There is no such webhook.');
    return result === 'done';
  }

  async remove(homeId: string, webhookId: string): Promise<boolean> {
    const removed = await this.#redis.fcall(
      'zf_webhook_remove',
      [
        ...[keys.webhooks(homeId), keys.webhookLease(homeId), keys.webhook(homeId, webhookId)],
        ...[keys.webhookDeliveries(homeId, webhookId), keys.webhookDead(homeId, webhookId)],
        keys.webhookReplays(homeId, webhookId),
      ],
      [homeId, webhookId],
    );
    return removed === 1;
  }

  /** Removes every webhook of a home that goes, so that the node that delivers for it hears so. */
  async removeAll(homeId: string): Promise<void> {
    for (const { webhookId } of await this.read(homeId)) await this.remove(homeId, webhookId);
    await this.forgetHome(homeId);
  }

  /** @returns whether there is such a webhook */
  async setState(
    homeId: string,
    webhookId: string,
    state: Exclude<WebhookState, 'suspended'>,
    from: 'place' | 'now' = 'place',
  ): Promise<boolean> {
    const reply = await this.#redis.fcall(
      'zf_webhook_state',
      [keys.webhook(homeId, webhookId), keys.events(homeId), keys.webhookLease(homeId)],
      [homeId, state, from === 'now' ? '1' : ''],
    );
    return reply === 1;
  }

  /** The homes that have webhooks. */
  async homes(): Promise<string[]> {
    return listOf(await this.#redis.call('SMEMBERS', keys.webhookHomes())).map(textOf);
  }

  /** Forgets a home that was found to have none. One that has got one meanwhile is noted again. */
  async forgetHome(homeId: string): Promise<void> {
    await this.#redis.call('SREM', keys.webhookHomes(), homeId);
    if ((await this.#redis.call('EXISTS', keys.webhooks(homeId))) === 1) {
      await this.#redis.call('SADD', keys.webhookHomes(), homeId);
    } else if ((await this.#redis.call('EXISTS', keys.home(homeId))) !== 1) {
      // The home is gone, and nobody will ever have its lease again.
      await this.#redis.call('DEL', keys.webhookLease(homeId));
    }
  }

  /** @returns the token that fences; undefined if another node has the lease */
  async lease(homeId: string, nodeId: string, deadNodeId: string | undefined): Promise<number | undefined> {
    const args = [nodeId, deadNodeId ?? ''];
    const token = await this.#redis.fcall('zf_webhook_lease', [keys.webhookLease(homeId)], args);
    return token === null ? undefined : Number(token);
  }

  /** The node that has the home's lease, if any. */
  async holder(homeId: string): Promise<string | undefined> {
    const holder = await this.#redis.call('HGET', keys.webhookLease(homeId), 'h');
    return holder === null ? undefined : textOf(holder) || undefined;
  }

  async release(homeId: string, token: number): Promise<void> {
    await this.#redis.fcall('zf_webhook_release', [keys.webhookLease(homeId)], [token]);
  }

  /** Whether an account may manage the webhooks of a home, as the home says now. */
  async isManager(homeId: string, accountId: string): Promise<boolean> {
    const member = await this.#redis.call('HGET', keys.members(homeId), accountId);
    if (member === null) return false;
    const { role } = JSON.parse(textOf(member)) as StoredMember;
    return role === 'owner' || role === 'admin';
  }

  /** @returns 'done', 'fenced' (another node delivers now), or 'moved' (the place is another: look anew) */
  async commit(
    homeId: string,
    webhookId: string,
    token: number,
    commit: WebhookCommit,
  ): Promise<'done' | 'fenced' | 'moved'> {
    const { from, to, delivery, deadLetter, suspend, counts } = commit;
    const suspended: PlatformEvent | undefined = suspend && {
      ...{ type: 'webhookSuspended', homeId, webhookId, reason: suspend },
      timeMs: Date.now(),
    };
    const reply = await this.#redis.fcall(
      'zf_webhook_commit',
      [
        ...[keys.webhookLease(homeId), keys.webhook(homeId, webhookId)],
        ...[keys.webhookDeliveries(homeId, webhookId), keys.webhookDead(homeId, webhookId)],
        keys.events(homeId),
      ],
      [
        ...[token, formatPlace(from), formatPlace(to)],
        ...[delivery ? JSON.stringify(delivery) : '', deliveriesMax],
        ...[deadLetter ? JSON.stringify(deadLetter) : '', deadLettersMax],
        ...[suspend ?? '', suspended ? encodeEvent(suspended) : '', this.#eventEntriesMax],
        ...[counts ? countFields[counts] : '', ...fieldsOfCommit(commit)],
      ],
    );
    return textOf(reply) as 'done';
  }

  /** Notes a ping, or what came of delivering a dead letter again. */
  async note(
    homeId: string,
    webhookId: string,
    delivery: WebhookDelivery,
    deadLetterId?: string,
  ): Promise<void> {
    const taken = delivery.outcome === 'delivered' ? '1' : '';
    await this.#redis.fcall(
      'zf_webhook_note',
      [
        ...[keys.webhook(homeId, webhookId), keys.webhookDeliveries(homeId, webhookId)],
        ...[keys.webhookDead(homeId, webhookId), keys.webhookReplays(homeId, webhookId)],
      ],
      [JSON.stringify(delivery), deliveriesMax, deadLetterId ?? '', taken],
    );
  }

  async deliveries(homeId: string, webhookId: string, limit: number): Promise<WebhookDelivery[]> {
    const key = keys.webhookDeliveries(homeId, webhookId);
    const reply = await this.#redis.call('LRANGE', key, 0, limit - 1);
    return listOf(reply).map((json) => JSON.parse(textOf(json)) as WebhookDelivery);
  }

  /** @param afterId - from the beginning if it is undefined */
  async deadLetters(
    homeId: string,
    webhookId: string,
    afterId: string | undefined,
    limit: number,
  ): Promise<DeadLetter[]> {
    const key = keys.webhookDead(homeId, webhookId);
    const from = afterId === undefined ? '-' : `(${afterId}`;
    const reply = await this.#redis.call('XRANGE', key, from, '+', 'COUNT', limit);
    return listOf(reply).map(deadLetterOf);
  }

  /** @param ids - null: all @returns how many there are of them */
  async replay(homeId: string, webhookId: string, ids: readonly string[] | null): Promise<number> {
    const reply = await this.#redis.fcall(
      'zf_webhook_replay',
      [
        ...[keys.webhookLease(homeId), keys.webhookDead(homeId, webhookId)],
        keys.webhookReplays(homeId, webhookId),
      ],
      [homeId, ids === null ? 'all' : 'these', ...(ids ?? [])],
    );
    return Number(reply);
  }

  /** The dead letter that is to be delivered again next; one that is gone meanwhile is passed over. */
  async nextReplay(homeId: string, webhookId: string): Promise<DeadLetter | undefined> {
    const key = keys.webhookReplays(homeId, webhookId);
    for (;;) {
      const first = await this.#redis.call('LINDEX', key, 0);
      if (first === null) return undefined;
      const id = textOf(first);
      const found = await this.#redis.call('XRANGE', keys.webhookDead(homeId, webhookId), id, id);
      const [entry] = listOf(found);
      if (entry !== undefined) return deadLetterOf(entry);
      await this.#redis.call('LREM', key, 1, id);
    }
  }

  /** Appends an event of the platform's own to a home's stream. @returns the id of its entry */
  async appendEvent(homeId: string, event: PlatformEvent): Promise<string> {
    const args = [encodeEvent(event), this.#eventEntriesMax];
    return textOf(await this.#redis.fcall('zf_event_append', [keys.events(homeId)], args));
  }

  async #put(
    homeId: string,
    webhookId: string,
    stored: StoredWebhook,
    version: number | '',
    max: number,
  ): Promise<string> {
    const reply = await this.#redis.fcall(
      'zf_webhook_put',
      [
        ...[keys.webhooks(homeId), keys.webhook(homeId, webhookId)],
        ...[keys.events(homeId), keys.webhookLease(homeId)],
      ],
      [homeId, webhookId, JSON.stringify(stored), version, max],
    );
    return textOf(reply);
  }
}

function formatPlace({ entryId, index }: WebhookPlace): string {
  return `${entryId} ${index}`;
}

function fieldsOfCommit({ failing, lastSuccessMs }: WebhookCommit): RedisArgument[] {
  const fields: RedisArgument[] = lastSuccessMs === undefined ? [] : ['ls', lastSuccessMs];
  if (failing === null) fields.push('n', '', 'f', '', 'x', '', 'k', '', 'e', '');
  else if (failing) {
    const { attempts, firstAttemptMs, nextAttemptMs, sinceMs, error } = failing;
    fields.push('n', attempts || '', 'f', firstAttemptMs ?? '', 'x', nextAttemptMs ?? '');
    fields.push('k', sinceMs, 'e', error);
  }
  return fields;
}

function deadLetterOf(entry: RedisReply): DeadLetter {
  const [id, fields] = listOf(entry);
  const [, json] = listOf(fields);
  return {
    deadLetterId: textOf(id),
    ...(JSON.parse(textOf(json)) as Omit<DeadLetter, 'deadLetterId'>),
  };
}

function recordOf(homeId: string, reply: RedisReply): WebhookRecord {
  const [id, json, flat, deadCount] = listOf(reply);
  const webhookId = textOf(id);
  const stored = JSON.parse(textOf(json)) as StoredWebhook;
  const fields = fieldsOf(flat);
  const text = (name: string) => fields.get(name)?.toString() ?? null;
  const number = (name: string) => (fields.has(name) ? Number(text(name)) : null);
  const [entryId = '0-0', index = '-1'] = text('p')?.split(' ') ?? [];
  const place = { entryId, index: Number(index) };
  const { secrets: _, ...shown } = stored;
  const suspended = text('sr');
  return {
    ...{ webhookId, stored, place },
    ...{ attempts: number('n') ?? 0, firstAttemptMs: number('f') },
    webhook: {
      ...{ webhookId, homeId, ...shown },
      state: (text('st') ?? 'paused') as WebhookState,
      suspension:
        suspended === null ? null : { reason: suspended as SuspensionReason, atMs: number('sa') ?? 0 },
      version: number('v') ?? 0,
      etag: entityTagOf(text('v') ?? ''),
      status: {
        placeEventId: entryId === '0-0' ? null : `${entryId}-${Math.max(0, place.index)}`,
        lastSuccessAtMs: number('ls'),
        failingSinceMs: number('k'),
        nextAttemptAtMs: number('x'),
        lastError: text('e'),
        deliveredCount: number('dc') ?? 0,
        deadLetterCount: Number(deadCount),
        deadLettersDroppedCount: number('xd') ?? 0,
        gapCount: number('gc') ?? 0,
      },
    },
  };
}
