import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { IeeeAddress } from '../../devices/ieee-address.ts';
import type { Home, Invitation, Member, Room, RoomSpec } from '../domain/home.ts';
import type { IfMatch, Tagged } from '../domain/tagged.ts';
import { digestOf } from './account-store.ts';
import { changeOutcome } from './change-outcome.ts';
import { entityTagOf } from './entity-tag.ts';
import { keys } from './keys.ts';
import { devicesInRooms, type StoredMember } from './memberships.ts';
import type { RedisConnection } from './redis-connection.ts';
import { fieldsOf, listOf, textOf } from './reply.ts';
import type { StoreLimits } from './store-limits.ts';

/** Homes, members, invitations, rooms and PINs in Redis: all in the hash tag of the home. */
export class HomeStore {
  readonly #redis: RedisConnection;
  readonly #eventEntriesMax: number;

  constructor(redis: RedisConnection, { eventEntriesMax }: Pick<StoreLimits, 'eventEntriesMax'>) {
    this.#redis = redis;
    this.#eventEntriesMax = eventEntriesMax;
  }

  async read(homeId: string): Promise<Tagged<Home> | undefined> {
    const fields = fieldsOf(await this.#redis.call('HGETALL', keys.home(homeId)));
    if (fields.size === 0) return undefined;
    const devices = fields.get('securityDevices')?.toString();
    const createdAtMs = fields.get('createdAtMs')?.toString() ?? '';
    const version = fields.get('v')?.toString() ?? '';
    return {
      homeId,
      name: fields.get('name')?.toString() ?? '',
      createdAtMs: Number(createdAtMs),
      pinRequired: fields.get('pinRequired')?.toString() === '1',
      securityDevices: devices === undefined ? [] : (JSON.parse(devices) as IeeeAddress[]),
      version: Number(version) + 1,
      etag: entityTagOf(createdAtMs, version),
    };
  }

  /** Makes a home with its owner. The account hears of it first: what is cut short is a home that nobody can see. */
  async create(home: Pick<Home, 'homeId' | 'name' | 'createdAtMs'>, ownerAccountId: string): Promise<void> {
    const { homeId, name, createdAtMs } = home;
    const owner: StoredMember = { role: 'owner', sinceMs: createdAtMs, limits: null };
    await this.#redis.call('SADD', keys.accountHomes(ownerAccountId), homeId);
    await this.#redis.call('HSET', keys.home(homeId), 'name', name, 'createdAtMs', createdAtMs);
    await this.#redis.call('HSET', keys.members(homeId), ownerAccountId, JSON.stringify(owner));
  }

  async homeCountOf(accountId: string): Promise<number> {
    return Number(await this.#redis.call('SCARD', keys.accountHomes(accountId)));
  }

  async update(
    homeId: string,
    change: Partial<Pick<Home, 'name' | 'pinRequired' | 'securityDevices'>>,
    ifMatch: IfMatch,
  ): Promise<'done' | 'unknown'> {
    const { name, pinRequired, securityDevices } = change;
    const fields = [
      ...(name === undefined ? [] : ['name', name]),
      ...(pinRequired === undefined ? [] : ['pinRequired', pinRequired ? '1' : '0']),
      ...(securityDevices === undefined ? [] : ['securityDevices', JSON.stringify(securityDevices)]),
    ];
    const args = [ifMatch ?? '', ...fields];
    return changeOutcome(await this.#redis.fcall('zf_home_update', [keys.home(homeId)], args));
  }

  /**
   * Removes all keys of a home. Its members first: from then on nobody reaches it, and what is cut short costs memory
   * but shows nothing. Cost: a scan of the whole store, bounded in each step.
   */
  async remove(homeId: string): Promise<void> {
    const members = await this.members(homeId);
    await this.#redis.call('DEL', keys.members(homeId));
    for (const { accountId } of members) await this.#forget(accountId, homeId);
    let cursor = '0';
    do {
      const args = [cursor, 'MATCH', `zf:*{${homeId}}*`, 'COUNT', 1000];
      const [next, found] = listOf(await this.#redis.call('SCAN', ...args));
      for (const key of listOf(found)) await this.#redis.call('UNLINK', textOf(key));
      cursor = textOf(next);
    } while (cursor !== '0');
  }

  async members(homeId: string): Promise<Tagged<Member>[]> {
    const stored = fieldsOf(await this.#redis.call('HGETALL', keys.members(homeId)));
    return [...stored].map(([accountId, json]) => {
      const { version = 0, ...member } = JSON.parse(json.toString()) as StoredMember;
      return { accountId, ...member, version, etag: entityTagOf(json) };
    });
  }

  /** @throws ZigfleetError `not-found`, `conflict` for the owner, `precondition-failed` */
  async changeMember(
    homeId: string,
    accountId: string,
    member: StoredMember | undefined,
    ifMatch: IfMatch,
  ): Promise<void> {
    const reply = await this.#redis.fcall(
      'zf_member_change',
      [keys.members(homeId), keys.pins(homeId)],
      [accountId, member === undefined ? '' : JSON.stringify(member), ifMatch ?? ''],
    );
    switch (changeOutcome<string>(reply)) {
      case 'unknown':
        throw new ZigfleetError('not-found', 'There is no such member.');
      case 'owner':
        throw new ZigfleetError('conflict', 'The owner stays until the home is transferred.');
    }
    if (member === undefined) await this.#forget(accountId, homeId);
  }

  /** @throws ZigfleetError `not-found`, `conflict` */
  async transfer(
    homeId: string,
    from: string,
    to: string,
    next: StoredMember,
    before: StoredMember,
  ): Promise<void> {
    const args = [from, to, JSON.stringify(next), JSON.stringify(before)];
    const reply = textOf(await this.#redis.fcall('zf_home_transfer', [keys.members(homeId)], args));
    if (reply === 'unknown') throw new ZigfleetError('not-found', 'There is no such member.');
    if (reply !== 'done') throw new ZigfleetError('conflict', 'Only the owner can transfer the home.');
  }

  async invitations(homeId: string): Promise<Invitation[]> {
    const reply = await this.#redis.call('HVALS', keys.invitations(homeId));
    return listOf(reply).map((json) => JSON.parse(textOf(json)) as Invitation);
  }

  async putInvitation(homeId: string, invitation: Invitation, code: string): Promise<void> {
    const { invitationId, createdAtMs, expiresAtMs } = invitation;
    await this.#redis.call('HSET', keys.invitations(homeId), invitationId, JSON.stringify(invitation));
    const place = JSON.stringify({ homeId, invitationId });
    await this.#redis.call(
      'SET',
      keys.invitationCode(digestOf(code)),
      place,
      'PX',
      expiresAtMs - createdAtMs,
    );
  }

  /** @returns whether there was one */
  async deleteInvitation(homeId: string, invitationId: string): Promise<boolean> {
    return (await this.#redis.call('HDEL', keys.invitations(homeId), invitationId)) === 1;
  }

  /** What a code is for; undefined if it is unknown, used or withdrawn. */
  async findInvitation(code: string): Promise<{ homeId: string; invitation: Invitation } | undefined> {
    const place = await this.#redis.call('GET', keys.invitationCode(digestOf(code)));
    if (place === null) return undefined;
    const { homeId, invitationId } = JSON.parse(textOf(place)) as { homeId: string; invitationId: string };
    const json = await this.#redis.call('HGET', keys.invitations(homeId), invitationId);
    return json === null ? undefined : { homeId, invitation: JSON.parse(textOf(json)) as Invitation };
  }

  async useInvitation(
    homeId: string,
    invitationId: string,
    code: string,
    accountId: string,
    member: StoredMember,
  ): Promise<'joined' | 'member' | 'unknown'> {
    // First: should this be cut short, the account looks at a home that does not know it.
    await this.#redis.call('SADD', keys.accountHomes(accountId), homeId);
    const reply = textOf(
      await this.#redis.fcall(
        'zf_invitation_use',
        [keys.invitations(homeId), keys.members(homeId)],
        [invitationId, accountId, JSON.stringify(member)],
      ),
    );
    if (reply === 'unknown') await this.#forget(accountId, homeId);
    if (reply === 'joined') await this.#redis.call('DEL', keys.invitationCode(digestOf(code)));
    return reply as 'joined' | 'member' | 'unknown';
  }

  async rooms(homeId: string): Promise<Tagged<Room>[]> {
    const stored = fieldsOf(await this.#redis.call('HGETALL', keys.rooms(homeId)));
    return [...stored].map(([roomId, json]) => {
      const { version = 0, ...room } = JSON.parse(json.toString()) as RoomSpec & { version?: number };
      return { roomId, ...room, version, etag: entityTagOf(json) };
    });
  }

  async putRoom(
    homeId: string,
    { roomId, name, parentId }: RoomSpec & { roomId: string },
    options: { depthMax: number; roomsMax: number; isNew: boolean; ifMatch?: IfMatch },
  ): Promise<'done' | 'unknown' | 'no-parent' | 'too-deep' | 'full'> {
    const { depthMax, roomsMax, isNew, ifMatch = '' } = options;
    const reply = await this.#redis.fcall(
      'zf_room_put',
      [keys.rooms(homeId)],
      [
        ...[roomId, JSON.stringify({ name, parentId }), parentId ?? '', depthMax, roomsMax],
        ...[isNew ? '0' : '1', ifMatch],
      ],
    );
    return changeOutcome(reply);
  }

  async deleteRoom(
    homeId: string,
    roomId: string,
    ifMatch: IfMatch,
  ): Promise<'done' | 'unknown' | 'has-rooms'> {
    const roomKeys = [
      ...[keys.rooms(homeId), keys.devicePlaces(homeId), keys.deviceSettings(homeId)],
      ...[keys.hubs(homeId), keys.events(homeId)],
    ];
    const args = [roomId, ifMatch ?? '', keys.homePrefix(homeId), this.#eventEntriesMax];
    return changeOutcome(await this.#redis.fcall('zf_room_delete', roomKeys, args));
  }

  devicesIn(homeId: string, roomIds: readonly string[]): Promise<ReadonlySet<IeeeAddress>> {
    return devicesInRooms(this.#redis, homeId, roomIds);
  }

  async setPin(homeId: string, accountId: string, hash: string): Promise<void> {
    await this.#redis.call('HSET', keys.pins(homeId), accountId, hash);
  }

  async pinOf(homeId: string, accountId: string): Promise<string | undefined> {
    const reply = await this.#redis.call('HGET', keys.pins(homeId), accountId);
    return reply === null ? undefined : textOf(reply);
  }

  async #forget(accountId: string, homeId: string): Promise<void> {
    await this.#redis.call('SREM', keys.accountHomes(accountId), homeId);
  }
}
