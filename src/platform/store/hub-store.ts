import { createHash, randomBytes } from 'node:crypto';
import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { Hub } from '../domain/hub.ts';
import type { Hubs, StoredNetworkMap } from '../domain/ports.ts';
import type { IfMatch, Tagged } from '../domain/tagged.ts';
import { quotaExceeded } from '../limits/quotas.ts';
import { changeOutcome } from './change-outcome.ts';
import { keys } from './keys.ts';
import type { RedisConnection } from './redis-connection.ts';
import { bytesOf, fieldsOf, listOf, textOf } from './reply.ts';
import type { StoreLimits } from './store-limits.ts';
import { parseHub, type StoredHub, toHub } from './stored-hub.ts';

/** Which home a hub belongs to, and the key that it has to prove. */
export interface HubOwner {
  homeId: string;
  publicKey: Buffer;
}

/** What a hub says of itself. */
export interface HubDescription {
  hubId: string;
  publicKey: Uint8Array;
  model: string;
  softwareVersion: string;
}

export type ClaimResult = 'claimed' | 'bad-code' | 'other-key' | 'full';

/** Without the letters that are mistaken for others (Crockford's base 32): codes are read aloud and typed. */
const codeAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 16;

/** Hubs of homes: claiming, reading. Sessions are in SessionStore. */
export class HubStore implements Hubs {
  readonly #redis: RedisConnection;
  readonly #limits: StoreLimits;

  constructor(redis: RedisConnection, limits: StoreLimits) {
    this.#redis = redis;
    this.#limits = limits;
  }

  async list(homeId: string): Promise<Hub[]> {
    const hubs = await this.read(homeId);
    return hubs.map(({ hub }) => hub).sort((a, b) => (a.hubId < b.hubId ? -1 : 1));
  }

  async get(homeId: string, hubId: string): Promise<Tagged<Hub> | undefined> {
    const [found] = await this.read(homeId, hubId);
    return found?.hub;
  }

