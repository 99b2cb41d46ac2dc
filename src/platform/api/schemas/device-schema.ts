import Type, { type Static } from 'typebox';
import type { Trait, TraitValue } from '../../../devices/trait.ts';
import type { DeviceTwin } from '../../domain/device-twin.ts';
import {
  homeIdSchema,
  hubIdSchema,
  ieeeAddressSchema,
  nullable,
  refTo,
  timeSchema,
  traitValuesSchema,
} from './common-schemas.ts';

const { Boolean: Bool, Enum, Integer, Number: Num, Object: Obj, Optional, String: Str } = Type;

/** What a trait is. One flat object: which members there are follows from `type`. */
export const traitSchema = Type.Object(
  {
    name: Str({ description: 'Unique within the device.', examples: ['brightness'] }),
    type: Enum(['boolean', 'integer', 'number', 'enum', 'text', 'composite', 'list'], {
      description: 'The type of its values.',
      examples: ['integer'],
    }),
    label: Optional(Str({ description: 'Its name for people.', examples: ['Brightness'] })),
    description: Optional(Str({ description: 'What it means.', examples: ['Brightness of this light'] })),
    access: Obj(
      {
        reported: Bool({ description: 'The device reports it of itself.', examples: [true] }),
        settable: Bool({ description: 'A command may set it.', examples: [true] }),
        gettable: Bool({ description: 'The hub may ask the device for it.', examples: [true] }),
      },
      { description: 'How it may be used.' },
    ),
    unit: Optional(Str({ description: 'The unit of the numbers, as people write it.', examples: ['°C'] })),
    minimum: Optional(Num({ description: 'Smallest number that may be set.', examples: [0] })),
    maximum: Optional(Num({ description: 'Largest number that may be set.', examples: [254] })),
    step: Optional(Num({ description: 'Distance between two settable numbers.', examples: [1] })),
    values: Optional(Type.Array(Str(), { description: 'The words of an enum.', examples: [['ON', 'OFF']] })),
    toggleValue: Optional(
      Str({ description: 'A word that may be set and swaps the two values.', examples: ['TOGGLE'] }),
    ),
    features: Optional(
      Type.Array(refTo<Trait>('Trait'), { description: 'The members of a composite.', examples: [[]] }),
    ),
    item: Optional(refTo<Trait>('Trait')),
    lengthMin: Optional(Integer({ description: 'Fewest elements of a list.', examples: [0] })),
    lengthMax: Optional(Integer({ description: 'Most elements of a list.', examples: [10] })),
  },
  { description: 'A named, typed, united value of a device.' },
);

export const descriptorSchema = Obj(
  {
    logicalType: Enum(['router', 'endDevice'], {
      description: 'Its part in the Zigbee network.',
      examples: ['router'],
    }),
    powerSource: Enum(['mains', 'battery', 'unknown'], {
      description: 'Where its power comes from.',
      examples: ['mains'],
    }),
    modelId: Str({ description: 'What the device calls itself.', examples: ['lumi.plug'] }),
    model: Str({ description: 'What its maker sells it as.', examples: ['ZNCZ02LM'] }),
    vendor: Str({ description: 'Its maker.', examples: ['Xiaomi'] }),
    description: Str({ description: 'What it is, for people.', examples: ['Mi smart plug'] }),
    softwareVersion: Optional(Str({ description: 'The version of its firmware.', examples: ['2018'] })),
    supported: Bool({
      description: 'Whether the model is a known one; otherwise the traits were derived from its clusters.',
      examples: [true],
    }),
    sleepy: Bool({
      description: 'Whether it sleeps, so that commands may take until it wakes.',
      examples: [false],
    }),
    traits: Type.Array(refTo<Trait>('Trait'), { description: 'What it can do and tell.', examples: [[]] }),
  },
  { description: 'What a device is, apart from its values.' },
);

const reportedSchema = Type.Record(
  Str(),
  Obj({
    value: refTo<TraitValue>('TraitValue'),
    observedAt: timeSchema('When the hub observed it.'),
  }),
  {
    description: 'The last reported value of each trait, and when it was observed.',
    examples: [{ state: { value: 'ON', observedAt: '2026-01-05T08:30:00.000Z' } }],
  },
);

export const deviceSchema = Obj(
  {
    ieeeAddress: ieeeAddressSchema,
    homeId: homeIdSchema,
    hubId: hubIdSchema,
    name: Str({
      description: 'What people call it; until they have, its model and the end of its address.',
      examples: ['Kettle plug'],
    }),
    roomId: nullable(Str(), { description: 'The room that it is in; null for none.', examples: ['room-1'] }),
    icon: nullable(Str(), { description: 'How apps picture it; null for none.', examples: ['lamp'] }),
    descriptor: descriptorSchema,
    reported: reportedSchema,
    desired: traitValuesSchema,
    available: Bool({
      description: 'Whether the device itself answers, as far as its hub knows.',
      examples: [true],
    }),
    hubOnline: Bool({ description: 'Whether its hub is connected.', examples: [true] }),
    lastSeenAt: nullable(timeSchema('When the hub last heard it.'), {
      description: 'When the hub last heard it; null if never.',
      examples: ['2026-01-05T08:30:00.000Z'],
    }),
    linkQuality: nullable(Integer({ minimum: 0, maximum: 255 }), {
      description: 'Quality of the last radio link, 0 to 255; null if not known.',
      examples: [120],
    }),
    version: Integer({
      minimum: 0,
      description: 'Grows with all that it reports and with what people change of it.',
      examples: [17],
    }),
  },
  { description: 'A device: what it is, what it reported, and what was asked of it and not yet confirmed.' },
);

export type DeviceResource = Static<typeof deviceSchema>;

/** A device of which only some members are told. */
export const devicePartSchema = Obj(
  { ...Type.Partial(deviceSchema).properties, ieeeAddress: ieeeAddressSchema },
  { description: 'A device, or those of its members that were asked for.' },
);

/** The device as the API tells it. */
export function toDeviceResource(twin: DeviceTwin): DeviceResource {
  const { ieeeAddress: _, ...descriptor } = twin.descriptor;
  const reported = Object.entries(twin.reported).map(
    ([name, { value, observedAtMs }]) =>
      [name, { value, observedAt: new Date(observedAtMs).toISOString() }] as const,
  );
  return {
    ieeeAddress: twin.ieeeAddress,
    homeId: twin.homeId,
    hubId: twin.hubId,
    name: twin.name,
    roomId: twin.roomId,
    icon: twin.icon,
    descriptor: { ...descriptor, traits: [...descriptor.traits] },
    reported: Object.fromEntries(reported),
    desired: twin.desired,
    available: twin.available,
    hubOnline: twin.hubOnline,
    lastSeenAt: twin.lastSeenMs === 0 ? null : new Date(twin.lastSeenMs).toISOString(),
    linkQuality: twin.linkQuality,
    version: twin.version,
  };
}
