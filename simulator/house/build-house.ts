import { resolve } from 'node:path';
import { seededRandom } from '../../src/common/random.ts';
import type { DeviceSettings } from '../devices/behaviour.ts';
import type { DeviceModel } from '../devices/device-model.ts';
import { deviceModels } from '../devices/models/device-models.ts';
import type { Position } from '../network/radio-conditions.ts';
import { buildAppliances, buildPeople, buildRooms, positionOf } from './build-places.ts';
import { buildStories } from './build-stories.ts';
import { deviceStateOf } from './device-memory.ts';
import { parseDuration } from './duration.ts';
import { modelOf } from './generic-device.ts';
import type { House, HouseDevice, HouseHub, Room } from './house.ts';
import type { HouseFile } from './house-schema.ts';
import type { HouseSource, SourcePath } from './house-source.ts';
import { noteWorldFault } from './house-world.ts';
import { noteUnknown } from './note-unknown.ts';

const seedDefault = 1;
const baudDefault = 115_200;
const hostDefault = '127.0.0.1';
/** A device that reports more often than this would be no device. */
const everyMsMin = 100;
/** What timers can wait for. */
const everyMsMax = 24 * 86_400_000;
const ieeeAddressDigits = 16;
const roomAreaM2Default = 16;
/** How far from the middle of a room devices are, as a share of its sides: near the walls at most. */
const reachShare = 0.45;

/** Of devices of which the file says nothing: most of them share it. */
const usualSettings: DeviceSettings = {};

type DeviceEntry = NonNullable<HouseFile['devices']>[string];
type HubEntry = HouseFile['hubs'][string];

/** Fills in what the file leaves open, and notes in the source what does not belong together. */
export function buildHouse(file: HouseFile, source: HouseSource, directory: string): House {
  const rooms = buildRooms(file, source);
  const roomIds = new Set(rooms.map(({ id }) => id));
  const people = buildPeople(file, source, roomIds);
  const startText = file.clock?.start;
  const startMs = startText === undefined ? undefined : Date.parse(startText);
  if (Number.isNaN(startMs)) source.faultAt(['clock', 'start'], 'is not a date');
  const seed = file.seed ?? seedDefault;
  const { utcOffset = 0, elevation, ...coordinates } = file.location ?? {};
  const house: House = {
    name: file.name,
    seed,
    clock: { speed: file.clock?.speed ?? 1, startMs },
    location: { ...coordinates, elevationM: elevation, utcOffsetMinutes: utcOffset },
    rooms,
    people,
    appliances: buildAppliances(file, source, roomIds),
    hubs: buildHubs(file.hubs, source, directory, rooms),
    devices: buildDevices(file, source, seed, rooms),
    stories: buildStories(file, source),
  };
  noteWorldFault(house, source);
  return house;
}

function buildHubs(
  hubs: HouseFile['hubs'],
  source: HouseSource,
  directory: string,
  rooms: readonly Room[],
): HouseHub[] {
  const roomIds = new Set(rooms.map(({ id }) => id));
  const portOwners = new Map<number, string>();
  return Object.entries(hubs).map(([id, { name, room: roomId, position, radio }]) => {
    noteUnknown(source, ['hubs', id, 'room'], 'room', roomId, roomIds);
    const owner = portOwners.get(radio.port);
    if (owner !== undefined && radio.port !== 0) {
      source.faultAt(['hubs', id, 'radio', 'port'], `port ${radio.port} is that of hub "${owner}" already`);
    }
    portOwners.set(radio.port, id);
    const room = rooms.find((each) => each.id === roomId);
    return {
      id,
      name: name ?? id,
      position: positionOf(position) ?? room?.position,
      radio: buildRadio(radio, directory),
    };
  });
}

function buildRadio(radio: HubEntry['radio'], directory: string): HouseHub['radio'] {
  return {
    host: radio.host ?? hostDefault,
    port: radio.port,
    baud: radio.baud ?? baudDefault,
    conditions: {
      delayMs: parseDuration(radio.delay ?? '0ms') ?? 0,
      jitterMs: parseDuration(radio.jitter ?? '0ms') ?? 0,
      lossRate: radio.loss ?? 0,
    },
    nvPath: radio.nv === undefined ? undefined : resolve(directory, radio.nv),
  };
}

