import type { Group, GroupSpec } from '../domain/group.ts';
import type { IfMatch, Tagged } from '../domain/tagged.ts';
import { changeOutcome } from './change-outcome.ts';
import { entityTagOf } from './entity-tag.ts';
import { keys } from './keys.ts';
import type { RedisConnection } from './redis-connection.ts';
import { fieldsOf, textOf } from './reply.ts';

/** Above what other programs give their groups, and below the reserved ones (Zigbee specification r22, 2.2.4.1.1.1). */
const zigbeeGroupIds = { lowest: 0x4001, count: 0x8000 };

/** Groups of homes in Redis. */
export class GroupStore {
  readonly #redis: RedisConnection;

  constructor(redis: RedisConnection) {
    this.#redis = redis;
  }

  async list(homeId: string): Promise<Tagged<Group>[]> {
    const stored = fieldsOf(await this.#redis.call('HGETALL', keys.groups(homeId)));
    return [...stored].map(([groupId, json]) => parseGroup(homeId, groupId, json.toString()));
  }

  async get(homeId: string, groupId: string): Promise<Tagged<Group> | undefined> {
    const reply = await this.#redis.call('HGET', keys.groups(homeId), groupId);
    return reply === null ? undefined : parseGroup(homeId, groupId, textOf(reply));
  }

  async put(
    homeId: string,
    groupId: string,
    { name, members }: GroupSpec,
    options: { isNew: boolean; groupsMax: number; ifMatch?: IfMatch },
  ): Promise<'done' | 'unknown' | 'full'> {
    const { isNew, groupsMax, ifMatch = '' } = options;
    const reply = await this.#redis.fcall(
      'zf_group_put',
      [keys.groups(homeId), keys.groupCount(homeId)],
      [
        ...[groupId, JSON.stringify({ name, members }), isNew ? '1' : '0', groupsMax, ifMatch],
        ...[zigbeeGroupIds.lowest, zigbeeGroupIds.count],
      ],
    );
    return changeOutcome(reply);
  }

  async delete(homeId: string, groupId: string, ifMatch: IfMatch): Promise<'done' | 'unknown'> {
    const args = [groupId, ifMatch ?? ''];
    return changeOutcome(await this.#redis.fcall('zf_group_delete', [keys.groups(homeId)], args));
  }
}

function parseGroup(homeId: string, groupId: string, json: string): Tagged<Group> {
  const stored = JSON.parse(json) as Omit<Group, 'groupId' | 'homeId'>;
  return { groupId, homeId, ...stored, etag: entityTagOf(json) };
}
