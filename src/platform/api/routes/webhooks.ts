import Type from 'typebox';
import { ZigfleetError } from '../../../common/zigfleet-error.ts';
import type { PlatformPorts } from '../../domain/ports.ts';
import type { Tagged } from '../../domain/tagged.ts';
import type { Webhook } from '../../domain/webhook.ts';
import { entityTagOf } from '../../store/entity-tag.ts';
import { callerOf } from '../authentication.ts';
import { type Caller, findInHomes, homeOf, homesOf } from '../caller.ts';
import { conditionHeadersSchema, ifMatchOf, tellTag } from '../conditions.ts';
import { operation, problemExample, quotaExample } from '../operation.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import { homeIdSchema } from '../schemas/common-schemas.ts';
import { eventFilterSchema } from '../schemas/event-filter-schema.ts';
import {
  exampleWebhook,
  retryForMaxS,
  retryForSchema,
  targetUrlSchema,
  toWebhookResource,
  webhookIdSchema,
  webhookNameSchema,
} from '../schemas/webhook-schema.ts';
import { doneSchema } from './accounts.ts';

export const webhookParams = Type.Object({ webhookId: webhookIdSchema });
export const exampleWebhookParams = { webhookId: exampleWebhook.webhookId };
export const unknownWebhook = {
  summary: 'No such webhook',
  params: { webhookId: 'webhook-none' },
  ...problemExample('not-found', 'There is no such webhook.'),
};

/** The webhook of a request. @throws ZigfleetError `not-found`, `permission-denied` */
export function findWebhook(
  { webhooks }: PlatformPorts,
  caller: Caller,
  webhookId: string,
): Promise<Tagged<Webhook>> {
  const notFound = 'There is no such webhook.';
  return findInHomes(caller, (homeId) => webhooks.get(homeId, webhookId), notFound);
}

/** The tag of what is told: how deliveries go is part of that, but not of what a change must match. */
function fullTagOf({ etag, status }: Tagged<Webhook>): string {
  return `${etag}.${entityTagOf(JSON.stringify(status))}`;
}

