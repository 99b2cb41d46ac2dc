import { type Static, Type } from 'typebox';
import type { DeviceModel } from '../devices/device-model.ts';
import { type GenericAttribute, genericModel } from '../devices/generic/generic-model.ts';
import { type DeviceMemory, zclValue } from './device-memory.ts';

const strict = { additionalProperties: false } as const;
const uint16 = Type.Integer({ minimum: 0, maximum: 0xffff });
const clusterIds = Type.Array(uint16, { maxItems: 64 });

/** `generic` of a device in a house file: the descriptors of a model that the simulator does not know. */
export const genericSchema = Type.Object(
  {
    manufacturer: Type.Optional(
      Type.String({ maxLength: 254, description: 'As the device says it in Basic.' }),
    ),
    manufacturerCode: uint16,
    type: Type.Union([Type.Literal('router'), Type.Literal('endDevice')]),
    power: Type.Union([Type.Literal('mains'), Type.Literal('battery')]),
    endpoints: Type.Record(
      Type.String({ pattern: '^([1-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-4])$' }),
      Type.Object({ profile: uint16, device: uint16, input: clusterIds, output: clusterIds }, strict),
      { ...strict, minProperties: 1, maxProperties: 32, description: 'Simple descriptors, by endpoint id.' },
    ),
  },
  {
    ...strict,
    description: 'Descriptors of a model that the simulator does not know: it is then made of its clusters.',
  },
);

export type GenericDevice = Static<typeof genericSchema>;

/** Full function, mains, receiver always on, allocate address (Zigbee specification r22, 2.3.2.3.6). */
const routerFlags = 0x8e;
const poweredEndDeviceFlags = 0x8c;
const sleepyEndDeviceFlags = 0x80;

/**
 * The model of a device that is described in the house file.
 * @param note - told of each remembered attribute that is none, by its path
 */
export function modelOf(
  modelId: string,
  generic: GenericDevice,
  memory: DeviceMemory | undefined,
  note: (path: string, message: string) => void,
): DeviceModel {
  const attributes: (GenericAttribute & { endpointId: number })[] = [];
  for (const [path, { type, value }] of Object.entries(memory?.attributes ?? {})) {
    const [endpoint = '', cluster = '', attribute = '', manufacturer] = path.split('/');
    const converted = zclValue(type, value);
    if (converted === undefined) {
      note(path, `${JSON.stringify(value)} is no value of the ZCL type ${type}`);
      continue;
    }
    attributes.push({
      endpointId: Number(endpoint),
      clusterId: Number.parseInt(cluster, 16),
      attributeId: Number.parseInt(attribute, 16),
      manufacturerCode: manufacturer === undefined ? undefined : Number.parseInt(manufacturer, 16),
      type,
      value: converted,
    });
  }
  const { type, power, manufacturerCode } = generic;
  const sleepy = type === 'endDevice' && power === 'battery';
  const endDeviceFlags = sleepy ? sleepyEndDeviceFlags : poweredEndDeviceFlags;
  return genericModel({
    modelId,
    manufacturerName: generic.manufacturer ?? '',
    node: {
      logicalType: type,
      manufacturerCode,
      macCapabilityFlags: type === 'router' ? routerFlags : endDeviceFlags,
      serverMask: 0,
      powerSource: power,
      sleepy,
    },
    endpoints: Object.entries(generic.endpoints).map(([id, { profile, device, input, output }]) => ({
      endpointId: Number(id),
      profileId: profile,
      deviceId: device,
      inputClusterIds: [...new Set(input)],
      outputClusterIds: [...new Set(output)],
      attributes: attributes.filter(({ endpointId }) => endpointId === Number(id)),
    })),
  });
}
