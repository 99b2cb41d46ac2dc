import type { DeviceDescriptor } from '../../devices/device-descriptor.ts';
import type { IeeeAddress } from '../../devices/ieee-address.ts';
import type { TraitValue } from '../../devices/trait.ts';

/** `online`: it answers and its hub is connected; `offline`: it does not answer; `hubOffline`: nobody can tell. */
export const availabilities = ['online', 'offline', 'hubOffline'] as const;
export type Availability = (typeof availabilities)[number];

export const traitOperators = ['=', '!=', '<', '<=', '>', '>='] as const;

/** That a device has a trait; with an operator, that its last reported value compares like that. */
export interface TraitCondition {
  trait: string;
  compare?: { operator: (typeof traitOperators)[number]; value: string };
}

/** Which devices are meant; all that is given must hold. */
export interface DeviceFilter {
  hubId?: string;
  /** In one of these rooms. */
  roomIds?: ReadonlySet<string>;
  /** The only devices that may be found. */
  within?: ReadonlySet<IeeeAddress>;
  traits?: readonly TraitCondition[];
  availability?: Availability;
  /** Words that must all be in the name, model, vendor or address; upper and lower case are the same. */
  text?: string;
}

/** As much of a device as a filter looks at. */
export interface FilterableDevice {
  ieeeAddress: IeeeAddress;
  hubId: string;
  roomId: string | null;
  name: string;
  descriptor: Omit<DeviceDescriptor, 'ieeeAddress'>;
  available: boolean;
  hubOnline: boolean;
  /** The last reported value; undefined if there is none. */
  valueOf(trait: string): TraitValue | undefined;
}

/** Whether a filter takes a device. What is cheap is looked at first: members of a device may be computed when asked for. */
export function takesDevice(filter: DeviceFilter, device: FilterableDevice): boolean {
  const { hubId, roomIds, within, availability, traits = [], text } = filter;
  if (hubId !== undefined && device.hubId !== hubId) return false;
  if (within && !within.has(device.ieeeAddress)) return false;
  if (roomIds && (device.roomId === null || !roomIds.has(device.roomId))) return false;
  if (availability !== undefined && availabilityOf(device) !== availability) return false;
  return traits.every((each) => meets(each, device)) && (text === undefined || mentions(device, text));
}

export function availabilityOf(device: Pick<FilterableDevice, 'available' | 'hubOnline'>): Availability {
  if (!device.hubOnline) return 'hubOffline';
  return device.available ? 'online' : 'offline';
}

function meets({ trait, compare }: TraitCondition, device: FilterableDevice): boolean {
  if (!device.descriptor.traits.some(({ name }) => name === trait)) return false;
  if (!compare) return true;
  const value = device.valueOf(trait);
  // Of what is not known, nothing is true, not even that it is something else.
  if (value === undefined || value === null || typeof value === 'object') return false;
  const order = orderOf(value, compare.value);
  switch (compare.operator) {
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order !== undefined && order < 0;
    case '<=':
      return order !== undefined && order <= 0;
    case '>':
      return order !== undefined && order > 0;
    case '>=':
      return order !== undefined && order >= 0;
  }
}

/** Below, at or above 0 as the value is to what is wanted; undefined if they cannot be compared. */
function orderOf(value: boolean | number | string, wanted: string): number | undefined {
  if (typeof value === 'boolean') {
    return wanted === 'true' || wanted === 'false' ? Number(value) - Number(wanted === 'true') : undefined;
  }
  if (typeof value === 'number') {
    const number = wanted.trim() === '' ? Number.NaN : Number(wanted);
    return Number.isNaN(number) ? undefined : value - number;
  }
  return value === wanted ? 0 : value < wanted ? -1 : 1;
}

function mentions(device: FilterableDevice, text: string): boolean {
  const { model, modelId, vendor } = device.descriptor;
  const place = [device.name, model, modelId, vendor, device.ieeeAddress].join('\n').toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => place.includes(word));
}
