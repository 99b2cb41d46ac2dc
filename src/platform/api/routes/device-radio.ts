import Type from 'typebox';
import { ZigfleetError } from '../../../common/zigfleet-error.ts';
import type { DeviceTwin } from '../../domain/device-twin.ts';
import { callerOf } from '../authentication.ts';
import { operation, problemExample } from '../operation.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import { commandHeadersSchema, commandResponses, waitingHandlerTimeoutMs } from '../submit-command.ts';
import { findDevice } from './devices.ts';
import {
  deviceParamsSchema,
  exampleRadioCommand,
  ofLight,
  radioProblems,
  submitRadio,
} from './radio-operation.ts';

/** `POST /v1/devices/{ieeeAddress}/interview`: asks the device again what it is, and configures it. */
export function addInterviewDevice(app: ApiInstance, context: RouteContext): void {
  const done = exampleRadioCommand({ type: 'interviewDevice', ...ofLight });
  const about = operation(
    { params: deviceParamsSchema, headers: commandHeadersSchema },
    {
      permission: 'devices:radio',
      operationId: 'interviewDevice',
      tag: 'devices',
      summary: 'Interview a device again',
      description:
        'Asks the device anew what it is and can do, and configures its bindings and reporting. For a device that was joined badly, or got other firmware. A sleeping one must be awake: press its button.',
      responses: commandResponses,
      examples: {
        waitForEnd: {
          summary: 'Interview it',
          params: ofLight,
          headers: { prefer: 'wait=10' },
          status: 200,
          response: done,
        },
        withoutWaiting: {
          ...{ summary: 'Without waiting', given: 'deviceSlow', params: ofLight, status: 202 },
          response: { ...done, state: 'sent', confirmed: null },
        },
        ...radioProblems(),
      },
    },
  );
  app.post(
    '/v1/devices/:ieeeAddress/interview',
    { ...about, handlerTimeout: waitingHandlerTimeoutMs },
    async (request, reply) => {
      const caller = callerOf(request);
      const device = await findDevice(context.ports.devices, caller, request.params.ieeeAddress);
      const action = { type: 'interviewDevice' as const, ieeeAddress: device.ieeeAddress };
      return submitRadio(context, { caller, device, action }, request.headers, reply);
    },
  );
}

/** `POST /v1/devices/{ieeeAddress}/get`: asks the device itself for values. */
export function addGetValues(app: ApiInstance, context: RouteContext): void {
  const body = Type.Object(
    {
      traits: Type.Array(Type.String({ minLength: 1, maxLength: 64 }), {
        ...{ minItems: 1, maxItems: 64, uniqueItems: true },
        description: 'The traits to ask for; those with access `gettable`.',
        examples: [['state']],
      }),
    },
    { additionalProperties: false, description: 'What to ask for.' },
  );
  const traits = ['state'];
  const done = {
    ...exampleRadioCommand({ type: 'getTraits', ...ofLight, traits }),
    confirmed: { state: 'OFF' },
  };
  const about = operation(
    { params: deviceParamsSchema, headers: commandHeadersSchema, body },
    {
      permission: 'devices:command',
      operationId: 'getValues',
      tag: 'devices',
      summary: 'Ask a device for its values',
      description:
        'Asks the device itself, over the radio. What it answers is in `confirmed`, and in its twin from then on. Reading the device costs nothing and tells what it last reported: this is for when that is in doubt.',
      responses: commandResponses,
      examples: {
        waitForEnd: {
          summary: 'Ask',
          params: ofLight,
          headers: { prefer: 'wait=10' },
          body: { traits },
          status: 200,
          response: done,
        },
        withoutWaiting: {
          ...{
            summary: 'Without waiting',
            given: 'deviceSlow',
            params: ofLight,
            body: { traits },
            status: 202,
          },
          response: { ...done, state: 'sent', confirmed: null },
        },
        notGettable: {
          ...{ summary: 'Only reported', params: ofLight, body: { traits: ['power'] } },
          ...problemExample('trait-not-gettable', 'power cannot be asked for.', {
            faults: [
              { code: 'trait-not-gettable', trait: 'power', expected: 'one of state, brightness, color' },
            ],
          }),
        },
        unknownTrait: {
          ...{ summary: 'No such trait', params: ofLight, body: { traits: ['stat'] } },
          ...problemExample('unknown-trait', 'The device has no trait stat.', {
            faults: [{ code: 'unknown-trait', trait: 'stat', expected: 'one of state, brightness, color' }],
          }),
        },
        ...radioProblems({ body: { traits } }),
      },
    },
  );
  app.post(
    '/v1/devices/:ieeeAddress/get',
    { ...about, handlerTimeout: waitingHandlerTimeoutMs },
    async (request, reply) => {
      const caller = callerOf(request);
      const device = await findDevice(context.ports.devices, caller, request.params.ieeeAddress);
      const { ieeeAddress } = device;
      const action = {
        type: 'getTraits' as const,
        ieeeAddress,
        traits: requireGettable(device, request.body.traits),
      };
      return submitRadio(context, { caller, device, action }, request.headers, reply);
    },
  );
}

/** @throws ZigfleetError `unknown-trait`, `trait-not-gettable` for the first that cannot be asked for */
function requireGettable({ descriptor }: DeviceTwin, names: readonly string[]): string[] {
  const gettable = descriptor.traits.filter(({ access }) => access.gettable).map(({ name }) => name);
  const bad = names.find((name) => !gettable.includes(name));
  if (bad === undefined) return [...names];
  const trait = bad.slice(0, 64);
  const isKnown = descriptor.traits.some(({ name }) => name === bad);
  const code = isKnown ? 'trait-not-gettable' : 'unknown-trait';
  const expected = gettable.length > 0 ? `one of ${gettable.join(', ')}` : 'nothing: none can be asked for';
  throw new ZigfleetError(
    code,
    isKnown ? `${trait} cannot be asked for.` : `The device has no trait ${trait}.`,
    { context: { faults: [{ code, trait, expected }] } },
  );
}
