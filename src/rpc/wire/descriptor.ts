import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { DeviceDescriptor } from '../../devices/device-descriptor.ts';
import { isIeeeAddress } from '../../devices/ieee-address.ts';
import type { Trait, TraitType } from '../../devices/trait.ts';
import {
  LogicalType,
  PowerSource,
  type Device as WireDevice,
  type Trait as WireTrait,
  TraitType as WireTraitType,
} from '../gen/zigfleet/link/v1/link.ts';
import { wireLimits } from './wire-limits.ts';

/** A device as it crosses the link. */
export interface LinkDevice {
  /** Names the device on this link; from 1. */
  index: number;
  descriptor: DeviceDescriptor;
  networkAddress: number;
  available: boolean;
  /** Milliseconds since the Unix epoch; 0 if never. */
  lastSeenMs: number;
}

const wireLogicalTypes = {
  router: LogicalType.LOGICAL_TYPE_ROUTER,
  endDevice: LogicalType.LOGICAL_TYPE_END_DEVICE,
} as const;
const wirePowerSources = {
  mains: PowerSource.POWER_SOURCE_MAINS,
  battery: PowerSource.POWER_SOURCE_BATTERY,
  unknown: PowerSource.POWER_SOURCE_UNSPECIFIED,
} as const;
const wireTraitTypes = {
  boolean: WireTraitType.TRAIT_TYPE_BOOLEAN,
  integer: WireTraitType.TRAIT_TYPE_INTEGER,
  number: WireTraitType.TRAIT_TYPE_NUMBER,
  enum: WireTraitType.TRAIT_TYPE_ENUM,
  text: WireTraitType.TRAIT_TYPE_TEXT,
  composite: WireTraitType.TRAIT_TYPE_COMPOSITE,
  list: WireTraitType.TRAIT_TYPE_LIST,
} as const satisfies Record<TraitType, WireTraitType>;

const traitTypes = new Map<WireTraitType, TraitType>(
  (Object.keys(wireTraitTypes) as TraitType[]).map((type) => [wireTraitTypes[type], type] as const),
);

/**
 * @throws ZigfleetError `invalid-value` if the device is beyond the link's bounds, so that the other end would not take it
 */
export function encodeDevice(device: LinkDevice): WireDevice {
  const { descriptor } = device;
  const wire: WireDevice = {
    index: device.index,
    ieeeAddress: descriptor.ieeeAddress,
    networkAddress: device.networkAddress,
    available: device.available,
    lastSeenMs: device.lastSeenMs,
    descriptor: {
      logicalType: wireLogicalTypes[descriptor.logicalType],
      powerSource: wirePowerSources[descriptor.powerSource],
      modelId: descriptor.modelId,
      model: descriptor.model,
      vendor: descriptor.vendor,
      description: descriptor.description,
      softwareVersion: descriptor.softwareVersion ?? '',
      supported: descriptor.supported,
      sleepy: descriptor.sleepy,
      traits: descriptor.traits.map(encodeTrait),
    },
  };
  try {
    decodeDevice(wire);
  } catch (error) {
    const reason = ZigfleetError.from(error).message;
    throw new ZigfleetError('invalid-value', `${descriptor.ieeeAddress} cannot cross the link: ${reason}`);
  }
  return wire;
}

function encodeTrait(trait: Trait): WireTrait {
  const numeric = trait.type === 'integer' || trait.type === 'number' ? trait : undefined;
  const list = trait.type === 'list' ? trait : undefined;
  return {
    name: trait.name,
    type: wireTraitTypes[trait.type],
    label: trait.label ?? '',
    description: trait.description ?? '',
    reported: trait.access.reported,
    settable: trait.access.settable,
    gettable: trait.access.gettable,
    unit: numeric?.unit ?? '',
    minimum: numeric?.minimum,
    maximum: numeric?.maximum,
    step: numeric?.step,
    values: trait.type === 'enum' ? [...trait.values] : [],
    toggleValue: trait.type === 'enum' ? trait.toggleValue : undefined,
    features:
      trait.type === 'composite' ? trait.features.map(encodeTrait) : list ? [encodeTrait(list.item)] : [],
    lengthMin: list?.lengthMin,
    lengthMax: list?.lengthMax,
  };
}