  /** Hubs of a home, in no order, beside what the store has of them. */
  async read(homeId: string, hubId = ''): Promise<{ hub: Tagged<Hub>; stored: StoredHub }[]> {
    const reply = await this.#redis.fcall(
      'zf_hubs_read',
      [keys.hubs(homeId)],
      [keys.homePrefix(homeId), hubId],
    );
    return listOf(reply).map((entry) => {
      const [id, fields, count] = listOf(entry);
      const stored = parseHub(textOf(id), fieldsOf(fields));
      return { stored, hub: toHub(homeId, stored, Number(count)) };
    });
  }

  async createClaimCode(homeId: string, ttlMs: number): Promise<{ claimCode: string; expiresAtMs: number }> {
    const hubCount = Number(await this.#redis.call('SCARD', keys.hubs(homeId)));
    if (hubCount >= this.#limits.hubsPerHomeMax) throw quotaExceeded('hubsPerHomeMax', this.#limits);
    const characters = [...randomBytes(codeLength)].map((byte) => codeAlphabet[byte % codeAlphabet.length]);
    const claimCode = characters.join('').replace(/(.{4})(?=.)/g, '$1-');
    const key = keys.claimCode(digestOfCode(claimCode));
    const reply = await this.#redis.fcall('zf_claim_create', [key], [homeId, ttlMs]);
    return { claimCode, expiresAtMs: Number(textOf(reply)) };
  }

  async requireRoomForDevice(homeId: string): Promise<void> {
    const hubs = await this.read(homeId);
    const count = hubs.reduce((sum, { hub }) => sum + hub.deviceCount, 0);
    if (count >= this.#limits.devicesPerHomeMax) throw quotaExceeded('devicesPerHomeMax', this.#limits);
  }

  /** The home that a hub belongs to; undefined if none has claimed it. */
  async ownerOf(hubId: string): Promise<HubOwner | undefined> {
    const reply = await this.#redis.call('GET', keys.hubOwner(hubId));
    if (reply === null) return undefined;
    const { homeId, publicKey } = JSON.parse(textOf(reply)) as { homeId: string; publicKey: string };
    return { homeId, publicKey: Buffer.from(publicKey, 'base64url') };
  }

  /**
   * Has a hub prove another key from now on. Cut short anywhere, the hub asks again, with the old key or the new one.
   * @returns false if it has yet another key, or is nobody's
   */
  async changeKey(hubId: string, keyPair: { old: Uint8Array; new: Uint8Array }): Promise<boolean> {
    const [old, next] = [keyPair.old, keyPair.new].map((key) => Buffer.from(key).toString('base64url'));
    const reply = await this.#redis.fcall(
      'zf_hub_key_change',
      [keys.hubOwner(hubId)],
      [old ?? '', next ?? ''],
    );
    if (textOf(reply) !== 'done') return false;
    await this.keepKey(hubId, keyPair.new);
    return true;
  }

  /**
   * Remembers the key of a hub that does not have its first one any more, for when it is claimed anew: the id alone says
   * only what the first one was, and whoever has that one must not be taken for the hub.
   */
  async keepKey(hubId: string, publicKey: Uint8Array): Promise<void> {
    await this.#redis.call('SET', keys.hubKey(hubId), Buffer.from(publicKey));
  }

  /** The last key of a hub that has changed it; undefined: its id says which one it has. */
  async keptKey(hubId: string): Promise<Buffer | undefined> {
    const reply = await this.#redis.call('GET', keys.hubKey(hubId));
    return reply === null ? undefined : bytesOf(reply);
  }

  async update(
    homeId: string,
    hubId: string,
    { name, icon }: Partial<Pick<Hub, 'name' | 'icon'>>,
    ifMatch?: IfMatch,
  ): Promise<Tagged<Hub> | undefined> {
    const reply = await this.#redis.fcall(
      'zf_hub_update',
      [keys.hub(homeId, hubId), keys.events(homeId)],
      [
        ...[hubId, ifMatch ?? '', this.#limits.eventEntriesMax],
        ...(name === undefined ? [] : ['nm', name]),
        ...(icon === undefined ? [] : ['ic', icon ?? '']),
      ],
    );
    return changeOutcome(reply) === 'done' ? this.get(homeId, hubId) : undefined;
  }

  /** The hub is nobody's from then on. First its owner: cut short, it can be done again. */
  async release(homeId: string, hubId: string, ifMatch?: IfMatch): Promise<boolean> {
    // Whoever wins the version may take both steps.
    if (ifMatch !== undefined) await this.update(homeId, hubId, {}, ifMatch);
    const owner = await this.ownerOf(hubId);
    if (owner?.homeId === homeId) await this.#redis.call('DEL', keys.hubOwner(hubId));
    return this.#cut(homeId, hubId, 'release');
  }

  async revoke(homeId: string, hubId: string): Promise<boolean> {
    return this.#cut(homeId, hubId, 'revoke');
  }

  async replace(homeId: string, hubId: string, newHubId: string): Promise<Tagged<Hub> | undefined> {
    const { eventEntriesMax, commandKeptMs } = this.#limits;
    const reply = await this.#redis.fcall(
      'zf_hub_replace',
      [
        ...[keys.hub(homeId, hubId), keys.hub(homeId, newHubId)],
        ...[keys.state(homeId, hubId), keys.state(homeId, newHubId)],
        ...[keys.openCommands(homeId, hubId), keys.events(homeId)],
      ],
      [hubId, newHubId, keys.homePrefix(homeId), eventEntriesMax, commandKeptMs],
    );
    switch (textOf(reply)) {
      case 'done':
        return this.get(homeId, newHubId);
      case 'revoked':
        throw new ZigfleetError('conflict', 'The new hub is revoked: it cannot take over from another.');
      case 'replaced':
        throw new ZigfleetError('conflict', 'Another hub has taken over from this one already.');
      default:
        return undefined;
    }
  }

  async releaseHubs(homeId: string): Promise<void> {
    for (const { hubId } of await this.list(homeId)) await this.release(homeId, hubId);
  }

  async #cut(homeId: string, hubId: string, how: 'release' | 'revoke'): Promise<boolean> {
    const { eventEntriesMax, commandKeptMs } = this.#limits;
    const reply = await this.#redis.fcall(
      'zf_hub_cut',
      [
        ...[keys.hub(homeId, hubId), keys.hubs(homeId), keys.state(homeId, hubId)],
        ...[keys.openCommands(homeId, hubId), keys.events(homeId)],
      ],
      [hubId, how, keys.homePrefix(homeId), eventEntriesMax, commandKeptMs],
    );
    return textOf(reply) === 'done';
  }

  async networkMap(homeId: string, hubId: string): Promise<StoredNetworkMap | undefined> {
    const reply = await this.#redis.call('GET', keys.networkMap(homeId, hubId));
    return reply === null ? undefined : (JSON.parse(textOf(reply)) as StoredNetworkMap);
  }

  /** Whether a claim code could be used by the key now. */
  async isGoodClaimCode(claimCode: string, publicKey: Uint8Array): Promise<boolean> {
    const reply = await this.#redis.call('HMGET', keys.claimCode(digestOfCode(claimCode)), 'h', 'pk');
    const [homeId, usedBy] = listOf(reply);
    return homeId !== null && (usedBy === null || bytesOf(usedBy).equals(publicKey));
  }

  /**
   * Uses a claim code up and binds the hub to its home. Cut short anywhere, the same hub can do it again.
   * @returns the home that the hub belongs to from now on, or why not
   */
  async claim(
    description: HubDescription,
    claimCode: string,
  ): Promise<{ result: ClaimResult; homeId?: string }> {
    const { hubId, model, softwareVersion } = description;
    const publicKey = Buffer.from(description.publicKey);
    const used = await this.#redis.fcall(
      'zf_claim_use',
      [keys.claimCode(digestOfCode(claimCode))],
      [publicKey],
    );
    if (used === null) return { result: 'bad-code' };
    const homeId = textOf(used);
    const owner = JSON.stringify({ homeId, publicKey: publicKey.toString('base64url') });
    await this.#redis.call('SET', keys.hubOwner(hubId), owner, 'NX');
    const stored = await this.ownerOf(hubId);
    if (!stored?.publicKey.equals(publicKey)) return { result: 'other-key' };
    const name = `Hub ${hubId.slice(-4)}`;
    const reply = await this.#redis.fcall(
      'zf_hub_claim',
      [
        ...[keys.hub(stored.homeId, hubId), keys.hubs(stored.homeId), keys.events(stored.homeId)],
        keys.home(stored.homeId),
      ],
      [
        ...[hubId, publicKey, name, model, softwareVersion],
        ...[this.#limits.hubsPerHomeMax, this.#limits.eventEntriesMax],
      ],
    );
    const result = textOf(reply);
    if (result === 'full' || result === 'no-home') {
      await this.#redis.call('DEL', keys.hubOwner(hubId));
      return { result: result === 'full' ? 'full' : 'bad-code' };
    }
    return result === 'other-key' ? { result } : { result: 'claimed', homeId: stored.homeId };
  }
}

/** Codes are stored as digests only. Case and hyphens do not matter. */
function digestOfCode(claimCode: string): string {
  const plain = claimCode.toUpperCase().replace(/[^0-9A-Z]/g, '');
  return createHash('sha256').update(plain).digest('hex');
}
