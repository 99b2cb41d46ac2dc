import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../../common/clock.ts';
import type { Credentials } from '../domain/ports.ts';
import type { Principal } from '../domain/principal.ts';
import { BoundedMap } from './bounded-map.ts';
import { keys } from './keys.ts';
import { Memberships } from './memberships.ts';
import type { RedisConnection } from './redis-connection.ts';
import { listOf, textOf } from './reply.ts';

/** What is stored under a token's digest. */
export interface TokenRecord {
  credentialId: string;
  accountId: string;
  createdAtMs: number;
  /** Null: until it is revoked. */
  expiresAtMs: number | null;
  /** The login without which the token is worth nothing. */
  loginId?: string;
  /** Of API keys: what they are called. */
  name?: string;
  /** Of API keys: the permissions that they have at most. */
  scopes?: readonly string[];
  /** Of API keys: the homes that they reach at most; null for all. */
  homeIds?: readonly string[] | null;
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
  readonly #memberships: Memberships;
  readonly #cache = new BoundedMap<string, { principal: Principal; expiresAtMs: number; untilMs: number }>(
    cacheSizeMax,
  );

  constructor(redis: RedisConnection, clock: Clock, memberships = new Memberships(redis, clock)) {
    this.#redis = redis;
    this.#clock = clock;
    this.#memberships = memberships;
  }

  async authenticate(bearerToken: string): Promise<Principal | undefined> {
    if (!isToken(bearerToken)) return undefined;
    // By the token itself: it is in memory with the request anyway, and its digest would cost as much as the rest.
    const cached = this.#cache.get(bearerToken);
    if (cached && cached.untilMs > this.#clock.monotonic() && cached.expiresAtMs > this.#clock.now()) {
      return cached.principal;
    }
    const principal = await this.#read(digestOfToken(bearerToken));
    if (!principal) {
      this.#cache.delete(bearerToken);
      return undefined;
    }
    this.#cache.set(bearerToken, { ...principal, untilMs: this.#clock.monotonic() + cachedMs });
    return principal.principal;
  }

  forget(bearerToken: string): void {
    this.#cache.delete(bearerToken);
  }

  async #read(digest: string): Promise<{ principal: Principal; expiresAtMs: number } | undefined> {
    const tokenReply = await this.#redis.call('GET', keys.token(digest));
    if (tokenReply === null) return undefined;
    const token = JSON.parse(textOf(tokenReply)) as TokenRecord;
    const { accountId, credentialId, loginId, name, scopes, homeIds } = token;
    const expiresAtMs = token.expiresAtMs ?? Number.POSITIVE_INFINITY;
    if (expiresAtMs <= this.#clock.now()) return undefined;
    const [account, login, access] = await Promise.all([
      this.#redis.call('HMGET', keys.account(accountId), 'ct', 'op'),
      loginId === undefined ? 1 : this.#redis.call('EXISTS', keys.login(accountId, loginId)),
      this.#memberships.of(accountId),
    ]);
    const [createdAt, operator] = listOf(account);
    if (createdAt === null || login !== 1) return undefined;
    const homes = new Map([...access.homes].filter(([homeId]) => homeIds?.includes(homeId) ?? true));
    return {
      expiresAtMs,
      principal: {
        accountId,
        credentialId,
        homes,
        ...(loginId !== undefined && { loginId }),
        ...(operator && { operator: true }),
        ...(name !== undefined && { keyName: name }),
        ...(scopes && { scopes: new Set(scopes) }),
        ...(access.reach.size > 0 && { reach: access.reach }),
      },
    };
  }
}