/** @throws ZigfleetError `decode-failed`, naming what is wrong */
export function decodeDevice(wire: WireDevice): LinkDevice {
  const { descriptor } = wire;
  if (wire.index < 1) throw malformed('a device has no index');
  if (!isIeeeAddress(wire.ieeeAddress)) throw malformed('a device has no IEEE address');
  if (!descriptor) throw malformed(`${wire.ieeeAddress} has no descriptor`);
  if (!(wire.networkAddress >= 0 && wire.networkAddress <= 0xffff)) {
    throw malformed('a network address must have 16 bits');
  }
  if (!(wire.lastSeenMs >= 0)) throw malformed('a device was seen before 1970');
  const decoded: DeviceDescriptor = {
    ieeeAddress: wire.ieeeAddress,
    logicalType: descriptor.logicalType === LogicalType.LOGICAL_TYPE_ROUTER ? 'router' : 'endDevice',
    powerSource: powerSourceOf(descriptor.powerSource),
    modelId: word(descriptor.modelId, 'model id'),
    model: word(descriptor.model, 'model'),
    vendor: word(descriptor.vendor, 'vendor'),
    description: word(descriptor.description, 'description', wireLimits.descriptionLengthMax),
    supported: descriptor.supported,
    sleepy: descriptor.sleepy,
    traits: decodeTraits(descriptor.traits, wireLimits.depthMax),
  };
  if (descriptor.softwareVersion !== '') {
    decoded.softwareVersion = word(descriptor.softwareVersion, 'software version');
  }
  return {
    index: wire.index,
    descriptor: decoded,
    networkAddress: wire.networkAddress,
    available: wire.available,
    lastSeenMs: wire.lastSeenMs,
  };
}

function powerSourceOf(wire: PowerSource): DeviceDescriptor['powerSource'] {
  if (wire === PowerSource.POWER_SOURCE_MAINS) return 'mains';
  return wire === PowerSource.POWER_SOURCE_BATTERY ? 'battery' : 'unknown';
}

function decodeTraits(wire: readonly WireTrait[], depth: number): Trait[] {
  if (wire.length > wireLimits.traitsMax) throw malformed(`more than ${wireLimits.traitsMax} traits`);
  const names = new Set<string>();
  return wire.map((each) => {
    if (names.has(each.name)) throw malformed(`two traits are called ${each.name}`);
    names.add(each.name);
    return decodeTrait(each, depth);
  });
}

function decodeTrait(wire: WireTrait, depth: number): Trait {
  const type = traitTypes.get(wire.type);
  if (type === undefined) throw malformed(`${wire.name} is of an unknown type`);
  if (wire.name === '' || wire.name.length > wireLimits.nameLengthMax) {
    throw malformed(`a trait's name must have 1 to ${wireLimits.nameLengthMax} characters`);
  }
  const base = {
    name: wire.name,
    ...(wire.label !== '' && { label: word(wire.label, 'label') }),
    ...(wire.description !== '' && {
      description: word(wire.description, 'description', wireLimits.descriptionLengthMax),
    }),
    access: { reported: wire.reported, settable: wire.settable, gettable: wire.gettable },
  };
  switch (type) {
    case 'boolean':
    case 'text':
      return { ...base, type };
    case 'integer':
    case 'number':
      return {
        ...base,
        type,
        ...(wire.unit !== '' && { unit: word(wire.unit, 'unit') }),
        ...(wire.minimum !== undefined && { minimum: finite(wire.minimum) }),
        ...(wire.maximum !== undefined && { maximum: finite(wire.maximum) }),
        ...(wire.step !== undefined && { step: finite(wire.step) }),
      };
    case 'enum':
      if (wire.values.length > wireLimits.enumValuesMax) throw malformed(`${wire.name} has too many values`);
      return {
        ...base,
        type,
        values: wire.values.map((value) => word(value, 'enum value')),
        ...(wire.toggleValue !== undefined && { toggleValue: word(wire.toggleValue, 'toggle value') }),
      };
    case 'composite':
    case 'list':
      return nested(base, type, wire, depth);
  }
}

function nested(
  base: Pick<Trait, 'name' | 'label' | 'description' | 'access'>,
  type: 'composite' | 'list',
  wire: WireTrait,
  depth: number,
): Trait {
  if (depth <= 1) throw malformed(`${wire.name} is nested too deeply`);
  if (type === 'composite') return { ...base, type, features: decodeTraits(wire.features, depth - 1) };
  const [item] = wire.features;
  if (!item || wire.features.length > 1) throw malformed(`${wire.name} must have one type of element`);
  return {
    ...base,
    type,
    item: decodeTrait(item, depth - 1),
    ...(wire.lengthMin !== undefined && { lengthMin: wire.lengthMin }),
    ...(wire.lengthMax !== undefined && { lengthMax: wire.lengthMax }),
  };
}

function word(text: string, what: string, lengthMax: number = wireLimits.wordLengthMax): string {
  if (text.length > lengthMax) throw malformed(`a ${what} has more than ${lengthMax} characters`);
  return text;
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw malformed('a bound is not a finite number');
  return value;
}

function malformed(message: string): ZigfleetError {
  return new ZigfleetError('decode-failed', message);
}
