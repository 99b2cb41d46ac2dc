import Type from 'typebox';
import { ZigfleetError } from '../../../common/zigfleet-error.ts';
import { type IeeeAddress, isIeeeAddress } from '../../../devices/ieee-address.ts';
import type { PlatformPorts } from '../../domain/ports.ts';
import { callerOf } from '../authentication.ts';
import { type Caller, findInHomes, homeOf, homesOf, unlimitedHomes } from '../caller.ts';
import { conditionHeadersSchema, ifMatchOf, tellTag } from '../conditions.ts';
import { exampleLight, nowhere } from '../example-world.ts';
import { operation, problemExample } from '../operation.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import { homeIdSchema } from '../schemas/common-schemas.ts';
import {
  exampleGroup,
  groupIdSchema,
  groupMembersSchema,
  groupSchema,
  toGroupResource,
} from '../schemas/group-schema.ts';
import { nameSchema } from '../schemas/home-schema.ts';
import { doneSchema } from './accounts.ts';

export const groupParams = Type.Object({ groupId: groupIdSchema });
export const ofExampleGroup = { groupId: exampleGroup.groupId };
const notFound = 'There is no such group.';
export const unknownGroup = {
  summary: 'No such group',
  params: { groupId: 'group-none' },
  ...problemExample('not-found', notFound),
};
const noDevice = {
  summary: 'A member that is not there',
  ...problemExample(
    'invalid-value',
    `body/members must be devices of the home: ${nowhere.ieeeAddress} is none.`,
    {
      faults: [{ code: 'invalid-value', field: 'body/members', expected: 'devices of the home' }],
    },
  ),
};

/** `GET /v1/groups`: the groups within the caller's reach. */
export function addListGroups(app: ApiInstance, { ports }: RouteContext): void {
  const list = Type.Object(
    { groups: Type.Array(groupSchema, { description: 'The groups, by name.', examples: [[exampleGroup]] }) },
    { description: 'Groups.' },
  );
  const querystring = Type.Object({ homeId: Type.Optional(homeIdSchema) }, { additionalProperties: false });
  const about = operation(
    { querystring },
    {
      permission: 'groups:read',
      operationId: 'listGroups',
      tag: 'groups',
      summary: 'List groups',
      description:
        'The groups of every home that the token reaches, or of one. A guest who is limited to some devices is shown none.',
      responses: { 200: { description: 'The groups.', schema: list } },
      examples: {
        groups: { summary: 'All', status: 200, response: { groups: [exampleGroup] } },
        unknownHome: {
          ...{ summary: 'No such home', query: { homeId: 'home-none' } },
          ...problemExample('not-found', 'There is no such home.'),
        },
      },
    },
  );
  app.get('/v1/groups', about, async (request) => {
    const caller = callerOf(request);
    const homeIds = unlimitedHomes(caller, homesOf(caller, request.query.homeId));
    const lists = await Promise.all(homeIds.map((homeId) => ports.groups.list(homeId)));
    return { groups: lists.flat().map(toGroupResource) };
  });
}

/** `GET /v1/groups/{groupId}`: one group. */
export function addReadGroup(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    { params: groupParams },
    {
      permission: 'groups:read',
      operationId: 'readGroup',
      tag: 'groups',
      summary: 'Read a group',
      description: 'One group.',
      responses: { 200: { description: 'The group.', schema: groupSchema } },
      examples: {
        group: { summary: 'A group', params: ofExampleGroup, status: 200, response: exampleGroup },
        unknownGroup,
      },
    },
  );
  app.get('/v1/groups/:groupId', about, async (request, reply) => {
    const group = await findGroup(ports, callerOf(request), request.params.groupId);
    tellTag(reply, group.etag);
    return toGroupResource(group);
  });
}

