import Type from 'typebox';
import { ZigfleetError } from '../../../common/zigfleet-error.ts';
import type { Role } from '../../domain/principal.ts';
import { callerOf } from '../authentication.ts';
import { type Caller, homeOf } from '../caller.ts';
import { conditionHeadersSchema, ifMatchOf, tellTag } from '../conditions.ts';
import { limitsOf } from '../guest-limits.ts';
import { operation, problemExample, quotaExample } from '../operation.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import { homeIdSchema } from '../schemas/common-schemas.ts';
import {
  accountIdSchema,
  exampleInvitation,
  exampleMember,
  givenRoleSchema,
  invitationSchema,
  limitsSchema,
  memberSchema,
  toInvitationResource,
  toMemberResource,
} from '../schemas/home-schema.ts';
import { doneSchema } from './accounts.ts';
import { homeParams, unknownHome } from './homes.ts';

const params = { homeId: 'home-1' };
const memberParams = Type.Object({ homeId: homeIdSchema, accountId: accountIdSchema });
const ofGuest = { ...params, accountId: 'account-guest' };
const limitsMember = Type.Unsafe<Parameters<typeof limitsOf>[1]>({ ...limitsSchema, default: null });
const unknownMember = {
  summary: 'No such member',
  params: { ...params, accountId: 'account-none' },
  ...problemExample('not-found', 'There is no such member.'),
};

/** `GET /v1/homes/{homeId}/members`: who belongs to a home. */
export function addListMembers(app: ApiInstance, { ports }: RouteContext): void {
  const list = Type.Object(
    { members: Type.Array(memberSchema, { description: 'The members.', examples: [[exampleMember]] }) },
    { description: 'Members, longest first.' },
  );
  const about = operation(
    { params: homeParams },
    {
      permission: 'members:read',
      operationId: 'listMembers',
      tag: 'homes',
      summary: 'List members',
      description: 'Who belongs to the home, with which role and limits.',
      responses: { 200: { description: 'The members.', schema: list } },
      examples: {
        members: { summary: 'All', params, status: 200, response: { members: [exampleMember] } },
        unknownHome,
      },
    },
  );
  app.get('/v1/homes/:homeId/members', about, async (request) => {
    const members = await ports.homes.members(homeOf(callerOf(request), request.params.homeId));
    return { members: members.map(toMemberResource) };
  });
}

/** `GET /v1/homes/{homeId}/members/{accountId}`: one member. */
export function addReadMember(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    { params: memberParams },
    {
      permission: 'members:read',
      operationId: 'readMember',
      tag: 'homes',
      summary: 'Read a member',
      description: 'One member of the home, with its role and limits.',
      responses: { 200: { description: 'The member.', schema: memberSchema } },
      examples: {
        member: { summary: 'A guest', params: ofGuest, status: 200, response: exampleMember },
        unknownMember,
      },
    },
  );
  app.get('/v1/homes/:homeId/members/:accountId', about, async (request, reply) => {
    const members = await ports.homes.members(homeOf(callerOf(request), request.params.homeId));
    const member = members.find(({ accountId }) => accountId === request.params.accountId);
    if (!member) throw new ZigfleetError('not-found', 'There is no such member.');
    tellTag(reply, member.etag);
    return toMemberResource(member);
  });
}

/** `PATCH /v1/homes/{homeId}/members/{accountId}`: another role, or other limits. */
export function addChangeMember(app: ApiInstance, { ports }: RouteContext): void {
  const body = Type.Object(
    {
      role: Type.Optional(givenRoleSchema),
      limits: Type.Optional(Type.Unsafe<Parameters<typeof limitsOf>[1]>(limitsSchema)),
    },
    { additionalProperties: false, description: 'What changes. Limits go with the role of guest.' },
  );
  const about = operation(
    { params: memberParams, headers: conditionHeadersSchema, body },
    {
      permission: 'members:manage',
      operationId: 'changeMember',
      tag: 'homes',
      summary: 'Change a member',
      description: 'Gives a member another role or other limits. Only the owner makes or changes admins.',
      responses: { 200: { description: 'The member.', schema: memberSchema } },
      examples: {
        limit: {
          summary: 'A guest for one device until the evening',
          params: ofGuest,
          body: {
            role: 'guest',
            limits: { ieeeAddresses: ['0x00158d00045a1b20'], notAfter: '2026-01-05T18:00:00.000Z' },
          },
          status: 200,
          response: {
            ...exampleMember,
            limits: {
              roomIds: null,
              ieeeAddresses: ['0x00158d00045a1b20'],
              notBefore: null,
              notAfter: '2026-01-05T18:00:00.000Z',
            },
            version: 2,
          },
        },
        unknownMember: { ...unknownMember, body: { role: 'guest' } },
      },
    },
  );
  app.patch('/v1/homes/:homeId/members/:accountId', about, async (request, reply) => {
    const caller = callerOf(request);
    const { accountId } = request.params;
    const homeId = homeOf(caller, request.params.homeId);
    const before = (await ports.homes.members(homeId)).find((each) => each.accountId === accountId);
    if (!before) throw new ZigfleetError('not-found', 'There is no such member.');
    const role = (request.body.role as Role | undefined) ?? before.role;
    requireMayAppoint(caller, homeId, role, before.role);
    // What is not spoken of stays: another role for a guest must not lift its limits by the way.
    const kept = role === 'guest' ? before.limits : null;
    const limits = request.body.limits === undefined ? kept : limitsOf(role, request.body.limits);
    const condition = ifMatchOf(request.headers['if-match']);
    const member = await ports.homes.changeMember(homeId, { accountId, role, limits }, condition);
    tellTag(reply, member.etag);
    return toMemberResource(member);
  });
}

