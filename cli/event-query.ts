import type {
  ApiClient,
  DeviceResource,
  EventQuery,
  HomeResource,
  HubResource,
  RoomResource,
} from './api-client.ts';
import { findByName } from './find-by-name.ts';

/** Which events are wanted, as people say it. */
export interface EventFilterOptions {
  home?: string[];
  hub?: string[];
  device?: string[];
  room?: string[];
  type?: string[];
  trait?: string[];
}

/**
 * The query for what the options name, each by the ids that the platform knows.
 * @param known - the devices, if they have been listed already
 * @throws ZigfleetError `not-found`, or `invalid-config` for a name that is not clear
 */
export async function eventQueryOf(
  client: ApiClient,
  { home, hub, device, room, type, trait }: EventFilterOptions,
  known?: readonly DeviceResource[],
): Promise<EventQuery> {
  const query: EventQuery = {};
  if (device) {
    const devices = known ?? (await client.listDevices());
    const naming = { id: (each: DeviceResource) => each.ieeeAddress, name: nameOf };
    query.ieeeAddress = device.map((each) => findByName('device', each, devices, naming).ieeeAddress);
  }
  if (hub) {
    const hubs = await client.listHubs();
    const naming = { id: (each: HubResource) => each.hubId, name: nameOf };
    query.hubId = hub.map((each) => findByName('hub', each, hubs, naming).hubId);
  }
  if (home || room) {
    const homes = await client.listHomes();
    const naming = { id: (each: HomeResource) => each.homeId, name: nameOf };
    const wanted = home?.map((each) => findByName('home', each, homes, naming)) ?? homes;
    if (home) query.homeId = wanted.map(({ homeId }) => homeId);
    if (room) {
      const rooms = (await Promise.all(wanted.map(({ homeId }) => client.listRooms(homeId)))).flat();
      const roomNaming = { id: (each: RoomResource) => each.roomId, name: nameOf };
      query.roomId = room.map((each) => findByName('room', each, rooms, roomNaming).roomId);
    }
  }
  // Which types there are, the platform says.
  if (type) query.type = type as NonNullable<EventQuery['type']>;
  if (trait) query.trait = trait;
  return query;
}

function nameOf({ name }: { name: string }): string {
  return name;
}
