import Type from 'typebox';
import { ZigfleetError } from '../../../common/zigfleet-error.ts';
import { type NetworkMap, networkMapSchema } from '../../../devices/command-findings.ts';
import { callerOf } from '../authentication.ts';
import { findInHomes } from '../caller.ts';
import { exampleHub, exampleLight, exampleSensor, nowhere } from '../example-world.ts';
import { operation, problemExample } from '../operation.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import { commandIdSchema, hubIdSchema, timeSchema } from '../schemas/common-schemas.ts';
import { commandHeadersSchema, commandResponses, waitingHandlerTimeoutMs } from '../submit-command.ts';
import { exampleRadioCommand, hubProblems, openRadioCommand, submitToHub } from './radio-operation.ts';

const notFound = 'There is no such hub.';
const notYet = 'The network of this hub has not been mapped yet: POST makes a map.';

const coordinatorAddress = '0x00124b0014d9a3f2';
export const exampleNetworkMap: NetworkMap = {
  type: 'networkMap',
  nodes: [
    {
      ...{ ieeeAddress: coordinatorAddress, networkAddress: 0, logicalType: 'coordinator' },
      neighbours: [
        {
          ...{ ieeeAddress: exampleLight.ieeeAddress, networkAddress: 37_312, logicalType: 'router' },
          ...{ relationship: 'sibling', depth: 1, linkQuality: 184 },
        },
      ],
      routes: [],
      failure: null,
    },
    {
      ...{ ieeeAddress: exampleLight.ieeeAddress, networkAddress: 37_312, logicalType: 'router' },
      neighbours: [
        {
          ...{ ieeeAddress: exampleSensor.ieeeAddress, networkAddress: 14_895, logicalType: 'endDevice' },
          ...{ relationship: 'child', depth: 2, linkQuality: 92 },
        },
      ],
      routes: [{ networkAddress: 0, nextHop: 0, status: 'ACTIVE' }],
      failure: null,
    },
    {
      ...{ ieeeAddress: exampleSensor.ieeeAddress, networkAddress: 14_895, logicalType: 'endDevice' },
      ...{ neighbours: [], routes: [], failure: null },
    },
  ],
  truncated: false,
};

const mapSchema = Type.Object(
  {
    madeAt: timeSchema('When it was made, by the clock of the hub.'),
    commandId: commandIdSchema,
    map: Type.Unsafe<NetworkMap>({ ...networkMapSchema, examples: [exampleNetworkMap] }),
  },
  { description: 'The Zigbee network of a hub at some time.' },
);

const paramsSchema = Type.Object({ hubId: hubIdSchema });
const params = { hubId: exampleHub.hubId };
const unknownHub = {
  summary: 'No such hub',
  params: { hubId: nowhere.hubId },
  ...problemExample('not-found', notFound),
};

/** `GET /v1/hubs/{hubId}/network-map`: the last map that was made. */
export function addReadNetworkMap(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    { params: paramsSchema },
    {
      permission: 'devices:radio',
      operationId: 'readNetworkMap',
      tag: 'hubs',
      summary: 'Read the last network map',
      description:
        'The Zigbee network of the hub as its nodes told it when somebody last asked for a map: who hears whom, how well, and in which relation. Kept for 30 days.',
      responses: { 200: { description: 'The last map.', schema: mapSchema } },
      examples: {
        map: {
          ...{ summary: 'A map', given: 'mapMade', params, status: 200 },
          response: { madeAt: '2026-01-05T08:30:00.000Z', commandId: 'cmd-01', map: exampleNetworkMap },
        },
        notYet: { summary: 'None was made', params, ...problemExample('not-found', notYet) },
        unknownHub,
      },
    },
  );
  app.get('/v1/hubs/:hubId/network-map', about, async (request) => {
    const { hubId } = request.params;
    const hub = await findInHomes(callerOf(request), (homeId) => ports.hubs.get(homeId, hubId), notFound);
    const stored = await ports.hubs.networkMap(hub.homeId, hubId);
    if (!stored) throw new ZigfleetError('not-found', notYet);
    const { madeAtMs, commandId, map } = stored;
    return { madeAt: new Date(madeAtMs).toISOString(), commandId, map };
  });
}

/** `POST /v1/hubs/{hubId}/network-map`: makes a map now. */
export function addMakeNetworkMap(app: ApiInstance, context: RouteContext): void {
  const action = { type: 'readNetworkMap' as const };
  const done = exampleRadioCommand(action, exampleNetworkMap);
  const about = operation(
    { params: paramsSchema, headers: commandHeadersSchema },
    {
      permission: 'devices:radio',
      operationId: 'makeNetworkMap',
      tag: 'hubs',
      summary: 'Make a network map',
      description:
        'Asks the coordinator and every router for their neighbours and routes, which takes some seconds and loads the radio. It is a command, whose `findings` have the map; GET tells the last one.',
      responses: commandResponses,
      examples: {
        waitForEnd: {
          ...{ summary: 'Wait for it', params, headers: { prefer: 'wait=30' }, status: 200, response: done },
        },
        withoutWaiting: {
          ...{ summary: 'Without waiting', given: 'deviceSlow', params, status: 202 },
          response: openRadioCommand(action),
        },
        ...hubProblems,
      },
    },
  );
  app.post(
    '/v1/hubs/:hubId/network-map',
    { ...about, handlerTimeout: waitingHandlerTimeoutMs },
    async (request, reply) => {
      const asked = { caller: callerOf(request), hubId: request.params.hubId, action };
      return submitToHub(context, asked, request.headers, reply);
    },
  );
}
