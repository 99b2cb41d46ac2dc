import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from '../../common/logger.ts';
import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { TokenRecord } from './credential-store.ts';
import { createToken, digestOfToken, isToken } from './credential-store.ts';
import { keys } from './keys.ts';
import type { StoredMember } from './memberships.ts';
import type { RedisConnection } from './redis-connection.ts';
import { textOf } from './reply.ts';
import { readOrCreateSecret } from './secret-file.ts';

/** The first owner: everything but the token itself, so that any node can finish what another one began. */
interface BootstrapRecord {
  /** All its records are stored: they may change from now on, and must not be made again. */
  done: boolean;
  homeId: string;
  homeName: string;
  tokenDigest: string;
  token: TokenRecord;
}

/** Where the first owner's token is kept, for the operator alone (mode 0600). */
export function ownerTokenPath(dataFolder: string): string {
  return join(dataFolder, 'owner-token');
}

/**
 * On a fresh store: makes an owner, a home, and a token that is written to a file in the data folder. On any other store:
 * nothing, but finishing what an earlier start may have left half done.
 * @throws ZigfleetError `store-unavailable`, `invalid-config` if the file holds something else
 */
export async function ensureOwner(
  redis: RedisConnection,
  dataFolder: string,
  logger: Logger,
  nowMs: number,
): Promise<void> {
  let stored = await redis.call('GET', keys.bootstrap());
  if (stored === null) {
    const path = ownerTokenPath(dataFolder);
    const { secret: token } = readOrCreateSecret(path, createToken);
    if (!isToken(token)) throw new ZigfleetError('invalid-config', `${path} holds no token: remove the file`);
    const won = await redis.call('SET', keys.bootstrap(), JSON.stringify(newOwner(token, nowMs)), 'NX');
    if (won !== null) logger.info({ path }, 'made the first owner: its token is in this file');
    else logger.warn({ path }, 'another node made the first owner at the same time: this token is not valid');
    stored = await redis.call('GET', keys.bootstrap());
  }
  const record = JSON.parse(textOf(stored)) as BootstrapRecord;
  if (record.done) return;
  const { homeId, token } = record;
  const owner: StoredMember = { role: 'owner', sinceMs: token.createdAtMs, limits: null };
  await Promise.all([
    redis.call('HSETNX', keys.home(homeId), 'name', record.homeName),
    redis.call('HSETNX', keys.home(homeId), 'createdAtMs', token.createdAtMs),
    redis.call('HSETNX', keys.account(token.accountId), 'ct', token.createdAtMs),
    redis.call('HSETNX', keys.account(token.accountId), 'pw', ''),
    redis.call('HSETNX', keys.account(token.accountId), 'op', '1'),
    redis.call('SADD', keys.accountHomes(token.accountId), homeId),
    redis.call('HSETNX', keys.members(homeId), token.accountId, JSON.stringify(owner)),
    redis.call('SET', keys.token(record.tokenDigest), JSON.stringify(record.token), 'NX'),
  ]);
  await redis.call('SET', keys.bootstrap(), JSON.stringify({ ...record, done: true }));
}

function newOwner(token: string, nowMs: number): BootstrapRecord {
  const accountId = `account-${randomBytes(8).toString('hex')}`;
  const homeId = `home-${randomBytes(8).toString('hex')}`;
  return {
    done: false,
    homeId,
    homeName: 'Home',
    tokenDigest: digestOfToken(token),
    token: {
      credentialId: `token-${randomBytes(6).toString('hex')}`,
      accountId,
      createdAtMs: nowMs,
      expiresAtMs: null,
    },
  };
}
