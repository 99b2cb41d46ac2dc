import Type from 'typebox';
import { ZigfleetError } from '../../../common/zigfleet-error.ts';
import { callerOf } from '../authentication.ts';
import { findInHomes } from '../caller.ts';
import { tellTag } from '../conditions.ts';
import { exampleHub, nowhere } from '../example-world.ts';
import { operation, problemExample } from '../operation.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import { hubIdSchema } from '../schemas/common-schemas.ts';
import { toHubResource } from '../schemas/hub-schema.ts';
import { commandHeadersSchema, commandResponses, waitingHandlerTimeoutMs } from '../submit-command.ts';
import { exampleRadioCommand, hubProblems, openRadioCommand, submitToHub } from './radio-operation.ts';

const paramsSchema = Type.Object({ hubId: hubIdSchema });
const params = { hubId: exampleHub.hubId };
const notFound = 'There is no such hub.';
const noNewHub = 'There is no such hub to take over: claim it into this home first.';
const newHubId = 'hub-1a2b3c4d5e6f7081';

/** `POST /v1/hubs/{hubId}/replace`: has another hub take over. */
export function addReplaceHub(app: ApiInstance, { ports }: RouteContext): void {
  const body = Type.Object(
    {
      newHubId: Type.String({
        ...hubIdSchema,
        description: 'The hub that takes over.',
        examples: [newHubId],
      }),
    },
    { additionalProperties: false, description: 'Who takes over.' },
  );
  const about = operation(
    { params: paramsSchema, body },
    {
      permission: 'hubs:manage',
      operationId: 'replaceHub',
      tag: 'hubs',
      summary: 'Replace a hub',
      description:
        'Has a new hub, claimed into the same home before, take over from an old one: it gets its name and icon. Devices keep their names, rooms, groups and histories, for these belong to the device: those that the new hub has (because it has the backup of the old coordinator) are its own at once, the others as soon as they join it. The old hub is revoked, its stream is cut and its open commands are cancelled; release it when nothing is left there. Doing it again changes nothing.',
      responses: { 200: { description: 'The new hub.', schema: { $ref: 'Hub#' } } },
      examples: {
        replace: {
          ...{ summary: 'Replace it', params, body: { newHubId }, status: 200 },
          response: { ...exampleHub, hubId: newHubId },
        },
        unknownNewHub: {
          ...{ summary: 'The new hub is not of this home', params, body: { newHubId: nowhere.hubId } },
          ...problemExample('not-found', noNewHub),
        },
        unknownHub: {
          ...{ summary: 'No such hub', params: { hubId: nowhere.hubId }, body: { newHubId } },
          ...problemExample('not-found', notFound),
        },
      },
    },
  );
  app.post('/v1/hubs/:hubId/replace', about, async (request, reply) => {
    const { hubId } = request.params;
    const { homeId } = await findInHomes(callerOf(request), (id) => ports.hubs.get(id, hubId), notFound);
    const hub = await ports.hubs.replace(homeId, hubId, request.body.newHubId);
    if (!hub) throw new ZigfleetError('not-found', noNewHub);
    tellTag(reply, hub.etag);
    return toHubResource(hub);
  });
}

/** `POST /v1/hubs/{hubId}/rotate-key`: has the hub take a new key. */
export function addRotateKey(app: ApiInstance, context: RouteContext): void {
  const action = { type: 'rotateKey' as const };
  const done = exampleRadioCommand(action);
  const about = operation(
    { params: paramsSchema, headers: commandHeadersSchema },
    {
      permission: 'hubs:manage',
      operationId: 'rotateHubKey',
      tag: 'hubs',
      summary: 'Rotate the key of a hub',
      description:
        'Has the hub make a new key pair and sign it with the old one; from then on the old key is refused. It is a command, which succeeds when both sides have the new key on disk. For a hub that was stolen revoke it instead. On the machine of the hub `zigfleet hub rotate-key` does the same.',
      responses: commandResponses,
      examples: {
        waitForEnd: {
          ...{ summary: 'Wait for it', params, headers: { prefer: 'wait=10' }, status: 200, response: done },
        },
        withoutWaiting: {
          ...{ summary: 'Without waiting', given: 'deviceSlow', params, status: 202 },
          response: openRadioCommand(action),
        },
        ...hubProblems,
      },
    },
  );
  app.post(
    '/v1/hubs/:hubId/rotate-key',
    { ...about, handlerTimeout: waitingHandlerTimeoutMs },
    async (request, reply) => {
      const asked = { caller: callerOf(request), hubId: request.params.hubId, action };
      return submitToHub(context, asked, request.headers, reply);
    },
  );
}
