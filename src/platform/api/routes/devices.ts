import Type from 'typebox';
import { type IeeeAddress, isIeeeAddress } from '../../../devices/ieee-address.ts';
import type { DeviceFilter } from '../../domain/device-filter.ts';
import type { CommandTarget, DeviceTwin } from '../../domain/device-twin.ts';
import { type DevicePage, type DeviceQuery, type Devices, deviceOrders } from '../../domain/ports.ts';
import type { Tagged } from '../../domain/tagged.ts';
import { callerOf } from '../authentication.ts';
import { type Caller, findInHomes, homesOf } from '../caller.ts';
import { tellTag } from '../conditions.ts';
import { decodeCursor, encodeCursor } from '../device-cursor.ts';
import { deviceFilterProperties, filterOf } from '../device-query.ts';
import { exampleHub, exampleLight, exampleSensor, nowhere } from '../example-world.ts';
import { type Example, operation, problemExample } from '../operation.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import { homeIdSchema, ieeeAddressSchema, nullable } from '../schemas/common-schemas.ts';
import { toDeviceJson } from '../schemas/device-json.ts';
import { type DeviceResource, deviceSchema, toDeviceResource } from '../schemas/device-schema.ts';
import { parseFields, selectFields } from '../select-fields.ts';

const devicePage = Type.Object(
  {
    devices: Type.Array(Type.Unsafe<Partial<DeviceResource>>({ $ref: 'DevicePart#' }), {
      description: 'The devices of this page: whole, unless `fields` asks for less.',
      examples: [[exampleLight]],
    }),
    nextCursor: nullable(Type.String(), {
      description: 'Send it as `cursor`, with all else as it is, to get the next page; null at the end.',
      examples: [null],
    }),
  },
  { description: 'A page of devices.' },
);

const query = Type.Object(
  {
    homeId: Type.Optional(homeIdSchema),
    ...deviceFilterProperties,
    fields: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 1024,
        description:
          'The members that are wanted, joined by commas; of `descriptor`, `reported` and `desired` also single ones. `ieeeAddress` always comes. Without it: everything.',
        examples: ['name,roomId,reported.state'],
      }),
    ),
    sort: Type.Enum([...deviceOrders], {
      default: 'address',
      description: 'The order within each home.',
      examples: ['name'],
    }),
    limit: Type.Integer({
      minimum: 1,
      maximum: 500,
      default: 100,
      description: 'Most devices of a page.',
      examples: [100],
    }),
    cursor: Type.Optional(
      Type.String({
        maxLength: 1024,
        description: 'Where the page before ended: its `nextCursor`.',
        examples: ['eyJob21lSWQiOiJob21lLTEifQ'],
      }),
    ),
  },
  { additionalProperties: false },
);

const fieldNames = Object.keys(deviceSchema.properties);
const nestedFields = ['descriptor', 'reported', 'desired'];

/** `GET /v1/devices`: the devices within the caller's reach, page by page. */
export function addListDevices(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    { querystring: query },
    {
      permission: 'devices:read',
      operationId: 'listDevices',
      tag: 'devices',
      summary: 'List devices',
      description:
        'The devices of every home that the token reaches, or of one home, room or hub, and of these those that are as asked. While pages are read, a device that joins or leaves makes no other one come twice or not at all.',
      responses: { 200: { description: 'A page of devices.', schema: devicePage } },
      examples: listExamples(),
    },
  );
  app.get('/v1/devices', about, async (request, reply) => {
    const { homeId, limit, cursor, sort, fields, ...given } = request.query;
    const caller = callerOf(request);
    const selection =
      fields === undefined ? undefined : parseFields(`ieeeAddress,${fields}`, fieldNames, nestedFields);
    const { devices, nextCursor } = await pageAcrossHomes(homesOf(caller, homeId), limit, cursor, {
      page: (home, page) => ports.devices.list(home, { ...page, sort }),
      filterOf: (home) => filterOf(ports.homes, caller.principal, home, given, 'query'),
    });
    if (selection) {
      return { devices: devices.map((each) => selectFields(toDeviceResource(each), selection)), nextCursor };
    }
    reply.type('application/json; charset=utf-8');
    return `{"devices":[${devices.map(toDeviceJson).join()}],"nextCursor":${JSON.stringify(nextCursor)}}`;
  });
}