/** `DELETE /v1/homes/{homeId}/members/{accountId}`: takes a member out of the home. */
export function addRemoveMember(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    { params: memberParams, headers: conditionHeadersSchema },
    {
      permission: 'members:manage',
      operationId: 'removeMember',
      tag: 'homes',
      summary: 'Remove a member',
      description:
        'Takes a member out of the home: tokens stop reaching it within a second, open event streams end within five.',
      responses: { 200: { description: 'It is no member any more.', schema: doneSchema } },
      examples: {
        remove: { summary: 'A guest', params: ofGuest, status: 200, response: { done: true } },
        unknownMember,
      },
    },
  );
  app.delete('/v1/homes/:homeId/members/:accountId', about, async (request) => {
    const caller = callerOf(request);
    const { accountId } = request.params;
    const homeId = homeOf(caller, request.params.homeId);
    const before = (await ports.homes.members(homeId)).find((each) => each.accountId === accountId);
    requireMayAppoint(caller, homeId, 'guest', before?.role);
    await ports.homes.removeMember(homeId, accountId, ifMatchOf(request.headers['if-match']));
    return { done: true };
  });
}

/** `POST /v1/homes/{homeId}/leave`: stops being a member. */
export function addLeaveHome(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    { params: homeParams },
    {
      permission: 'homes:leave',
      operationId: 'leaveHome',
      tag: 'homes',
      summary: 'Leave a home',
      description: 'Stops being a member. The owner cannot leave: transfer the home, or remove it.',
      responses: { 200: { description: 'You are no member any more.', schema: doneSchema } },
      examples: {
        leave: { summary: 'As a guest', given: 'guest', params, status: 200, response: { done: true } },
        owner: {
          summary: 'As the owner',
          params,
          ...problemExample('conflict', 'The owner stays until the home is transferred.'),
        },
      },
    },
  );
  app.post('/v1/homes/:homeId/leave', about, async (request) => {
    const caller = callerOf(request);
    const homeId = homeOf(caller, request.params.homeId);
    await ports.homes.removeMember(homeId, caller.principal.accountId);
    ports.credentials.forget(caller.bearerToken);
    return { done: true };
  });
}

/** `GET /v1/homes/{homeId}/invitations`: those that can still be accepted. */
export function addListInvitations(app: ApiInstance, { ports }: RouteContext): void {
  const list = Type.Object(
    {
      invitations: Type.Array(invitationSchema, {
        description: 'The invitations.',
        examples: [[exampleInvitation]],
      }),
    },
    { description: 'Open invitations, without their codes.' },
  );
  const about = operation(
    { params: homeParams },
    {
      permission: 'members:manage',
      operationId: 'listInvitations',
      tag: 'homes',
      summary: 'List invitations',
      description: 'The invitations that can still be accepted.',
      responses: { 200: { description: 'The invitations.', schema: list } },
      examples: {
        open: { summary: 'All', params, status: 200, response: { invitations: [exampleInvitation] } },
        unknownHome,
      },
    },
  );
  app.get('/v1/homes/:homeId/invitations', about, async (request) => {
    const invitations = await ports.homes.invitations(homeOf(callerOf(request), request.params.homeId));
    return { invitations: invitations.map(toInvitationResource) };
  });
}

