import Type from 'typebox';
import { callerOf } from '../authentication.ts';
import { findInHomes } from '../caller.ts';
import { nowhere } from '../example-world.ts';
import {
  exampleHubAvailability,
  exampleLightAvailability,
  exampleOutageRange,
  exampleParams,
} from '../history-examples.ts';
import { operation, problemExample } from '../operation.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import { availabilitySchema, toAvailabilityResource } from '../schemas/availability-schema.ts';
import { hubIdSchema, ieeeAddressSchema } from '../schemas/common-schemas.ts';
import { rangeOf, rangeQuery } from '../time-range.ts';
import { findDevice } from './devices.ts';

const query = Type.Object(rangeQuery, { additionalProperties: false });
const responses = { 200: { description: 'Who was online when.', schema: availabilitySchema } };
const invalidRange = {
  summary: 'A range that ends before it begins',
  query: { from: '2026-01-06T00:00:00Z', to: '2026-01-05T00:00:00Z' },
  ...problemExample('invalid-request', 'query/from must be before `to`.', {
    faults: [{ code: 'invalid-request', field: 'query/from', expected: 'must be before `to`' }],
  }),
};

/** `GET /v1/devices/{ieeeAddress}/availability`: when a device was online. */
export function addReadDeviceAvailability(app: ApiInstance, { ports, clock }: RouteContext): void {
  const params = exampleParams.device;
  const about = operation(
    { params: Type.Object({ ieeeAddress: ieeeAddressSchema }), querystring: query },
    {
      permission: 'devices:read',
      operationId: 'readDeviceAvailability',
      tag: 'history',
      summary: 'Read when a device was online',
      description:
        'Segments of a range, and how much of it the device was online. While its hub is offline that is the cause, whatever the device did: an outage of a hub is one incident. Kept as long as histories are.',
      responses,
      examples: {
        outages: {
          summary: 'First its hub was away, then the device itself',
          params,
          query: exampleOutageRange,
          status: 200,
          response: exampleLightAvailability,
        },
        invalidRange: { ...invalidRange, params },
        unknownDevice: {
          summary: 'No such device',
          params: { ieeeAddress: nowhere.ieeeAddress },
          ...problemExample('not-found', 'There is no such device.'),
        },
      },
    },
  );
  app.get('/v1/devices/:ieeeAddress/availability', about, async (request) => {
    const range = rangeOf(request.query, clock.now());
    const device = await findDevice(ports.devices, callerOf(request), request.params.ieeeAddress);
    return toAvailabilityResource(await ports.availability.ofDevice(device, range), range);
  });
}

/** `GET /v1/hubs/{hubId}/availability`: when a hub was online. */
export function addReadHubAvailability(app: ApiInstance, { ports, clock }: RouteContext): void {
  const params = exampleParams.hub;
  const about = operation(
    { params: Type.Object({ hubId: hubIdSchema }), querystring: query },
    {
      permission: 'hubs:read',
      operationId: 'readHubAvailability',
      tag: 'history',
      summary: 'Read when a hub was online',
      description:
        'Segments of a range, and how much of it the hub was connected to the platform. Kept as long as histories are.',
      responses,
      examples: {
        outage: {
          summary: 'It was away once',
          params,
          query: exampleOutageRange,
          status: 200,
          response: exampleHubAvailability,
        },
        invalidRange: { ...invalidRange, params },
        unknownHub: {
          summary: 'No such hub',
          params: { hubId: nowhere.hubId },
          ...problemExample('not-found', 'There is no such hub.'),
        },
      },
    },
  );
  app.get('/v1/hubs/:hubId/availability', about, async (request) => {
    const range = rangeOf(request.query, clock.now());
    const { hubId } = request.params;
    const lookUp = (homeId: string) => ports.hubs.get(homeId, hubId);
    const hub = await findInHomes(callerOf(request), lookUp, 'There is no such hub.');
    return toAvailabilityResource(await ports.availability.ofHub(hub, range), range);
  });
}
