import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { AuditEntry, AuditRequest, AuditScope } from '../domain/audit.ts';
import { keys } from './keys.ts';
import type { RedisConnection } from './redis-connection.ts';
import { bytesOf, fieldsOf, listOf, textOf } from './reply.ts';

/** Bounds of the audits. Those without a unit are counts of entries; Redis may keep up to 100 more of each. */
export interface AuditLimits {
  homeEntriesMax: number;
  accountEntriesMax: number;
  platformEntriesMax: number;
  /** How long entries are kept at most. */
  keptMs: number;
}

/** An entry and its place in the audit. */
export interface PlacedEntry {
  /** The id of a stream's entry, `ms-n`. */
  place: string;
  entry: AuditEntry;
}

/** An entry as it is stored: a list, because names would be most of it. */
type StoredEntry = [
  timeMs: number,
  requestId: string,
  operation: string,
  accountId: string | null,
  credentialId: string | null,
  client: string | null,
  address: string,
  homeId: string | null,
  targets: AuditEntry['targets'],
  details: AuditEntry['details'],
  result: AuditEntry['result'],
  status: number | null,
  code: string | null,
];

const placePattern = /^\d{1,15}-\d{1,15}$/;
/** How long nobody else takes what a dead node left, milliseconds. */
const takenMs = 10_000;

/** The audits in Redis: a stream for each home and account, one for the platform, and what each node has begun. */
export class AuditStore {
  readonly #redis: RedisConnection;
  readonly #nodeId: string;
  readonly #limits: AuditLimits;

  constructor(redis: RedisConnection, nodeId: string, limits: AuditLimits) {
    this.#redis = redis;
    this.#nodeId = nodeId;
    this.#limits = limits;
  }

  /** Notes what this node begins to do. */
  async begin(request: AuditRequest): Promise<void> {
    const json = encodeEntry({ ...request, result: 'unknown', status: null, code: null });
    await this.#redis.call('HSET', keys.openAudit(this.#nodeId), request.requestId, json);
  }

  /**
   * Puts an entry into the audits that it belongs to, then forgets that it was begun. All is sent in one piece; should
   * the connection break within it, trying again may put an entry into an audit twice, but never leaves it out.
   */
  async end(entry: AuditEntry): Promise<void> {
    await Promise.all([
      ...this.#append(entry),
      this.#redis.call('HDEL', keys.openAudit(this.#nodeId), entry.requestId),
    ]);
  }

  /** Forgets an operation that was begun and is in no audit. */
  async forget(requestId: string): Promise<void> {
    await this.#redis.call('HDEL', keys.openAudit(this.#nodeId), requestId);
  }

  /**
   * Puts what a dead node has begun into the audits, with an unknown result.
   * @returns how many entries; undefined if another node is at it
   */
  async recover(deadNodeId: string): Promise<number | undefined> {
    const open = keys.openAudit(deadNodeId);
    if ((await this.#redis.call('EXISTS', open)) === 0) return 0;
    const taken = await this.#redis.call('SET', keys.openAuditTaker(deadNodeId), '1', 'NX', 'PX', takenMs);
    if (taken === null) return undefined;
    const left = fieldsOf(await this.#redis.call('HGETALL', open));
    for (const [requestId, json] of left) {
      await Promise.all(this.#append(decodeEntry(json.toString())));
      await this.#redis.call('HDEL', open, requestId);
    }
    return left.size;
  }

  /**
   * Entries, newest first.
   * @param from - the newest place to look at, or `+`; after a parenthesis it is left out itself
   * @throws ZigfleetError `invalid-request` for a place that is none
   */
  async read(scope: AuditScope, from: string, oldestMs: number, countMax: number): Promise<PlacedEntry[]> {
    const [, place = ''] = /^\(?(.*)$/.exec(from) ?? [];
    if (place !== '+' && !placePattern.test(place)) {
      throw new ZigfleetError('invalid-request', 'The cursor is none of a page before.');
    }
    const args = [keyOf(scope), from, Math.max(0, oldestMs), 'COUNT', countMax];
    const reply = listOf(await this.#redis.call('XREVRANGE', ...args));
    return reply.map((each) => {
      const [id, fields] = listOf(each);
      const json = bytesOf(fieldsOf(fields).get('e') ?? null);
      return { place: textOf(id), entry: decodeEntry(json.toString()) };
    });
  }

  #append(entry: AuditEntry): Promise<unknown>[] {
    const json = encodeEntry(entry);
    const { homeEntriesMax, accountEntriesMax, platformEntriesMax, keptMs } = this.#limits;
    const { homeId, accountId } = entry;
    const to = (streamKeys: string[], entriesMax: number) =>
      this.#redis.fcall('zf_audit_append', streamKeys, [json, entriesMax, keptMs]);
    return [
      to([keys.audit()], platformEntriesMax),
      ...(homeId === null ? [] : [to([keys.homeAudit(homeId), keys.home(homeId)], homeEntriesMax)]),
      ...(accountId === null
        ? []
        : [to([keys.accountAudit(accountId), keys.account(accountId)], accountEntriesMax)]),
    ];
  }
}

function keyOf(scope: AuditScope): string {
  if (scope === 'platform') return keys.audit();
  return 'homeId' in scope ? keys.homeAudit(scope.homeId) : keys.accountAudit(scope.accountId);
}

function encodeEntry(entry: AuditEntry): string {
  const { timeMs, requestId, operation, accountId, credentialId, client, address, homeId } = entry;
  const { targets, details, result, status, code } = entry;
  const stored: StoredEntry = [
    ...([timeMs, requestId, operation, accountId, credentialId, client, address, homeId] as const),
    ...([targets, details, result, status, code] as const),
  ];
  return JSON.stringify(stored);
}

function decodeEntry(json: string): AuditEntry {
  const [timeMs, requestId, operation, accountId, credentialId, client, address, homeId, ...rest] =
    JSON.parse(json) as StoredEntry;
  const [targets, details, result, status, code] = rest;
  return {
    ...{ timeMs, requestId, operation, accountId, credentialId, client, address, homeId },
    ...{ targets, details, result, status, code },
  };
}
