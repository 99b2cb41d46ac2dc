import Type from 'typebox';
import { ZigfleetError } from '../../../common/zigfleet-error.ts';
import type { DeviceDescriptor } from '../../../devices/device-descriptor.ts';
import type { TraitValues } from '../../../devices/trait.ts';
import { type TraitFault, validateSet } from '../../../devices/validate-trait-value.ts';
import { DeviceElsewhere } from '../../domain/command.ts';
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
import { findTarget } from './devices.ts';

/** Most faults that are told of one command. */
const faultsMax = 20;

/** What is to be set, and until when. */
export const setProperties = {
  set: Type.Unsafe<Record<string, unknown>>({
    type: 'object',
    additionalProperties: true,
    minProperties: 1,
    maxProperties: 64,
    description: 'The values that the device is to take, by the names of its traits.',
    examples: [{ state: 'ON' }],
  }),
  ttlMs: Type.Integer({
    minimum: 1_000,
    maximum: 86_400_000,
    default: 60_000,
    description: 'How long the command may wait to be started, milliseconds. It never runs later.',
    examples: [60_000],
  }),
  whenOffline: Type.Enum(['queue', 'refuse'], {
    default: 'queue',
    description: 'If the hub is offline: keep the command until `ttlMs` have passed, or refuse it at once.',
    examples: ['queue'],
  }),
};

const body = Type.Object(setProperties, {
  additionalProperties: false,
  description: 'What the device is to do.',
});

/** `POST /v1/devices/{ieeeAddress}/commands`: sets traits of a device. */
export function addSendCommand(app: ApiInstance, context: RouteContext): void {
  const { ports } = context;
  const about = operation(
    { params: Type.Object({ ieeeAddress: ieeeAddressSchema }), headers: deviceCommandHeadersSchema, body },
    {
      permission: 'devices:command',
      operationId: 'sendCommand',
      tag: 'devices',
      summary: 'Set traits of a device',
      description:
        'Makes a command that sets traits. The values are checked against the descriptor of the device first. With `Prefer: wait=N` the answer waits for what the device confirms.',
      responses: commandResponses,
      examples: sendCommandExamples(),
    },
  );
  app.post(
    '/v1/devices/:ieeeAddress/commands',
    { ...about, handlerTimeout: waitingHandlerTimeoutMs },
    async (request, reply) => {
      const caller = callerOf(request);
      const { set, ttlMs, whenOffline } = request.body;
      const send = async (certain: boolean) => {
        const target = await findTarget(ports.devices, caller, request.params.ieeeAddress, certain);
        const { homeId, hubId, ieeeAddress, descriptor, isCertain } = target;
        const values = requireSettable(descriptor, set);
        const pin = request.headers['security-pin'];
        await ports.homes.confirmCommand(homeId, [target], caller.principal, pin);
        const action = { type: 'setTraits' as const, ieeeAddress, values };
        const asked = { homeId, hubId, action, ttlMs, whenOffline, requestedBy: caller.principal };
        return submitCommand(context, { ...asked, ifSoleHub: !isCertain }, request.headers, reply);
      };
      try {
        return await send(false);
      } catch (error) {
        if (!(error instanceof DeviceElsewhere)) throw error;
        return await send(true);
      }
    },
  );
}

/** @throws ZigfleetError with a fault for each value that the device would not take */
export function requireSettable(descriptor: DeviceDescriptor, values: Record<string, unknown>): TraitValues {
  const faults = validateSet(descriptor, values);
  const [first] = faults;
  // Without a fault each value is one of its trait.
  if (!first) return values as TraitValues;
  const told = faults.slice(0, faultsMax);
  throw new ZigfleetError(first.code, `${told.map(sentence).join(' ')}`, { context: { faults: told } });
}

function sentence({ code, trait, expected }: TraitFault): string {
  switch (code) {
    case 'unknown-trait':
      return `The device has no trait ${trait.slice(0, 64)}: expected ${expected}.`;
    case 'trait-not-settable':
      return `${trait} cannot be set: it is only reported.`;
    case 'invalid-value':
      return `${trait.slice(0, 128)} must be ${expected}.`;
  }
}

