import Type from 'typebox';
import { ZigfleetError } from '../../../common/zigfleet-error.ts';
import type { PlatformPorts } from '../../domain/ports.ts';
import { callerOf } from '../authentication.ts';
import { type Caller, findInHomes, homeOf, homesOf, unlimitedHomes } from '../caller.ts';
import { conditionHeadersSchema, ifMatchOf, tellTag } from '../conditions.ts';
import { exampleHub, nowhere } from '../example-world.ts';
import { operation, problemExample, quotaExample } from '../operation.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import { homeIdSchema, hubIdSchema, iconSchema, timeSchema } from '../schemas/common-schemas.ts';
import { nameSchema } from '../schemas/home-schema.ts';
import { toHubResource } from '../schemas/hub-schema.ts';
import { doneSchema } from './accounts.ts';

const hubList = Type.Object(
  { hubs: Type.Array(Type.Unsafe({ $ref: 'Hub#' }), { description: 'The hubs.', examples: [[exampleHub]] }) },
  { description: 'Hubs, by home and name.' },
);

const claimCode = Type.Object(
  {
    claimCode: Type.String({
      description: 'Give it to the hub: `zigfleet hub --claim CODE`. It works once. A secret until then.',
      examples: ['K7QF-2M9X-T4RD'],
    }),
    expiresAt: timeSchema('It does not work after this.'),
  },
  { description: 'A claim code.' },
);

/** `GET /v1/hubs`: the hubs within the caller's reach. */
export function addListHubs(app: ApiInstance, { ports }: RouteContext): void {
  const querystring = Type.Object({ homeId: Type.Optional(homeIdSchema) }, { additionalProperties: false });
  const about = operation(
    { querystring },
    {
      permission: 'hubs:read',
      operationId: 'listHubs',
      tag: 'hubs',
      summary: 'List hubs',
      description: 'The hubs of every home that the token reaches, or of one.',
      responses: { 200: { description: 'The hubs.', schema: hubList } },
      examples: {
        everyHome: { summary: 'Of every home', status: 200, response: { hubs: [exampleHub] } },
        oneHome: {
          summary: 'Of one home',
          query: { homeId: exampleHub.homeId },
          status: 200,
          response: { hubs: [exampleHub] },
        },
        unknownHome: {
          summary: 'No such home',
          query: { homeId: 'home-none' },
          ...problemExample('not-found', 'There is no such home.'),
        },
      },
    },
  );
  app.get('/v1/hubs', about, async (request) => {
    const caller = callerOf(request);
    const homeIds = unlimitedHomes(caller, homesOf(caller, request.query.homeId));
    const lists = await Promise.all(homeIds.map((homeId) => ports.hubs.list(homeId)));
    return { hubs: lists.flat().map(toHubResource) };
  });
}

/** `GET /v1/hubs/{hubId}`: one hub. */
export function addReadHub(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    { params: Type.Object({ hubId: hubIdSchema }) },
    {
      permission: 'hubs:read',
      operationId: 'readHub',
      tag: 'hubs',
      summary: 'Read a hub',
      description: 'One hub.',
      responses: { 200: { description: 'The hub.', schema: { $ref: 'Hub#' } } },
      examples: {
        hub: { summary: 'A hub', params: { hubId: exampleHub.hubId }, status: 200, response: exampleHub },
        unknownHub: {
          summary: 'No such hub',
          params: { hubId: nowhere.hubId },
          ...problemExample('not-found', 'There is no such hub.'),
        },
      },
    },
  );
  app.get('/v1/hubs/:hubId', about, async (request, reply) => {
    const hub = await findHub(ports, callerOf(request), request.params.hubId);
    tellTag(reply, hub.etag);
    return toHubResource(hub);
  });
}

/** `POST /v1/hubs/claim-codes`: a code with which a hub claims itself into a home. */
export function addCreateClaimCode(app: ApiInstance, { ports }: RouteContext): void {
  const body = Type.Object(
    {
      homeId: Type.Optional(homeIdSchema),
      ttlS: Type.Integer({
        minimum: 60,
        maximum: 86_400,
        default: 3_600,
        description: 'How long the code works, seconds.',
        examples: [3_600],
      }),
    },
    {
      additionalProperties: false,
      description: 'For which home, and how long. Every member may be left out.',
    },
  );
  const about = operation(
    { body },
    {
      permission: 'hubs:claim',
      operationId: 'createClaimCode',
      tag: 'hubs',
      summary: 'Make a claim code',
      description:
        'A code with which one hub claims itself into the home until it expires. The home may be left out if the token reaches only one.',
      responses: { 201: { description: 'The code. It is told only once.', schema: claimCode } },
      examples: {
        claimCode: {
          summary: 'For the only home',
          body: { ttlS: 3_600 },
          status: 201,
          response: { claimCode: 'K7QF-2M9X-T4RD', expiresAt: '2026-01-05T09:30:00.000Z' },
        },
        ...quotaExample('hubsPerHomeMax', { body: { ttlS: 3_600 } }),
        unknownField: {
          summary: 'A field that does not exist',
          body: { owner: 'me' },
          ...problemExample('invalid-request', 'body/owner is not known.', {
            faults: [{ code: 'invalid-request', field: 'body/owner', expected: 'is not known' }],
          }),
        },
        unknownHome: {
          summary: 'No such home',
          body: { homeId: 'home-none' },
          ...problemExample('not-found', 'There is no such home.'),
        },
      },
    },
  );
  app.post('/v1/hubs/claim-codes', about, async (request, reply) => {
    const homeId = homeOf(callerOf(request), request.body.homeId);
    const code = await ports.hubs.createClaimCode(homeId, request.body.ttlS * 1000);
    reply.code(201);
    return { claimCode: code.claimCode, expiresAt: new Date(code.expiresAtMs).toISOString() };
  });
}

