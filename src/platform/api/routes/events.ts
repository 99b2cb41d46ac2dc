import Type from 'typebox';
import { callerOf } from '../authentication.ts';
import { homeOf } from '../caller.ts';
import { exampleHub, exampleLight } from '../example-world.ts';
import { operation, problemExample } from '../operation.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import { homeIdSchema } from '../schemas/common-schemas.ts';
import { eventTypes } from '../schemas/event-schema.ts';

const eventIdPattern = '^[\\x21-\\x7e]+$';

const query = Type.Object(
  {
    homeId: Type.Optional(homeIdSchema),
    type: Type.Optional(
      Type.Array(Type.Enum(eventTypes), {
        maxItems: 32,
        description: 'Only these types of event; may be given several times. A `gap` is always told.',
        examples: [['traitReported']],
      }),
    ),
    ieeeAddress: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 64,
        description: 'Only events of this device.',
        examples: [exampleLight.ieeeAddress],
      }),
    ),
    lastEventId: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 128,
        pattern: eventIdPattern,
        description: 'As the header `Last-Event-ID`, for clients that cannot send it.',
        examples: ['1764000000000-0'],
      }),
    ),
  },
  { additionalProperties: false },
);

const headers = Type.Object({
  'last-event-id': Type.Optional(
    Type.String({
      maxLength: 128,
      pattern: '^[\\x21-\\x7e]*$',
      description: 'Resume after this event. Without it, the stream begins now.',
      examples: ['1764000000000-0'],
    }),
  ),
});

const streamSchema = Type.String({
  description:
    'Server-sent events. `event` is the type; `data` is JSON: an `Event`, or for `gap` a `Gap`. A `closing` event with `{reason, detail}` tells why the platform ends the stream. Comments are heartbeats, one every 15 seconds of silence.',
  examples: ['retry: 1000\n\n'],
});

const exampleEvent = {
  eventId: '1764000005000-0',
  type: 'traitReported',
  homeId: exampleHub.homeId,
  time: '2026-01-05T08:30:00.000Z',
  hubId: exampleHub.hubId,
  ieeeAddress: exampleLight.ieeeAddress,
  values: { state: 'ON' },
};
const exampleText = `retry: 1000\nid: 1764000000000-0\n\nid: ${exampleEvent.eventId}\nevent: traitReported\ndata: ${JSON.stringify(exampleEvent)}\n\n`;

/** `GET /v1/events`: what happens in a home, as it happens. */
export function addStreamEvents(app: ApiInstance, { streams }: RouteContext): void {
  const about = operation(
    { querystring: query, headers },
    {
      permission: 'events:read',
      operationId: 'streamEvents',
      tag: 'events',
      summary: 'Follow events',
      description:
        'What happens in a home, as it happens, as server-sent events. A subscriber that comes back with `Last-Event-ID` misses nothing that the platform still has, and a `gap` event tells when something was lost. Readers that do not keep up are told and dropped.',
      responses: {
        200: { description: 'The stream.', schema: streamSchema, mediaType: 'text/event-stream' },
      },
      examples: {
        resumed: {
          summary: 'What one device reported since the last event',
          query: {
            type: ['traitReported'],
            ieeeAddress: exampleLight.ieeeAddress,
            homeId: exampleHub.homeId,
          },
          headers: { 'last-event-id': '1764000000000-0' },
          status: 200,
          response: exampleText,
        },
        resumedByQuery: {
          summary: 'The same without a header',
          query: { lastEventId: '1764000000000-0', type: ['traitReported'] },
          status: 200,
          response: exampleText,
        },
        unknownType: {
          summary: 'No such type of event',
          query: { type: ['traitReport'] },
          ...problemExample('invalid-request', `query/type/0 must be one of ${eventTypes.join(', ')}.`, {
            faults: [
              {
                code: 'invalid-request',
                field: 'query/type/0',
                expected: `must be one of ${eventTypes.join(', ')}`,
              },
            ],
          }),
        },
        unknownHome: {
          summary: 'No such home',
          query: { homeId: 'home-none' },
          ...problemExample('not-found', 'There is no such home.'),
        },
        tooManyStreams: {
          summary: 'Too many open streams',
          given: 'streamsFull',
          ...problemExample('rate-limited', 'The account has too many open event streams: close some.'),
        },
      },
    },
  );
  // A HEAD of an endless stream has no meaning.
  app.get('/v1/events', { ...about, exposeHeadRoute: false }, async (request, reply) => {
    const caller = callerOf(request);
    const { type, ieeeAddress, lastEventId } = request.query;
    // A browser sends an empty header after a server has cleared the id.
    const afterEventId = request.headers['last-event-id'] || lastEventId;
    await streams.open(reply.raw, {
      caller,
      homeId: homeOf(caller, request.query.homeId),
      afterEventId,
      filter: {
        ...(type && { types: type }),
        ...(ieeeAddress !== undefined && { ieeeAddress: ieeeAddress.toLowerCase() }),
      },
      headers: { 'x-request-id': request.id },
    });
    return reply.hijack();
  });
}
