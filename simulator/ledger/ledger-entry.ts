import Type, { type Static, type TSchema } from 'typebox';
import type { TraitValues } from '../../src/devices/trait.ts';

const { Boolean: Bool, Enum, Integer, Null, Number: Num, Object: Obj, String: Str } = Type;

/** What a ledger calls itself in its first line. */
export const ledgerFormat = 'zigfleet-ledger';
/** Grows when a reader of older ledgers would misread a newer one. */
export const ledgerFormatVersion = 1;

/** Longest house file that a ledger carries, characters: a line of a ledger is bounded. */
export const houseFileLengthMax = 256 * 1024;

const ieeeAddressPattern = '^0x[0-9a-f]{16}$';
const hexPattern = '^([0-9a-f]{2})*$';

const radioId = Str({ minLength: 1, maxLength: 128, description: 'The radio, as the house names it.' });
const frame = Integer({ minimum: 1, description: "The frame's number on the air of its radio." });
const ieeeAddress = Str({ pattern: ieeeAddressPattern, description: 'The device.' });
const unknownOr = <T extends TSchema>(schema: T, description: string) =>
  Type.Union([schema, Null()], { description });
const traits = Type.Unsafe<TraitValues>({
  type: 'object',
  description: 'What it means in terms of traits, as far as the simulator knows the meaning.',
});
const clusterId = Integer({ minimum: 0, maximum: 0xffff, description: 'Cluster id.' });
const cluster = Str({ maxLength: 64, description: 'Name of the cluster, or its id in hex.' });
const endpointId = unknownOr(
  Integer({ minimum: 0, maximum: 255 }),
  'Endpoint of the device; null if several are meant.',
);
const attributes = Type.Unsafe<Record<string, unknown>>({
  type: 'object',
  description:
    'Values by attribute name (or id in hex). Octets are `{"octets":"hex"}`, integers beyond 53 bits are texts.',
});
const physicalValue = Type.Union([Bool(), Num(), Str({ maxLength: 256 })], {
  description: 'The value, in the unit of the variable.',
});
const repeat = Bool({
  description: 'Whether the same frame had arrived there before: a duplicate on the air.',
});

/** Why a frame did not arrive. */
export const lossReasons = ['noRoute', 'lost', 'silent', 'expired', 'overflow', 'noEndpoint'] as const;

