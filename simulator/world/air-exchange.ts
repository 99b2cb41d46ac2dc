import type { Building } from './building.ts';
import type { Room } from './room.ts';

/** Joules to warm a cubic metre of air by 1 K. */
export const airHeatJPerM3K = 1206;
/** Watts through a square metre for each K: an inner wall, an outer one, a window. */
const innerWallWPerM2K = 1.8;
const outerWallWPerM2K = 0.35;
const windowWPerM2K = 1.2;
/** The part of a room's air that the joints of an outer room let through in an hour. */
const infiltrationPerHour = 0.3;
const infiltrationInnerPerHour = 0.1;

/** What a room exchanges with one neighbour. */
export interface AirLink {
  /** The neighbour's index, or -1 for the open air. */
  neighbour: number;
  /** m³/s each way. */
  flowM3PerS: number;
  /** W/K through walls and with the air together. */
  conductanceWPerK: number;
}

/** How air and heat pass between the rooms, and to the open: follows the doors and windows. */
export class AirExchange {
  readonly rooms: readonly Room[];
  readonly #building: Building;
  readonly #indexOf: Map<string, number>;
  #links: AirLink[][] = [];
  #changeCount = -1;

  constructor(building: Building) {
    this.#building = building;
    this.rooms = [...building.rooms.values()];
    this.#indexOf = new Map(this.rooms.map((room, index) => [room.name, index]));
  }

  /** The index of a room, or -1 for the open air (a room outside is open air). */
  indexOf(place: string): number {
    const index = this.#indexOf.get(place);
    return index === undefined || this.rooms[index]?.isOutside ? -1 : index;
  }

  /** The links of a room as its doors and windows stand now. */
  linksOf(index: number): readonly AirLink[] {
    if (this.#changeCount !== this.#building.changeCount) {
      this.#links = this.rooms.map((room) => this.#linksOf(room));
      this.#changeCount = this.#building.changeCount;
    }
    return this.#links[index] ?? [];
  }

  #linksOf(room: Room): AirLink[] {
    const isOuter = room.windowAreaM2 > 0 || room.outerWallAreaM2 > 0;
    const infiltrationM3PerS =
      (room.volumeM3 * (isOuter ? infiltrationPerHour : infiltrationInnerPerHour)) / 3600;
    const open: AirLink = {
      neighbour: -1,
      flowM3PerS: infiltrationM3PerS,
      conductanceWPerK:
        infiltrationM3PerS * airHeatJPerM3K +
        room.outerWallAreaM2 * outerWallWPerM2K +
        room.windowAreaM2 * windowWPerM2K,
    };
    const links = new Map<number, AirLink>([[-1, open]]);
    for (const opening of this.#building.openingsOf(room.name)) {
      const neighbour = this.indexOf(opening.beyond(room.name));
      let link = links.get(neighbour);
      if (!link) {
        const other = this.rooms[neighbour];
        const side = Math.sqrt(Math.min(room.floorAreaM2, other?.floorAreaM2 ?? room.floorAreaM2));
        link = {
          neighbour,
          flowM3PerS: 0,
          conductanceWPerK: side * Math.min(room.heightM, other?.heightM ?? room.heightM) * innerWallWPerM2K,
        };
        links.set(neighbour, link);
      }
      link.flowM3PerS += opening.airFlowM3PerS;
      link.conductanceWPerK += opening.airFlowM3PerS * airHeatJPerM3K;
    }
    return [...links.values()];
  }
}
