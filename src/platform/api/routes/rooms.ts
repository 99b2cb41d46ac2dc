import Type from 'typebox';
import { ZigfleetError } from '../../../common/zigfleet-error.ts';
import { callerOf } from '../authentication.ts';
import { homeOf, unlimitedHomes } from '../caller.ts';
import { conditionHeadersSchema, ifMatchOf, tellTag } from '../conditions.ts';
import { operation, problemExample, quotaExample } from '../operation.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import { homeIdSchema } from '../schemas/common-schemas.ts';
import {
  exampleRoom,
  nameSchema,
  parentSchema,
  roomIdSchema,
  roomSchema,
  toRoomResource,
} from '../schemas/home-schema.ts';
import { doneSchema } from './accounts.ts';
import { homeParams, unknownHome } from './homes.ts';

const params = { homeId: 'home-1' };
const roomParams = Type.Object({ homeId: homeIdSchema, roomId: roomIdSchema });
const unknownRoom = {
  summary: 'No such room',
  params: { ...params, roomId: 'room-none' },
  ...problemExample('not-found', 'There is no such room.'),
};

/** `GET /v1/homes/{homeId}/rooms`: the rooms of a home. */
export function addListRooms(app: ApiInstance, { ports }: RouteContext): void {
  const list = Type.Object(
    { rooms: Type.Array(roomSchema, { description: 'The rooms, by name.', examples: [[exampleRoom]] }) },
    { description: 'Rooms.' },
  );
  const about = operation(
    { params: homeParams },
    {
      permission: 'homes:read',
      operationId: 'listRooms',
      tag: 'homes',
      summary: 'List rooms',
      description: 'The rooms of the home. A guest who is limited to some devices is shown none.',
      responses: { 200: { description: 'The rooms.', schema: list } },
      examples: {
        rooms: { summary: 'All', params, status: 200, response: { rooms: [exampleRoom] } },
        unknownHome,
      },
    },
  );
  app.get('/v1/homes/:homeId/rooms', about, async (request) => {
    const caller = callerOf(request);
    const shown = unlimitedHomes(caller, [homeOf(caller, request.params.homeId)]);
    const rooms = await Promise.all(shown.map((homeId) => ports.homes.rooms(homeId)));
    return { rooms: rooms.flat().map(toRoomResource) };
  });
}

/** `GET /v1/homes/{homeId}/rooms/{roomId}`: one room. */
export function addReadRoom(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    { params: roomParams },
    {
      permission: 'homes:read',
      operationId: 'readRoom',
      tag: 'homes',
      summary: 'Read a room',
      description: 'One room of the home.',
      responses: { 200: { description: 'The room.', schema: roomSchema } },
      examples: {
        room: {
          summary: 'A room',
          params: { ...params, roomId: 'room-1' },
          status: 200,
          response: exampleRoom,
        },
        unknownRoom,
      },
    },
  );
  app.get('/v1/homes/:homeId/rooms/:roomId', about, async (request, reply) => {
    const caller = callerOf(request);
    const shown = unlimitedHomes(caller, [homeOf(caller, request.params.homeId)]);
    const rooms = await Promise.all(shown.map((homeId) => ports.homes.rooms(homeId)));
    const room = rooms.flat().find(({ roomId }) => roomId === request.params.roomId);
    if (!room) throw new ZigfleetError('not-found', 'There is no such room.');
    tellTag(reply, room.etag);
    return toRoomResource(room);
  });
}

/** `POST /v1/homes/{homeId}/rooms`: makes a room. */
export function addCreateRoom(app: ApiInstance, { ports }: RouteContext): void {
  const body = Type.Object(
    {
      name: nameSchema,
      parentId: Type.Unsafe<string | null>({ ...parentSchema, default: null }),
    },
    { additionalProperties: false, description: 'The room.' },
  );
  const about = operation(
    { params: homeParams, body },
    {
      permission: 'rooms:manage',
      operationId: 'createRoom',
      tag: 'homes',
      summary: 'Make a room',
      description: 'A room of the home, or one within another. Rooms nest at most five deep.',
      responses: { 201: { description: 'The room.', schema: roomSchema } },
      examples: {
        create: {
          summary: 'In the kitchen',
          params,
          body: { name: 'Pantry', parentId: 'room-1' },
          status: 201,
          response: { roomId: 'room-2', name: 'Pantry', parentId: 'room-1', version: 1 },
        },
        ...quotaExample('roomsPerHomeMax', { params, body: { name: 'Pantry', parentId: 'room-1' } }),
        noParent: {
          summary: 'In a room that is not there',
          params,
          body: { name: 'Pantry', parentId: 'room-none' },
          ...problemExample('not-found', 'There is no such room to put it in.'),
        },
      },
    },
  );
  app.post('/v1/homes/:homeId/rooms', about, async (request, reply) => {
    const homeId = homeOf(callerOf(request), request.params.homeId);
    const room = await ports.homes.createRoom(homeId, request.body);
    tellTag(reply.code(201), room.etag);
    return toRoomResource(room);
  });
}

/** `PATCH /v1/homes/{homeId}/rooms/{roomId}`: renames or moves a room. */
export function addUpdateRoom(app: ApiInstance, { ports }: RouteContext): void {
  const body = Type.Object(
    { name: Type.Optional(nameSchema), parentId: Type.Optional(parentSchema) },
    { additionalProperties: false, description: 'What changes.' },
  );
  const about = operation(
    { params: roomParams, headers: conditionHeadersSchema, body },
    {
      permission: 'rooms:manage',
      operationId: 'updateRoom',
      tag: 'homes',
      summary: 'Change a room',
      description: 'Renames a room, or moves it with all within it.',
      responses: { 200: { description: 'The room.', schema: roomSchema } },
      examples: {
        rename: {
          summary: 'Another name',
          params: { ...params, roomId: 'room-1' },
          body: { name: 'Dining kitchen', parentId: null },
          status: 200,
          response: { ...exampleRoom, name: 'Dining kitchen', version: 2 },
        },
        unknownRoom: { ...unknownRoom, body: { name: 'Dining kitchen' } },
      },
    },
  );
  app.patch('/v1/homes/:homeId/rooms/:roomId', about, async (request, reply) => {
    const homeId = homeOf(callerOf(request), request.params.homeId);
    const condition = ifMatchOf(request.headers['if-match']);
    const room = await ports.homes.updateRoom(homeId, request.params.roomId, request.body, condition);
    tellTag(reply, room.etag);
    return toRoomResource(room);
  });
}

/** `DELETE /v1/homes/{homeId}/rooms/{roomId}`: removes a room. */
export function addDeleteRoom(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    { params: roomParams, headers: conditionHeadersSchema },
    {
      permission: 'rooms:manage',
      operationId: 'deleteRoom',
      tag: 'homes',
      summary: 'Remove a room',
      description: 'Removes a room that has no rooms in it. Its devices are in no room then.',
      responses: { 200: { description: 'It is gone.', schema: doneSchema } },
      examples: {
        remove: {
          summary: 'Remove it',
          params: { ...params, roomId: 'room-1' },
          status: 200,
          response: { done: true },
        },
        unknownRoom,
      },
    },
  );
  app.delete('/v1/homes/:homeId/rooms/:roomId', about, async (request) => {
    const { homeId, roomId } = request.params;
    const condition = ifMatchOf(request.headers['if-match']);
    await ports.homes.removeRoom(homeOf(callerOf(request), homeId), roomId, condition);
    return { done: true };
  });
}