/** What each type of entry carries beside `seq`, `timeMs` and `wallMs`. The documentation is made from this table. */
const bodies = {
  runStarted: Obj(
    {
      format: Type.Literal(ledgerFormat, { description: 'That this is a ledger.' }),
      formatVersion: Type.Literal(ledgerFormatVersion, { description: 'The version of this format.' }),
      softwareVersion: Str({ maxLength: 64, description: 'The version of the simulator.' }),
      houseName: Str({ maxLength: 256, description: 'The name of the house.' }),
      houseDigest: Str({
        maxLength: 128,
        description: 'SHA-256 of the house file, in hex; empty without a file.',
      }),
      houseFile: Type.Optional(
        Str({
          maxLength: houseFileLengthMax,
          description: 'The house file itself, so that the run can be replayed; absent if it is too long.',
        }),
      ),
      seed: Integer({ description: 'The seed of everything random.' }),
      clockStartMs: Num({ description: "The house's time at which the run started, Unix milliseconds." }),
      clockSpeed: Num({
        minimum: 0,
        description: 'Seconds of the house for each second; 0: stepped by hand.',
      }),
    },
    { description: 'A run of a house begins. The first entry of each run; a file may hold several runs.' },
  ),
  deviceAdded: Obj(
    {
      radioId,
      deviceId: Str({ minLength: 1, maxLength: 128, description: 'As the house names it.' }),
      ieeeAddress,
      modelId: Str({ maxLength: 64, description: 'As the device names its model.' }),
      variables: Type.Record(Str({ maxLength: 64 }), physicalValue, {
        description: 'Its physical facts at this moment, by name.',
      }),
    },
    { description: 'A device is in the house.' },
  ),
  deviceRemoved: Obj({ ieeeAddress }, { description: 'A device was taken out of the house.' }),
  physicalChanged: Obj(
    {
      deviceId: Str({ minLength: 1, maxLength: 128, description: 'As the house names it.' }),
      ieeeAddress,
      variable: Str({ minLength: 1, maxLength: 64, description: 'Which physical fact.' }),
      value: physicalValue,
      cause: Enum(['physics', 'command', 'outside'], {
        description: 'Nature, a command over the air, or someone from outside.',
      }),
    },
    { description: 'A physical fact about a device changed.' },
  ),
  pinChanged: Obj(
    {
      deviceId: Str({ minLength: 1, maxLength: 128, description: 'As the house names it.' }),
      ieeeAddress,
      variable: Str({ minLength: 1, maxLength: 64, description: 'Which physical fact.' }),
      pinned: Bool({ description: 'Whether someone from outside holds it, or nature has it back.' }),
      value: physicalValue,
    },
    { description: 'Someone from outside took hold of a physical fact, or let go of it.' },
  ),
  actionDone: Obj(
    {
      by: Str({
        maxLength: 128,
        description: 'Who did it: `control`, `replay`, or a story: `story pipe-leaks`.',
      }),
      action: Type.Unsafe<Record<string, unknown>>({
        type: 'object',
        description:
          'What was done, as a house file and the control API say it: `{"press":{"device":"plug"}}`.',
      }),
    },
    {
      description:
        'Someone did something to the house. What came of it has entries of its own, before this one.',
    },
  ),
  faultChanged: Obj(
    {
      fault: Str({
        minLength: 1,
        maxLength: 64,
        description: 'What kind of fault: `loss`, `silence`, `powerCut` ...',
      }),
      target: unknownOr(Str({ maxLength: 128 }), 'The device, radio or circuit that has it; null: all.'),
      active: Bool({ description: 'Whether it begins or ends.' }),
      settings: Type.Unsafe<Record<string, unknown>>({ type: 'object', description: 'How it is set.' }),
    },
    { description: 'A fault began, changed or ended.' },
  ),
  noted: Obj(
    { text: Str({ maxLength: 1024, description: 'For people.' }) },
    { description: 'A step of a story, or a remark of whoever drives the run.' },
  ),
  frameSent: Obj(
    {
      radioId,
      frame,
      from: unknownOr(
        Str({ pattern: ieeeAddressPattern }),
        'The sender; null if its address is nobody’s any more.',
      ),
      to: Type.Union(
        [
          Obj({
            networkAddress: Integer({ minimum: 0, maximum: 0xffff }),
            ieeeAddress: unknownOr(Str({ pattern: ieeeAddressPattern }), 'Null if nobody has the address.'),
            endpointId: Integer({ minimum: 0, maximum: 255 }),
          }),
          Obj({ groupId: Integer({ minimum: 0, maximum: 0xffff }) }),
          Obj({
            broadcast: Integer({ minimum: 0, maximum: 0xffff }),
            endpointId: Integer({ minimum: 0, maximum: 255 }),
          }),
        ],
        { description: 'To one node, a group, or a broadcast address.' },
      ),
      sourceEndpointId: Integer({ minimum: 0, maximum: 255, description: 'Endpoint of the sender.' }),
      profileId: Integer({ minimum: 0, maximum: 0xffff, description: 'Profile id; 0 is ZDO.' }),
      clusterId,
      payload: Str({ pattern: hexPattern, maxLength: 4096, description: 'The ZCL or ZDO frame, in hex.' }),
    },
    { description: 'A node or the coordinator sent an application frame.' },
  ),
  frameDelivered: Obj(
    {
      radioId,
      frame,
      at: unknownOr(Str({ pattern: ieeeAddressPattern }), 'Where it arrived.'),
    },
    {
      description: 'A frame arrived; once for each receiver of a group or broadcast, and for each duplicate.',
    },
  ),
  frameLost: Obj(
    {
      radioId,
      frame,
      at: unknownOr(Str({ pattern: ieeeAddressPattern }), 'Where it should have arrived.'),
      reason: Enum([...lossReasons], { description: 'Why it did not arrive.' }),
    },
    { description: 'A frame did not arrive at one of its receivers.' },
  ),
  reportDelivered: Obj(
    {
      radioId,
      frame,
      ieeeAddress,
      endpointId,
      kind: Enum(['report', 'readResponse', 'notification'], {
        description:
          'Sent by itself, asked for, or a command of a cluster’s server such as a zone status change.',
      }),
      clusterId,
      cluster,
      attributes,
      traits,
      open: Bool({
        description:
          'Whether it may say more than `traits`: it has parts whose meaning the simulator does not know.',
      }),
      heard: Bool({
        description:
          'Whether it went into the serial line, as far as can be told: not if no program was there, or one that does not read.',
      }),
      repeat,
    },
    { description: 'A frame with values of a device arrived at the coordinator.' },
  ),
  commandExecuted: Obj(
    {
      radioId,
      frame,
      ieeeAddress,
      from: unknownOr(Str({ pattern: ieeeAddressPattern }), 'Who sent it.'),
      endpointId,
      kind: Enum(['command', 'write'], { description: 'A command of a cluster, or attributes written.' }),
      clusterId,
      cluster,
      command: Str({ maxLength: 64, description: 'Name of the command, or its id in hex.' }),
      transactionSequence: Integer({
        minimum: 0,
        maximum: 255,
        description: 'ZCL transaction sequence number.',
      }),
      attributes,
      status: Str({
        maxLength: 64,
        description:
          'The device’s status: `success`, a ZCL status, or `unknown` where none is told (groups).',
      }),
      traits,
      repeat,
    },
    { description: 'A device carried out, or refused, a command or a write.' },
  ),
  nodeJoined: Obj(
    {
      radioId,
      ieeeAddress,
      networkAddress: Integer({ minimum: 0, maximum: 0xffff, description: 'May change; never a key.' }),
      rejoin: Bool({ description: 'Whether it came back into a network that it knew.' }),
    },
    { description: 'A node is in the network.' },
  ),
  nodeLeft: Obj(
    { radioId, ieeeAddress, rejoin: Bool({ description: 'Whether it is going to come back.' }) },
    { description: 'A node left the network.' },
  ),
  permitJoinChanged: Obj(
    { radioId, durationS: Num({ minimum: 0, description: 'Seconds; 0 closes.' }) },
    { description: 'The network was opened or closed for joining.' },
  ),
  coordinatorStarted: Obj({ radioId }, { description: 'The coordinator is on the air.' }),
  coordinatorStopped: Obj({ radioId }, { description: 'The coordinator is off the air.' }),
  lineConnected: Obj({ radioId }, { description: 'A program connected to the coordinator’s serial line.' }),
  lineDisconnected: Obj(
    {
      radioId,
      unsentFrames: Integer({
        minimum: 0,
        description: 'Frames for it that had not left yet, and are lost.',
      }),
    },
    { description: 'The program behind the coordinator is gone.' },
  ),
  entriesDropped: Obj(
    { count: Integer({ minimum: 1, description: 'How many entries are missing here.' }) },
    { description: 'The disk was too slow or full: entries are missing.' },
  ),
  runEnded: Obj(
    {
      dropped: Integer({ minimum: 0, description: 'How many entries the run dropped in all.' }),
    },
    { description: 'The run was stopped in an orderly way. A run without it was cut off.' },
  ),
} as const;

