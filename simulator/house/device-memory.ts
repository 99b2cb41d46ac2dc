import { type Static, Type } from 'typebox';
import { type DeviceState, slotPath } from '../devices/device-state.ts';
import type { Binding } from '../network/application.ts';
import { ByteWriter } from '../zcl/byte-writer.ts';
import { dataTypeLayout, isAnalog, type ZclValue } from '../zcl/data-types.ts';
import type { AttributeSlot, ServerLayout } from '../zcl/layout.ts';
import { writeValue } from '../zcl/value-codec.ts';

const slotPattern =
  '^([1-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-4])/[0-9a-f]{4}/[0-9a-f]{4}(/[0-9a-f]{4})?$';
const strict = { additionalProperties: false } as const;
const uint16 = Type.Integer({ minimum: 0, maximum: 0xffff });
const endpointId = Type.Integer({ minimum: 1, maximum: 254 });

/** `memory` of a device in a house file. */
export const memorySchema = Type.Object(
  {
    values: Type.Optional(
      Type.Record(
        Type.String({ minLength: 1, maxLength: 64 }),
        Type.Union([Type.Boolean(), Type.Number(), Type.String({ maxLength: 64 })]),
        {
          description: 'Physical values to begin with, by name, such as state: ON.',
        },
      ),
    ),
    attributes: Type.Optional(
      Type.Record(
        Type.String({ pattern: slotPattern }),
        Type.Object(
          {
            type: Type.Integer({ minimum: 0, maximum: 0xff, description: 'A ZCL data type.' }),
            value: Type.Union(
              [Type.Null(), Type.Boolean(), Type.Number(), Type.String({ maxLength: 1024 })],
              {
                description: 'Octets and integers of 56 bits and more as hexadecimal text.',
              },
            ),
          },
          strict,
        ),
        {
          ...strict,
          maxProperties: 2000,
          description: 'By endpoint/cluster/attribute[/manufacturer], hexadecimal but for the endpoint.',
        },
      ),
    ),
    reporting: Type.Optional(
      Type.Record(
        Type.String({ pattern: slotPattern }),
        Type.Object({ minimum: uint16, maximum: uint16, change: Type.Optional(Type.Number()) }, strict),
        {
          ...strict,
          maxProperties: 1000,
          description: 'Configured reporting, by slot: seconds, seconds, reportable change.',
        },
      ),
    ),
    bindings: Type.Optional(
      Type.Array(
        Type.Union([
          Type.Object(
            {
              endpoint: endpointId,
              cluster: uint16,
              to: Type.String({ pattern: '^(coordinator|0x[0-9a-f]{16})$' }),
              toEndpoint: Type.Integer({ minimum: 0, maximum: 255 }),
            },
            strict,
          ),
          Type.Object({ endpoint: endpointId, cluster: uint16, group: uint16 }, strict),
        ]),
        { maxItems: 64, description: 'Its binding table once it has joined.' },
      ),
    ),
    network: Type.Optional(
      Type.Object(
        {
          coordinator: Type.String({
            pattern: '^0x[0-9a-f]{16}$',
            description: 'The IEEE address of its coordinator.',
          }),
          address: Type.Integer({ minimum: 1, maximum: 0xfff7, description: 'Its network address there.' }),
        },
        {
          ...strict,
          description:
            'The network that it is in already, once a coordinator of that address starts it: a backup restored into the hub’s radio.',
        },
      ),
    ),
    groups: Type.Optional(
      Type.Record(Type.String({ pattern: '^[0-9]{1,3}$' }), Type.Array(uint16, { maxItems: 16 }), {
        ...strict,
        maxProperties: 254,
        description: 'Groups that its endpoints are in once it has joined.',
      }),
    ),
  },
  {
    ...strict,
    description: 'What it remembers from an earlier life, when nothing newer is in the data directory.',
  },
);

export type DeviceMemory = Static<typeof memorySchema>;
export type PlainValue = null | boolean | number | string;

const hexPattern = /^([0-9a-f]{2})*$/;

