import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../../common/clock.ts';
import type { Credentials } from '../domain/ports.ts';
import type { Principal, Role } from '../domain/principal.ts';
import { BoundedMap } from './bounded-map.ts';
import { keys } from './keys.ts';
import type { RedisConnection } from './redis-connection.ts';
import { textOf } from './reply.ts';

/** What is stored under a token's digest. */
export interface TokenRecord {
  credentialId: string;
  accountId: string;
  createdAtMs: number;
  /** Null: until it is revoked. */
  expiresAtMs: number | null;
}

/** What is stored of an account. */
export interface AccountRecord {
  accountId: string;
  createdAtMs: number;
  /** Its role in each of its homes. */
  homes: Record<string, Role>;
}

/** How long an answer is believed without asking again: a revoked token works this much longer. */
const cachedMs = 1_000;
const cacheSizeMax = 10_000;

/** `zf_` and 32 random bytes. */
const tokenPattern = /^zf_[A-Za-z0-9_-]{43}$/;

/** A new bearer token. */
export function createToken(): string {
  return `zf_${randomBytes(32).toString('base64url')}`;
}

/** Whether a text could be a bearer token at all. */
export function isToken(text: string): boolean {
  return tokenPattern.test(text);
}

/** Under which digest a token is stored: the token itself is stored nowhere. */
export function digestOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Bearer tokens and the accounts behind them. */
export class CredentialStore implements Credentials {
  readonly #redis: RedisConnection;
  readonly #clock: Clock;
  readonly #cache = new BoundedMap<string, { principal: Principal; expiresAtMs: number; untilMs: number }>(
    cacheSizeMax,
  );

  constructor(redis: RedisConnection, clock: Clock) {
    this.#redis = redis;
    this.#clock = clock;
  }

  async authenticate(bearerToken: string): Promise<Principal | undefined> {
    if (!isToken(bearerToken)) return undefined;
    const digest = digestOfToken(bearerToken);
    const cached = this.#cache.get(digest);
    if (cached && cached.untilMs > this.#clock.monotonic() && cached.expiresAtMs > this.#clock.now()) {
      return cached.principal;
    }
    const principal = await this.#read(digest);
    if (!principal) {
      this.#cache.delete(digest);
      return undefined;
    }
    this.#cache.set(digest, { ...principal, untilMs: this.#clock.monotonic() + cachedMs });
    return principal.principal;
  }

  async #read(digest: string): Promise<{ principal: Principal; expiresAtMs: number } | undefined> {
    const tokenReply = await this.#redis.call('GET', keys.token(digest));
    if (tokenReply === null) return undefined;
    const token = JSON.parse(textOf(tokenReply)) as TokenRecord;
    const expiresAtMs = token.expiresAtMs ?? Number.POSITIVE_INFINITY;
    if (expiresAtMs <= this.#clock.now()) return undefined;
    const accountReply = await this.#redis.call('GET', keys.account(token.accountId));
    if (accountReply === null) return undefined;
    const account = JSON.parse(textOf(accountReply)) as AccountRecord;
    return {
      expiresAtMs,
      principal: {
        accountId: token.accountId,
        credentialId: token.credentialId,
        homes: new Map(Object.entries(account.homes)),
      },
    };
  }
}
