import Type, { type Static } from 'typebox';
import { type AuditEntry, auditResults } from '../../domain/audit.ts';
import { exampleCommand, exampleLight } from '../example-world.ts';
import { nullable, timeSchema } from './common-schemas.ts';

const exampleTargets = { ieeeAddress: exampleLight.ieeeAddress, commandId: exampleCommand.commandId };

export const auditEntrySchema = Type.Object(
  {
    requestId: Type.String({
      description: 'The request, as its answer named it.',
      examples: ['req-5f0c2a9be81d-1k'],
    }),
    time: timeSchema('When it was asked.'),
    operation: Type.String({
      description: "The operation's id in this document.",
      examples: ['sendCommand'],
    }),
    accountId: nullable(Type.String(), {
      description: 'Who asked. Of a login that was refused: the account that was tried, if there is one.',
      examples: ['account-1'],
    }),
    credentialId: nullable(Type.String(), {
      description: 'By which login or API key.',
      examples: ['credential-1'],
    }),
    client: nullable(Type.String(), {
      description: 'What the program calls itself: the beginning of its `User-Agent`.',
      examples: ['zigfleet/0.1.0'],
    }),
    address: Type.String({
      description: 'From which address: that of the connection, or what a trusted proxy says.',
      examples: ['203.0.113.7'],
    }),
    homeId: nullable(Type.String(), { description: 'The home that it was about.', examples: ['home-1'] }),
    targets: Type.Unsafe<Record<string, string>>({
      type: 'object',
      additionalProperties: { type: 'string' },
      description: 'What it was about: the ids in the path, and of what was made.',
      examples: [exampleTargets],
    }),
    details: Type.Unsafe<Record<string, unknown>>({
      type: 'object',
      additionalProperties: true,
      description: 'What was asked: the body without secrets, shortened where it is long.',
      examples: [{ set: { state: 'ON' } }],
    }),
    result: Type.Enum([...auditResults], {
      description:
        'How it ended. `refused`: nothing was changed, see `code`. `failed`: by a fault of the platform. `unknown`: the node ended before it could say; it may or may not have taken effect.',
      examples: ['succeeded'],
    }),
    status: nullable(Type.Integer(), {
      description: 'The status that was answered; null if the result is unknown.',
      examples: [202],
    }),
    code: nullable(Type.String(), {
      description: 'The code of the problem that was answered.',
      examples: ['permission-denied'],
    }),
  },
  { description: 'Who did what, and how it ended.' },
);

export type AuditEntryResource = Static<typeof auditEntrySchema>;

export function toAuditResource({ timeMs, ...entry }: AuditEntry): AuditEntryResource {
  const { requestId, ...rest } = entry;
  return { requestId, time: new Date(timeMs).toISOString(), ...rest };
}

/** An entry of the platform of the examples. */
export const exampleAuditEntry: AuditEntryResource = {
  requestId: 'req-5f0c2a9be81d-1k',
  time: '2026-01-05T08:30:00.000Z',
  operation: 'sendCommand',
  accountId: 'account-1',
  credentialId: 'credential-1',
  client: 'zigfleet/0.1.0',
  address: '203.0.113.7',
  homeId: 'home-1',
  targets: exampleTargets,
  details: { set: { state: 'ON' } },
  result: 'succeeded',
  status: 202,
  code: null,
};