/** `POST /v1/groups`: makes a group. */
export function addCreateGroup(app: ApiInstance, { ports }: RouteContext): void {
  const body = Type.Object(
    {
      homeId: Type.Optional(homeIdSchema),
      name: nameSchema,
      members: Type.Unsafe<string[]>({ ...groupMembersSchema, default: [] }),
    },
    { additionalProperties: false, description: 'The group.' },
  );
  const like = { name: exampleGroup.name, members: [exampleLight.ieeeAddress] };
  const about = operation(
    { body },
    {
      permission: 'groups:manage',
      operationId: 'createGroup',
      tag: 'groups',
      summary: 'Make a group',
      description:
        'Devices that are told something together. Those of one hub become members of a Zigbee group on its radio, as far as they can: then one frame reaches them all. The home may be left out if the token reaches only one.',
      responses: { 201: { description: 'The group.', schema: groupSchema } },
      examples: {
        create: { summary: 'Of one lamp', body: like, status: 201, response: exampleGroup },
        noDevice: { ...noDevice, body: { ...like, members: [nowhere.ieeeAddress] } },
        unknownHome: {
          ...{ summary: 'No such home', body: { ...like, homeId: 'home-none' } },
          ...problemExample('not-found', 'There is no such home.'),
        },
      },
    },
  );
  app.post('/v1/groups', about, async (request, reply) => {
    const caller = callerOf(request);
    const { homeId, name, members } = request.body;
    const spec = { name, members: addressesOf(members) };
    const group = await ports.groups.create(homeOf(caller, homeId), spec, caller.principal);
    tellTag(reply.code(201), group.etag);
    return toGroupResource(group);
  });
}

/** `PATCH /v1/groups/{groupId}`: renames a group, or says anew who is in it. */
export function addUpdateGroup(app: ApiInstance, { ports }: RouteContext): void {
  const body = Type.Object(
    { name: Type.Optional(nameSchema), members: Type.Optional(groupMembersSchema) },
    { additionalProperties: false, minProperties: 1, description: 'What changes.' },
  );
  const about = operation(
    { params: groupParams, headers: conditionHeadersSchema, body },
    {
      permission: 'groups:manage',
      operationId: 'updateGroup',
      tag: 'groups',
      summary: 'Change a group',
      description: 'Renames a group, or says anew which devices are in it.',
      responses: { 200: { description: 'The group.', schema: groupSchema } },
      examples: {
        empty: {
          ...{ summary: 'Nobody any more', params: ofExampleGroup, body: { name: 'Later', members: [] } },
          ...{ status: 200, response: { ...exampleGroup, name: 'Later', members: [], version: 2 } },
        },
        noDevice: { ...noDevice, params: ofExampleGroup, body: { members: [nowhere.ieeeAddress] } },
        unknownGroup: { ...unknownGroup, body: { name: 'Later' } },
      },
    },
  );
  app.patch('/v1/groups/:groupId', about, async (request, reply) => {
    const caller = callerOf(request);
    const { homeId, groupId } = await findGroup(ports, caller, request.params.groupId);
    const { name, members } = request.body;
    const change = {
      ...(name !== undefined && { name }),
      ...(members !== undefined && { members: addressesOf(members) }),
    };
    const condition = ifMatchOf(request.headers['if-match']);
    const group = await ports.groups.update(homeId, groupId, change, caller.principal, condition);
    tellTag(reply, group.etag);
    return toGroupResource(group);
  });
}

/** `DELETE /v1/groups/{groupId}`: removes a group. */
export function addDeleteGroup(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    { params: groupParams, headers: conditionHeadersSchema },
    {
      permission: 'groups:manage',
      operationId: 'deleteGroup',
      tag: 'groups',
      summary: 'Remove a group',
      description: 'Removes a group; its devices stay.',
      responses: { 200: { description: 'It is gone.', schema: doneSchema } },
      examples: {
        remove: { summary: 'Remove it', params: ofExampleGroup, status: 200, response: { done: true } },
        unknownGroup,
      },
    },
  );
  app.delete('/v1/groups/:groupId', about, async (request) => {
    const caller = callerOf(request);
    const { homeId, groupId } = await findGroup(ports, caller, request.params.groupId);
    const condition = ifMatchOf(request.headers['if-match']);
    await ports.groups.remove(homeId, groupId, caller.principal, condition);
    return { done: true };
  });
}

/** @throws ZigfleetError `not-found`, `permission-denied` */
export function findGroup(ports: PlatformPorts, caller: Caller, groupId: string) {
  return findInHomes(caller, (homeId) => ports.groups.get(homeId, groupId), notFound);
}

/** @throws ZigfleetError `invalid-value` for what is no address */
function addressesOf(members: readonly string[]): IeeeAddress[] {
  const addresses = [...new Set(members.map((each) => each.toLowerCase()))];
  const bad = addresses.find((each) => !isIeeeAddress(each));
  if (bad === undefined) return addresses as IeeeAddress[];
  const expected = 'addresses such as 0x00158d00045a1b20';
  throw new ZigfleetError('invalid-value', `body/members must be ${expected}.`, {
    context: { faults: [{ code: 'invalid-value', field: 'body/members', expected }] },
  });
}
