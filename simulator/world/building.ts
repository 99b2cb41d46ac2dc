import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { outdoors } from './environment.ts';
import { completeRoom, type Room, type RoomOptions } from './room.ts';
import { addUnique, listNames, lookUp } from './validation.ts';
import type { WorldContext } from './world-context.ts';
import { type OpeningOptions, WorldOpening } from './world-opening.ts';

const roomsMax = 2000;
const openingsMax = 10_000;

/** Rooms, what joins them, and the ways from one to another. */
export class Building {
  readonly rooms = new Map<string, Room>();
  readonly openings = new Map<string, WorldOpening>();
  readonly #openingsOf = new Map<string, WorldOpening[]>();
  readonly #context: WorldContext;
  #changeCount = 0;

  /**
   * @param openings - left out: every room has a door to the first room named hall or corridor (or else to the first
   * room), and that has the front door, bolted
   * @throws ZigfleetError `invalid-value`, `conflict` for a name given twice, `not-found` for a door to nowhere
   */
  constructor(
    rooms: readonly RoomOptions[],
    openings: readonly OpeningOptions[] | undefined,
    context: WorldContext,
  ) {
    this.#context = context;
    if (rooms.length === 0 || rooms.length > roomsMax) {
      throw new ZigfleetError('invalid-value', `A building has 1 to ${roomsMax} rooms, not ${rooms.length}`);
    }
    for (const options of rooms) {
      const room = completeRoom(options);
      if (room.name === outdoors) {
        throw new ZigfleetError('conflict', `No room can be named ${outdoors}: that is everywhere else`);
      }
      addUnique(this.rooms, room.name, room, 'room');
      this.#openingsOf.set(room.name, []);
    }
    this.#openingsOf.set(outdoors, []);
    const joined = openings ?? usualOpenings([...this.rooms.values()]);
    if (joined.length > openingsMax) {
      throw new ZigfleetError('invalid-value', `A building has at most ${openingsMax} doors and windows`);
    }
    for (const options of joined) this.#addOpening(options);
  }

  /** Grows whenever a door or window moves. */
  get changeCount(): number {
    return this.#changeCount;
  }

  /** @throws ZigfleetError `not-found` naming the rooms that there are */
  room(name: string): Room {
    return lookUp(this.rooms, name, 'room');
  }

  /** @throws ZigfleetError `not-found` naming those that there are */
  opening(name: string): WorldOpening {
    return lookUp(this.openings, name, 'door or window');
  }

  openingsOf(place: string): readonly WorldOpening[] {
    return this.#openingsOf.get(place) ?? [];
  }

  /** Checks the name of a room, or `outdoors`. @throws ZigfleetError `not-found` */
  requirePlace(name: string): string {
    return name === outdoors ? name : this.room(name).name;
  }

  /**
   * The way with the fewest doors, empty if already there; of equally short ones that whose doors were named first.
   * @throws ZigfleetError `conflict` if no door leads there
   */
  route(from: string, to: string): WorldOpening[] {
    const cameBy = new Map<string, WorldOpening | undefined>([[from, undefined]]);
    const frontier = [from];
    for (let index = 0; index < frontier.length && !cameBy.has(to); index++) {
      const place = frontier[index] ?? from;
      for (const opening of this.openingsOf(place)) {
        const next = opening.beyond(place);
        if (opening.kind === 'window' || cameBy.has(next)) continue;
        cameBy.set(next, opening);
        frontier.push(next);
      }
    }
    if (!cameBy.has(to)) {
      const doors = this.openingsOf(to).filter((opening) => opening.kind !== 'window');
      throw new ZigfleetError(
        'conflict',
        `No way leads from ${from} to ${to}: of doors of ${to} there ${listNames(doors.map((door) => door.name))}`,
      );
    }
    const route: WorldOpening[] = [];
    let place = to;
    for (let opening = cameBy.get(place); opening; opening = cameBy.get(place)) {
      route.unshift(opening);
      place = opening.beyond(place);
    }
    return route;
  }

  #addOpening(options: OpeningOptions): void {
    const [from, to] = options.between;
    this.requirePlace(from);
    this.requirePlace(to);
    if (from === to) {
      throw new ZigfleetError(
        'invalid-value',
        `${options.name} must join two places, not ${from} with itself`,
      );
    }
    const opening = new WorldOpening(options, this.#context, () => void this.#changeCount++);
    addUnique(this.openings, opening.name, opening, 'door or window');
    this.#openingsOf.get(from)?.push(opening);
    this.#openingsOf.get(to)?.push(opening);
  }
}

function usualOpenings(rooms: readonly Room[]): OpeningOptions[] {
  const hall = rooms.find((room) => /^(hall|hallway|corridor)\b/i.test(room.name)) ?? rooms[0];
  if (!hall) return [];
  const others = rooms.filter((room) => room !== hall);
  return [
    { name: 'front door', between: [outdoors, hall.name], isBolted: true },
    ...others.map((room) => ({
      name: `${room.name} door`,
      between: [hall.name, room.name] as const,
    })),
    ...rooms
      .filter((room) => !room.isOutside && room.windowAreaM2 > 0)
      .map((room) => ({
        name: `${room.name} window`,
        kind: 'window' as const,
        between: [room.name, outdoors] as const,
      })),
  ];
}
