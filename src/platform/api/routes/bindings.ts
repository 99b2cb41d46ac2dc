import type { Static } from 'typebox';
import { ZigfleetError } from '../../../common/zigfleet-error.ts';
import type { CommandFindings } from '../../../devices/command-findings.ts';
import { isIeeeAddress } from '../../../devices/ieee-address.ts';
import type { Binding, BindingTarget } from '../../../devices/radio-operation.ts';
import type { DeviceTwin } from '../../domain/device-twin.ts';
import { callerOf } from '../authentication.ts';
import type { Caller } from '../caller.ts';
import { operation, problemExample } from '../operation.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import { bindingSchema } from '../schemas/action-members.ts';
import { commandHeadersSchema, commandResponses, waitingHandlerTimeoutMs } from '../submit-command.ts';
import { findDevice } from './devices.ts';
import {
  deviceParamsSchema,
  exampleRadioCommand,
  ofLight,
  openRadioCommand,
  radioProblems,
  submitRadio,
  waitingHeaders,
} from './radio-operation.ts';

const exampleBinding = { endpointId: 1, cluster: 'genOnOff', target: { type: 'coordinator' as const } };
export const exampleBindings: CommandFindings = {
  type: 'bindings',
  bindings: [
    {
      ...{ endpointId: 1, clusterId: 6, cluster: 'genOnOff' },
      target: { type: 'coordinator', ieeeAddress: '0x00124b0014d9a3f2', endpointId: 1 },
    },
  ],
};

/** `GET /v1/devices/{ieeeAddress}/bindings`: asks the device whom it tells of what. */
export function addReadBindings(app: ApiInstance, context: RouteContext): void {
  const about = operation(
    { params: deviceParamsSchema, headers: commandHeadersSchema },
    {
      permission: 'devices:radio',
      operationId: 'readBindings',
      tag: 'devices',
      summary: 'Read the bindings of a device',
      description:
        'Asks the device for its binding table: a command, whose `findings` have the answer. Without `Prefer` it waits for ten seconds.',
      responses: commandResponses,
      examples: {
        bindings: {
          ...{ summary: 'Whom it tells', params: ofLight, headers: { prefer: 'wait=10' }, status: 200 },
          response: exampleRadioCommand({ type: 'readBindings', ...ofLight }, exampleBindings),
        },
        stillAsking: {
          ...{
            summary: 'It has not answered yet',
            given: 'deviceSlow',
            params: ofLight,
            headers: { prefer: 'wait=0' },
            status: 202,
          },
          response: openRadioCommand({ type: 'readBindings', ...ofLight }),
        },
        ...radioProblems(),
      },
    },
  );
  app.get(
    '/v1/devices/:ieeeAddress/bindings',
    { ...about, handlerTimeout: waitingHandlerTimeoutMs },
    async (request, reply) => {
      const caller = callerOf(request);
      const device = await findDevice(context.ports.devices, caller, request.params.ieeeAddress);
      const action = { type: 'readBindings' as const, ieeeAddress: device.ieeeAddress };
      return submitRadio(context, { caller, device, action }, waitingHeaders(request.headers), reply);
    },
  );
}

/** `POST /v1/devices/{ieeeAddress}/bindings` and `…/bindings/remove`: has the device tell somebody, or no more. */
export function addWriteBindings(app: ApiInstance, context: RouteContext): void {
  for (const type of ['bind', 'unbind'] as const) {
    const isBind = type === 'bind';
    const body = exampleBinding;
    const done = exampleRadioCommand(
      { type, ...ofLight, binding: exampleBinding },
      isBind ? exampleBindings : { type: 'bindings', bindings: [] },
    );
    const withoutDevice = { ...exampleBinding, target: { type: 'device' } };
    const about = operation(
      { params: deviceParamsSchema, headers: commandHeadersSchema, body: bindingSchema },
      {
        permission: 'devices:radio',
        operationId: isBind ? 'bindDevice' : 'unbindDevice',
        tag: 'devices',
        summary: isBind ? 'Bind a device' : 'Remove a binding of a device',
        description: isBind
          ? 'Has a cluster of the device tell the coordinator, another device of the same hub, or a Zigbee group: a button can switch a lamp even while the hub is away. The `findings` have its binding table after that.'
          : 'Takes a binding away, also one that the hub has not made. The `findings` have the binding table after that.',
        responses: commandResponses,
        examples: {
          waitForEnd: {
            summary: isBind ? 'Bind' : 'Unbind',
            params: ofLight,
            headers: { prefer: 'wait=10' },
            body,
            status: 200,
            response: done,
          },
          withoutWaiting: {
            ...{ summary: 'Without waiting', given: 'deviceSlow', params: ofLight, body, status: 202 },
            response: openRadioCommand({ type, ...ofLight, binding: exampleBinding }),
          },
          incompleteTarget: {
            ...{ summary: 'Which device is not said', params: ofLight, body: withoutDevice },
            ...targetProblem('a device needs ieeeAddress and endpointId'),
          },
          ...radioProblems({ body }),
        },
      },
    );
    app.post(
      `/v1/devices/:ieeeAddress/bindings${isBind ? '' : '/remove'}`,
      { ...about, handlerTimeout: waitingHandlerTimeoutMs },
      async (request, reply) => {
        const caller = callerOf(request);
        const device = await findDevice(context.ports.devices, caller, request.params.ieeeAddress);
        const binding = await bindingOf(context, caller, device, request.body);
        const action = { type, ieeeAddress: device.ieeeAddress, binding };
        return submitRadio(context, { caller, device, action }, request.headers, reply);
      },
    );
  }
}

async function bindingOf(
  { ports }: RouteContext,
  caller: Caller,
  device: DeviceTwin,
  { endpointId, cluster, target }: Static<typeof bindingSchema>,
): Promise<Binding> {
  const wanted = targetOf(target);
  if (wanted.type === 'device') {
    const other = await findDevice(ports.devices, caller, wanted.ieeeAddress);
    if (other.hubId !== device.hubId) throw targetFault('a device of the same hub');
  }
  return { endpointId, cluster, target: wanted };
}

function targetOf(target: Static<typeof bindingSchema>['target']): BindingTarget {
  const { type, endpointId, groupId } = target;
  const ieeeAddress = target.ieeeAddress?.toLowerCase() ?? '';
  if (type === 'coordinator') return { type };
  if (type === 'group' && groupId !== undefined) return { type, groupId };
  if (type === 'device' && endpointId !== undefined && isIeeeAddress(ieeeAddress)) {
    return { type, ieeeAddress, endpointId };
  }
  throw targetFault(type === 'group' ? 'a group needs groupId' : 'a device needs ieeeAddress and endpointId');
}

function targetProblem(expected: string) {
  return problemExample('invalid-value', `body/target: ${expected}.`, {
    faults: [{ code: 'invalid-value', field: 'body/target', expected }],
  });
}

function targetFault(expected: string): ZigfleetError {
  return new ZigfleetError('invalid-value', `body/target: ${expected}.`, {
    context: { faults: [{ code: 'invalid-value', field: 'body/target', expected }] },
  });
}