function buildDevices(
  file: HouseFile,
  source: HouseSource,
  seed: number,
  rooms: readonly Room[],
): HouseDevice[] {
  const roomsById = new Map(rooms.map((room) => [room.id, room]));
  const roomIds = new Set(roomsById.keys());
  const hubIds = new Set(Object.keys(file.hubs));
  const entries = Object.entries(file.devices ?? {});
  const addresses = new Map<string, string>();
  for (const [id, { ieeeAddress }] of entries) {
    if (ieeeAddress === undefined) continue;
    const owner = addresses.get(ieeeAddress);
    if (owner === undefined) addresses.set(ieeeAddress, id);
    else source.faultAt(['devices', id, 'ieeeAddress'], `${ieeeAddress} is that of "${owner}" already`);
  }
  const devices: HouseDevice[] = [];
  for (const [id, entry] of entries) {
    const path = ['devices', id];
    noteUnknown(source, [...path, 'room'], 'room', entry.room, roomIds);
    noteUnknown(source, [...path, 'hub'], 'hub', entry.hub, hubIds);
    const model = buildModel(source, path, entry);
    const hubId = entry.hub ?? (hubIds.size === 1 ? [...hubIds][0] : undefined);
    if (hubId === undefined) source.faultAt(path, `"hub" is missing: one of ${[...hubIds].join(', ')}`);
    const reportEveryMs = buildInterval(source, path, entry, 'reportEvery');
    const usedEveryMs = buildInterval(source, path, entry, 'usedEvery');
    const isUsual = reportEveryMs === undefined && usedEveryMs === undefined;
    const settings = isUsual ? usualSettings : { reportEveryMs, usedEveryMs };
    if (model === undefined || hubId === undefined) continue;
    const ieeeAddress = entry.ieeeAddress ?? drawIeeeAddress(seed, id, model.ieeeAddressPrefix, addresses);
    const { room: roomId, name = id, opening, memory } = entry;
    const join = entry.join === 'manual' ? 'manual' : 'whenOpen';
    if (opening !== undefined && entry.usedEvery !== undefined) {
      source.faultAt([...path, 'usedEvery'], 'has no effect with "opening": who passes uses that');
    }
    const room = roomId === undefined ? undefined : roomsById.get(roomId);
    const position = positionOf(entry.position) ?? (room && positionWithin(room, seed, id));
    devices.push({
      ...{ id, name, model, ieeeAddress, roomId, hubId, position, opening, join, settings, memory },
    });
  }
  return devices;
}

/** Somewhere in a room, the same for the same seed and id; undefined if nobody knows where the room is. */
function positionWithin(room: Room, seed: number, id: string): Position | undefined {
  if (room.position === undefined) return undefined;
  const random = seededRandom(seed).fork(`position ${id}`);
  const reachM = Math.sqrt(room.areaM2 ?? roomAreaM2Default) * reachShare;
  const along = (from: number) => Math.round((from + (2 * random.next() - 1) * reachM) * 100) / 100;
  return { x: along(room.position.x), y: along(room.position.y) };
}

/** The model that the simulator knows, or the one that the file describes. */
function buildModel(source: HouseSource, path: SourcePath, entry: DeviceEntry): DeviceModel | undefined {
  const { generic, memory } = entry;
  const noteAt = (section: string, key: string, message: string) =>
    source.faultAt([...path, 'memory', section, key], message);
  let model: DeviceModel | undefined;
  if (generic === undefined) {
    noteUnknown(source, [...path, 'model'], 'model', entry.model, new Set(deviceModels.keys()));
    model = deviceModels.get(entry.model);
  } else {
    model = modelOf(entry.model, generic, memory, (key, message) => noteAt('attributes', key, message));
  }
  if (model !== undefined && memory !== undefined) deviceStateOf(memory, model.layout, noteAt);
  return model;
}

function buildInterval(
  source: HouseSource,
  path: SourcePath,
  entry: DeviceEntry,
  key: 'reportEvery' | 'usedEvery',
): number | undefined {
  const text = entry[key];
  if (text === undefined) return undefined;
  const durationMs = parseDuration(text);
  if (durationMs !== undefined && durationMs >= everyMsMin && durationMs <= everyMsMax) return durationMs;
  source.faultAt([...path, key], `must be from ${everyMsMin}ms to ${everyMsMax / 86_400_000}d`);
  return undefined;
}

/** The same for the same seed and id, whatever else is in the house; drawn again if another device has it. */
function drawIeeeAddress(seed: number, id: string, prefix: string, taken: Map<string, string>): string {
  const random = seededRandom(seed).fork(`ieeeAddress ${id}`);
  const digits = ieeeAddressDigits + '0x'.length - prefix.length;
  for (;;) {
    const address =
      prefix +
      random
        .integer(1, 16 ** digits - 1)
        .toString(16)
        .padStart(digits, '0');
    if (taken.has(address)) continue;
    taken.set(address, id);
    return address;
  }
}
