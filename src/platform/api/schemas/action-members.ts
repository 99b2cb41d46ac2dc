import Type from 'typebox';
import type { CommandAction } from '../../../devices/command-action.ts';
import { type Binding, type ReportingRule, radioLimits } from '../../../devices/radio-operation.ts';
import type { TraitValues } from '../../../devices/trait.ts';
import { ieeeAddressSchema, nullable, refTo } from './common-schemas.ts';

const { Array: List, Enum, Integer, Number: Num, Object: Obj, Optional, String: Str } = Type;

/** Every type of action, once; the compiler refuses a type that is missing here. */
const actionTypeTable: Record<CommandAction['type'], true> = {
  setTraits: true,
  getTraits: true,
  permitJoin: true,
  interviewDevice: true,
  removeDevice: true,
  readNetworkMap: true,
  readBindings: true,
  bind: true,
  unbind: true,
  readReporting: true,
  configureReporting: true,
  setGroupMembers: true,
  setGroupTraits: true,
  rotateKey: true,
};
export const actionTypes = Object.keys(actionTypeTable) as CommandAction['type'][];

const { endpointIdMin, endpointIdMax, groupIdMin, groupIdMax, intervalMaxS, nameLengthMax } = radioLimits;

export const endpointIdSchema = Integer({
  ...{ minimum: endpointIdMin, maximum: endpointIdMax },
  description: 'The endpoint of the device.',
  examples: [1],
});

const name = (description: string, example: string) =>
  Str({
    minLength: 1,
    maxLength: nameLengthMax,
    pattern: '^[0-9A-Za-z_]+$',
    description,
    examples: [example],
  });

export const clusterNameSchema = name(
  'The cluster: its name as zigbee-herdsman spells it, or its number, such as `6` or `0x0006`.',
  'genOnOff',
);

export const attributeNameSchema = name(
  'The attribute: its name as zigbee-herdsman spells it, or its number, such as `0` or `0x0000`.',
  'onOff',
);

const zigbeeGroupIdSchema = Integer({
  ...{ minimum: groupIdMin, maximum: groupIdMax },
  description: 'The Zigbee group.',
  examples: [0x4001],
});

/** Who is told by a binding. One flat object: which members it needs follows from `type`. */
const bindingTargetSchema = Obj(
  {
    type: Enum(['coordinator', 'device', 'group'], {
      description: 'The coordinator of the hub, an endpoint of another device, or a Zigbee group.',
      examples: ['coordinator'],
    }),
    ieeeAddress: Optional(ieeeAddressSchema),
    endpointId: Optional(endpointIdSchema),
    groupId: Optional(zigbeeGroupIdSchema),
  },
  { additionalProperties: false, description: 'Who is told.', examples: [{ type: 'coordinator' }] },
);

export const bindingSchema = Obj(
  { endpointId: endpointIdSchema, cluster: clusterNameSchema, target: bindingTargetSchema },
  { additionalProperties: false, description: 'Which cluster of which endpoint tells whom.' },
);

export const reportingRuleSchema = Obj(
  {
    attribute: attributeNameSchema,
    minimumIntervalS: Integer({
      ...{ minimum: 0, maximum: intervalMaxS },
      description: 'Not more often than this, seconds.',
      examples: [1],
    }),
    maximumIntervalS: Integer({
      ...{ minimum: 0, maximum: intervalMaxS },
      description: 'At least this often, seconds; 0: only when it changes; 65535: not at all.',
      examples: [300],
    }),
    change: nullable(Num(), {
      description: 'By how much a number must change, in the units of the attribute; null for no number.',
      examples: [10],
      default: null,
    }),
  },
  { additionalProperties: false, description: 'How an attribute is reported.' },
);

/** What an action of the radio has beside its type and device. */
export const radioActionMembers = {
  binding: Optional(
    Type.Unsafe<Binding>({
      ...bindingSchema,
      examples: [{ endpointId: 1, cluster: 'genOnOff', target: { type: 'coordinator' } }],
    }),
  ),
  endpointId: Optional(
    nullable(endpointIdSchema, { description: 'The endpoint; null: any.', examples: [1] }),
  ),
  cluster: Optional(
    nullable(clusterNameSchema, { description: 'The cluster; null: any.', examples: ['genOnOff'] }),
  ),
  attributes: Optional(
    List(Str(), { description: 'The attributes that are asked for.', examples: [['onOff']] }),
  ),
  rules: Optional(
    List(Type.Unsafe<ReportingRule>(reportingRuleSchema), {
      description: 'How attributes are to be reported.',
      examples: [[{ attribute: 'onOff', minimumIntervalS: 0, maximumIntervalS: 300, change: null }]],
    }),
  ),
  groupId: Optional(zigbeeGroupIdSchema),
  members: Optional(
    List(
      Type.Unsafe<string | { ieeeAddress: string; values: TraitValues }>({
        anyOf: [
          ieeeAddressSchema,
          Obj(
            { ieeeAddress: ieeeAddressSchema, values: refTo<TraitValues>('TraitValues') },
            { description: 'A device and the values that it is to take.' },
          ),
        ],
        description: 'A device of the group, with what it is to do.',
        examples: ['0x00158d00045a1b20'],
      }),
      { description: 'The devices of the group.', examples: [[]] },
    ),
  ),
};