/** `POST /v1/homes/{homeId}/invitations`: invites somebody. */
export function addInvite(app: ApiInstance, { ports }: RouteContext): void {
  const body = Type.Object(
    {
      role: givenRoleSchema,
      limits: limitsMember,
      ttlS: Type.Integer({
        minimum: 60,
        maximum: 2_592_000,
        default: 86_400,
        description: 'How long it can be accepted, seconds.',
        examples: [86_400],
      }),
    },
    { additionalProperties: false, description: 'What is offered.' },
  );
  const answer = Type.Object(
    {
      invitation: Type.Unsafe<typeof exampleInvitation>({
        ...invitationSchema,
        examples: [exampleInvitation],
      }),
      code: Type.String({
        description: 'Give it to whom you invite. Works once. A secret.',
        examples: ['zfi_code'],
      }),
    },
    { description: 'A new invitation.' },
  );
  const about = operation(
    { params: homeParams, body },
    {
      permission: 'members:manage',
      operationId: 'invite',
      tag: 'homes',
      summary: 'Invite somebody',
      description: 'A code with which one account becomes a member. Only the owner invites admins.',
      responses: { 201: { description: 'The invitation with its code.', schema: answer } },
      examples: {
        member: {
          summary: 'A member',
          params,
          body: { role: 'member' },
          status: 201,
          response: { invitation: exampleInvitation, code: 'zfi_code' },
        },
        limitedAdmin: {
          summary: 'Limits for somebody who is no guest',
          params,
          body: { role: 'member', limits: { notAfter: '2026-01-05T18:00:00.000Z' } },
          ...problemExample('invalid-request', 'body/limits must be null: only guests are limited.', {
            faults: [
              {
                code: 'invalid-request',
                field: 'body/limits',
                expected: 'must be null: only guests are limited',
              },
            ],
          }),
        },
      },
    },
  );
  app.post('/v1/homes/:homeId/invitations', about, async (request, reply) => {
    const caller = callerOf(request);
    const homeId = homeOf(caller, request.params.homeId);
    const role = request.body.role as Exclude<Role, 'owner'>;
    const limits = limitsOf(role, request.body.limits);
    requireMayAppoint(caller, homeId, role, undefined);
    const made = await ports.homes.invite(homeId, { role, limits, ttlMs: request.body.ttlS * 1000 });
    reply.code(201);
    return { invitation: toInvitationResource(made.invitation), code: made.code };
  });
}

/** `DELETE /v1/homes/{homeId}/invitations/{invitationId}`: takes an invitation back. */
export function addWithdrawInvitation(app: ApiInstance, { ports }: RouteContext): void {
  const invitationId = Type.String({
    minLength: 1,
    maxLength: 64,
    description: 'The invitation.',
    examples: ['invitation-1'],
  });
  const about = operation(
    { params: Type.Object({ homeId: homeIdSchema, invitationId }) },
    {
      permission: 'members:manage',
      operationId: 'withdrawInvitation',
      tag: 'homes',
      summary: 'Withdraw an invitation',
      description: 'Nobody can accept it any more.',
      responses: { 200: { description: 'It is withdrawn.', schema: doneSchema } },
      examples: {
        withdraw: {
          summary: 'Withdraw it',
          params: { ...params, invitationId: 'invitation-1' },
          status: 200,
          response: { done: true },
        },
        unknownInvitation: {
          summary: 'No such invitation',
          params: { ...params, invitationId: 'invitation-none' },
          ...problemExample('not-found', 'There is no such invitation.'),
        },
      },
    },
  );
  app.delete('/v1/homes/:homeId/invitations/:invitationId', about, async (request) => {
    const homeId = homeOf(callerOf(request), request.params.homeId);
    if (!(await ports.homes.withdraw(homeId, request.params.invitationId))) {
      throw new ZigfleetError('not-found', 'There is no such invitation.');
    }
    return { done: true };
  });
}

/** `POST /v1/invitations/accept`: becomes a member. */
export function addAcceptInvitation(app: ApiInstance, { ports }: RouteContext): void {
  const body = Type.Object(
    { code: Type.String({ minLength: 1, maxLength: 128, description: 'The code.', examples: ['zfi_code'] }) },
    { additionalProperties: false, description: 'Which invitation.' },
  );
  const answer = Type.Object(
    {
      homeId: homeIdSchema,
      role: givenRoleSchema,
    },
    { description: 'The new membership.' },
  );
  const about = operation(
    { body },
    {
      permission: 'homes:join',
      operationId: 'acceptInvitation',
      tag: 'homes',
      summary: 'Accept an invitation',
      description: 'Makes the account a member of the home. A code works once.',
      responses: { 200: { description: 'The membership.', schema: answer } },
      examples: {
        accept: {
          summary: 'Accept',
          body: { code: 'zfi_code' },
          status: 200,
          response: { homeId: 'home-1', role: 'member' },
        },
        ...quotaExample('membersPerHomeMax', { body: { code: 'zfi_code' } }),
        unknownCode: {
          summary: 'No such code',
          body: { code: 'zfi_none' },
          ...problemExample('not-found', 'The invitation is unknown, used, withdrawn or expired.'),
        },
      },
    },
  );
  app.post('/v1/invitations/accept', about, async (request) => {
    const { principal, bearerToken } = callerOf(request);
    const membership = await ports.homes.accept(principal.accountId, request.body.code);
    ports.credentials.forget(bearerToken);
    return membership;
  });
}

/** @throws ZigfleetError `permission-denied` unless the caller may make or change a member of these roles */
function requireMayAppoint(caller: Caller, homeId: string, next: Role, before: Role | undefined): void {
  if (caller.principal.homes.get(homeId) === 'owner') return;
  if (next !== 'admin' && before !== 'admin') return;
  throw new ZigfleetError('permission-denied', 'Only the owner makes or changes admins.');
}
