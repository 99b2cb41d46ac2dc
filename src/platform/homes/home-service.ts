import { randomBytes } from 'node:crypto';
import type { Clock } from '../../common/clock.ts';
import { isZigfleetError, ZigfleetError } from '../../common/zigfleet-error.ts';
import { hasLock } from '../../devices/has-lock.ts';
import type { IeeeAddress } from '../../devices/ieee-address.ts';
import type { PasswordHasher } from '../accounts/password-hasher.ts';
import type { Home, Homes, Invitation, Member, Room, RoomSpec } from '../domain/home.ts';
import type { Principal, Role } from '../domain/principal.ts';
import type { IfMatch, Tagged } from '../domain/tagged.ts';
import { defaultQuotas, type Quotas, quotaExceeded } from '../limits/quotas.ts';
import type { AccountStore } from '../store/account-store.ts';
import { BoundedMap } from '../store/bounded-map.ts';
import type { HomeStore } from '../store/home-store.ts';

const invitationsMax = 50;
/** A house has floors, they have rooms, those have corners. */
const roomDepthMax = 5;
/** How often a change of a room is tried that others overtake. */
const roomAttemptsMax = 20;
const codeAttempts = { max: 20, windowMs: 60_000 };
/** Wrong ones in a row: a right one begins anew. */
const pinAttempts = { max: 5, windowMs: 15 * 60_000 };

const securityCachedMs = 1_000;
const securityHomesMax = 10_000;

/** What a home has beyond its own keys: told when it goes. */
export interface HomeContents {
  /** Lets go of every hub of the home. */
  releaseHubs(homeId: string): Promise<void>;
  /** Removes what it has elsewhere than under its own keys: histories, the work on its webhooks. */
  forget(homeId: string): Promise<void>;
}

/** Homes, their members and rooms. Who may do what is the API's business. */
export class HomeService implements Homes {
  readonly #store: HomeStore;
  readonly #attempts: AccountStore;
  readonly #hasher: PasswordHasher;
  readonly #contents: HomeContents;
  readonly #clock: Clock;
  readonly #security = new BoundedMap<
    string,
    Pick<Home, 'pinRequired' | 'securityDevices'> & { untilMs: number }
  >(securityHomesMax);
  readonly #quotas: Quotas;

  constructor(
    parts: { store: HomeStore; attempts: AccountStore; hasher: PasswordHasher; contents: HomeContents },
    clock: Clock,
    quotas: Quotas = defaultQuotas,
  ) {
    this.#store = parts.store;
    this.#attempts = parts.attempts;
    this.#hasher = parts.hasher;
    this.#contents = parts.contents;
    this.#clock = clock;
    this.#quotas = quotas;
  }

  get(homeId: string): Promise<Tagged<Home> | undefined> {
    return this.#store.read(homeId);
  }

