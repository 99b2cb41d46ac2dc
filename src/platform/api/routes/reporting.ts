import Type from 'typebox';
import { ZigfleetError } from '../../../common/zigfleet-error.ts';
import type { CommandFindings } from '../../../devices/command-findings.ts';
import { radioLimits } from '../../../devices/radio-operation.ts';
import { callerOf } from '../authentication.ts';
import { operation, problemExample } from '../operation.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import {
  attributeNameSchema,
  clusterNameSchema,
  endpointIdSchema,
  reportingRuleSchema,
} from '../schemas/action-members.ts';
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

export const exampleReporting: CommandFindings = {
  type: 'reporting',
  reporting: [
    {
      ...{ endpointId: 1, clusterId: 6, cluster: 'genOnOff', attributeId: 0, attribute: 'onOff' },
      ...{ status: 'SUCCESS', minimumIntervalS: 0, maximumIntervalS: 300, change: null },
    },
  ],
};

/** `GET /v1/devices/{ieeeAddress}/reporting`: asks the device how it reports. */
export function addReadReporting(app: ApiInstance, context: RouteContext): void {
  const querystring = Type.Object(
    {
      endpointId: Type.Optional(endpointIdSchema),
      cluster: Type.Optional(clusterNameSchema),
      attribute: Type.Optional(
        Type.Array(attributeNameSchema, {
          maxItems: radioLimits.attributesMax,
          description:
            'Attributes to ask for; needs endpoint and cluster. None: all that the hub has configured.',
          examples: [['onOff']],
        }),
      ),
    },
    { additionalProperties: false },
  );
  const all = { endpointId: null, cluster: null, attributes: [] };
  const about = operation(
    { params: deviceParamsSchema, headers: commandHeadersSchema, querystring },
    {
      permission: 'devices:radio',
      operationId: 'readReporting',
      tag: 'devices',
      summary: 'Read how a device reports',
      description:
        'Asks the device how it reports attributes: those named, or all that the hub has configured. It is a command, whose `findings` have the answer. Without `Prefer` it waits for ten seconds.',
      responses: commandResponses,
      examples: {
        reporting: {
          ...{ summary: 'One attribute', params: ofLight, headers: { prefer: 'wait=10' }, status: 200 },
          query: { endpointId: 1, cluster: 'genOnOff', attribute: ['onOff'] },
          response: exampleRadioCommand(
            { type: 'readReporting', ...ofLight, endpointId: 1, cluster: 'genOnOff', attributes: ['onOff'] },
            exampleReporting,
          ),
        },
        stillAsking: {
          ...{
            summary: 'It has not answered yet',
            given: 'deviceSlow',
            params: ofLight,
            headers: { prefer: 'wait=0' },
            status: 202,
          },
          response: openRadioCommand({ type: 'readReporting', ...ofLight, ...all }),
        },
        attributeOfWhat: {
          ...{
            summary: 'An attribute without its cluster',
            params: ofLight,
            query: { attribute: ['onOff'] },
          },
          ...problemExample('invalid-value', 'query/attribute needs query/endpointId and query/cluster.', {
            faults: [
              {
                ...{ code: 'invalid-value', field: 'query/attribute' },
                expected: 'query/endpointId and query/cluster beside it',
              },
            ],
          }),
        },
        ...radioProblems(),
      },
    },
  );
  app.get(
    '/v1/devices/:ieeeAddress/reporting',
    { ...about, handlerTimeout: waitingHandlerTimeoutMs },
    async (request, reply) => {
      const caller = callerOf(request);
      const { endpointId = null, cluster = null, attribute: attributes = [] } = request.query;
      if (attributes.length > 0 && (endpointId === null || cluster === null)) throw attributeOfWhat();
      const device = await findDevice(context.ports.devices, caller, request.params.ieeeAddress);
      const action = {
        ...{ type: 'readReporting' as const, ieeeAddress: device.ieeeAddress },
        ...{ endpointId, cluster, attributes },
      };
      return submitRadio(context, { caller, device, action }, waitingHeaders(request.headers), reply);
    },
  );
}

function attributeOfWhat(): ZigfleetError {
  const expected = 'query/endpointId and query/cluster beside it';
  return new ZigfleetError('invalid-value', 'query/attribute needs query/endpointId and query/cluster.', {
    context: { faults: [{ code: 'invalid-value', field: 'query/attribute', expected }] },
  });
}

/** `PUT /v1/devices/{ieeeAddress}/reporting`: has the device report otherwise. */
export function addConfigureReporting(app: ApiInstance, context: RouteContext): void {
  const body = Type.Object(
    {
      endpointId: endpointIdSchema,
      cluster: clusterNameSchema,
      rules: Type.Array(reportingRuleSchema, {
        ...{ minItems: 1, maxItems: radioLimits.attributesMax },
        description: 'How each attribute is to be reported.',
        examples: [[{ attribute: 'onOff', minimumIntervalS: 0, maximumIntervalS: 300, change: null }]],
      }),
    },
    { additionalProperties: false, description: 'What to report, and how often.' },
  );
  const rules = [{ attribute: 'onOff', minimumIntervalS: 0, maximumIntervalS: 300, change: null }];
  const wanted = { endpointId: 1, cluster: 'genOnOff', rules };
  const done = exampleRadioCommand({ type: 'configureReporting', ...ofLight, ...wanted }, exampleReporting);
  const about = operation(
    { params: deviceParamsSchema, headers: commandHeadersSchema, body },
    {
      permission: 'devices:radio',
      operationId: 'configureReporting',
      tag: 'devices',
      summary: 'Configure how a device reports',
      description:
        'Tells the device how often to report attributes of one cluster. The `findings` have what the device keeps of it. An interview configures what the model needs anew.',
      responses: commandResponses,
      examples: {
        waitForEnd: {
          summary: 'Every five minutes',
          params: ofLight,
          headers: { prefer: 'wait=10' },
          body: wanted,
          status: 200,
          response: done,
        },
        withoutWaiting: {
          ...{ summary: 'Without waiting', given: 'deviceSlow', params: ofLight, body: wanted, status: 202 },
          response: openRadioCommand({ type: 'configureReporting', ...ofLight, ...wanted }),
        },
        ...radioProblems({ body: wanted }),
      },
    },
  );
  app.put(
    '/v1/devices/:ieeeAddress/reporting',
    { ...about, handlerTimeout: waitingHandlerTimeoutMs },
    async (request, reply) => {
      const caller = callerOf(request);
      const device = await findDevice(context.ports.devices, caller, request.params.ieeeAddress);
      const action = {
        ...{ type: 'configureReporting' as const, ieeeAddress: device.ieeeAddress },
        ...request.body,
      };
      return submitRadio(context, { caller, device, action }, request.headers, reply);
    },
  );
}
