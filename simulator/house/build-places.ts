import type { Position } from '../network/radio-conditions.ts';
import { outdoors } from '../world/environment.ts';
import type { Appliance, Person, Room } from './house.ts';
import type { HouseFile } from './house-schema.ts';
import type { HouseSource } from './house-source.ts';
import { noteUnknown } from './note-unknown.ts';

const temperatureDefault = 21;
const humidityDefault = 45;

/** The rooms of a house file, complete; what does not belong together is noted in the source. */
export function buildRooms(file: HouseFile, source: HouseSource): Room[] {
  const entries = Object.entries(file.rooms ?? {});
  const places = new Set([...entries.map(([id]) => id), outdoors]);
  return entries.map(([id, room]) => {
    if (id === outdoors) source.faultAtKey(['rooms'], id, `no room can be named ${outdoors}`);
    for (const [index, neighbour] of (room.neighbours ?? []).entries()) {
      const path = ['rooms', id, 'neighbours', index];
      noteUnknown(source, path, 'room', neighbour, places);
      if (neighbour === id) source.faultAt(path, 'a room is no neighbour of its own');
    }
    return {
      id,
      name: room.name ?? id,
      temperature: room.temperature ?? temperatureDefault,
      humidity: room.humidity ?? humidityDefault,
      areaM2: room.area,
      heightM: room.height,
      windowAreaM2: room.windows,
      neighbours: room.neighbours,
      isOutside: room.outside,
      circuit: room.circuit,
      position: positionOf(room.position),
    };
  });
}

/** The appliances of a house file, with where they are plugged in. */
export function buildAppliances(
  file: HouseFile,
  source: HouseSource,
  roomIds: ReadonlySet<string>,
): Appliance[] {
  const deviceIds = new Set(Object.keys(file.devices ?? {}));
  return Object.entries(file.appliances ?? {}).map(([id, { kind, room, outlet }]) => {
    noteUnknown(source, ['appliances', id, 'room'], 'room', room, roomIds);
    noteUnknown(source, ['appliances', id, 'outlet'], 'device', outlet, deviceIds);
    const outletRoom = outlet === undefined ? undefined : file.devices?.[outlet]?.room;
    if (outletRoom !== undefined && outletRoom !== room) {
      source.faultAt(['appliances', id, 'outlet'], `"${outlet}" is in ${outletRoom}, not in ${room}`);
    }
    return { id, kind, roomId: room, outletId: outlet };
  });
}

/** A pair of coordinates as a position. */
export function positionOf(pair: readonly number[] | undefined): Position | undefined {
  const [x, y] = pair ?? [];
  return x === undefined || y === undefined ? undefined : { x, y };
}

/** The people of a house file, complete. */
export function buildPeople(file: HouseFile, source: HouseSource, roomIds: ReadonlySet<string>): Person[] {
  const places = new Set([...roomIds, outdoors]);
  const applianceIds = new Set(Object.keys(file.appliances ?? {}));
  return Object.entries(file.people ?? {}).map(([id, { name, room, key, schedule = [] }]) => {
    const path = ['people', id];
    noteUnknown(source, [...path, 'room'], 'room', room, places);
    for (const [index, entry] of schedule.entries()) {
      for (const [at, place] of entry.rooms.entries()) {
        noteUnknown(source, [...path, 'schedule', index, 'rooms', at], 'room', place, places);
      }
      for (const [at, appliance] of (entry.uses ?? []).entries()) {
        noteUnknown(source, [...path, 'schedule', index, 'uses', at], 'appliance', appliance, applianceIds);
      }
    }
    return {
      id,
      name: name ?? id,
      roomId: room,
      hasKey: key ?? true,
      schedule: schedule.map((entry) => ({ ...entry, doing: entry.doing ?? 'active' })),
    };
  });
}
