import Type, { type Static } from 'typebox';
import { Value } from 'typebox/value';
import { commandFailureReasons } from './command-failure.ts';

const { Array: List, Boolean: Bool, Enum, Integer, Literal, Null, Number: Num } = Type;
const { Object: Obj, Optional, String: Str, Union, Unsafe } = Type;

const address = (description: string) => Str({ description, examples: ['0x00158d00045a1b20'] });
const number16 = (description: string, example: number) =>
  Integer({ minimum: 0, maximum: 0xffff, description, examples: [example] });
const endpointId = Integer({ minimum: 0, maximum: 255, description: 'The endpoint.', examples: [1] });
const orNull = <T extends Parameters<typeof Union>[0][number]>(schema: T, description: string) =>
  Union([schema, Null()], { description, examples: [null] });

const failure = Obj(
  {
    reason: Enum([...commandFailureReasons], { description: 'A stable word.', examples: ['no-ack'] }),
    detail: Str({ maxLength: 1024, description: 'One sentence for people.', examples: ['It is silent.'] }),
  },
  { description: 'Why it failed.', examples: [{ reason: 'no-ack', detail: 'It is silent.' }] },
);

const logicalType = Enum(['coordinator', 'router', 'endDevice', 'unknown'], {
  description: 'Its part in the network.',
  examples: ['router'],
});

const neighbour = Obj(
  {
    ieeeAddress: address('Who it is.'),
    networkAddress: number16('Its present address; it may change.', 0x3a2f),
    logicalType,
    relationship: Enum(['parent', 'child', 'sibling', 'none', 'previousChild'], {
      description: 'What it is to the node whose neighbour it is.',
      examples: ['child'],
    }),
    depth: Integer({ minimum: 0, maximum: 255, description: 'Hops from the coordinator.', examples: [1] }),
    linkQuality: Integer({ minimum: 0, maximum: 255, description: 'How well it is heard.', examples: [184] }),
  },
  { description: 'A row of the neighbour table.' },
);

const route = Obj(
  {
    networkAddress: number16('For whom.', 0x3a2f),
    nextHop: number16('Through whom.', 0x91c0),
    status: Str({ maxLength: 64, description: 'How the route stands.', examples: ['ACTIVE'] }),
  },
  { description: 'A row of the routing table.' },
);

const node = Obj(
  {
    ieeeAddress: address('Who it is.'),
    networkAddress: number16('Its present address; it may change.', 0x91c0),
    logicalType,
    neighbours: List(neighbour, { description: 'Whom it hears. Empty for end devices.', examples: [[]] }),
    routes: List(route, { description: 'The routes that it keeps. Empty for end devices.', examples: [[]] }),
    failure: orNull(failure, 'Why its tables could not be read; null if they were, or it has none.'),
  },
  { description: 'A node of the network.' },
);

/** The Zigbee network as its nodes tell it. */
export const networkMapSchema = Obj(
  {
    type: Literal('networkMap', { description: 'What was found.', examples: ['networkMap'] }),
    nodes: List(node, { description: 'All nodes, the coordinator first.', examples: [[]] }),
    truncated: Bool({ description: 'It was too large: rows were left out.', examples: [false] }),
  },
  { description: 'The Zigbee network as its nodes tell it.' },
);

const bindingTarget = Obj(
  {
    type: Enum(['coordinator', 'device', 'group'], {
      description: 'What it is.',
      examples: ['coordinator'],
    }),
    ieeeAddress: Optional(address('The device.')),
    endpointId: Optional(endpointId),
    groupId: Optional(number16('The group.', 0x4001)),
  },
  { description: 'Who is told.', examples: [{ type: 'coordinator' }] },
);

const bindings = Obj(
  {
    type: Literal('bindings', { description: 'What was found.', examples: ['bindings'] }),
    bindings: List(
      Obj(
        {
          endpointId,
          clusterId: number16('The cluster.', 6),
          cluster: Str({ maxLength: 64, description: 'Its name.', examples: ['genOnOff'] }),
          target: bindingTarget,
        },
        { description: 'A row of the binding table.' },
      ),
      { description: 'The binding table.', examples: [[]] },
    ),
  },
  { description: 'Whom the device tells of what.' },
);

