import Type, { type Static } from 'typebox';
import { commandFailureReasons } from '../../../devices/command-failure.ts';
import type { CommandFindings } from '../../../devices/command-findings.ts';
import type { TraitValues } from '../../../devices/trait.ts';
import { type Command, commandStates, credentialKinds } from '../../domain/command.ts';
import { actionTypes, radioActionMembers } from './action-members.ts';
import {
  commandIdSchema,
  homeIdSchema,
  hubIdSchema,
  ieeeAddressSchema,
  nullable,
  refTo,
  timeSchema,
} from './common-schemas.ts';

const { Enum, Integer, Object: Obj, Optional, String: Str } = Type;

export const commandFailureSchema = Obj(
  {
    reason: Enum([...commandFailureReasons], {
      description: 'A stable word, down to the radio.',
      examples: ['no-ack'],
    }),
    detail: Str({ description: 'One sentence for people.', examples: ['The device did not acknowledge.'] }),
  },
  { description: 'Why a command failed.' },
);

/** What is asked. One flat object: which members there are follows from `type`. */
const actionSchema = Obj(
  {
    type: Enum([...actionTypes], { description: 'What is to be done.', examples: ['setTraits'] }),
    ieeeAddress: Optional(ieeeAddressSchema),
    values: Optional(refTo<TraitValues>('TraitValues')),
    traits: Optional(
      Type.Array(Str(), { description: 'The traits to read from the device.', examples: [['state']] }),
    ),
    durationS: Optional(
      Integer({
        minimum: 0,
        maximum: 254,
        description: 'How long devices may join, seconds.',
        examples: [60],
      }),
    ),
    via: Optional(
      nullable(Str(), {
        description: 'The router through which devices may join; null for all.',
        examples: [null],
      }),
    ),
    force: Optional(
      Type.Boolean({ description: 'Forget the device even if it does not answer.', examples: [false] }),
    ),
    ...radioActionMembers,
  },
  { description: 'What the hub is asked to do.' },
);

export const commandSchema = Obj(
  {
    commandId: commandIdSchema,
    homeId: homeIdSchema,
    hubId: hubIdSchema,
    action: actionSchema,
    state: Enum([...commandStates], {
      description:
        'Where it is in its life: queued, sent to the hub, delivered (the hub has it), then exactly one end: succeeded, failed, expired or cancelled.',
      examples: ['succeeded'],
    }),
    createdAt: timeSchema('When it was asked.'),
    expiresAt: timeSchema('The hub does not start it after this.'),
    changedAt: timeSchema('When it came into its state.'),
    requestedBy: Str({ description: 'The account that asked.', examples: ['account-1'] }),
    requestedThrough: Obj(
      {
        credentialId: Str({ description: 'By which login or API key.', examples: ['key-1'] }),
        kind: Enum([...credentialKinds], {
          description: 'What that is; `token`: the one that the first start made.',
          examples: ['apiKey'],
        }),
        name: nullable(Str(), {
          description: 'What the API key is called; null for others.',
          examples: ['Dashboard'],
        }),
        userAgent: nullable(Str(), {
          description: 'What the program calls itself: the beginning of its `User-Agent`.',
          examples: ['example-app/1.0'],
        }),
      },
      { description: 'Through what it was asked.' },
    ),
    confirmed: nullable(refTo<TraitValues>('TraitValues'), {
      description: 'The values that the device confirmed, if it succeeded; null otherwise.',
      examples: [{ state: 'ON' }],
    }),
    failure: nullable(refTo<Static<typeof commandFailureSchema>>('CommandFailure'), {
      description: 'Why it failed; null otherwise.',
      examples: [{ reason: 'no-ack', detail: 'The device did not acknowledge.' }],
    }),
    findings: Optional(refTo<CommandFindings>('CommandFindings')),
  },
  { description: 'A command and what became of it.' },
);

export type CommandResource = Static<typeof commandSchema>;

/** The command as the API tells it. */
export function toCommandResource(command: Command): CommandResource {
  return {
    commandId: command.commandId,
    homeId: command.homeId,
    hubId: command.hubId,
    action: command.action,
    state: command.state,
    createdAt: new Date(command.createdAtMs).toISOString(),
    expiresAt: new Date(command.expiresAtMs).toISOString(),
    changedAt: new Date(command.changedAtMs).toISOString(),
    requestedBy: command.requestedBy,
    requestedThrough: command.requestedThrough,
    confirmed: command.confirmed,
    failure: command.failure,
    ...(command.findings && { findings: command.findings }),
  };
}