  async create(accountId: string, name: string): Promise<Tagged<Home>> {
    if ((await this.#store.homeCountOf(accountId)) >= this.#quotas.homesPerAccountMax) {
      throw quotaExceeded('homesPerAccountMax', this.#quotas);
    }
    const homeId = newId('home');
    await this.#store.create({ homeId, name, createdAtMs: this.#clock.now() }, accountId);
    return this.#require(homeId);
  }

  async update(
    homeId: string,
    change: Partial<Pick<Home, 'name' | 'pinRequired' | 'securityDevices'>>,
    ifMatch?: IfMatch,
  ): Promise<Tagged<Home>> {
    if ((await this.#store.update(homeId, change, ifMatch)) === 'unknown') throw noSuchHome();
    this.#security.delete(homeId);
    return this.#require(homeId);
  }

  async remove(homeId: string, ifMatch?: IfMatch): Promise<void> {
    // Removing takes many steps: whoever wins the version may take them all.
    if (ifMatch !== undefined) await this.update(homeId, {}, ifMatch);
    await this.#contents.releaseHubs(homeId);
    // Before, because what fails now can be tried again; after, because its last events were fed meanwhile.
    await this.#contents.forget(homeId);
    await this.#store.remove(homeId);
    await this.#contents.forget(homeId);
  }

  async members(homeId: string): Promise<Tagged<Member>[]> {
    const members = await this.#store.members(homeId);
    return members.sort((a, b) => a.sinceMs - b.sinceMs || (a.accountId < b.accountId ? -1 : 1));
  }

  async changeMember(
    homeId: string,
    { accountId, role, limits }: Pick<Member, 'accountId' | 'role' | 'limits'>,
    ifMatch?: IfMatch,
  ): Promise<Tagged<Member>> {
    const { sinceMs } = await this.#member(homeId, accountId);
    const member = { role, sinceMs, limits: role === 'guest' ? limits : null };
    await this.#store.changeMember(homeId, accountId, member, ifMatch);
    return this.#member(homeId, accountId);
  }

  removeMember(homeId: string, accountId: string, ifMatch?: IfMatch): Promise<void> {
    return this.#store.changeMember(homeId, accountId, undefined, ifMatch);
  }

  async transfer(homeId: string, fromAccountId: string, toAccountId: string): Promise<void> {
    if (fromAccountId === toAccountId) throw new ZigfleetError('conflict', 'The home is yours already.');
    const [from, to] = [await this.#member(homeId, fromAccountId), await this.#member(homeId, toAccountId)];
    await this.#store.transfer(
      homeId,
      fromAccountId,
      toAccountId,
      { role: 'owner', sinceMs: to.sinceMs, limits: null },
      { role: 'admin', sinceMs: from.sinceMs, limits: null },
    );
  }

  async invitations(homeId: string): Promise<Invitation[]> {
    const nowMs = this.#clock.now();
    const open = (await this.#store.invitations(homeId)).filter(({ expiresAtMs }) => expiresAtMs > nowMs);
    return open.sort((a, b) => a.createdAtMs - b.createdAtMs);
  }

  async invite(
    homeId: string,
    { role, limits, ttlMs }: Pick<Invitation, 'role' | 'limits'> & { ttlMs: number },
  ): Promise<{ invitation: Invitation; code: string }> {
    const createdAtMs = this.#clock.now();
    const all = await this.#store.invitations(homeId);
    for (const each of all.filter(({ expiresAtMs }) => expiresAtMs <= createdAtMs)) {
      await this.#store.deleteInvitation(homeId, each.invitationId);
    }
    if (all.filter(({ expiresAtMs }) => expiresAtMs > createdAtMs).length >= invitationsMax) {
      throw new ZigfleetError('conflict', `At most ${invitationsMax} invitations are open at a time.`);
    }
    const invitation: Invitation = {
      invitationId: newId('invitation'),
      role,
      limits: role === 'guest' ? limits : null,
      createdAtMs,
      expiresAtMs: createdAtMs + ttlMs,
    };
    const code = `zfi_${randomBytes(24).toString('base64url')}`;
    await this.#store.putInvitation(homeId, invitation, code);
    return { invitation, code };
  }

  withdraw(homeId: string, invitationId: string): Promise<boolean> {
    return this.#store.deleteInvitation(homeId, invitationId);
  }

  async accept(accountId: string, code: string): Promise<{ homeId: string; role: Role }> {
    await this.#allow('invitation', accountId, codeAttempts);
    const found = await this.#store.findInvitation(code);
    const unknown = new ZigfleetError('not-found', 'The invitation is unknown, used, withdrawn or expired.');
    if (!found || found.invitation.expiresAtMs <= this.#clock.now()) throw unknown;
    const { homeId, invitation } = found;
    if ((await this.#store.members(homeId)).length >= this.#quotas.membersPerHomeMax) {
      throw quotaExceeded('membersPerHomeMax', this.#quotas);
    }
    const { invitationId, role, limits } = invitation;
    const member = { role, sinceMs: this.#clock.now(), limits };
    const outcome = await this.#store.useInvitation(homeId, invitationId, code, accountId, member);
    if (outcome === 'unknown') throw unknown;
    if (outcome === 'member') throw new ZigfleetError('conflict', 'You are a member of this home already.');
    return { homeId, role };
  }

  async rooms(homeId: string): Promise<Tagged<Room>[]> {
    const rooms = await this.#store.rooms(homeId);
    return rooms.sort((a, b) => a.name.localeCompare(b.name) || (a.roomId < b.roomId ? -1 : 1));
  }

  async createRoom(homeId: string, { name, parentId }: RoomSpec): Promise<Tagged<Room>> {
    const room = { roomId: newId('room'), name, parentId };
    await this.#putRoom(homeId, room, { isNew: true });
    return this.#room(homeId, room.roomId);
  }

  async updateRoom(
    homeId: string,
    roomId: string,
    change: Partial<RoomSpec>,
    ifMatch?: IfMatch,
  ): Promise<Tagged<Room>> {
    for (let attempt = 1; ; attempt++) {
      const known = await this.#room(homeId, roomId);
      try {
        // Even without a condition of the caller's: what somebody else has changed meanwhile must not be undone.
        await this.#putRoom(
          homeId,
          { ...known, ...change },
          { isNew: false, ifMatch: ifMatch ?? known.etag },
        );
        return await this.#room(homeId, roomId);
      } catch (error) {
        const isOvertaken = ifMatch === undefined && isZigfleetError(error, 'precondition-failed');
        if (!isOvertaken || attempt === roomAttemptsMax) throw error;
      }
    }
  }

  async removeRoom(homeId: string, roomId: string, ifMatch?: IfMatch): Promise<void> {
    const outcome = await this.#store.deleteRoom(homeId, roomId, ifMatch);
    if (outcome === 'unknown') throw noSuchRoom();
    if (outcome === 'has-rooms') throw new ZigfleetError('conflict', 'There are rooms in this room.');
  }

  devicesIn(homeId: string, roomIds: readonly string[]): Promise<ReadonlySet<IeeeAddress>> {
    return this.#store.devicesIn(homeId, roomIds);
  }

  async setPin(homeId: string, accountId: string, pin: string): Promise<void> {
    await this.#store.setPin(homeId, accountId, await this.#hasher.hash(pin));
  }

  async confirmCommand(
    homeId: string,
    devices: Parameters<Homes['confirmCommand']>[1],
    { accountId }: Principal,
    pin: string | undefined,
  ): Promise<void> {
    const { pinRequired, securityDevices } = await this.#securityOf(homeId);
    const isSecured = devices.some(
      ({ descriptor, ieeeAddress }) => hasLock(descriptor) || securityDevices.includes(ieeeAddress),
    );
    if (!pinRequired || !isSecured) return;
    if (pin === undefined)
      throw new ZigfleetError('pin-required', 'This device needs your PIN: send Security-Pin.');
    const hash = await this.#store.pinOf(homeId, accountId);
    if (hash === undefined)
      throw new ZigfleetError('pin-required', 'You have no PIN in this home yet: set one first.');
    await this.#allow('pin', `${homeId} ${accountId}`, pinAttempts);
    if (!(await this.#hasher.verify(pin, hash))) throw new ZigfleetError('pin-wrong', 'The PIN is wrong.');
    await this.#attempts.forgetAttempts('pin', `${homeId} ${accountId}`);
  }

  /** What the home said of security not longer than a second ago: it is asked for every command. */
  async #securityOf(homeId: string): Promise<Pick<Home, 'pinRequired' | 'securityDevices'>> {
    const known = this.#security.get(homeId);
    if (known && known.untilMs > this.#clock.monotonic()) return known;
    const { pinRequired, securityDevices } = await this.#require(homeId);
    const read = { pinRequired, securityDevices, untilMs: this.#clock.monotonic() + securityCachedMs };
    this.#security.set(homeId, read);
    return read;
  }

  async #require(homeId: string): Promise<Tagged<Home>> {
    const home = await this.#store.read(homeId);
    if (!home) throw noSuchHome();
    return home;
  }

  async #room(homeId: string, roomId: string): Promise<Tagged<Room>> {
    const room = (await this.#store.rooms(homeId)).find((each) => each.roomId === roomId);
    if (!room) throw noSuchRoom();
    return room;
  }

  async #member(homeId: string, accountId: string): Promise<Tagged<Member>> {
    const member = (await this.#store.members(homeId)).find((each) => each.accountId === accountId);
    if (!member) throw new ZigfleetError('not-found', 'There is no such member.');
    return member;
  }

  async #putRoom(
    homeId: string,
    room: RoomSpec & { roomId: string },
    options: { isNew: boolean; ifMatch?: string },
  ): Promise<void> {
    const bounds = { depthMax: roomDepthMax, roomsMax: this.#quotas.roomsPerHomeMax };
    const outcome = await this.#store.putRoom(homeId, room, { ...bounds, ...options });
    switch (outcome) {
      case 'unknown':
        throw noSuchRoom();
      case 'no-parent':
        throw new ZigfleetError('not-found', 'There is no such room to put it in.');
      case 'too-deep':
        throw new ZigfleetError(
          'conflict',
          `Rooms nest at most ${roomDepthMax} deep, and never in a circle.`,
        );
      case 'full':
        throw quotaExceeded('roomsPerHomeMax', this.#quotas);
    }
  }

  async #allow(what: string, name: string, limits: { max: number; windowMs: number }): Promise<void> {
    const retryAfterMs = await this.#attempts.attempt(what, name, limits);
    if (retryAfterMs > 0) {
      throw new ZigfleetError('rate-limited', 'Too many attempts: wait.', { context: { retryAfterMs } });
    }
  }
}

function noSuchHome(): ZigfleetError {
  return new ZigfleetError('not-found', 'There is no such home.');
}

function noSuchRoom(): ZigfleetError {
  return new ZigfleetError('not-found', 'There is no such room.');
}

function newId(kind: string): string {
  return `${kind}-${randomBytes(8).toString('hex')}`;
}
