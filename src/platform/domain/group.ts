import type { IeeeAddress } from '../../devices/ieee-address.ts';
import type { Principal } from './principal.ts';
import type { IfMatch, Tagged } from './tagged.ts';

/** Devices of a home that are told something together. */
export interface Group {
  groupId: string;
  homeId: string;
  name: string;
  members: readonly IeeeAddress[];
  /** What the radios call it: 16 bits, never another group's of the home. */
  zigbeeGroupId: number;
  /** Grows with every change. */
  version: number;
}

export type GroupSpec = Pick<Group, 'name' | 'members'>;

/** Groups of devices. Every method may throw `store-unavailable`. */
export interface Groups {
  list(homeId: string): Promise<Tagged<Group>[]>;
  get(homeId: string, groupId: string): Promise<Tagged<Group> | undefined>;
  /** @throws conflict if the home has too many, invalid-value for a member that the home does not have */
  create(homeId: string, spec: GroupSpec, by: Principal): Promise<Tagged<Group>>;
  /** @throws not-found, precondition-failed, invalid-value */
  update(
    homeId: string,
    groupId: string,
    change: Partial<GroupSpec>,
    by: Principal,
    ifMatch?: IfMatch,
  ): Promise<Tagged<Group>>;
  /** @throws not-found, precondition-failed */
  remove(homeId: string, groupId: string, by: Principal, ifMatch?: IfMatch): Promise<void>;
}
