import Type from 'typebox';
import type { GuestLimits, Home, Invitation, Member, Room } from '../../domain/home.ts';
import { type Role, roles } from '../../domain/principal.ts';
import { homeIdSchema, ieeeAddressSchema, nullable, timeSchema } from './common-schemas.ts';

const time = '2026-01-05T08:30:00.000Z';
const nullableTime = (description: string) =>
  nullable(Type.String({ format: 'date-time', maxLength: 64 }), {
    description,
    examples: [time, null],
    default: null,
  });

export const accountIdSchema = Type.String({
  minLength: 1,
  maxLength: 64,
  description: 'The account.',
  examples: ['account-guest'],
});
export const roomIdSchema = Type.String({
  minLength: 1,
  maxLength: 64,
  description: 'The room.',
  examples: ['room-1'],
});
export const nameSchema = Type.String({
  minLength: 1,
  maxLength: 64,
  description: 'What people call it.',
  examples: ['Kitchen'],
});
export const parentSchema = nullable(roomIdSchema, {
  description: 'The room that it is in.',
  examples: [null],
});
const roleSchema = Type.Enum([...roles], { description: 'The role.', examples: ['member'] });
export const givenRoleSchema = Type.Enum(['admin', 'member', 'guest'], {
  description: 'The role.',
  examples: ['guest'],
});

const versionSchema = Type.Integer({ minimum: 0, description: 'Grows with every change.', examples: [1] });

export const limitsSchema = nullable(
  Type.Object(
    {
      roomIds: Type.Optional(
        nullable(Type.Array(roomIdSchema, { maxItems: 50 }), {
          description:
            'Only the devices in these rooms and in the rooms within them; null with `ieeeAddresses` null: all.',
          examples: [['room-1']],
          default: null,
        }),
      ),
      ieeeAddresses: Type.Optional(
        nullable(Type.Array(ieeeAddressSchema, { maxItems: 100 }), {
          description: 'Only these devices, beside those of the rooms.',
          examples: [['0x00158d00045a1b20']],
          default: null,
        }),
      ),
      notBefore: Type.Optional(nullableTime('No access before.')),
      notAfter: Type.Optional(nullableTime('No access from then on.')),
    },
    { additionalProperties: false },
  ),
  {
    description: 'What a guest is limited to; null: nothing. Of other roles always null.',
    examples: [
      { roomIds: null, ieeeAddresses: ['0x00158d00045a1b20'], notBefore: null, notAfter: time },
      null,
    ],
  },
);

export const homeSchema = Type.Object(
  {
    homeId: homeIdSchema,
    name: Type.String({ description: 'What people call it.', examples: ['Home'] }),
    role: roleSchema,
    createdAt: timeSchema('When it was made.'),
    pinRequired: Type.Boolean({
      description: 'Whether commands to locks and other security devices need a PIN.',
      examples: [false],
    }),
    securityDevices: Type.Array(ieeeAddressSchema, {
      description: 'Devices that need the PIN too, although their traits do not say so.',
      examples: [[]],
    }),
    version: versionSchema,
  },
  { description: 'A home, and the role of the caller in it.' },
);

export const memberSchema = Type.Object(
  {
    accountId: accountIdSchema,
    role: roleSchema,
    since: timeSchema('When it became a member.'),
    limits: limitsSchema,
    version: versionSchema,
  },
  { description: 'A member of a home.' },
);

export const invitationSchema = Type.Object(
  {
    invitationId: Type.String({ description: 'The invitation. Not its code.', examples: ['invitation-1'] }),
    role: givenRoleSchema,
    limits: limitsSchema,
    createdAt: timeSchema('When it was made.'),
    expiresAt: timeSchema('It cannot be accepted from then on.'),
  },
  { description: 'An offer to become a member.' },
);

export const roomSchema = Type.Object(
  {
    roomId: roomIdSchema,
    name: Type.String({ description: 'What people call it.', examples: ['Kitchen'] }),
    parentId: parentSchema,
    version: versionSchema,
  },
  { description: 'A room of a home.' },
);

export const exampleHome = {
  homeId: 'home-1',
  name: 'Home',
  role: 'owner' as Role,
  createdAt: time,
  pinRequired: false,
  securityDevices: [] as string[],
  version: 1,
};
export const exampleMember = {
  accountId: 'account-guest',
  role: 'guest' as Role,
  since: time,
  limits: null,
  version: 1,
};
export const exampleInvitation = {
  invitationId: 'invitation-1',
  role: 'member' as const,
  limits: null,
  createdAt: time,
  expiresAt: '2026-01-06T08:30:00.000Z',
};
export const exampleRoom = { roomId: 'room-1', name: 'Kitchen', parentId: null, version: 1 };

const textOf = (timeMs: number) => new Date(timeMs).toISOString();
const nullableTextOf = (timeMs: number | null) => (timeMs === null ? null : textOf(timeMs));

export function toHomeResource(home: Home, role: Role) {
  const { homeId, name, createdAtMs, pinRequired, securityDevices, version } = home;
  return {
    ...{ homeId, name, role, createdAt: textOf(createdAtMs), pinRequired },
    ...{ securityDevices: [...securityDevices], version },
  };
}

function toLimitsResource(limits: GuestLimits | null) {
  if (!limits) return null;
  const { roomIds, ieeeAddresses, notBeforeMs, notAfterMs } = limits;
  return {
    roomIds: roomIds && [...roomIds],
    ieeeAddresses: ieeeAddresses && [...ieeeAddresses],
    notBefore: nullableTextOf(notBeforeMs),
    notAfter: nullableTextOf(notAfterMs),
  };
}

export function toMemberResource({ accountId, role, sinceMs, limits, version }: Member) {
  return { accountId, role, since: textOf(sinceMs), limits: toLimitsResource(limits), version };
}

export function toInvitationResource(invitation: Invitation) {
  const { invitationId, role, limits, createdAtMs, expiresAtMs } = invitation;
  return {
    ...{ invitationId, role, limits: toLimitsResource(limits) },
    ...{ createdAt: textOf(createdAtMs), expiresAt: textOf(expiresAtMs) },
  };
}

export function toRoomResource({ roomId, name, parentId, version }: Room) {
  return { roomId, name, parentId, version };
}