/** What may go wrong where the home wants a PIN. */
export function pinProblems(like: { params?: Record<string, string>; body?: object }) {
  const given = 'pinWanted' as const;
  return {
    pinRequired: {
      ...{ summary: 'It is a security device', given, ...like },
      ...problemExample('pin-required', 'This device needs your PIN: send Security-Pin.'),
    },
    pinWrong: {
      ...{ summary: 'The PIN is wrong', given, headers: { 'security-pin': '000000' }, ...like },
      ...problemExample('pin-wrong', 'The PIN is wrong.'),
    },
  };
}

function sendCommandExamples() {
  const params = { ieeeAddress: exampleLight.ieeeAddress };
  const set = { state: 'ON' };
  return {
    waitForEnd: {
      summary: 'Switch on, and wait for the device',
      params,
      headers: { prefer: 'wait=5', 'idempotency-key': '7d3f6f0e-kitchen-on' },
      body: { set },
      status: 200,
      response: exampleCommand,
    },
    deviceSilent: {
      summary: 'The device does not answer',
      given: 'deviceSilent' as const,
      params,
      headers: { prefer: 'wait=5' },
      body: { set },
      status: 200,
      response: {
        ...exampleCommand,
        state: 'failed',
        confirmed: null,
        failure: { reason: 'no-ack', detail: 'The device did not acknowledge.' },
      },
    },
    withoutWaiting: {
      summary: 'Without waiting, traced',
      given: 'deviceSlow' as const,
      params,
      headers: { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' },
      body: { set, ttlMs: 60_000 },
      status: 202,
      response: { ...exampleCommand, state: 'sent', confirmed: null },
    },
    queued: {
      summary: 'Queued until the hub is back',
      given: 'hubOffline' as const,
      params,
      body: { set, whenOffline: 'queue' },
      status: 202,
      response: { ...exampleCommand, state: 'queued', confirmed: null },
    },
    hubOffline: {
      summary: 'Refused because the hub is offline',
      given: 'hubOffline' as const,
      params,
      body: { set, whenOffline: 'refuse' },
      ...problemExample('hub-offline', 'The hub is offline.'),
    },
    keyUsed: {
      summary: 'The idempotency key was used for something else',
      given: 'keyUsed' as const,
      params,
      headers: { 'idempotency-key': 'used-key' },
      body: { set },
      ...problemExample('conflict', 'The idempotency key was used for another request.'),
    },
    withPin: {
      summary: 'A security device, with the PIN',
      given: 'pinWanted' as const,
      params,
      headers: { prefer: 'wait=5', 'security-pin': '482913' },
      body: { set },
      status: 200,
      response: exampleCommand,
    },
    ...pinProblems({ params, body: { set } }),
    queueFull: {
      summary: 'Too many commands wait',
      given: 'queueFull' as const,
      params,
      body: { set },
      ...problemExample('queue-full', 'Too many commands wait for this hub.'),
    },
    unknownDevice: {
      summary: 'No such device',
      params: { ieeeAddress: nowhere.ieeeAddress },
      body: { set },
      ...problemExample('not-found', 'There is no such device.'),
    },
    unknownTrait: {
      summary: 'No such trait',
      params,
      body: { set: { stat: 'ON' } },
      ...problemExample(
        'unknown-trait',
        'The device has no trait stat: expected one of state, brightness, color.',
        { faults: [{ code: 'unknown-trait', trait: 'stat', expected: 'one of state, brightness, color' }] },
      ),
    },
    notSettable: {
      summary: 'Only reported',
      params,
      body: { set: { power: 5 } },
      ...problemExample('trait-not-settable', 'power cannot be set: it is only reported.', {
        faults: [{ code: 'trait-not-settable', trait: 'power', expected: 'nothing: it is only reported' }],
      }),
    },
    outOfBounds: {
      summary: 'Out of bounds',
      params,
      body: { set: { brightness: 300 } },
      ...problemExample('invalid-value', 'brightness must be a whole number from 0 to 254.', {
        faults: [{ code: 'invalid-value', trait: 'brightness', expected: 'a whole number from 0 to 254' }],
      }),
    },
    nothingToSet: {
      summary: 'Nothing to set',
      params,
      body: {},
      ...problemExample('invalid-request', 'body/set is required.', {
        faults: [{ code: 'invalid-request', field: 'body/set', expected: 'is required' }],
      }),
    },
  };
}
