import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { nowhere } from '../../src/platform/api/example-world.ts';
import { exampleGroup } from '../../src/platform/api/schemas/group-schema.ts';
import type { Group, GroupSpec, Groups } from '../../src/platform/domain/group.ts';
import { changed, requireMatch, tagged } from './memory-tags.ts';

/** The groups of the platform of the examples: one in each home. */
export function memoryGroups(world: { requireStore(): void }): Groups {
  const group = (homeId: string): Group => ({ ...(exampleGroup as Group), homeId });
  const requireMembers = ({ members = [] }: Partial<GroupSpec>) => {
    if (!members.some((each) => each === nowhere.ieeeAddress)) return;
    const expected = 'devices of the home';
    throw new ZigfleetError(
      'invalid-value',
      `body/members must be ${expected}: ${nowhere.ieeeAddress} is none.`,
      {
        context: { faults: [{ code: 'invalid-value', field: 'body/members', expected }] },
      },
    );
  };
  return {
    list: async (homeId) => {
      world.requireStore();
      return [tagged(group(homeId))];
    },
    get: async (homeId, groupId) => {
      world.requireStore();
      return homeId === exampleGroup.homeId && groupId === exampleGroup.groupId
        ? tagged(group(homeId))
        : undefined;
    },
    create: async (homeId, spec) => {
      world.requireStore();
      requireMembers(spec);
      return tagged({ ...group(homeId), ...spec });
    },
    update: async (homeId, _groupId, change, _by, ifMatch) => {
      requireMembers(change);
      return changed(group(homeId), change, ifMatch);
    },
    remove: async (homeId, _groupId, _by, ifMatch) => requireMatch(group(homeId), ifMatch),
  };
}
