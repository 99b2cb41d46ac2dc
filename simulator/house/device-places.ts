import type { DevicePlace } from '../devices/behaviour.ts';
import type { World } from '../world/world.ts';
import type { House, HouseDevice } from './house.ts';

/**
 * Where a device of a house stands in its world; undefined for one that is in no room.
 * @throws ZigfleetError `not-found` if its room has no such door or window
 */
export function devicePlaceOf(world: World, house: House, device: HouseDevice): DevicePlace | undefined {
  const { id, roomId, opening } = device;
  if (roomId === undefined) return undefined;
  const environment = world.at(roomId);
  const feeds = house.appliances.some(({ outletId }) => outletId === id);
  return {
    environment,
    name: id,
    opening: opening === undefined ? undefined : environment.opening(opening),
    outlet: feeds ? environment.outlet(id) : undefined,
  };
}
