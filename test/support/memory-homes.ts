import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import type { IeeeAddress } from '../../src/devices/ieee-address.ts';
import { exampleLight } from '../../src/platform/api/example-world.ts';
import type { Home, Homes, Member, Room } from '../../src/platform/domain/home.ts';
import type { Quotas } from '../../src/platform/limits/quotas.ts';
import { changed, requireMatch, tagged } from './memory-tags.ts';

const dayMs = 24 * 60 * 60_000;

function notFound(what: string): ZigfleetError {
  return new ZigfleetError('not-found', what);
}

/** The homes of the platform of the examples: each with one guest, one invitation and one room. */
export function memoryHomes(world: {
  nowMs: number;
  pinWanted: boolean;
  requireQuota: (quota: keyof Quotas) => void;
}): Homes {
  const homes = new Map<string, Home>();
  const homeOf = (homeId: string): Home =>
    homes.get(homeId) ?? {
      ...{ homeId, name: 'Home', createdAtMs: world.nowMs, pinRequired: false, securityDevices: [] },
      version: 1,
    };
  const guest = (): Member => ({
    ...{ accountId: 'account-guest', role: 'guest', sinceMs: world.nowMs, limits: null },
    version: 1,
  });
  const kitchen: Room = { roomId: 'room-1', name: 'Kitchen', parentId: null, version: 1 };
  const requireRoom = (roomId: string | null, fault: string) => {
    if (roomId !== null && roomId !== kitchen.roomId) throw notFound(fault);
  };
  const requireMember = (accountId: string, known: readonly string[]) => {
    if (!known.includes(accountId)) throw notFound('There is no such member.');
  };
  return {
    get: async (homeId) => tagged(homeOf(homeId)),
    create: async (_accountId, name) => {
      world.requireQuota('homesPerAccountMax');
      return tagged({ ...homeOf('home-3'), name });
    },
    update: async (homeId, change, ifMatch) => changed(homeOf(homeId), change, ifMatch),
    remove: async (homeId, ifMatch) => {
      requireMatch(homeOf(homeId), ifMatch);
      homes.delete(homeId);
    },
    members: async () => [tagged(guest())],
    changeMember: async (_homeId, { accountId, role, limits }, ifMatch) => {
      requireMember(accountId, ['account-guest']);
      return changed(guest(), { accountId, role, limits }, ifMatch);
    },
    removeMember: async (_homeId, accountId, ifMatch) => {
      if (accountId === 'account-1') {
        throw new ZigfleetError('conflict', 'The owner stays until the home is transferred.');
      }
      requireMember(accountId, ['account-guest', 'account-member', 'account-admin']);
      requireMatch(guest(), ifMatch);
    },
    transfer: async (_homeId, _from, to) => requireMember(to, ['account-admin']),
    invitations: async () => [
      {
        ...{ invitationId: 'invitation-1', role: 'member' as const, limits: null },
        ...{ createdAtMs: world.nowMs, expiresAtMs: world.nowMs + dayMs },
      },
    ],
    invite: async (_homeId, { role, limits, ttlMs }) => ({
      invitation: {
        ...{ invitationId: 'invitation-1', role, limits },
        ...{ createdAtMs: world.nowMs, expiresAtMs: world.nowMs + ttlMs },
      },
      code: 'zfi_code',
    }),
    withdraw: async (_homeId, invitationId) => invitationId === 'invitation-1',
    accept: async (_accountId, code) => {
      world.requireQuota('membersPerHomeMax');
      if (code === 'zfi_code') return { homeId: 'home-1', role: 'member' };
      throw notFound('The invitation is unknown, used, withdrawn or expired.');
    },
    rooms: async () => [tagged(kitchen)],
    createRoom: async (_homeId, room) => {
      world.requireQuota('roomsPerHomeMax');
      requireRoom(room.parentId, 'There is no such room to put it in.');
      return tagged({ ...room, roomId: 'room-2', version: 1 });
    },
    updateRoom: async (_homeId, roomId, change, ifMatch) => {
      requireRoom(roomId, 'There is no such room.');
      return changed(kitchen, change, ifMatch);
    },
    removeRoom: async (_homeId, roomId, ifMatch) => {
      requireRoom(roomId, 'There is no such room.');
      requireMatch(kitchen, ifMatch);
    },
    devicesIn: async (_homeId, roomIds) =>
      new Set(roomIds.includes(kitchen.roomId) ? [exampleLight.ieeeAddress as IeeeAddress] : []),
    setPin: async () => undefined,
    confirmCommand: async (_homeId, _devices, _principal, pin) => {
      if (!world.pinWanted || pin === '482913') return;
      throw pin === undefined
        ? new ZigfleetError('pin-required', 'This device needs your PIN: send Security-Pin.')
        : new ZigfleetError('pin-wrong', 'The PIN is wrong.');
    },
  };
}
