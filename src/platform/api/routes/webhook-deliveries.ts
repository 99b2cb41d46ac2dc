import Type from 'typebox';
import { callerOf } from '../authentication.ts';
import { operation, problemExample } from '../operation.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import { nullable } from '../schemas/common-schemas.ts';
import {
  deadLetterSchema,
  deliverySchema,
  exampleDeadLetter,
  exampleDelivery,
  examplePing,
  exampleWebhook,
  toDeadLetterResource,
  toDeliveryResource,
  toWebhookResource,
} from '../schemas/webhook-schema.ts';
import { exampleWebhookParams, findWebhook, unknownWebhook, webhookParams } from './webhooks.ts';

const limitSchema = (maximum: number) =>
  Type.Optional(
    Type.Integer({ minimum: 1, maximum, default: maximum, description: 'Most to list.', examples: [20] }),
  );

/** `POST /v1/webhooks/{webhookId}/pause`: stops delivering. */
export function addPauseWebhook(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    { params: webhookParams },
    {
      permission: 'webhooks:manage',
      operationId: 'pauseWebhook',
      tag: 'webhooks',
      summary: 'Pause a webhook',
      description: 'Delivers nothing until it is resumed. Events wait as long as the platform keeps them.',
      responses: { 200: { description: 'The webhook.', schema: { $ref: 'Webhook#' } } },
      examples: {
        pause: {
          summary: 'Pause it',
          params: exampleWebhookParams,
          status: 200,
          response: { ...exampleWebhook, state: 'paused', version: 2 },
        },
        unknownWebhook,
      },
    },
  );
  app.post('/v1/webhooks/:webhookId/pause', about, async (request) => {
    const { homeId, webhookId } = await findWebhook(ports, callerOf(request), request.params.webhookId);
    return toWebhookResource(await ports.webhooks.pause(homeId, webhookId));
  });
}

/** `POST /v1/webhooks/{webhookId}/resume`: delivers again. */
export function addResumeWebhook(app: ApiInstance, { ports }: RouteContext): void {
  const body = Type.Object(
    {
      from: Type.Enum(['place', 'now'], {
        default: 'place',
        description: 'Where it stood, or with what happens from now on.',
        examples: ['place'],
      }),
    },
    { additionalProperties: false, description: 'From where.' },
  );
  const about = operation(
    { params: webhookParams, body },
    {
      permission: 'webhooks:manage',
      operationId: 'resumeWebhook',
      tag: 'webhooks',
      summary: 'Resume a webhook',
      description:
        'Delivers again, whether somebody paused it or the platform suspended it, where it stood. What the platform has not kept that long is told as a `gap`.',
      responses: { 200: { description: 'The webhook.', schema: { $ref: 'Webhook#' } } },
      examples: {
        resume: {
          summary: 'Where it stood',
          params: exampleWebhookParams,
          body: { from: 'place' },
          status: 200,
          response: { ...exampleWebhook, version: 2 },
        },
        unknownWebhook: { ...unknownWebhook, body: {} },
      },
    },
  );
  app.post('/v1/webhooks/:webhookId/resume', about, async (request) => {
    const { homeId, webhookId } = await findWebhook(ports, callerOf(request), request.params.webhookId);
    return toWebhookResource(await ports.webhooks.resume(homeId, webhookId, request.body.from));
  });
}

/** `POST /v1/webhooks/{webhookId}/ping`: tries the receiver. */
export function addPingWebhook(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    { params: webhookParams },
    {
      permission: 'webhooks:manage',
      operationId: 'pingWebhook',
      tag: 'webhooks',
      summary: 'Ping a webhook',
      description:
        'Sends `{"type":"ping"}` to the receiver, signed as any event, once and now, whatever the state of the webhook, and says what came of it.',
      responses: { 200: { description: 'What came of it.', schema: deliverySchema } },
      examples: {
        ping: {
          summary: 'It answers',
          params: exampleWebhookParams,
          status: 200,
          response: examplePing,
        },
        unknownWebhook,
      },
    },
  );
  app.post('/v1/webhooks/:webhookId/ping', about, async (request) => {
    const { homeId, webhookId } = await findWebhook(ports, callerOf(request), request.params.webhookId);
    return toDeliveryResource(await ports.webhooks.ping(homeId, webhookId));
  });
}

