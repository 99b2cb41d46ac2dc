import Type, { type Static } from 'typebox';
import { ZigfleetError } from '../../../common/zigfleet-error.ts';
import { homesPerSubscriberMax } from '../../events/places.ts';
import { callerOf } from '../authentication.ts';
import { type Caller, homesNamed } from '../caller.ts';
import type { StreamRequest } from '../event-streams/event-streams.ts';
import { SseTransport } from '../event-streams/sse-transport.ts';
import { exampleHub, exampleLight } from '../example-world.ts';
import { operation, problemExample } from '../operation.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import { eventStreamQuery, filterOf, lastEventIdHeader } from '../schemas/event-filter-schema.ts';
import { eventTypes } from '../schemas/event-schema.ts';

const streamSchema = Type.String({
  description:
    'Server-sent events. `event` is the type; `data` is JSON: an `Event`, or for `gap` a `Gap`. A `closing` event with `{reason, detail}` tells why the platform ends the stream. Comments are heartbeats, one every 15 seconds of silence.',
  examples: ['retry: 1000\n\n'],
});

/** What the examples of streams tell. */
export const exampleEvent = {
  eventId: '1764000005000-0',
  type: 'traitReported',
  homeId: exampleHub.homeId,
  time: '2026-01-05T08:30:00.000Z',
  hubId: exampleHub.hubId,
  ieeeAddress: exampleLight.ieeeAddress,
  values: { state: 'ON' },
};
const exampleText = `retry: 1000\nid: 1764000000000-0\n\nid: ${exampleEvent.eventId}\nevent: traitReported\ndata: ${JSON.stringify(exampleEvent)}\n\n`;

/** `GET /v1/events`: what happens in the caller's homes, as it happens. */
export function addStreamEvents(app: ApiInstance, { streams }: RouteContext): void {
  const about = operation(
    { querystring: eventStreamQuery, headers: lastEventIdHeader },
    {
      permission: 'events:read',
      operationId: 'streamEvents',
      tag: 'events',
      summary: 'Follow events',
      description:
        'What happens in homes, as it happens, as server-sent events. A subscriber that comes back with `Last-Event-ID` misses nothing that the platform still has, and a `gap` event tells when something was lost. The `id` is opaque: of several homes it holds the place in each. A home that is joined later is heard after the next connection. Readers that do not keep up are told and dropped.',
      responses: {
        200: { description: 'The stream.', schema: streamSchema, mediaType: 'text/event-stream' },
      },
      examples: {
        resumed: {
          summary: 'What one device reported since the last event',
          query: {
            type: ['traitReported'],
            ieeeAddress: [exampleLight.ieeeAddress],
            homeId: [exampleHub.homeId],
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
        ofARoom: {
          summary: 'Switched in one room, as told by one hub',
          query: {
            roomId: ['room-1'],
            hubId: [exampleHub.hubId],
            trait: ['state'],
            lastEventId: '1764000000000-0',
          },
          status: 200,
          response: exampleText,
        },
        unknownHome: {
          summary: 'No such home',
          query: { homeId: ['home-none'] },
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
    // A browser sends an empty header after a server has cleared the id.
    const lastEventId = request.headers['last-event-id'] || request.query.lastEventId;
    const transport = new SseTransport(reply.raw, { 'x-request-id': request.id });
    await streams.open(transport, streamRequestOf(callerOf(request), request.query, lastEventId));
    return reply.hijack();
  });
}

/** What a query for events asks for. @throws ZigfleetError `invalid-request`, `not-found` */
export function streamRequestOf(
  caller: Caller,
  query: Static<typeof eventStreamQuery>,
  lastEventId: string | undefined,
): StreamRequest {
  const homeIds = homesNamed(caller, query.homeId);
  if (homeIds.length > homesPerSubscriberMax) {
    throw new ZigfleetError(
      'invalid-request',
      `A stream follows at most ${homesPerSubscriberMax} homes: name them as homeId.`,
    );
  }
  return { caller, homeIds, lastEventId, filter: filterOf(query) };
}
