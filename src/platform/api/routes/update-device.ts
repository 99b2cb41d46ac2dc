import Type from 'typebox';
import { ZigfleetError } from '../../../common/zigfleet-error.ts';
import { callerOf } from '../authentication.ts';
import { conditionHeadersSchema, ifMatchOf, tellTag } from '../conditions.ts';
import { exampleLight, exampleSensor, nowhere } from '../example-world.ts';
import { operation, problemExample } from '../operation.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import { iconSchema, ieeeAddressSchema, nullable } from '../schemas/common-schemas.ts';
import { toDeviceResource } from '../schemas/device-schema.ts';
import { nameSchema, roomIdSchema } from '../schemas/home-schema.ts';
import { findDevice } from './devices.ts';

const body = Type.Object(
  {
    name: Type.Optional(
      nullable(nameSchema, {
        description: 'What people call it; null for its model and the end of its address.',
        examples: ['Reading lamp', null],
      }),
    ),
    roomId: Type.Optional(
      nullable(roomIdSchema, { description: 'The room that it is in; null for none.', examples: ['room-1'] }),
    ),
    icon: Type.Optional(iconSchema),
  },
  { additionalProperties: false, minProperties: 1, description: 'What changes.' },
);

/** `PATCH /v1/devices/{ieeeAddress}`: names a device, moves it to a room, gives it an icon. */
export function addUpdateDevice(app: ApiInstance, { ports }: RouteContext): void {
  const params = { ieeeAddress: exampleLight.ieeeAddress };
  const renamed = { ...exampleLight, name: 'Reading lamp', version: exampleLight.version + 1 };
  const about = operation(
    { params: Type.Object({ ieeeAddress: ieeeAddressSchema }), headers: conditionHeadersSchema, body },
    {
      permission: 'devices:manage',
      operationId: 'updateDevice',
      tag: 'devices',
      summary: 'Rename or move a device',
      description:
        'Names a device, puts it into a room, gives it an icon. The home keeps these under the address of the device: they are there again when it joins anew or through another hub. With `If-Match` only these are compared: what the device reports meanwhile is no reason to refuse.',
      responses: { 200: { description: 'The device.', schema: { $ref: 'Device#' } } },
      examples: {
        rename: {
          summary: 'Another name',
          params,
          body: { name: 'Reading lamp' },
          status: 200,
          response: renamed,
        },
        move: {
          summary: 'Into the kitchen, with an icon',
          params: { ieeeAddress: exampleSensor.ieeeAddress },
          body: { roomId: 'room-1', icon: 'thermometer' },
          status: 200,
          response: {
            ...exampleSensor,
            ...{ roomId: 'room-1', icon: 'thermometer', version: exampleSensor.version + 1 },
          },
        },
        takeOut: {
          summary: 'Into no room',
          params,
          body: { roomId: null },
          status: 200,
          response: { ...exampleLight, roomId: null, version: exampleLight.version + 1 },
        },
        unknownRoom: {
          summary: 'No such room',
          params,
          body: { roomId: 'room-none' },
          ...problemExample('not-found', 'There is no such room to put it in.'),
        },
        unknownDevice: {
          summary: 'No such device',
          params: { ieeeAddress: nowhere.ieeeAddress },
          body: { name: 'Reading lamp' },
          ...problemExample('not-found', 'There is no such device.'),
        },
      },
    },
  );
  app.patch('/v1/devices/:ieeeAddress', about, async (request, reply) => {
    const found = await findDevice(ports.devices, callerOf(request), request.params.ieeeAddress);
    const { homeId, ieeeAddress } = found;
    const condition = ifMatchOf(request.headers['if-match']);
    const device = await ports.devices.update(homeId, ieeeAddress, request.body, condition);
    if (!device) throw new ZigfleetError('not-found', 'There is no such device.');
    tellTag(reply, device.etag);
    return toDeviceResource(device);
  });
}
