import { isIeeeAddress } from '../src/devices/ieee-address.ts';
import type { ApiClient, DeviceResource, HubResource, RoomResource } from './api-client.ts';
import { findByName } from './find-by-name.ts';

/** A room with the home that it is in. */
export type PlacedRoom = RoomResource & { homeId: string };

/** The device that a person means. By its whole address with one question; otherwise by what the list says. */
export async function findDevice(client: ApiClient, given: string): Promise<DeviceResource> {
  const address = given.toLowerCase();
  if (isIeeeAddress(address)) return client.readDevice(address);
  return findByName('device', given, await client.listDevices(), {
    id: (device) => device.ieeeAddress,
    name: (device) => device.name,
  });
}

/** The room that a person means, in any home of the account. */
export async function findRoom(client: ApiClient, given: string): Promise<PlacedRoom> {
  return findByName('room', given, await listAllRooms(client), {
    id: (room) => room.roomId,
    name: (room) => room.name,
  });
}

export async function findHub(client: ApiClient, given: string): Promise<HubResource> {
  return findByName('hub', given, await client.listHubs(), {
    id: (hub) => hub.hubId,
    name: (hub) => hub.name,
  });
}

/** The rooms of every home of the account. */
export async function listAllRooms(client: ApiClient): Promise<PlacedRoom[]> {
  const homes = await client.listHomes();
  const rooms = await Promise.all(
    homes.map(async ({ homeId }) => (await client.listRooms(homeId)).map((room) => ({ ...room, homeId }))),
  );
  return rooms.flat();
}
