import type { DeviceDescriptor } from '../../devices/device-descriptor.ts';
import type { IeeeAddress } from '../../devices/ieee-address.ts';
import type { Principal, Role } from './principal.ts';
import type { IfMatch, Tagged } from './tagged.ts';

/** A home. Times are milliseconds since the Unix epoch. */
export interface Home {
  homeId: string;
  name: string;
  createdAtMs: number;
  /** Commands to security devices need the PIN of who sends them. */
  pinRequired: boolean;
  /** Devices that the home counts as security devices beside those whose traits say so. */
  securityDevices: readonly IeeeAddress[];
  /** Grows with every change. */
  version: number;
}

/** What a guest is limited to. */
export interface GuestLimits {
  /** These rooms and those within them; null: all. */
  roomIds: readonly string[] | null;
  /** These devices, beside those of the rooms; null: as the rooms say. */
  ieeeAddresses: readonly IeeeAddress[] | null;
  /** Milliseconds since the Unix epoch; null: unbounded. */
  notBeforeMs: number | null;
  notAfterMs: number | null;
}

export interface Member {
  accountId: string;
  role: Role;
  sinceMs: number;
  /** Only of guests. */
  limits: GuestLimits | null;
  /** Grows with every change. */
  version: number;
}

/** An offer to become a member. Its code is told once. */
export interface Invitation {
  invitationId: string;
  role: Exclude<Role, 'owner'>;
  limits: GuestLimits | null;
  createdAtMs: number;
  expiresAtMs: number;
}

export interface Room {
  roomId: string;
  name: string;
  /** The room that it is in. */
  parentId: string | null;
  /** Grows with every change. */
  version: number;
}

/** What people say of a room. */
export type RoomSpec = Pick<Room, 'name' | 'parentId'>;

/** Homes and who belongs to them. Every method may throw `store-unavailable`. */
export interface Homes {
  get(homeId: string): Promise<Tagged<Home> | undefined>;
  /** @throws quota-exceeded */
  create(accountId: string, name: string): Promise<Tagged<Home>>;
  /** @throws not-found, precondition-failed */
  update(
    homeId: string,
    change: Partial<Pick<Home, 'name' | 'pinRequired' | 'securityDevices'>>,
    ifMatch?: IfMatch,
  ): Promise<Tagged<Home>>;
  /** Removes the home with all its data; its hubs are nobody's then. @throws precondition-failed */
  remove(homeId: string, ifMatch?: IfMatch): Promise<void>;
  members(homeId: string): Promise<Tagged<Member>[]>;
  /** @throws not-found, conflict (the owner), precondition-failed */
  changeMember(
    homeId: string,
    member: Pick<Member, 'accountId' | 'role' | 'limits'>,
    ifMatch?: IfMatch,
  ): Promise<Tagged<Member>>;
  /** @throws not-found, conflict (the owner), precondition-failed */
  removeMember(homeId: string, accountId: string, ifMatch?: IfMatch): Promise<void>;
  /** @throws not-found, conflict */
  transfer(homeId: string, fromAccountId: string, toAccountId: string): Promise<void>;
  invitations(homeId: string): Promise<Invitation[]>;
  /** @throws conflict if too many are open */
  invite(
    homeId: string,
    offer: Pick<Invitation, 'role' | 'limits'> & { ttlMs: number },
  ): Promise<{ invitation: Invitation; code: string }>;
  /** @returns whether there was such an invitation */
  withdraw(homeId: string, invitationId: string): Promise<boolean>;
  /** Makes the account a member. @throws not-found (unknown, used or expired), conflict, quota-exceeded, rate-limited */
  accept(accountId: string, code: string): Promise<{ homeId: string; role: Role }>;
  rooms(homeId: string): Promise<Tagged<Room>[]>;
  /** @throws conflict (nested too deep), quota-exceeded, not-found (the parent) */
  createRoom(homeId: string, room: RoomSpec): Promise<Tagged<Room>>;
  /** @throws not-found, conflict, precondition-failed */
  updateRoom(
    homeId: string,
    roomId: string,
    change: Partial<RoomSpec>,
    ifMatch?: IfMatch,
  ): Promise<Tagged<Room>>;
  /** @throws not-found, conflict (there are rooms in it), precondition-failed */
  removeRoom(homeId: string, roomId: string, ifMatch?: IfMatch): Promise<void>;
  /** The devices that are in these rooms and those within them now. */
  devicesIn(homeId: string, roomIds: readonly string[]): Promise<ReadonlySet<IeeeAddress>>;
  /** Sets the PIN that the account uses in the home. @throws unavailable */
  setPin(homeId: string, accountId: string, pin: string): Promise<void>;
  /**
   * Asked before commands are made: whether the home wants a PIN for any of these devices, and whether this is it.
   * @throws pin-required, pin-wrong, rate-limited
   */
  confirmCommand(
    homeId: string,
    devices: readonly { ieeeAddress: IeeeAddress; descriptor: Pick<DeviceDescriptor, 'traits'> }[],
    principal: Principal,
    pin: string | undefined,
  ): Promise<void>;
}