const hubParams = Type.Object({ hubId: hubIdSchema });
const ofExampleHub = { hubId: exampleHub.hubId };
const unknownHub = {
  summary: 'No such hub',
  params: { hubId: nowhere.hubId },
  ...problemExample('not-found', 'There is no such hub.'),
};

/** `PATCH /v1/hubs/{hubId}`: changes what people call a hub. */
export function addUpdateHub(app: ApiInstance, { ports }: RouteContext): void {
  const body = Type.Object(
    { name: Type.Optional(nameSchema), icon: Type.Optional(iconSchema) },
    { additionalProperties: false, minProperties: 1, description: 'What changes.' },
  );
  const about = operation(
    { params: hubParams, headers: conditionHeadersSchema, body },
    {
      permission: 'hubs:manage',
      operationId: 'updateHub',
      tag: 'hubs',
      summary: 'Rename a hub',
      description: 'Gives a hub another name or icon.',
      responses: { 200: { description: 'The hub.', schema: { $ref: 'Hub#' } } },
      examples: {
        rename: {
          summary: 'Another name',
          params: ofExampleHub,
          body: { name: 'Attic', icon: 'hub' },
          status: 200,
          response: { ...exampleHub, name: 'Attic', icon: 'hub', version: 4 },
        },
        unknownHub: { ...unknownHub, body: { name: 'Attic' } },
      },
    },
  );
  app.patch('/v1/hubs/:hubId', about, async (request, reply) => {
    const { homeId, hubId } = await findHub(ports, callerOf(request), request.params.hubId);
    const condition = ifMatchOf(request.headers['if-match']);
    const hub = await ports.hubs.update(homeId, hubId, request.body, condition);
    if (!hub) throw new ZigfleetError('not-found', 'There is no such hub.');
    tellTag(reply, hub.etag);
    return toHubResource(hub);
  });
}

/** `DELETE /v1/hubs/{hubId}`: lets go of a hub. */
export function addReleaseHub(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    { params: hubParams, headers: conditionHeadersSchema },
    {
      permission: 'hubs:manage',
      operationId: 'releaseHub',
      tag: 'hubs',
      summary: 'Release a hub',
      description:
        'The home forgets the hub with its devices; its stream is cut, its open commands are cancelled. With a new claim code it can be claimed again, by this home or another.',
      responses: { 200: { description: 'It is released.', schema: doneSchema } },
      examples: {
        release: { summary: 'Release it', params: ofExampleHub, status: 200, response: { done: true } },
        unknownHub,
      },
    },
  );
  app.delete('/v1/hubs/:hubId', about, async (request) => {
    const { homeId, hubId } = await findHub(ports, callerOf(request), request.params.hubId);
    await ports.hubs.release(homeId, hubId, ifMatchOf(request.headers['if-match']));
    return { done: true };
  });
}

/** `POST /v1/hubs/{hubId}/revoke`: the hub's key is not good any more. */
export function addRevokeHub(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    { params: hubParams },
    {
      permission: 'hubs:manage',
      operationId: 'revokeHub',
      tag: 'hubs',
      summary: 'Revoke a hub',
      description:
        'For a hub that was stolen: its key is refused from now on and its stream is cut within five seconds. The home keeps what it knows of its devices until the hub is released.',
      responses: { 200: { description: 'It is revoked.', schema: doneSchema } },
      examples: {
        revoke: { summary: 'Revoke it', params: ofExampleHub, status: 200, response: { done: true } },
        unknownHub,
      },
    },
  );
  app.post('/v1/hubs/:hubId/revoke', about, async (request) => {
    const { homeId, hubId } = await findHub(ports, callerOf(request), request.params.hubId);
    await ports.hubs.revoke(homeId, hubId);
    return { done: true };
  });
}

function findHub(ports: PlatformPorts, caller: Caller, hubId: string) {
  return findInHomes(caller, (homeId) => ports.hubs.get(homeId, hubId), 'There is no such hub.');
}
