import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyRequest } from 'fastify';
import Type, { type Static } from 'typebox';
import type { WebSocket } from 'ws';
import { ZigfleetError } from '../../../common/zigfleet-error.ts';
import { callerOf } from '../authentication.ts';
import type { EventStreams } from '../event-streams/event-streams.ts';
import { SocketTransport } from '../event-streams/socket-transport.ts';
import { exampleLight } from '../example-world.ts';
import { operation, problemExample } from '../operation.ts';
import { toHttpError, toProblem } from '../problem.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import { eventStreamQuery } from '../schemas/event-filter-schema.ts';
import { exampleEvent, streamRequestOf } from './events.ts';

/** Where the socket is. The server upgrades connections nowhere else. */
const eventSocketPath = '/v1/events/socket';
/** The protocol that is spoken; a client that offers protocols must offer this one. */
const protocolName = 'zigfleet.v1';
/** Longest message that a subscriber may send, bytes. */
const messageBytesMax = 1_024;

/** Whether a request asks for the socket. */
export function isSocketUpgrade({ headers, url }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket' && url?.split('?', 1)[0] === eventSocketPath;
}

/** How sockets are served. */
export const eventSocketOptions = {
  maxPayload: messageBytesMax,
  // A token that came as a protocol is never said back.
  handleProtocols: (offered: Set<string>) => (offered.has(protocolName) ? protocolName : false),
} as const;

const noUpgrade = 'Connect with a WebSocket client: this path is one.';

const messageSchema = Type.String({
  description:
    'JSON messages `{"type","id","data"}`: `ready` once, then events by their type with an `Event` as data, `gap` with a `Gap`, `heartbeat` beside pings every 15 seconds of silence, `closing` with `{reason, detail}`, `problem` with a `Problem` if there can be no stream. `id` is the place to resume from. `{"type":"ping"}` is answered by `{"type":"pong"}`; any other message ends the connection.',
  examples: ['{"type":"ready","id":"1764000000000-0"}'],
});

/** `GET /v1/events/socket`: what `GET /v1/events` tells, over a WebSocket. */
export function addEventSocket(app: ApiInstance, { streams }: RouteContext): void {
  const about = operation(
    { querystring: eventStreamQuery },
    {
      permission: 'events:read',
      operationId: 'openEventSocket',
      tag: 'events',
      summary: 'Follow events over a WebSocket',
      description:
        'The same events, filters and resumption as `GET /v1/events`, over a WebSocket (RFC 6455). Programs send the token as `Authorization: Bearer …`. Browsers cannot: they offer two protocols, `zigfleet.v1` and `zigfleet.bearer.TOKEN`; the first is chosen. The origin does not matter, since no browser adds a token by itself.',
      responses: {
        101: { description: 'The socket is open.', schema: messageSchema },
      },
      examples: {
        resumed: {
          summary: 'What one device reported since the last event',
          query: {
            type: ['traitReported'],
            ieeeAddress: [exampleLight.ieeeAddress],
            lastEventId: '1764000000000-0',
          },
          status: 101,
          response: `{"type":"ready","id":"1764000000000-0"}\n{"type":"traitReported","id":"${exampleEvent.eventId}","data":${JSON.stringify(exampleEvent)}}\n`,
        },
        noUpgrade: {
          summary: 'No WebSocket client',
          ...problemExample('upgrade-required', noUpgrade),
        },
        unknownHome: {
          summary: 'No such home',
          query: { homeId: ['home-none'] },
          ...problemExample('not-found', 'There is no such home.'),
        },
      },
    },
  );
  app.route({
    ...about,
    method: 'GET',
    url: eventSocketPath,
    exposeHeadRoute: false,
    // Before the upgrade: what cannot be is answered as anywhere else.
    preHandler: async (request) => {
      streamRequestOf(callerOf(request), request.query, request.query.lastEventId);
    },
    handler: async (_request, reply) => {
      reply.header('upgrade', 'websocket').header('connection', 'upgrade');
      throw new ZigfleetError('upgrade-required', noUpgrade);
    },
    wsHandler: (webSocket, request) => follow(streams, webSocket, request as FastifyRequest),
  });
}

async function follow(streams: EventStreams, webSocket: WebSocket, request: FastifyRequest): Promise<void> {
  const transport = new SocketTransport(webSocket, request.raw.socket as Socket);
  const query = request.query as Static<typeof eventStreamQuery>;
  try {
    await streams.open(transport, streamRequestOf(callerOf(request), query, query.lastEventId));
  } catch (error) {
    transport.refuse(toProblem(toHttpError(error), request.id));
  }
}
