import type { Clock } from '../../src/common/clock.ts';
import { silentLogger } from '../../src/common/logger.ts';
import { ManualClock } from '../../src/common/manual-clock.ts';
import { seededRandom } from '../../src/common/random.ts';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { outdoors } from '../world/environment.ts';
import type { RoomOptions } from '../world/room.ts';
import { World } from '../world/world.ts';
import type { OpeningOptions } from '../world/world-opening.ts';
import type { WorldOptions } from '../world/world-parts.ts';
import { devicePlaceOf } from './device-places.ts';
import type { House, Room } from './house.ts';
import type { HouseSource, SourcePath } from './house-source.ts';
import { noteUnknown } from './note-unknown.ts';

/** What the world calls the room of devices that are in none. */
export const noRoom = 'no room';

const frontDoor = 'front door';

/** What a radiator can be set to, °C. */
const setpointCMin = 5;
const setpointCMax = 35;

/** A house as its world is built; rooms, people and appliances keep their ids as names. */
export function worldOptionsOf(house: House): WorldOptions {
  const { latitude, longitude, elevationM, utcOffsetMinutes } = house.location;
  const climate = Object.fromEntries(
    Object.entries({ latitude, longitude, elevationM }).filter(([, value]) => value !== undefined),
  );
  return {
    rooms: [...house.rooms.map(roomOptionsOf), { name: noRoom, windowAreaM2: 0 }],
    openings: openingsOf(house.rooms),
    people: house.people.map(({ id, roomId, hasKey, schedule }) => ({
      name: id,
      ...(roomId !== undefined && { room: roomId }),
      hasKey,
      schedule,
    })),
    appliances: house.appliances.map(({ id, kind, roomId, outletId }) => ({
      name: id,
      kind,
      room: roomId,
      ...(outletId !== undefined && { outlet: outletId }),
    })),
    climate,
    utcOffsetMinutes,
    ...(house.clock.startMs !== undefined && { startMs: house.clock.startMs }),
  };
}

/** Builds the world of a house without faults once, to say at reading what would fail at starting. */
export function noteWorldFault(house: House, source: HouseSource): void {
  if (source.isFaulty) return;
  const clock: Clock = new ManualClock();
  const note = (path: SourcePath, run: () => void) => {
    try {
      run();
    } catch (error) {
      if (!(error instanceof ZigfleetError)) throw error;
      source.faultAt(path, error.message);
    }
  };
  let world: World | undefined;
  note(['rooms'], () => {
    world = new World(worldOptionsOf(house), {
      clock,
      random: seededRandom(house.seed),
      logger: silentLogger(),
    });
  });
  if (world === undefined) return;
  const built = world;
  for (const device of house.devices) {
    note(['devices', device.id, 'opening'], () => devicePlaceOf(built, house, device));
    if (device.opening !== undefined && device.roomId === undefined) {
      source.faultAt(['devices', device.id, 'opening'], 'needs a "room": the one whose door or window it is');
    }
  }
  const openings = new Set(built.openings);
  const circuits = new Set(built.circuits);
  for (const { id, steps } of house.stories) {
    for (const [index, { action }] of steps.entries()) {
      const path = ['stories', id, 'steps', index];
      noteUnknown(source, [...path, 'door', 'name'], 'door or window', action.door?.name, openings);
      noteUnknown(source, [...path, 'outage', 'circuit'], 'circuit', action.outage?.circuit, circuits);
    }
  }
}

function roomOptionsOf(room: Room): RoomOptions {
  const { id, temperature, areaM2, heightM, windowAreaM2, isOutside = false, circuit } = room;
  const isHeated = !isOutside && temperature >= setpointCMin && temperature <= setpointCMax;
  return {
    name: id,
    heatingSetpointC: isHeated ? temperature : null,
    isOutside,
    ...(!isOutside && { initialTemperatureC: temperature }),
    ...(areaM2 !== undefined && { floorAreaM2: areaM2 }),
    ...(heightM !== undefined && { heightM }),
    ...(windowAreaM2 !== undefined && { windowAreaM2 }),
    ...(circuit !== undefined && { circuit }),
  };
}

/** Doors where rooms name their neighbours, or from the first hall to everywhere; and a window for each room. */
function openingsOf(rooms: readonly Room[]): OpeningOptions[] {
  const doors = new Map<string, OpeningOptions>();
  for (const [id, neighbour] of neighbourhood(rooms)) {
    const pair = [id, neighbour].sort().join(' ');
    if (doors.has(pair)) continue;
    if (neighbour === outdoors) {
      const isFront = ![...doors.values()].some(({ name }) => name === frontDoor);
      const name = isFront ? frontDoor : `${id} door to outdoors`;
      doors.set(pair, { name, between: [outdoors, id], isBolted: true });
    } else doors.set(pair, { name: `${id}-${neighbour} door`, between: [id, neighbour] });
  }
  const windows = rooms
    .filter(({ isOutside, windowAreaM2 }) => !isOutside && windowAreaM2 !== 0)
    .map(({ id }) => ({ name: `${id} window`, kind: 'window' as const, between: [id, outdoors] as const }));
  return [...doors.values(), ...windows];
}

function neighbourhood(rooms: readonly Room[]): (readonly [string, string])[] {
  if (rooms.some(({ neighbours }) => neighbours !== undefined)) {
    return rooms.flatMap(({ id, neighbours = [] }) =>
      neighbours.map((neighbour) => [id, neighbour] as const),
    );
  }
  const hall = rooms.find(({ id }) => /^(hall|hallway|corridor)\b/.test(id)) ?? rooms[0];
  if (hall === undefined) return [];
  const others = rooms.filter((room) => room !== hall);
  return [[hall.id, outdoors] as const, ...others.map(({ id }) => [hall.id, id] as const)];
}
