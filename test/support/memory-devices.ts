import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { takesDevice } from '../../src/platform/domain/device-filter.ts';
import type { DeviceTwin } from '../../src/platform/domain/device-twin.ts';
import type { Devices } from '../../src/platform/domain/ports.ts';
import type { Tagged } from '../../src/platform/domain/tagged.ts';
import { changed, tagged } from './memory-tags.ts';

/** The devices of a platform in memory. The one room that there is is `room-1`. */
export function memoryDevices(world: { devices: DeviceTwin[]; requireStore: () => void }): Devices {
  const find = (homeId: string, ieeeAddress: string) =>
    world.devices.find((each) => each.homeId === homeId && each.ieeeAddress === ieeeAddress);
  return {
    list: async (homeId, { filter = {}, sort, cursor, limit }) => {
      world.requireStore();
      const placeOf = ({ name, ieeeAddress }: DeviceTwin) =>
        sort === 'name' ? `${name.toLowerCase()} ${ieeeAddress}` : ieeeAddress;
      // The cursor of the real one: the address first, then the name.
      const [, address = '', name] = /^(0x[0-9a-f]{16})(?: (.*))?$/s.exec(cursor ?? '') ?? [];
      const after = name === undefined ? address : `${name} ${address}`;
      const rest = world.devices
        .filter((each) => each.homeId === homeId)
        .filter((each) => takesDevice(filter, { ...each, valueOf: (trait) => each.reported[trait]?.value }))
        .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
        .filter((each) => cursor === undefined || placeOf(each) > after);
      const page = rest.slice(0, limit);
      const last = page.at(-1);
      const ending = sort === 'name' ? ` ${last?.name.toLowerCase()}` : '';
      return {
        devices: page,
        nextCursor: last && rest.length > limit ? `${last.ieeeAddress}${ending}` : null,
      };
    },
    get: async (homeId, ieeeAddress) => {
      world.requireStore();
      const device = find(homeId, ieeeAddress);
      return device && tagged(device);
    },
    target: async (homeId, ieeeAddress) => {
      world.requireStore();
      const device = find(homeId, ieeeAddress);
      return device && { ...device, isCertain: true };
    },
    update: async (homeId, ieeeAddress, change, ifMatch): Promise<Tagged<DeviceTwin> | undefined> => {
      const device = find(homeId, ieeeAddress);
      if (!device) return undefined;
      if (change.roomId && change.roomId !== 'room-1') {
        throw new ZigfleetError('not-found', 'There is no such room to put it in.');
      }
      const { name, ...rest } = change;
      return changed(device, { ...rest, name: name ?? device.name }, ifMatch) as Tagged<DeviceTwin>;
    },
  };
}
