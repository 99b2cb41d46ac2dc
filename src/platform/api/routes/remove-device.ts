import Type from 'typebox';
import { callerOf } from '../authentication.ts';
import { exampleCommand, exampleLight, nowhere } from '../example-world.ts';
import { operation, problemExample } from '../operation.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import { ieeeAddressSchema } from '../schemas/common-schemas.ts';
import {
  commandResponses,
  deviceCommandHeadersSchema,
  submitCommand,
  waitingHandlerTimeoutMs,
} from '../submit-command.ts';
import { findDevice } from './devices.ts';
import { pinProblems } from './send-command.ts';

/** A device that leaves long after it was asked to would be a surprise. */
const ttlMs = 60_000;

const querystring = Type.Object(
  {
    force: Type.Boolean({
      default: false,
      description:
        'Forget the device even if it does not answer. It still has the network key: it may come back by itself until it is reset.',
      examples: [true],
    }),
  },
  { additionalProperties: false },
);

/** `DELETE /v1/devices/{ieeeAddress}`: takes a device out of the network. */
export function addRemoveDevice(app: ApiInstance, context: RouteContext): void {
  const { ports } = context;
  const params = { ieeeAddress: exampleLight.ieeeAddress };
  const removed = {
    ...exampleCommand,
    action: { type: 'removeDevice', ieeeAddress: exampleLight.ieeeAddress, force: false },
    confirmed: {},
  };
  const about = operation(
    {
      params: Type.Object({ ieeeAddress: ieeeAddressSchema }),
      querystring,
      headers: deviceCommandHeadersSchema,
    },
    {
      permission: 'devices:manage',
      operationId: 'removeDevice',
      tag: 'devices',
      summary: 'Remove a device',
      description:
        'Asks the device to leave the Zigbee network. It is a command to its hub, which must be online; when it has succeeded, the device is gone. What people have called it is kept for when it joins again. With `If-Match` the name, room and icon are compared.',
      responses: commandResponses,
      examples: {
        waitForEnd: {
          summary: 'Remove it, and wait',
          params,
          headers: { prefer: 'wait=10' },
          status: 200,
          response: removed,
        },
        force: {
          summary: 'One that is broken',
          given: 'deviceSlow',
          params,
          query: { force: true },
          status: 202,
          response: {
            ...removed,
            action: { ...removed.action, force: true },
            ...{ state: 'sent', confirmed: null },
          },
        },
        ...pinProblems({ params }),
        hubOffline: {
          summary: 'The hub is offline',
          given: 'hubOffline',
          params,
          ...problemExample('hub-offline', 'The hub is offline.'),
        },
        unknownDevice: {
          summary: 'No such device',
          params: { ieeeAddress: nowhere.ieeeAddress },
          ...problemExample('not-found', 'There is no such device.'),
        },
      },
    },
  );
  app.delete(
    '/v1/devices/:ieeeAddress',
    { ...about, handlerTimeout: waitingHandlerTimeoutMs },
    async (request, reply) => {
      const { principal } = callerOf(request);
      const device = await findDevice(ports.devices, callerOf(request), request.params.ieeeAddress);
      const { homeId, hubId, ieeeAddress } = device;
      await ports.homes.confirmCommand(homeId, [device], principal, request.headers['security-pin']);
      return submitCommand(
        context,
        {
          ...{ homeId, hubId, ttlMs, whenOffline: 'refuse', requestedBy: principal },
          action: { type: 'removeDevice', ieeeAddress, force: request.query.force },
        },
        request.headers,
        reply,
      );
    },
  );
}