/** A value of a house file as its ZCL type has it; undefined if it does not fit. */
export function zclValue(type: number, value: PlainValue): ZclValue | undefined {
  const layout = dataTypeLayout(type);
  let converted: ZclValue | undefined;
  if (layout === undefined || value === null) return undefined;
  switch (layout.kind) {
    case 'boolean':
      if (typeof value === 'boolean' || value === 0 || value === 1) converted = Boolean(value);
      break;
    case 'unsigned':
    case 'signed':
      if (layout.size > 6 && typeof value === 'string' && /^-?[0-9]{1,20}$/.test(value))
        converted = BigInt(value);
      else if (layout.size > 6 && typeof value === 'number' && Number.isSafeInteger(value))
        converted = BigInt(value);
      else if (layout.size <= 6 && typeof value === 'number' && Number.isSafeInteger(value))
        converted = value;
      else if (layout.size <= 6 && typeof value === 'boolean') converted = Number(value);
      break;
    case 'float16':
    case 'float32':
    case 'float64':
      if (typeof value === 'number') converted = value;
      break;
    case 'text':
      if (typeof value === 'string') converted = value;
      break;
    case 'octets':
      if (typeof value === 'string' && hexPattern.test(value)) converted = Buffer.from(value, 'hex');
      break;
    case 'address':
      if (typeof value === 'string' && /^0x[0-9a-f]{16}$/.test(value)) converted = value;
      break;
    default:
      return undefined;
  }
  return converted !== undefined && encodes(type, converted) ? converted : undefined;
}

function encodes(type: number, value: ZclValue): boolean {
  try {
    writeValue(new ByteWriter(), type, value);
    return true;
  } catch (error) {
    // What does not belong to its type: the codec's documented answer.
    if (error instanceof RangeError || error instanceof TypeError) return false;
    throw error;
  }
}

/** The slots of a layout by their path in house files. */
export function slotsByPath(layout: ServerLayout): Map<string, AttributeSlot> {
  return new Map(layout.slots.map((slot) => [slotPath(slot), slot]));
}

/**
 * The memory as a device takes it.
 * @param note - told of each entry that the device has no place for
 */
export function deviceStateOf(
  memory: DeviceMemory,
  layout: ServerLayout,
  note: (section: 'attributes' | 'reporting', path: string, message: string) => void,
): DeviceState {
  const slots = slotsByPath(layout);
  const state: DeviceState = { attributes: {}, reporting: {}, behaviours: {} };
  for (const [path, { type, value }] of Object.entries(memory.attributes ?? {})) {
    const slot = slots.get(path);
    const converted = zclValue(type, value);
    if (slot === undefined) note('attributes', path, 'the device has no such attribute');
    else if (slot.attribute.type !== type || converted === undefined) {
      note(
        'attributes',
        path,
        `no value of type ${type}, or not the type ${slot.attribute.type} that it has`,
      );
    } else state.attributes[path] = encode(type, converted);
  }
  for (const [path, { minimum, maximum, change }] of Object.entries(memory.reporting ?? {})) {
    const slot = slots.get(path);
    if (slot === undefined || !slot.attribute.reportable) {
      note('reporting', path, 'the device cannot report that');
      continue;
    }
    const { type } = slot.attribute;
    const converted = isAnalog(type) ? zclValue(type, change ?? 0) : null;
    if (converted === undefined) note('reporting', path, `${change} is no change of type ${type}`);
    else {
      const text = converted === null ? '' : encode(type, converted);
      state.reporting[path] = { minimumS: minimum, maximumS: maximum, change: text };
    }
  }
  return state;
}

/** Its binding table, with the coordinator that it is in the network of now. */
export function bindingsOf(memory: DeviceMemory, coordinatorIeeeAddress: string): Binding[] {
  return (memory.bindings ?? []).map((entry) => ({
    sourceEndpointId: entry.endpoint,
    clusterId: entry.cluster,
    target:
      'group' in entry
        ? { groupId: entry.group }
        : {
            ieeeAddress: entry.to === 'coordinator' ? coordinatorIeeeAddress : entry.to,
            endpointId: entry.toEndpoint,
          },
  }));
}

function encode(type: number, value: ZclValue): string {
  const writer = new ByteWriter();
  writeValue(writer, type, value);
  return writer.toBuffer().toString('hex');
}
