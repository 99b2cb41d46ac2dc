import Type from 'typebox';
import { commandStates } from '../../domain/command.ts';
import type { CommandPage, CommandQuery } from '../../domain/ports.ts';
import { reaches } from '../../domain/principal.ts';
import { callerOf } from '../authentication.ts';
import { homeOf } from '../caller.ts';
import { exampleCommand, exampleHub, exampleLight, nowhere } from '../example-world.ts';
import { operation, problemExample } from '../operation.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import { toCommandResource } from '../schemas/command-schema.ts';
import { homeIdSchema, hubIdSchema, ieeeAddressSchema, nullable } from '../schemas/common-schemas.ts';
import { findDevice } from './devices.ts';

const commandPage = Type.Object(
  {
    commands: Type.Array(Type.Unsafe({ $ref: 'Command#' }), {
      description: 'Newest first. There may be fewer than asked for, or none, before the end.',
      examples: [[exampleCommand]],
    }),
    nextCursor: nullable(Type.String(), {
      description: 'Send it as `cursor`, with all else as it is, to get the next page; null at the end.',
      examples: [null],
    }),
  },
  { description: 'A page of commands.' },
);

const pageProperties = {
  state: Type.Optional(
    Type.Array(Type.Enum([...commandStates]), {
      maxItems: commandStates.length,
      description: 'Only commands that are in one of these states now.',
      examples: [['queued', 'sent']],
    }),
  ),
  limit: Type.Integer({
    minimum: 1,
    maximum: 100,
    default: 50,
    description: 'Most commands of a page.',
    examples: [50],
  }),
  cursor: Type.Optional(
    Type.String({
      maxLength: 64,
      description: 'Where the page before ended: its `nextCursor`.',
      examples: ['cmd-6f1b2c3d4e5f60718293'],
    }),
  ),
};
type Page = { state?: CommandQuery['states']; limit: number; cursor?: string };

function pageOf({ state, limit, cursor }: Page): Omit<CommandQuery, 'hubId' | 'ieeeAddress'> {
  return { limit, ...(state && { states: state }), ...(cursor !== undefined && { cursor }) };
}

function toPageResource({ commands, nextCursor }: CommandPage) {
  return { commands: commands.map(toCommandResource), nextCursor };
}

const wrongCursor = problemExample('invalid-request', 'The cursor is none of a page before.');
const retention = 'Commands are kept for a day after their end.';

/** `GET /v1/devices/{ieeeAddress}/commands`: what a device was told to do. */
export function addListDeviceCommands(app: ApiInstance, { ports }: RouteContext): void {
  const params = { ieeeAddress: exampleLight.ieeeAddress };
  const about = operation(
    {
      params: Type.Object({ ieeeAddress: ieeeAddressSchema }),
      querystring: Type.Object(pageProperties, { additionalProperties: false }),
    },
    {
      permission: 'commands:read',
      operationId: 'listDeviceCommands',
      tag: 'commands',
      summary: 'List the commands of a device',
      description: `The last hundred commands to the device, newest first. ${retention}`,
      responses: { 200: { description: 'A page of commands.', schema: commandPage } },
      examples: {
        commands: {
          summary: 'What it was told',
          given: 'commandDone',
          params,
          status: 200,
          response: { commands: [exampleCommand], nextCursor: null },
        },
        waiting: {
          summary: 'What it is still to do',
          given: 'commandDone',
          params,
          query: { state: ['queued', 'sent', 'delivered'], limit: 10 },
          status: 200,
          response: { commands: [], nextCursor: null },
        },
        wrongCursor: {
          summary: 'A cursor of another list',
          params,
          query: { cursor: '1764000000000-0' },
          ...wrongCursor,
        },
        unknownDevice: {
          summary: 'No such device',
          params: { ieeeAddress: nowhere.ieeeAddress },
          ...problemExample('not-found', 'There is no such device.'),
        },
      },
    },
  );
  app.get('/v1/devices/:ieeeAddress/commands', about, async (request) => {
    const device = await findDevice(ports.devices, callerOf(request), request.params.ieeeAddress);
    const { homeId, ieeeAddress } = device;
    return toPageResource(await ports.commands.list(homeId, { ieeeAddress, ...pageOf(request.query) }));
  });
}

/** `GET /v1/commands`: what the hubs and devices of a home were told to do. */
export function addListCommands(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    {
      querystring: Type.Object(
        {
          homeId: Type.Optional(homeIdSchema),
          hubId: Type.Optional({
            ...hubIdSchema,
            description: 'Only what this hub and its devices were told.',
          }),
          ...pageProperties,
        },
        { additionalProperties: false },
      ),
    },
    {
      permission: 'commands:read',
      operationId: 'listCommands',
      tag: 'commands',
      summary: 'List the commands of a home',
      description: `The last ten thousand commands of the home, or of one hub, newest first. ${retention} The home may be left out if the token reaches only one.`,
      responses: { 200: { description: 'A page of commands.', schema: commandPage } },
      examples: {
        commands: {
          summary: 'Of the only home',
          given: 'commandDone',
          status: 200,
          response: { commands: [exampleCommand], nextCursor: null },
        },
        ofOneHub: {
          summary: 'Of one hub, those that failed',
          given: 'commandDone',
          query: { homeId: 'home-1', hubId: exampleHub.hubId, state: ['failed'], limit: 10 },
          status: 200,
          response: { commands: [], nextCursor: null },
        },
        wrongCursor: {
          summary: 'A cursor of another list',
          query: { cursor: 'cmd-6f1b2c3d4e5f60718293' },
          ...wrongCursor,
        },
        unknownHome: {
          summary: 'No such home',
          query: { homeId: 'home-none' },
          ...problemExample('not-found', 'There is no such home.'),
        },
      },
    },
  );
  app.get('/v1/commands', about, async (request) => {
    const caller = callerOf(request);
    const homeId = homeOf(caller, request.query.homeId);
    const { hubId } = request.query;
    const page = await ports.commands.list(homeId, {
      ...pageOf(request.query),
      ...(hubId !== undefined && { hubId }),
    });
    const commands = page.commands.filter(({ action }) =>
      reaches(caller.principal, homeId, 'ieeeAddress' in action ? action.ieeeAddress : undefined),
    );
    return toPageResource({ ...page, commands });
  });
}
