import Type from 'typebox';
import { type IeeeAddress, isIeeeAddress } from '../../../devices/ieee-address.ts';
import type { CommandTarget, DeviceTwin } from '../../domain/device-twin.ts';
import type { Devices } from '../../domain/ports.ts';
import { reaches } from '../../domain/principal.ts';
import { callerOf } from '../authentication.ts';
import { type Caller, findInHomes, homesOf } from '../caller.ts';
import { decodeCursor, encodeCursor } from '../device-cursor.ts';
import { exampleHub, exampleLight, exampleSensor, nowhere } from '../example-world.ts';
import { operation, problemExample } from '../operation.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import { homeIdSchema, hubIdSchema, ieeeAddressSchema, nullable } from '../schemas/common-schemas.ts';
import { toDeviceResource } from '../schemas/device-schema.ts';

const devicePage = Type.Object(
  {
    devices: Type.Array(Type.Unsafe({ $ref: 'Device#' }), {
      description: 'The devices of this page.',
      examples: [[exampleLight]],
    }),
    nextCursor: nullable(Type.String(), {
      description: 'Send it as `cursor` to get the next page; null at the end.',
      examples: [null],
    }),
  },
  { description: 'A page of devices.' },
);

const query = Type.Object(
  {
    homeId: Type.Optional(homeIdSchema),
    hubId: Type.Optional(hubIdSchema),
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

/** `GET /v1/devices`: the devices within the caller's reach, page by page. */
export function addListDevices(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    { querystring: query },
    {
      permission: 'devices:read',
      operationId: 'listDevices',
      tag: 'devices',
      summary: 'List devices',
      description: 'The devices of every home that the token reaches, or of one home, or of one hub.',
      responses: { 200: { description: 'A page of devices.', schema: devicePage } },
      examples: {
        everyDevice: {
          summary: 'Everything',
          status: 200,
          response: { devices: [exampleLight, exampleSensor], nextCursor: null },
        },
        ofOneHub: {
          summary: 'Of one hub, the first of several pages',
          query: { hubId: exampleHub.hubId, limit: 1, homeId: exampleHub.homeId },
          status: 200,
          response: {
            devices: [exampleLight],
            nextCursor: encodeCursor({ homeId: 'home-1', cursor: exampleLight.ieeeAddress }),
          },
        },
        nextPage: {
          summary: 'The next page',
          query: { cursor: encodeCursor({ homeId: 'home-1', cursor: exampleLight.ieeeAddress }) },
          status: 200,
          response: { devices: [exampleSensor], nextCursor: null },
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
      },
    },
  );
  app.get('/v1/devices', about, async (request) => {
    const { homeId, hubId, limit, cursor } = request.query;
    const caller = callerOf(request);
    const homeIds = homesOf(caller, homeId);
    const page = await pageAcrossHomes(ports.devices, homeIds, { limit, hubId, cursor });
    const devices = page.devices.filter((each) => reaches(caller.principal, each.homeId, each.ieeeAddress));
    return { devices: devices.map(toDeviceResource), nextCursor: page.nextCursor };
  });
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
  app.get('/v1/devices/:ieeeAddress', about, async (request) => {
    return toDeviceResource(await findDevice(ports.devices, callerOf(request), request.params.ieeeAddress));
  });
}

/** The device of the caller that has this address, however its digits are written. @throws ZigfleetError `not-found` */
export function findDevice(devices: Devices, caller: Caller, address: string): Promise<DeviceTwin> {
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
  devices: Devices,
  homeIds: readonly string[],
  options: { limit: number; hubId: string | undefined; cursor: string | undefined },
): Promise<{ devices: DeviceTwin[]; nextCursor: string | null }> {
  const start = options.cursor === undefined ? undefined : decodeCursor(options.cursor);
  const found: DeviceTwin[] = [];
  for (const homeId of homeIds) {
    // Homes that came before have been told; one that the caller has lost meanwhile is left out.
    if (start && homeId < start.homeId) continue;
    if (found.length === options.limit) return { devices: found, nextCursor: encodeCursor({ homeId }) };
    const page = await devices.list(homeId, {
      limit: options.limit - found.length,
      ...(options.hubId !== undefined && { hubId: options.hubId }),
      ...(start?.homeId === homeId && start.cursor !== undefined && { cursor: start.cursor }),
    });
    found.push(...page.devices);
    if (page.nextCursor !== null) {
      return { devices: found, nextCursor: encodeCursor({ homeId, cursor: page.nextCursor }) };
    }
  }
  return { devices: found, nextCursor: null };
}