function listExamples(): Record<string, Example> {
  return {
    everyDevice: {
      summary: 'Everything',
      status: 200,
      response: { devices: [exampleLight, exampleSensor], nextCursor: null },
    },
    ofOneHub: {
      summary: 'Of one hub by name, the first of several pages',
      query: { hubId: exampleHub.hubId, limit: 1, homeId: exampleHub.homeId, sort: 'name' },
      status: 200,
      response: {
        devices: [exampleSensor],
        nextCursor: encodeCursor({ homeId: 'home-1', cursor: `${exampleSensor.ieeeAddress} balcony` }),
      },
    },
    nextPage: {
      summary: 'A next page',
      query: { cursor: encodeCursor({ homeId: 'home-1', cursor: exampleLight.ieeeAddress }) },
      status: 200,
      response: { devices: [exampleSensor], nextCursor: null },
    },
    chosen: {
      summary: 'What is off in the kitchen, its name and state only',
      query: {
        roomId: 'room-1',
        trait: ['brightness', 'state=OFF'],
        availability: 'online',
        text: 'aqara',
        fields: 'name,reported.state',
      },
      status: 200,
      response: {
        devices: [
          {
            ieeeAddress: exampleLight.ieeeAddress,
            name: exampleLight.name,
            reported: { state: exampleLight.reported.state },
          },
        ],
        nextCursor: null,
      },
    },
    afterTheEnd: {
      summary: 'After the last device',
      query: { cursor: encodeCursor({ homeId: 'home-1', cursor: exampleSensor.ieeeAddress }) },
      status: 200,
      response: { devices: [], nextCursor: null },
    },
    invalidLimit: {
      summary: 'A limit that is no number',
      query: { limit: 'all' },
      ...problemExample('invalid-request', 'query/limit must be integer.', {
        faults: [{ code: 'invalid-request', field: 'query/limit', expected: 'must be integer' }],
      }),
    },
    unknownHome: {
      summary: 'No such home',
      query: { homeId: 'home-none' },
      ...problemExample('not-found', 'There is no such home.'),
    },
  };
}

/** `GET /v1/devices/{ieeeAddress}`: one device. */
export function addReadDevice(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    { params: Type.Object({ ieeeAddress: ieeeAddressSchema }) },
    {
      permission: 'devices:read',
      operationId: 'readDevice',
      tag: 'devices',
      summary: 'Read a device',
      description: 'One device: what it is, what it last reported and when, and what was asked of it.',
      responses: { 200: { description: 'The device.', schema: { $ref: 'Device#' } } },
      examples: {
        device: {
          summary: 'A lamp',
          params: { ieeeAddress: exampleLight.ieeeAddress },
          status: 200,
          response: exampleLight,
        },
        unknownDevice: {
          summary: 'No such device',
          params: { ieeeAddress: nowhere.ieeeAddress },
          ...problemExample('not-found', 'There is no such device.'),
        },
      },
    },
  );
  app.get('/v1/devices/:ieeeAddress', about, async (request, reply) => {
    const device = await findDevice(ports.devices, callerOf(request), request.params.ieeeAddress);
    tellTag(reply, device.etag);
    reply.type('application/json; charset=utf-8');
    return toDeviceJson(device);
  });
}

/** The device of the caller that has this address, however its digits are written. @throws ZigfleetError `not-found` */
export function findDevice(devices: Devices, caller: Caller, address: string): Promise<Tagged<DeviceTwin>> {
  return findByAddress(caller, address, (homeId, ieeeAddress) => devices.get(homeId, ieeeAddress));
}

/** Where a command to the device goes; see `Devices.target`. @throws ZigfleetError `not-found` */
export function findTarget(
  devices: Devices,
  caller: Caller,
  address: string,
  certain: boolean,
): Promise<CommandTarget> {
  return findByAddress(caller, address, (homeId, ieeeAddress) =>
    devices.target(homeId, ieeeAddress, certain),
  );
}

function findByAddress<T extends object>(
  caller: Caller,
  address: string,
  lookUp: (homeId: string, ieeeAddress: IeeeAddress) => Promise<T | undefined>,
): Promise<T> {
  const ieeeAddress = address.toLowerCase();
  if (!isIeeeAddress(ieeeAddress))
    return findInHomes<T>(caller, async () => undefined, 'There is no such device.');
  return findInHomes(caller, (homeId) => lookUp(homeId, ieeeAddress), 'There is no such device.');
}

/** Fills a page home by home, in their order. */
async function pageAcrossHomes(
  homeIds: readonly string[],
  limit: number,
  cursor: string | undefined,
  homes: {
    page: (homeId: string, query: DeviceQuery) => Promise<DevicePage>;
    filterOf: (homeId: string) => Promise<DeviceFilter | undefined>;
  },
): Promise<DevicePage> {
  const start = cursor === undefined ? undefined : decodeCursor(cursor);
  const found: DeviceTwin[] = [];
  for (const homeId of homeIds) {
    // Homes that came before have been told; one that the caller has lost meanwhile is left out.
    if (start && homeId < start.homeId) continue;
    const filter = await homes.filterOf(homeId);
    if (!filter) continue;
    if (found.length === limit) return { devices: found, nextCursor: encodeCursor({ homeId }) };
    const page = await homes.page(homeId, {
      ...{ filter, limit: limit - found.length },
      ...(start?.homeId === homeId && start.cursor !== undefined && { cursor: start.cursor }),
    });
    found.push(...page.devices);
    if (page.nextCursor !== null) {
      return { devices: found, nextCursor: encodeCursor({ homeId, cursor: page.nextCursor }) };
    }
  }
  return { devices: found, nextCursor: null };
}