const interval = (description: string) =>
  orNull(number16(description, 60), `${description} Null if not known.`);

const reporting = Obj(
  {
    type: Literal('reporting', { description: 'What was found.', examples: ['reporting'] }),
    reporting: List(
      Obj(
        {
          endpointId,
          clusterId: number16('The cluster.', 6),
          cluster: Str({ maxLength: 64, description: 'Its name.', examples: ['genOnOff'] }),
          attributeId: number16('The attribute.', 0),
          attribute: Str({ maxLength: 64, description: 'Its name.', examples: ['onOff'] }),
          status: Str({
            maxLength: 64,
            description: 'What the device said: `SUCCESS`, `UNREPORTABLE_ATTRIBUTE`, `NOT_FOUND` …',
            examples: ['SUCCESS'],
          }),
          minimumIntervalS: interval('Not more often than this, seconds.'),
          maximumIntervalS: interval('At least this often, seconds; 65535: not at all.'),
          change: orNull(Num(), 'By how much a number must change; null where that has no meaning.'),
        },
        { description: 'How an attribute is reported.' },
      ),
      { description: 'How attributes are reported.', examples: [[]] },
    ),
  },
  { description: 'How the device reports.' },
);

const groupFates = Obj(
  {
    type: Literal('group', { description: 'What was found.', examples: ['group'] }),
    groupId: number16('The Zigbee group.', 0x4001),
    members: List(
      Obj(
        {
          ieeeAddress: address('The device.'),
          state: Enum(['succeeded', 'failed'], { description: 'How it ended.', examples: ['succeeded'] }),
          via: Enum(['group', 'unicast', 'none'], {
            description: 'Whether it was reached by the group frame, by a frame of its own, or not at all.',
            examples: ['group'],
          }),
          confirmed: Unsafe<Record<string, unknown>>({
            type: 'object',
            additionalProperties: true,
            description: 'The values that the device confirmed.',
            examples: [{ state: 'ON' }],
          }),
          failure: orNull(failure, 'Why it failed; null otherwise.'),
        },
        { description: 'The fate of a member.' },
      ),
      { description: 'The fate of each member.', examples: [[]] },
    ),
  },
  { description: 'What became of each member of a group.' },
);

const permitJoin = Obj(
  {
    type: Literal('permitJoin', { description: 'What was found.', examples: ['permitJoin'] }),
    durationS: Integer({
      ...{ minimum: 0, maximum: 254 },
      description: 'For how long the network is open from then on, seconds; 0: it is closed.',
      examples: [60],
    }),
  },
  { description: 'How long devices may join.' },
);

/** What an operation found out beyond traits. */
export const commandFindingsSchema = Union([networkMapSchema, bindings, reporting, groupFates, permitJoin], {
  description: 'What a radio operation found out.',
  examples: [{ type: 'bindings', bindings: [] }],
});

export type NetworkMap = Static<typeof networkMapSchema>;
export type NetworkNode = NetworkMap['nodes'][number];
export type BindingFindings = Static<typeof bindings>;
export type ReportingFindings = Static<typeof reporting>;
export type GroupFindings = Static<typeof groupFates>;
export type CommandFindings = Static<typeof commandFindingsSchema>;

/** Characters of findings as JSON: an entry of the journal with them must fit the link. */
export const findingsLengthMax = 256 * 1024;

/** Findings of unknown origin, or undefined if they are none. */
export function parseFindings(json: string): CommandFindings | undefined {
  // Of most commands there are none: no exception for each of them.
  if (json === '' || json.length > findingsLengthMax) return undefined;
  try {
    return Value.Parse(commandFindingsSchema, JSON.parse(json));
  } catch {
    // Whatever is wrong with it: it is not understood.
    return undefined;
  }
}
