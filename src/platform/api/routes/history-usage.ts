import Type from 'typebox';
import { callerOf } from '../authentication.ts';
import { nowhere } from '../example-world.ts';
import { exampleParams, exampleUsage } from '../history-examples.ts';
import { hasHistory } from '../history-trait.ts';
import { operation, problemExample } from '../operation.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import { ieeeAddressSchema } from '../schemas/common-schemas.ts';
import { historyUsageSchema, toUsageResource } from '../schemas/history-schema.ts';
import { findDevice } from './devices.ts';

/** `GET /v1/devices/{ieeeAddress}/history`: what there is. */
export function addReadHistoryUsage(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    { params: Type.Object({ ieeeAddress: ieeeAddressSchema }) },
    {
      permission: 'devices:read',
      operationId: 'readHistoryUsage',
      tag: 'history',
      summary: 'Read what history there is',
      description:
        'Of which traits of a device a history is kept, for how long, and what it takes. Each device has its bounds: a number of days, and of bytes for each day.',
      responses: { 200: { description: 'What there is.', schema: historyUsageSchema } },
      examples: {
        usage: { summary: 'Of a lamp', params: exampleParams.device, status: 200, response: exampleUsage },
        unknownDevice: {
          summary: 'No such device',
          params: { ieeeAddress: nowhere.ieeeAddress },
          ...problemExample('not-found', 'There is no such device.'),
        },
      },
    },
  );
  app.get('/v1/devices/:ieeeAddress/history', about, async (request) => {
    const device = await findDevice(ports.devices, callerOf(request), request.params.ieeeAddress);
    const { homeId, ieeeAddress, descriptor } = device;
    const traits = descriptor.traits.filter(hasHistory).map(({ name }) => name);
    return { ieeeAddress, traits, ...toUsageResource(await ports.history.usage(homeId, ieeeAddress)) };
  });
}
