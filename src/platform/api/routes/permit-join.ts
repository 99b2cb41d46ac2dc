import Type from 'typebox';
import { ZigfleetError } from '../../../common/zigfleet-error.ts';
import { isIeeeAddress } from '../../../devices/ieee-address.ts';
import { callerOf } from '../authentication.ts';
import { findInHomes } from '../caller.ts';
import { exampleCommand, exampleHub, exampleSensor, nowhere } from '../example-world.ts';
import { operation, problemExample, quotaExample } from '../operation.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import { hubIdSchema, nullable } from '../schemas/common-schemas.ts';
import {
  commandHeadersSchema,
  commandResponses,
  submitCommand,
  waitingHandlerTimeoutMs,
} from '../submit-command.ts';

/** A network that opens long after it was asked to would be a surprise. */
const ttlMs = 10_000;

const body = Type.Object(
  {
    durationS: Type.Integer({
      minimum: 0,
      maximum: 254,
      default: 60,
      description: 'How long devices may join, seconds; 0 closes the network.',
      examples: [60],
    }),
    via: nullable(Type.String({ minLength: 1, maxLength: 64 }), {
      default: null,
      description: 'The `ieeeAddress` of the one router through which devices may join; null for all.',
      examples: [null],
    }),
  },
  { additionalProperties: false, description: 'How long, and through whom.' },
);

const routerExpected = 'a router of this hub, or null';

/** `POST /v1/hubs/{hubId}/permit-join`: opens or closes the network of a hub. */
export function addPermitJoin(app: ApiInstance, context: RouteContext): void {
  const { ports } = context;
  const permitted = {
    ...exampleCommand,
    action: { type: 'permitJoin', durationS: 60, via: null },
    expiresAt: '2026-01-05T08:30:10.000Z',
    confirmed: {},
  };
  const params = { hubId: exampleHub.hubId };
  const about = operation(
    { params: Type.Object({ hubId: hubIdSchema }), headers: commandHeadersSchema, body },
    {
      permission: 'hubs:permit-join',
      operationId: 'permitJoin',
      tag: 'hubs',
      summary: 'Let devices join',
      description:
        'Opens the Zigbee network of the hub for a time, for all or through one router. It is a command to the hub, which must be online; `permitJoinUntil` of the hub says whether it is open.',
      responses: commandResponses,
      examples: {
        waitForEnd: {
          summary: 'For a minute',
          params,
          headers: { prefer: 'wait=5' },
          body: { durationS: 60, via: null },
          status: 200,
          response: { ...permitted, findings: { type: 'permitJoin', durationS: 60 } },
        },
        withoutWaiting: {
          summary: 'Close, without waiting',
          given: 'deviceSlow',
          params,
          body: { durationS: 0 },
          status: 202,
          response: {
            ...permitted,
            action: { type: 'permitJoin', durationS: 0, via: null },
            state: 'sent',
            confirmed: null,
          },
        },
        hubOffline: {
          summary: 'The hub is offline',
          given: 'hubOffline',
          params,
          body: { durationS: 60, via: null },
          ...problemExample('hub-offline', 'The hub is offline.'),
        },
        ...quotaExample('devicesPerHomeMax', { params, body: { durationS: 60 } }),
        unknownHub: {
          summary: 'No such hub',
          params: { hubId: nowhere.hubId },
          body: { durationS: 60 },
          ...problemExample('not-found', 'There is no such hub.'),
        },
        tooLong: {
          summary: 'Longer than Zigbee allows',
          params,
          body: { durationS: 255 },
          ...problemExample('invalid-request', 'body/durationS must be <= 254.', {
            faults: [{ code: 'invalid-request', field: 'body/durationS', expected: 'must be <= 254' }],
          }),
        },
        notARouter: {
          summary: 'Through a device that is no router',
          params,
          body: { durationS: 60, via: exampleSensor.ieeeAddress },
          ...problemExample('invalid-value', `body/via must be ${routerExpected}.`, {
            faults: [{ code: 'invalid-value', field: 'body/via', expected: routerExpected }],
          }),
        },
      },
    },
  );
  app.post(
    '/v1/hubs/:hubId/permit-join',
    { ...about, handlerTimeout: waitingHandlerTimeoutMs },
    async (request, reply) => {
      const caller = callerOf(request);
      const { hubId } = request.params;
      const hub = await findInHomes(
        caller,
        (homeId) => ports.hubs.get(homeId, hubId),
        'There is no such hub.',
      );
      if (request.body.durationS > 0) await ports.hubs.requireRoomForDevice(hub.homeId);
      const via = request.body.via?.toLowerCase() ?? null;
      if (via !== null) {
        const router = isIeeeAddress(via) ? await ports.devices.get(hub.homeId, via) : undefined;
        if (router?.hubId !== hubId || router.descriptor.logicalType !== 'router') throw notARouter();
      }
      return submitCommand(
        context,
        {
          homeId: hub.homeId,
          hubId,
          action: {
            type: 'permitJoin',
            durationS: request.body.durationS,
            via: via !== null && isIeeeAddress(via) ? via : null,
          },
          ttlMs,
          whenOffline: 'refuse',
          requestedBy: caller.principal,
        },
        request.headers,
        reply,
      );
    },
  );
}

function notARouter(): ZigfleetError {
  return new ZigfleetError('invalid-value', `body/via must be ${routerExpected}.`, {
    context: { faults: [{ code: 'invalid-value', field: 'body/via', expected: routerExpected }] },
  });
}
