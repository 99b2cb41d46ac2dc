import Type, { type Static } from 'typebox';
import type { GroupFindings } from '../../../devices/command-findings.ts';
import type { IeeeAddress } from '../../../devices/ieee-address.ts';
import type { Command } from '../../domain/command.ts';
import { isFinal } from '../../domain/command.ts';
import type { Group } from '../../domain/group.ts';
import { exampleLight } from '../example-world.ts';
import { type CommandResource, toCommandResource } from './command-schema.ts';
import { homeIdSchema, ieeeAddressSchema, nullable, refTo } from './common-schemas.ts';
import { nameSchema } from './home-schema.ts';

/** Most devices of a group. */
export const groupMembersMax = 200;

export const groupIdSchema = Type.String({
  ...{ minLength: 1, maxLength: 64 },
  description: 'The group.',
  examples: ['group-1'],
});

export const groupMembersSchema = Type.Array(ieeeAddressSchema, {
  ...{ maxItems: groupMembersMax, uniqueItems: true },
  description: 'The devices of the group, of any hub of the home.',
  examples: [[exampleLight.ieeeAddress]],
});

export const groupSchema = Type.Object(
  {
    groupId: groupIdSchema,
    homeId: homeIdSchema,
    name: nameSchema,
    members: groupMembersSchema,
    zigbeeGroupId: Type.Integer({
      ...{ minimum: 1, maximum: 0xfff7 },
      description: 'What the radios call it: bindings can have it as a target.',
      examples: [0x4001],
    }),
    version: Type.Integer({ minimum: 0, description: 'Grows with every change.', examples: [1] }),
  },
  { description: 'Devices that are told something together.' },
);

export const exampleGroup = {
  groupId: 'group-1',
  homeId: 'home-1',
  name: 'Kitchen lights',
  members: [exampleLight.ieeeAddress],
  zigbeeGroupId: 0x4001,
  version: 1,
};

export function toGroupResource({ groupId, homeId, name, members, zigbeeGroupId, version }: Group) {
  return { groupId, homeId, name, members: [...members], zigbeeGroupId, version };
}

const memberFateSchema = Type.Object(
  {
    ieeeAddress: ieeeAddressSchema,
    commandId: nullable(Type.String(), {
      description: 'The command to its hub; null if none was made for it.',
      examples: ['cmd-01'],
    }),
    state: Type.Enum(['open', 'succeeded', 'failed', 'expired', 'cancelled', 'refused'], {
      description:
        'What became of it: `open` as long as its hub has not said; `refused`: it cannot take what is to be set.',
      examples: ['succeeded'],
    }),
    via: nullable(Type.Enum(['group', 'unicast', 'none']), {
      description:
        'Whether it was told by the one frame to the group, by a frame of its own, or not at all; null as long as that is not known.',
      examples: ['group'],
    }),
    confirmed: nullable(refTo<Record<string, never>>('TraitValues'), {
      description: 'The values that it confirmed, if it succeeded; null otherwise.',
      examples: [{ state: 'ON' }],
    }),
    failure: nullable(refTo<object>('CommandFailure'), {
      description: 'Why it failed; null otherwise.',
      examples: [null],
    }),
    problem: nullable(Type.Unsafe<object>({ $ref: 'Problem#' }), {
      description: 'Why no command was made for it; null if one was.',
      examples: [null],
    }),
  },
  { description: 'What became of a command for one member.' },
);
export type MemberFate = Omit<Static<typeof memberFateSchema>, 'confirmed'> & { confirmed: object | null };

export const groupCommandSchema = Type.Object(
  {
    groupId: groupIdSchema,
    members: Type.Array(memberFateSchema, { description: 'One for each member.', examples: [[]] }),
    commands: Type.Array(Type.Unsafe<CommandResource>({ $ref: 'Command#' }), {
      description: 'The commands, one for each hub that has members.',
      examples: [[]],
    }),
  },
  { description: 'What became of a command to a group.' },
);

/** What a command says of one of the devices that it is for. */
export function memberFate(ieeeAddress: IeeeAddress, command: Command): MemberFate {
  const { commandId, state, failure } = command;
  const none = { ieeeAddress, commandId, via: null, confirmed: null, failure: null, problem: null };
  if (!isFinal(state)) return { ...none, state: 'open' };
  const found = ofGroup(command)?.members.find((each) => each.ieeeAddress === ieeeAddress);
  if (!found) return { ...none, state, failure };
  const { state: own, via, confirmed } = found;
  return {
    ...none,
    state: own,
    via,
    confirmed: own === 'succeeded' ? confirmed : null,
    failure: found.failure,
  };
}

function ofGroup({ findings }: Command): GroupFindings | undefined {
  return findings?.type === 'group' ? findings : undefined;
}

export function toGroupCommandResource(
  groupId: string,
  members: readonly MemberFate[],
  commands: readonly Command[],
) {
  return { groupId, members: [...members], commands: commands.map(toCommandResource) };
}
