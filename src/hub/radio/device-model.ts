import type { Models } from 'zigbee-herdsman';
import type { Definition, Tz } from 'zigbee-herdsman-converters';
import { findByDevice } from 'zigbee-herdsman-converters';
import type { DeviceDescriptor } from '../../devices/device-descriptor.ts';
import { isIeeeAddress } from '../../devices/ieee-address.ts';
import type { Trait } from '../../devices/trait.ts';
import { type Expose, exposeAccess } from '../traits/expose.ts';
import { exposesToTraits } from '../traits/exposes-to-traits.ts';

type Device = Models.Device;
type FromZigbeeConverter = Definition['fromZigbee'][number];

/** Longest text that is taken over from what a device says of itself. */
const textLengthMax = 128;

/** What the converters know of a device: how to read its messages and write to it, and what it is. */
export interface DeviceModel {
  definition: Definition;
  /** The model by which the definition was found: another one needs another definition. */
  modelId: string | undefined;
  descriptor: DeviceDescriptor;
  traits: ReadonlyMap<string, Trait>;
  /** Where each trait comes from; a composite made of two exposes has both. */
  exposes: ReadonlyMap<string, Expose[]>;
  fromZigbee: ReadonlyMap<string | number, FromZigbeeConverter[]>;
}

/** An interview that failed may have got as far as the model, which is enough for a definition. */
export function isInterviewed(device: Device): boolean {
  return device.interviewState === 'SUCCESSFUL' || (device.interviewState === 'FAILED' && !!device.modelID);
}

/** Finds the definition of a device's model, or makes one from its clusters. */
export async function findModel(device: Device): Promise<DeviceModel | undefined> {
  const definition = await findByDevice(device, true);
  return definition && modelFrom(definition, device);
}

/** The model anew: exposes may depend on the device's present attributes. */
export function modelFrom(definition: Definition, device: Device): DeviceModel {
  const exposes: Expose[] =
    typeof definition.exposes === 'function' ? definition.exposes(device, {}) : definition.exposes;
  const traits = exposesToTraits(exposes);
  return {
    definition,
    modelId: device.modelID,
    descriptor: {
      ...descriptorBase(device),
      model: clean(definition.model),
      vendor: clean(definition.vendor),
      description: clean(definition.description),
      supported: !definition.generated,
      traits,
    },
    traits: new Map(traits.map((trait) => [trait.name, trait])),
    exposes: byProperty(exposes),
    fromZigbee: Map.groupBy(definition.fromZigbee, (converter) => converter.cluster),
  };
}

/** What is known of a device whose model is not: it could not be interviewed. */
export function bareDescriptor(device: Device): DeviceDescriptor {
  return {
    ...descriptorBase(device),
    model: '',
    vendor: clean(device.manufacturerName ?? ''),
    description: 'A device that could not be interviewed',
    supported: false,
    traits: [],
  };
}

function descriptorBase(device: Device) {
  const address = device.ieeeAddr;
  if (!isIeeeAddress(address)) throw new TypeError(`not an IEEE address: ${address}`);
  const powerSource = powerSourceOf(device);
  const logicalType = device.type === 'Router' ? ('router' as const) : ('endDevice' as const);
  const softwareVersion = clean(device.softwareBuildID ?? '');
  return {
    ieeeAddress: address,
    logicalType,
    powerSource,
    modelId: clean(device.modelID ?? ''),
    ...(softwareVersion ? { softwareVersion } : {}),
    sleepy: isSleepy(device),
  };
}

/** Whether its receiver is off while it has nothing to say. */
export function isSleepy(device: Device): boolean {
  return device.type !== 'Router' && powerSourceOf(device) !== 'mains';
}

/** ZCL Basic, attribute 7 (ZCL revision 8, 3.2.2.2.8), as the library words it. */
function powerSourceOf(device: Device): DeviceDescriptor['powerSource'] {
  const source = device.powerSource ?? '';
  if (/battery/i.test(source)) return 'battery';
  return /mains|DC source|emergency/i.test(source) ? 'mains' : 'unknown';
}

function byProperty(exposes: readonly Expose[]): Map<string, Expose[]> {
  const found = new Map<string, Expose[]>();
  const visit = (expose: Expose) => {
    if (expose.features && !expose.property) {
      expose.features.forEach(visit);
      return;
    }
    const property = expose.property || expose.name;
    found.set(property, [...(found.get(property) ?? []), expose]);
  };
  exposes.forEach(visit);
  return found;
}

/** How a trait is written and read: by which converter, under which key, at which endpoint. */
export interface Access {
  converter: Tz.Converter;
  /** The converter's word for it: the trait's name without the endpoint. */
  key: string;
  endpointName: string | undefined;
}

/**
 * Finds the converter that sets or gets a trait.
 * @param use - which of its calls is needed
 */
export function accessTo(
  model: DeviceModel,
  device: Device,
  trait: string,
  use: 'convertSet' | 'convertGet',
): Access | undefined {
  const endpointNames = Object.keys(model.definition.endpoint?.(device) ?? {});
  const named = model.exposes.get(trait)?.find((expose) => expose.endpoint)?.endpoint;
  const endpointName =
    [named, ...endpointNames].find((name) => name !== undefined && trait.endsWith(`_${name}`)) ?? undefined;
  const find = (key: string, endpoint: string | undefined) =>
    model.definition.toZigbee.find(
      (converter) =>
        converter[use] !== undefined &&
        (converter.key === undefined || converter.key.includes(key)) &&
        (converter.endpoints === undefined ||
          (endpoint !== undefined && converter.endpoints.includes(endpoint))),
    );
  if (endpointName !== undefined) {
    const key = trait.slice(0, -endpointName.length - 1);
    const converter = find(key, endpointName);
    if (converter) return { converter, key, endpointName };
  }
  const converter = find(trait, undefined);
  return converter && { converter, key: trait, endpointName: undefined };
}

/** The endpoint of that name; without a name the definition's default one, else the device's first. */
export function endpointOf(
  model: DeviceModel,
  device: Device,
  name: string | undefined,
): Models.Endpoint | undefined {
  const numbers = model.definition.endpoint?.(device);
  const number = numbers?.[name ?? 'default'];
  if (number !== undefined) return device.getEndpoint(number);
  return name === undefined ? device.endpoints[0] : device.getEndpoint(Number(name));
}

/** Whether an expose may be read back from the device. */
export function isGettable(model: DeviceModel, trait: string): boolean {
  return (
    model.exposes.get(trait)?.some((expose) => ((expose.access ?? 0) & exposeAccess.gettable) !== 0) ?? false
  );
}

/** Text from a device or a library, on one line, bounded, without control characters. */
function clean(text: string): string {
  return text
    .replaceAll(/\p{C}+/gu, ' ')
    .trim()
    .slice(0, textLengthMax);
}