export type LedgerEntryType = keyof typeof bodies;
export const ledgerEntryTypes = Object.keys(bodies) as LedgerEntryType[];

/** What every entry begins with. */
export const ledgerStampSchema = Obj({
  seq: Integer({ minimum: 1, description: 'Counts the entries of a run from 1, without gaps.' }),
  timeMs: Num({
    description: "The house's time, Unix milliseconds. The same in every run with the same seed.",
  }),
  wallMs: Num({
    description: "The machine's time, Unix milliseconds: what the platform's times compare with.",
  }),
});
export type LedgerStamp = Static<typeof ledgerStampSchema>;

export type LedgerBodyOf<T extends LedgerEntryType> = Static<(typeof bodies)[T]>;

/** An entry before it is stamped. */
export type LedgerBody = { [T in LedgerEntryType]: { type: T } & LedgerBodyOf<T> }[LedgerEntryType];

/** A line of a ledger. */
export type LedgerEntry = LedgerBody & LedgerStamp;
export type LedgerEntryOf<T extends LedgerEntryType> = Extract<LedgerEntry, { type: T }>;

/** What an entry of a type carries beside its stamp. */
export function ledgerBodySchema(type: LedgerEntryType) {
  return bodies[type];
}

/** Whether a text names a type of entry. */
export function isLedgerEntryType(text: unknown): text is LedgerEntryType {
  return typeof text === 'string' && Object.hasOwn(bodies, text);
}
