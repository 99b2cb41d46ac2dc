import { createHash } from 'node:crypto';
import type { Account, ApiKey } from '../domain/account.ts';
import type { TokenRecord } from './credential-store.ts';
import { keys } from './keys.ts';
import type { RedisConnection } from './redis-connection.ts';
import { fieldsOf, listOf, textOf } from './reply.ts';

/** An API key as it is stored: with the digest under which its token record is. */
type StoredApiKey = ApiKey & { tokenDigest: string };

/** The parts of a refresh token, as digests. */
export interface RefreshDigests {
  /** Of the part that all refresh tokens of a login have. */
  lasting: string;
  /** Of the part that changes with every exchange. */
  changing: string;
}

const loginsPerAccountMax = 50;
/** A registration that was cut short gives its address back after that. */
const registrationMs = 60_000;

/** SHA-256, as hexadecimal digits: under which secrets are stored. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Accounts, logins and API keys in Redis. Secrets come in as digests or hashes only. */
export class AccountStore {
  readonly #redis: RedisConnection;

  constructor(redis: RedisConnection) {
    this.#redis = redis;
  }

  /** @returns false if the address has an account */
  async create(accountId: string, email: string, passwordHash: string, nowMs: number): Promise<boolean> {
    const emailKey = keys.email(digestOf(email));
    const won = await this.#redis.call('SET', emailKey, accountId, 'NX', 'PX', registrationMs);
    if (won === null) return false;
    const fields = ['em', email, 'pw', passwordHash, 'ct', nowMs];
    await this.#redis.call('HSET', keys.account(accountId), ...fields);
    return (await this.#redis.call('SET', emailKey, accountId, 'XX')) !== null;
  }

  async idOf(email: string): Promise<string | undefined> {
    const reply = await this.#redis.call('GET', keys.email(digestOf(email)));
    return reply === null ? undefined : textOf(reply);
  }

  /** Gives an account an address. @returns false if another one has it */
  async takeEmail(accountId: string, email: string): Promise<boolean> {
    await this.#redis.call('SET', keys.email(digestOf(email)), accountId, 'NX');
    return (await this.idOf(email)) === accountId;
  }

  /** An address that the account took and did not get after all. */
  async giveEmailBack(accountId: string, email: string): Promise<void> {
    const isIts = (await this.read(accountId))?.email === email;
    if (!isIts && (await this.idOf(email)) === accountId)
      await this.#redis.call('DEL', keys.email(digestOf(email)));
  }

  async read(accountId: string): Promise<(Account & { passwordHash: string }) | undefined> {
    const fields = fieldsOf(await this.#redis.call('HGETALL', keys.account(accountId)));
    if (fields.size === 0) return undefined;
    const passwordHash = fields.get('pw')?.toString() ?? '';
    return {
      accountId,
      email: fields.get('em')?.toString() || null,
      hasPassword: passwordHash !== '',
      createdAtMs: Number(fields.get('ct')?.toString() ?? 0),
      passwordHash,
    };
  }

  /** @returns false if the password is not the one before any more */
  async setPassword(accountId: string, before: string, next: string, email = ''): Promise<boolean> {
    return (
      (await this.#redis.fcall('zf_password_set', [keys.account(accountId)], [before, next, email])) === 1
    );
  }

  /** Counts an attempt. @returns 0 if it is allowed, else how long to wait, milliseconds */
  async attempt(what: string, name: string, limits: { max: number; windowMs: number }): Promise<number> {
    const counter = keys.attempts(what, digestOf(name));
    return Number(await this.#redis.fcall('zf_attempt_count', [counter], [limits.max, limits.windowMs]));
  }

  /** Begins to count anew. */
  async forgetAttempts(what: string, name: string): Promise<void> {
    await this.#redis.call('DEL', keys.attempts(what, digestOf(name)));
  }

  /** @returns false if there is no such account */
  async beginLogin(
    accountId: string,
    loginId: string,
    { lasting, changing }: RefreshDigests,
    idleMs: number,
  ): Promise<boolean> {
    const reply = await this.#redis.fcall(
      'zf_login_create',
      [keys.account(accountId), keys.login(accountId, loginId), keys.logins(accountId)],
      [loginId, lasting, changing, idleMs, keys.loginPrefix(accountId), loginsPerAccountMax],
    );
    return reply === 1;
  }

  async rotateLogin(
    accountId: string,
    loginId: string,
    digests: RefreshDigests & { next: string },
    idleMs: number,
  ): Promise<'rotated' | 'reused' | 'unknown'> {
    const reply = await this.#redis.fcall(
      'zf_login_rotate',
      [keys.login(accountId, loginId), keys.logins(accountId)],
      [loginId, digests.lasting, digests.changing, digests.next, idleMs],
    );
    return textOf(reply) as 'rotated' | 'reused' | 'unknown';
  }

  /** Ends one login, or all without an id. @returns how many ended */
  async endLogins(accountId: string, loginId = ''): Promise<number> {
    const args = [keys.loginPrefix(accountId), loginId];
    return Number(await this.#redis.fcall('zf_logins_end', [keys.logins(accountId)], args));
  }

  /** @param ttlMs - undefined: until it is deleted */
  async putToken(digest: string, record: TokenRecord, ttlMs?: number): Promise<void> {
    const expiry = ttlMs === undefined ? [] : ['PX', ttlMs];
    await this.#redis.call('SET', keys.token(digest), JSON.stringify(record), ...expiry);
  }

  async listKeys(accountId: string): Promise<StoredApiKey[]> {
    const reply = await this.#redis.call('HVALS', keys.apiKeys(accountId));
    return listOf(reply).map((json) => JSON.parse(textOf(json)) as StoredApiKey);
  }

  /** First the list, then the token: what is cut short can be seen and deleted. */
  async putKey(key: StoredApiKey, record: TokenRecord, ttlMs: number | undefined): Promise<void> {
    await this.#redis.call('HSET', keys.apiKeys(record.accountId), key.keyId, JSON.stringify(key));
    await this.putToken(key.tokenDigest, record, ttlMs);
  }

  async deleteKey(accountId: string, { keyId, tokenDigest }: StoredApiKey): Promise<void> {
    await this.#redis.call('DEL', keys.token(tokenDigest));
    await this.#redis.call('HDEL', keys.apiKeys(accountId), keyId);
  }

  /** Homes of which the account may be a member. */
  async homesOf(accountId: string): Promise<string[]> {
    return listOf(await this.#redis.call('SMEMBERS', keys.accountHomes(accountId))).map(textOf);
  }

  /** Removes the account itself, last of all that it has. */
  async remove({ accountId, email }: Account): Promise<void> {
    for (const key of await this.listKeys(accountId)) await this.deleteKey(accountId, key);
    await this.endLogins(accountId);
    if (email !== null) await this.#redis.call('DEL', keys.email(digestOf(email)));
    await this.#redis.call(
      'DEL',
      ...[keys.account(accountId), keys.accountHomes(accountId), keys.logins(accountId)],
      ...[keys.apiKeys(accountId), keys.accountAudit(accountId)],
    );
  }

  async beginDeviceLogin(deviceDigest: string, userDigest: string, ttlMs: number): Promise<void> {
    await this.#redis.call('HSET', keys.deviceLogin(deviceDigest), 's', 'pending');
    await this.#redis.call('PEXPIRE', keys.deviceLogin(deviceDigest), ttlMs);
    await this.#redis.call('SET', keys.userCode(userDigest), deviceDigest, 'PX', ttlMs);
  }

  /** @returns whether one waited */
  async decideDeviceLogin(
    accountId: string,
    userDigest: string,
    decision: 'approved' | 'denied',
  ): Promise<boolean> {
    const reply = await this.#redis.call('GETDEL', keys.userCode(userDigest));
    if (reply === null) return false;
    const key = keys.deviceLogin(textOf(reply));
    return (await this.#redis.fcall('zf_device_login_decide', [key], [decision, accountId])) === 1;
  }

  /** What became of a device login; what is decided is told once. */
  async askDeviceLogin(
    deviceDigest: string,
    intervalMs: number,
  ): Promise<{ state: 'expired' | 'slow' | 'pending' | 'denied' | 'approved'; accountId: string }> {
    const reply = await this.#redis.fcall(
      'zf_device_login_ask',
      [keys.deviceLogin(deviceDigest)],
      [intervalMs],
    );
    const [state, accountId] = listOf(reply).map(textOf);
    return { state: state as 'approved', accountId: accountId ?? '' };
  }
}