function conditionOf(header: string | undefined) {
  return ifMatchOf(header?.replace(/\.[0-9a-f]+(?=")/g, ''));
}

const secretSchema = Type.String({
  description:
    'Signs every delivery (see `Zigfleet-Signature` in the guide to webhooks). Told once: keep it.',
  examples: ['zfw_c2VjcmV0'],
});
const exampleSecret = 'zfw_c2VjcmV0';
const withSecret = Type.Object(
  {
    webhook: Type.Unsafe({
      $ref: 'Webhook#',
    }),
    secret: secretSchema,
  },
  { description: 'The webhook and its secret.' },
);

const filterBody = Type.Unsafe<Webhook['filter']>({ ...eventFilterSchema, default: {} });
const insideTarget = 'intranet is inside the network of the platform: its operator must allow it.';

/** `GET /v1/webhooks`: the webhooks within the caller's reach. */
export function addListWebhooks(app: ApiInstance, { ports }: RouteContext): void {
  const querystring = Type.Object({ homeId: Type.Optional(homeIdSchema) }, { additionalProperties: false });
  const list = Type.Object(
    {
      webhooks: Type.Array(Type.Unsafe({ $ref: 'Webhook#' }), {
        description: 'The webhooks, oldest first.',
        examples: [[exampleWebhook]],
      }),
    },
    { description: 'Webhooks.' },
  );
  const about = operation(
    { querystring },
    {
      permission: 'webhooks:read',
      operationId: 'listWebhooks',
      tag: 'webhooks',
      summary: 'List webhooks',
      description: 'The webhooks of every home in which the caller may see them, or of one.',
      responses: { 200: { description: 'The webhooks.', schema: list } },
      examples: {
        all: { summary: 'All', status: 200, response: { webhooks: [exampleWebhook] } },
        unknownHome: {
          summary: 'No such home',
          query: { homeId: 'home-none' },
          ...problemExample('not-found', 'There is no such home.'),
        },
      },
    },
  );
  app.get('/v1/webhooks', about, async (request) => {
    const homeIds = homesOf(callerOf(request), request.query.homeId);
    const lists = await Promise.all(homeIds.map((homeId) => ports.webhooks.list(homeId)));
    return { webhooks: lists.flat().map(toWebhookResource) };
  });
}

/** `POST /v1/webhooks`: makes a webhook. */
export function addCreateWebhook(app: ApiInstance, { ports }: RouteContext): void {
  const body = Type.Object(
    {
      homeId: Type.Optional(homeIdSchema),
      url: targetUrlSchema,
      name: Type.Unsafe<string>({ ...webhookNameSchema, default: '' }),
      filter: filterBody,
      retryForS: Type.Unsafe<number>({ ...retryForSchema, default: retryForMaxS }),
    },
    {
      additionalProperties: false,
      description: 'The webhook. `homeId` may be left out by who has one home.',
    },
  );
  const { homeId, url, name, filter } = exampleWebhook;
  const about = operation(
    { body },
    {
      permission: 'webhooks:manage',
      operationId: 'createWebhook',
      tag: 'webhooks',
      summary: 'Make a webhook',
      description:
        'Has events of a home sent to an address, from now on: each as a POST of the `Event`, signed, in order, at least once. One that is not taken (an answer of 2xx within 10 seconds) is tried again with growing distance for up to a day. At most 20 a home.',
      responses: { 201: { description: 'The webhook, and the secret that signs.', schema: withSecret } },
      examples: {
        create: {
          summary: 'What goes offline, and values',
          body: { homeId, url, name, filter },
          status: 201,
          response: { webhook: exampleWebhook, secret: exampleSecret },
        },
        inside: {
          summary: 'A target inside the network',
          body: { homeId, url: 'https://intranet/hook' },
          ...problemExample('invalid-request', insideTarget),
        },
        ...quotaExample('webhooksPerHomeMax', { body: { homeId, url } }),
      },
    },
  );
  app.post('/v1/webhooks', about, async (request, reply) => {
    const caller = callerOf(request);
    const { homeId: named, ...draft } = request.body;
    const home = homeOf(caller, named);
    const made = await ports.webhooks.create(home, normal(draft), caller.principal.accountId);
    reply.header('location', `/v1/webhooks/${made.webhook.webhookId}`);
    tellTag(reply.code(201), fullTagOf(made.webhook));
    return { webhook: toWebhookResource(made.webhook), secret: made.secret };
  });
}

/** Addresses are kept as events name them. */
function normal<T extends { filter?: Webhook['filter'] }>(draft: T): T {
  const { ieeeAddresses } = draft.filter ?? {};
  if (!ieeeAddresses) return draft;
  return {
    ...draft,
    filter: { ...draft.filter, ieeeAddresses: ieeeAddresses.map((each) => each.toLowerCase()) },
  };
}

/** `GET /v1/webhooks/{webhookId}`: one webhook. */
export function addReadWebhook(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    { params: webhookParams },
    {
      permission: 'webhooks:read',
      operationId: 'readWebhook',
      tag: 'webhooks',
      summary: 'Read a webhook',
      description: 'One webhook, and how its deliveries go.',
      responses: { 200: { description: 'The webhook.', schema: { $ref: 'Webhook#' } } },
      examples: {
        webhook: {
          summary: 'A webhook',
          params: exampleWebhookParams,
          status: 200,
          response: exampleWebhook,
        },
        unknownWebhook,
      },
    },
  );
  app.get('/v1/webhooks/:webhookId', about, async (request, reply) => {
    const webhook = await findWebhook(ports, callerOf(request), request.params.webhookId);
    tellTag(reply, fullTagOf(webhook));
    return toWebhookResource(webhook);
  });
}

/** `PATCH /v1/webhooks/{webhookId}`: changes a webhook. */
export function addUpdateWebhook(app: ApiInstance, { ports }: RouteContext): void {
  const body = Type.Object(
    {
      url: Type.Optional(targetUrlSchema),
      name: Type.Optional(webhookNameSchema),
      filter: Type.Optional(Type.Unsafe<Webhook['filter']>(eventFilterSchema)),
      retryForS: Type.Optional(retryForSchema),
    },
    { additionalProperties: false, description: 'What changes. A filter replaces the one before.' },
  );
  const about = operation(
    { params: webhookParams, headers: conditionHeadersSchema, body },
    {
      permission: 'webhooks:manage',
      operationId: 'updateWebhook',
      tag: 'webhooks',
      summary: 'Change a webhook',
      description: 'Changes where events go, which ones, or the name. It goes on where it stands.',
      responses: { 200: { description: 'The webhook.', schema: { $ref: 'Webhook#' } } },
      examples: {
        rename: {
          summary: 'Another name, and all events',
          params: exampleWebhookParams,
          body: { name: 'Everything', filter: {}, url: exampleWebhook.url, retryForS: 60 },
          status: 200,
          response: { ...exampleWebhook, name: 'Everything', filter: {}, retryForS: 60, version: 2 },
        },
        unknownWebhook: { ...unknownWebhook, body: { name: 'Everything' } },
      },
    },
  );
  app.patch('/v1/webhooks/:webhookId', about, async (request, reply) => {
    const { homeId, webhookId } = await findWebhook(ports, callerOf(request), request.params.webhookId);
    const condition = conditionOf(request.headers['if-match']);
    const webhook = await ports.webhooks.update(homeId, webhookId, normal(request.body), condition);
    tellTag(reply, fullTagOf(webhook));
    return toWebhookResource(webhook);
  });
}

/** `DELETE /v1/webhooks/{webhookId}`: removes a webhook. */
export function addDeleteWebhook(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    { params: webhookParams },
    {
      permission: 'webhooks:manage',
      operationId: 'deleteWebhook',
      tag: 'webhooks',
      summary: 'Remove a webhook',
      description: 'Removes a webhook with its dead letters. What is under way may still arrive.',
      responses: { 200: { description: 'It is gone.', schema: doneSchema } },
      examples: {
        remove: {
          summary: 'Remove it',
          params: exampleWebhookParams,
          status: 200,
          response: { done: true },
        },
        unknownWebhook,
      },
    },
  );
  app.delete('/v1/webhooks/:webhookId', about, async (request) => {
    const { homeId, webhookId } = await findWebhook(ports, callerOf(request), request.params.webhookId);
    if (!(await ports.webhooks.remove(homeId, webhookId))) {
      throw new ZigfleetError('not-found', 'There is no such webhook.');
    }
    return { done: true };
  });
}

/** `POST /v1/webhooks/{webhookId}/rotate-secret`: a new secret. */
export function addRotateWebhookSecret(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    { params: webhookParams },
    {
      permission: 'webhooks:manage',
      operationId: 'rotateWebhookSecret',
      tag: 'webhooks',
      summary: 'Make a new secret',
      description:
        'Makes a new secret, told once. For a day the one before signs too, so that the receiver can be changed meanwhile; rotated twice, the first one is worth nothing at once.',
      responses: { 200: { description: 'The webhook and its new secret.', schema: withSecret } },
      examples: {
        rotate: {
          summary: 'A new secret',
          params: exampleWebhookParams,
          status: 200,
          response: { webhook: { ...exampleWebhook, version: 2 }, secret: exampleSecret },
        },
        unknownWebhook,
      },
    },
  );
  app.post('/v1/webhooks/:webhookId/rotate-secret', about, async (request) => {
    const { homeId, webhookId } = await findWebhook(ports, callerOf(request), request.params.webhookId);
    const { webhook, secret } = await ports.webhooks.rotateSecret(homeId, webhookId);
    return { webhook: toWebhookResource(webhook), secret };
  });
}
