import type { Clock } from '../../common/clock.ts';
import type { IeeeAddress } from '../../devices/ieee-address.ts';
import type { GuestLimits, RoomSpec } from '../domain/home.ts';
import type { Role } from '../domain/principal.ts';
import { roomsWithin } from '../domain/rooms-within.ts';
import { keys } from './keys.ts';
import type { RedisConnection } from './redis-connection.ts';
import { listOf, textOf } from './reply.ts';

/** A member as it is stored under its account id. */
export interface StoredMember {
  role: Role;
  sinceMs: number;
  limits: GuestLimits | null;
  /** The functions that write it count it. */
  version?: number;
}

/** What an account may reach. */
export interface AccountAccess {
  homes: Map<string, Role>;
  /** Of limited guests: the only devices. */
  reach: Map<string, ReadonlySet<IeeeAddress>>;
}

/** In which homes an account has which role, as the homes themselves say. */
export class Memberships {
  readonly #redis: RedisConnection;
  readonly #clock: Clock;

  constructor(redis: RedisConnection, clock: Clock) {
    this.#redis = redis;
    this.#clock = clock;
  }

  /** What the account may reach now. A guest outside its time has no home there. */
  async of(accountId: string): Promise<AccountAccess> {
    const homeIds = listOf(await this.#redis.call('SMEMBERS', keys.accountHomes(accountId))).map(textOf);
    const access: AccountAccess = { homes: new Map(), reach: new Map() };
    await Promise.all(
      homeIds.sort().map(async (homeId) => {
        const reply = await this.#redis.call('HGET', keys.members(homeId), accountId);
        if (reply === null) return;
        const { role, limits } = JSON.parse(textOf(reply)) as StoredMember;
        if (limits && !isWithinTime(limits, this.#clock.now())) return;
        if (limits && (limits.roomIds || limits.ieeeAddresses)) {
          access.reach.set(homeId, await this.#devicesOf(homeId, limits));
        }
        access.homes.set(homeId, role);
      }),
    );
    return access;
  }

  async #devicesOf(homeId: string, limits: GuestLimits): Promise<ReadonlySet<IeeeAddress>> {
    const inRooms = limits.roomIds?.length
      ? await devicesInRooms(this.#redis, homeId, limits.roomIds)
      : new Set<IeeeAddress>();
    return new Set([...inRooms, ...(limits.ieeeAddresses ?? [])]);
  }
}

/** The devices in these rooms of a home and in those within them. */
export async function devicesInRooms(
  redis: RedisConnection,
  homeId: string,
  roomIds: readonly string[],
): Promise<Set<IeeeAddress>> {
  const [rooms, places] = await Promise.all([
    redis.call('HGETALL', keys.rooms(homeId)),
    redis.call('HGETALL', keys.devicePlaces(homeId)),
  ]);
  const within = roomsWithin(
    roomIds,
    pairsOf(rooms).map(([roomId, json]) => ({ roomId, ...(JSON.parse(json) as RoomSpec) })),
  );
  const inside = pairsOf(places).filter(([, roomId]) => within.has(roomId));
  return new Set(inside.map(([address]) => address as IeeeAddress));
}

/** Whether a guest's time has begun and not ended. */
export function isWithinTime({ notBeforeMs, notAfterMs }: GuestLimits, nowMs: number): boolean {
  return (notBeforeMs === null || nowMs >= notBeforeMs) && (notAfterMs === null || nowMs < notAfterMs);
}

function pairsOf(reply: Parameters<typeof listOf>[0]): [string, string][] {
  const flat = listOf(reply).map(textOf);
  return Array.from({ length: flat.length / 2 }, (_, index) => [
    flat[index * 2] ?? '',
    flat[index * 2 + 1] ?? '',
  ]);
}
