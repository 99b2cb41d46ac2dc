import { randomBytes } from 'node:crypto';
import type { Logger } from '../../common/logger.ts';
import { isZigfleetError, ZigfleetError } from '../../common/zigfleet-error.ts';
import type { IeeeAddress } from '../../devices/ieee-address.ts';
import type { Group, GroupSpec, Groups } from '../domain/group.ts';
import type { Commands, Devices } from '../domain/ports.ts';
import type { Principal } from '../domain/principal.ts';
import type { IfMatch, Tagged } from '../domain/tagged.ts';
import type { GroupStore } from '../store/group-store.ts';

const groupsMax = 100;
/** How long the radios of a hub may be away until it is told who is in a group: it looks again with each command. */
const membersTtlMs = 24 * 60 * 60 * 1000;
/** How often a change is tried that others overtake. */
const attemptsMax = 5;

/**
 * Groups of devices. The radios of the hubs are told of every change, without waiting for them: before a hub speaks to a
 * group it agrees with its members anyhow.
 */
export class GroupService implements Groups {
  readonly #store: GroupStore;
  readonly #devices: Devices;
  readonly #commands: Commands;
  readonly #logger: Logger;

  constructor(parts: { store: GroupStore; devices: Devices; commands: Commands }, logger: Logger) {
    this.#store = parts.store;
    this.#devices = parts.devices;
    this.#commands = parts.commands;
    this.#logger = logger;
  }

  async list(homeId: string): Promise<Tagged<Group>[]> {
    const groups = await this.#store.list(homeId);
    return groups.sort((a, b) => a.name.localeCompare(b.name) || (a.groupId < b.groupId ? -1 : 1));
  }

  get(homeId: string, groupId: string): Promise<Tagged<Group> | undefined> {
    return this.#store.get(homeId, groupId);
  }

  async create(homeId: string, spec: GroupSpec, by: Principal): Promise<Tagged<Group>> {
    const hubIds = await this.#hubsOf(homeId, spec.members);
    const groupId = `group-${randomBytes(8).toString('hex')}`;
    if ((await this.#store.put(homeId, groupId, spec, { isNew: true, groupsMax })) === 'full') {
      throw new ZigfleetError('conflict', `A home has at most ${groupsMax} groups.`);
    }
    const group = await this.#require(homeId, groupId);
    await this.#tellHubs(group, hubIds, new Map(), by);
    return group;
  }

  async update(
    homeId: string,
    groupId: string,
    change: Partial<GroupSpec>,
    by: Principal,
    ifMatch?: IfMatch,
  ): Promise<Tagged<Group>> {
    const hubIds = change.members ? await this.#hubsOf(homeId, change.members) : undefined;
    for (let attempt = 1; ; attempt++) {
      const known = await this.#require(homeId, groupId);
      try {
        // Even without a condition of the caller's: what somebody else has changed meanwhile must not be undone.
        const options = { isNew: false, groupsMax, ifMatch: ifMatch ?? known.etag };
        if ((await this.#store.put(homeId, groupId, { ...known, ...change }, options)) === 'unknown')
          continue;
        const group = await this.#require(homeId, groupId);
        if (hubIds) await this.#tellHubs(group, hubIds, await this.#placesOf(homeId, known.members), by);
        return group;
      } catch (error) {
        const isOvertaken = ifMatch === undefined && isZigfleetError(error, 'precondition-failed');
        if (!isOvertaken || attempt === attemptsMax) throw error;
      }
    }
  }

  async remove(homeId: string, groupId: string, by: Principal, ifMatch?: IfMatch): Promise<void> {
    const group = await this.#require(homeId, groupId);
    if ((await this.#store.delete(homeId, groupId, ifMatch)) === 'unknown') throw unknownGroup();
    const before = await this.#placesOf(homeId, group.members);
    await this.#tellHubs({ ...group, members: [] }, new Map(), before, by);
  }

  async #require(homeId: string, groupId: string): Promise<Tagged<Group>> {
    const group = await this.#store.get(homeId, groupId);
    if (!group) throw unknownGroup();
    return group;
  }

  /** Where the members are. @throws ZigfleetError `invalid-value` for one that the home does not have */
  async #hubsOf(homeId: string, members: readonly IeeeAddress[]): Promise<Map<IeeeAddress, string>> {
    const places = await this.#placesOf(homeId, members);
    const missing = members.find((each) => !places.has(each));
    if (missing === undefined) return places;
    const expected = 'devices of the home';
    throw new ZigfleetError('invalid-value', `body/members must be ${expected}: ${missing} is none.`, {
      context: { faults: [{ code: 'invalid-value', field: 'body/members', expected }] },
    });
  }

  async #placesOf(homeId: string, members: readonly IeeeAddress[]): Promise<Map<IeeeAddress, string>> {
    if (members.length === 0) return new Map();
    const filter = { within: new Set(members) };
    const { devices } = await this.#devices.list(homeId, { filter, limit: members.length });
    return new Map(devices.map(({ ieeeAddress, hubId }) => [ieeeAddress, hubId] as const));
  }

  /** Hands each hub that has a member, or had one, the list of its members. */
  async #tellHubs(
    { homeId, groupId, zigbeeGroupId }: Group,
    places: ReadonlyMap<IeeeAddress, string>,
    before: ReadonlyMap<IeeeAddress, string>,
    requestedBy: Principal,
  ): Promise<void> {
    for (const hubId of new Set([...places.values(), ...before.values()])) {
      const members = [...places].filter(([, at]) => at === hubId).map(([ieeeAddress]) => ieeeAddress);
      try {
        await this.#commands.submit({
          ...{ homeId, hubId, ttlMs: membersTtlMs, whenOffline: 'queue', requestedBy },
          action: { type: 'setGroupMembers', groupId: zigbeeGroupId, members },
        });
      } catch (error) {
        if (!isZigfleetError(error)) throw error;
        this.#logger.warn({ err: error, hubId, groupId }, 'a hub could not be told who is in a group');
      }
    }
  }
}

function unknownGroup(): ZigfleetError {
  return new ZigfleetError('not-found', 'There is no such group.');
}