/** `GET /v1/webhooks/{webhookId}/deliveries`: the log of deliveries. */
export function addListDeliveries(app: ApiInstance, { ports }: RouteContext): void {
  const list = Type.Object(
    {
      deliveries: Type.Array(deliverySchema, {
        description: 'Requests, newest first.',
        examples: [[exampleDelivery]],
      }),
    },
    { description: 'Deliveries.' },
  );
  const querystring = Type.Object({ limit: limitSchema(100) }, { additionalProperties: false });
  const about = operation(
    { params: webhookParams, querystring },
    {
      permission: 'webhooks:read',
      operationId: 'listWebhookDeliveries',
      tag: 'webhooks',
      summary: 'List deliveries',
      description: 'The last 100 requests to the receiver, with its answers, newest first.',
      responses: { 200: { description: 'The deliveries.', schema: list } },
      examples: {
        last: {
          summary: 'The last ones',
          params: exampleWebhookParams,
          query: { limit: 20 },
          status: 200,
          response: { deliveries: [exampleDelivery] },
        },
        unknownWebhook,
      },
    },
  );
  app.get('/v1/webhooks/:webhookId/deliveries', about, async (request) => {
    const { homeId, webhookId } = await findWebhook(ports, callerOf(request), request.params.webhookId);
    const deliveries = await ports.webhooks.deliveries(homeId, webhookId, request.query.limit ?? 100);
    return { deliveries: deliveries.map(toDeliveryResource) };
  });
}

/** `GET /v1/webhooks/{webhookId}/dead-letters`: events that were given up. */
export function addListDeadLetters(app: ApiInstance, { ports }: RouteContext): void {
  const list = Type.Object(
    {
      deadLetters: Type.Array(deadLetterSchema, {
        description: 'Oldest first.',
        examples: [[exampleDeadLetter]],
      }),
      nextCursor: nullable(Type.String(), {
        description: 'Send it as `cursor` for the next ones; null at the end.',
        examples: [null],
      }),
    },
    { description: 'Dead letters.' },
  );
  const querystring = Type.Object(
    {
      cursor: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: 64,
          description: 'As the page before told it.',
          examples: ['1764000000000-0'],
        }),
      ),
      limit: limitSchema(100),
    },
    { additionalProperties: false },
  );
  const about = operation(
    { params: webhookParams, querystring },
    {
      permission: 'webhooks:read',
      operationId: 'listDeadLetters',
      tag: 'webhooks',
      summary: 'List dead letters',
      description:
        'Events that were given up, oldest first. The last 1,000 are kept until they are replayed.',
      responses: { 200: { description: 'The dead letters.', schema: list } },
      examples: {
        first: {
          summary: 'The first page',
          params: exampleWebhookParams,
          query: { limit: 20, cursor: '1764000000000-0' },
          status: 200,
          response: { deadLetters: [exampleDeadLetter], nextCursor: null },
        },
        unknownWebhook,
      },
    },
  );
  app.get('/v1/webhooks/:webhookId/dead-letters', about, async (request) => {
    const { homeId, webhookId } = await findWebhook(ports, callerOf(request), request.params.webhookId);
    const { cursor, limit = 100 } = request.query;
    const page = await ports.webhooks.deadLetters(homeId, webhookId, {
      limit,
      ...(cursor !== undefined && { cursor }),
    });
    return { deadLetters: page.deadLetters.map(toDeadLetterResource), nextCursor: page.nextCursor };
  });
}

/** `POST /v1/webhooks/{webhookId}/dead-letters/replay`: delivers dead letters again. */
export function addReplayDeadLetters(app: ApiInstance, { ports }: RouteContext): void {
  const body = Type.Object(
    {
      deadLetterIds: Type.Optional(
        Type.Array(Type.String({ minLength: 1, maxLength: 64, description: 'One.', examples: ['1-0'] }), {
          ...{ minItems: 1, maxItems: 100 },
          description: 'Which ones; without it: all.',
          examples: [[exampleDeadLetter.deadLetterId]],
        }),
      ),
    },
    { additionalProperties: false, description: 'Which dead letters.' },
  );
  const counted = Type.Object(
    {
      queuedCount: Type.Integer({ minimum: 0, description: 'How many there are of them.', examples: [1] }),
    },
    { description: 'What was queued.' },
  );
  const about = operation(
    { params: webhookParams, body },
    {
      permission: 'webhooks:manage',
      operationId: 'replayDeadLetters',
      tag: 'webhooks',
      summary: 'Replay dead letters',
      description:
        'Delivers dead letters again, once each, before what comes next in the stream, as soon as the webhook is active. One that is taken is gone; one that is not stays.',
      responses: { 202: { description: 'They will be delivered.', schema: counted } },
      examples: {
        one: {
          summary: 'One of them',
          params: exampleWebhookParams,
          body: { deadLetterIds: [exampleDeadLetter.deadLetterId] },
          status: 202,
          response: { queuedCount: 1 },
        },
        oddId: {
          summary: 'No id of a dead letter',
          params: exampleWebhookParams,
          body: { deadLetterIds: ['yesterday'] },
          ...problemExample('invalid-request', 'A dead letter has no such id.'),
        },
        unknownWebhook: { ...unknownWebhook, body: {} },
      },
    },
  );
  app.post('/v1/webhooks/:webhookId/dead-letters/replay', about, async (request, reply) => {
    const { homeId, webhookId } = await findWebhook(ports, callerOf(request), request.params.webhookId);
    const { deadLetterIds } = request.body;
    const queuedCount = await ports.webhooks.replay(homeId, webhookId, deadLetterIds ?? null);
    reply.code(202);
    return { queuedCount };
  });
}
