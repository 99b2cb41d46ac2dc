import Type, { type Static } from 'typebox';
import { ZigfleetError } from '../../../common/zigfleet-error.ts';
import { type IeeeAddress, isIeeeAddress } from '../../../devices/ieee-address.ts';
import { validateSet } from '../../../devices/validate-trait-value.ts';
import { type Command, isFinal } from '../../domain/command.ts';
import type { DeviceFilter } from '../../domain/device-filter.ts';
import type { DeviceTwin } from '../../domain/device-twin.ts';
import { reaches } from '../../domain/principal.ts';
import { callerOf } from '../authentication.ts';
import { type Caller, homeOf } from '../caller.ts';
import { deviceFilterProperties, filterOf } from '../device-query.ts';
import { exampleCommand, exampleLight, exampleSensor } from '../example-world.ts';
import { type Example, operation, problemExample } from '../operation.ts';
import { waitOf } from '../prefer.ts';
import { type Problem, toHttpError, toProblem } from '../problem.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import { type CommandResource, toCommandResource } from '../schemas/command-schema.ts';
import { homeIdSchema, ieeeAddressSchema, nullable } from '../schemas/common-schemas.ts';
import {
  severalCommandsExtras,
  severalCommandsHeadersSchema,
  waitingHandlerTimeoutMs,
} from '../submit-command.ts';
import { waitForEnds } from '../wait-for-ends.ts';
import { pinProblems, requireSettable, setProperties } from './send-command.ts';

/** Most devices of one batch. */
const devicesMax = 200;

const body = Type.Object(
  {
    homeId: Type.Optional(homeIdSchema),
    ieeeAddresses: Type.Optional(
      Type.Array(ieeeAddressSchema, {
        minItems: 1,
        maxItems: devicesMax,
        description:
          'These devices; what else is given must hold for them too. Without it: every device that is as the rest says and can take what is to be set.',
        examples: [[exampleLight.ieeeAddress]],
      }),
    ),
    ...deviceFilterProperties,
    ...setProperties,
  },
  { additionalProperties: false, description: 'Which devices, and what they are to do.' },
);
type Batch = Static<typeof body>;

const fateSchema = Type.Object(
  {
    ieeeAddress: ieeeAddressSchema,
    command: nullable(Type.Unsafe<CommandResource>({ $ref: 'Command#' }), {
      description: 'The command that was made for it; null if none was.',
      examples: [exampleCommand],
    }),
    problem: nullable(Type.Unsafe<Problem>({ $ref: 'Problem#' }), {
      description: 'Why none was made; null if one was.',
      examples: [null],
    }),
  },
  { description: 'What became of the batch for one device.' },
);
type Fate = Static<typeof fateSchema>;

const batchSchema = Type.Object(
  {
    results: Type.Array(fateSchema, {
      description: 'One for each device, in the order that was given, else by address.',
      examples: [[{ ieeeAddress: exampleLight.ieeeAddress, command: exampleCommand, problem: null }]],
    }),
  },
  { description: 'What became of a batch.' },
);

/** `POST /v1/commands`: sets traits of several devices. */
export function addSendBatch(app: ApiInstance, context: RouteContext): void {
  const about = operation(
    { headers: severalCommandsHeadersSchema, body },
    {
      permission: 'devices:command',
      operationId: 'sendBatch',
      tag: 'commands',
      summary: 'Set traits of several devices',
      description:
        'One command for each of several devices of a home: those that are named, or those of a room, a hub, with a trait. Each has a fate of its own; a PIN, where one of them needs it, is checked before any command is made. At most 200 devices. With `Prefer: wait=N` the answer waits for the ends of all. The same `Idempotency-Key` gets the same devices and commands back, whatever is in the room by then; devices for which no command was made are tried again.',
      responses: {
        200: { description: 'All commands are at their ends: see each `state`.', schema: batchSchema },
        202: { description: 'Some commands are not yet at their ends.', schema: batchSchema },
      },
      examples: batchExamples(),
    },
  );
  app.post('/v1/commands', { ...about, handlerTimeout: waitingHandlerTimeoutMs }, async (request, reply) => {
    const caller = callerOf(request);
    const homeId = homeOf(caller, request.body.homeId);
    const { addresses, devices } = await chosen(context, caller, homeId, request.body, request.headers);
    const pin = request.headers['security-pin'];
    await context.ports.homes.confirmCommand(homeId, [...devices.values()], caller.principal, pin);
    const { set, ttlMs, whenOffline } = request.body;
    const extras = severalCommandsExtras(request.headers);
    const submitted = await Promise.all(
      addresses.map(
        async (ieeeAddress): Promise<{ ieeeAddress: string; command?: Command; fault?: unknown }> => {
          try {
            const device = devices.get(ieeeAddress);
            if (!device) throw new ZigfleetError('not-found', 'There is no such device.');
            const values = requireSettable(device.descriptor, set);
            const command = await context.ports.commands.submit({
              ...{ homeId, hubId: device.hubId, ttlMs, whenOffline, requestedBy: caller.principal },
              action: { type: 'setTraits', ieeeAddress: device.ieeeAddress, values },
              ...extras,
              // A space is in no key that a request can give.
              ...(extras.idempotencyKey !== undefined && {
                idempotencyKey: `${extras.idempotencyKey} ${ieeeAddress}`,
              }),
            });
            return { ieeeAddress, command };
          } catch (fault) {
            return { ieeeAddress, fault };
          }
        },
      ),
    );
    const fates = await waitForEnds(context, submitted, waitOf(request.headers.prefer), reply);
    reply.code(fates.every(({ command }) => !command || isFinal(command.state)) ? 200 : 202);
    return {
      results: fates.map(({ ieeeAddress, command, fault }): Fate => {
        const problem = command ? null : toProblem(toHttpError(fault), request.id);
        if (problem?.code === 'internal') {
          request.log.error(
            { err: fault, requestId: request.id, ieeeAddress },
            'a command of a batch failed',
          );
        }
        return { ieeeAddress, command: command ? toCommandResource(command) : null, problem };
      }),
    };
  });
}

/** The devices of a batch: in the order in which they are told, and those of them that are there and within reach. */
async function chosen(
  { ports }: RouteContext,
  caller: Caller,
  homeId: string,
  given: Batch,
  headers: Static<typeof severalCommandsHeadersSchema>,
): Promise<{ addresses: readonly string[]; devices: ReadonlyMap<string, DeviceTwin> }> {
  const { principal } = caller;
  const filter = await filterOf(ports.homes, principal, homeId, given, 'body');
  const find = async (wanted: DeviceFilter): Promise<DeviceTwin[]> => {
    const page = await ports.devices.list(homeId, { filter: wanted, limit: devicesMax });
    if (page.nextCursor === null) return page.devices;
    throw new ZigfleetError('invalid-request', `These are more than ${devicesMax} devices: choose fewer.`, {
      context: {
        faults: [
          { code: 'invalid-request', field: 'body', expected: `must mean at most ${devicesMax} devices` },
        ],
      },
    });
  };
  const named = given.ieeeAddresses?.map((each) => each.toLowerCase());
  const within = (addresses: readonly string[]) =>
    new Set(addresses.filter(isIeeeAddress).filter((each) => reaches(principal, homeId, each)));
  const isFiltered = [given.roomId, given.hubId, given.trait, given.availability, given.text].some(
    (each) => each !== undefined,
  );
  if (!named && !isFiltered) {
    throw new ZigfleetError('invalid-request', 'Say which devices: ieeeAddresses, roomId, hubId, trait, …', {
      context: { faults: [{ code: 'invalid-request', field: 'body', expected: 'must say which devices' }] },
    });
  }
  const found = filter
    ? await find(named ? { ...filter, within: within(named) } : filter)
    : ([] as DeviceTwin[]);
  // A room of which a limited guest reaches nothing is not there for it.
  const isHidden = principal.reach?.has(homeId) && found.length === 0;
  if (given.roomId !== undefined && (!filter || isHidden)) {
    throw new ZigfleetError('not-found', 'There is no such room.');
  }
  // Of those that are not named, the ones that cannot take it are not meant.
  const meant = named ? found : found.filter((device) => canTake(device, given.set));
  let addresses: readonly string[] = named ? [...new Set(named)] : meant.map((each) => each.ieeeAddress);
  const { 'idempotency-key': idempotencyKey } = headers;
  if (idempotencyKey === undefined) return { addresses, devices: byAddress(meant) };
  addresses = await ports.commands.beginBatch({
    ...{ homeId, requestedBy: principal, idempotencyKey, request: JSON.stringify(given) },
    ieeeAddresses: addresses as IeeeAddress[],
  });
  const missing = addresses.filter((each) => !meant.some(({ ieeeAddress }) => ieeeAddress === each));
  // What has left the room since the first time is still of the batch.
  const others = named || missing.length === 0 ? [] : await find({ within: within(missing) });
  return { addresses, devices: byAddress([...meant, ...others]) };
}

function byAddress(devices: readonly DeviceTwin[]): ReadonlyMap<string, DeviceTwin> {
  return new Map(devices.map((device) => [device.ieeeAddress, device]));
}

/** Whether the device has these traits, and they can be set. Whether the values fit is told of each. */
function canTake({ descriptor }: DeviceTwin, set: Record<string, unknown>): boolean {
  return validateSet(descriptor, set).every(({ code }) => code === 'invalid-value');
}

function batchExamples(): Record<string, Example> {
  const set = { state: 'ON' };
  const light = { ieeeAddress: exampleLight.ieeeAddress, command: exampleCommand, problem: null };
  const { response: unknownTrait } = problemExample(
    'unknown-trait',
    'The device has no trait state: expected nothing: no trait is settable.',
    { faults: [{ code: 'unknown-trait', trait: 'state', expected: 'nothing: no trait is settable' }] },
  );
  const { response: notFound } = problemExample('not-found', 'There is no such device.');
  const sensor = exampleSensor.ieeeAddress;
  const nowhere = '0x00158d00ffffffff';
  return {
    room: {
      summary: 'Everything in the kitchen that can be switched on, and wait for all',
      headers: { prefer: 'wait=5', 'idempotency-key': 'movie-night-lights' },
      body: { roomId: 'room-1', set },
      status: 200,
      response: { results: [light] },
    },
    named: {
      summary: 'Devices by their addresses, of which one can and two cannot',
      given: 'deviceSlow',
      body: { homeId: 'home-1', ieeeAddresses: [exampleLight.ieeeAddress, sensor, nowhere], set },
      status: 202,
      response: {
        results: [
          { ...light, command: { ...exampleCommand, state: 'sent', confirmed: null } },
          { ieeeAddress: sensor, command: null, problem: unknownTrait },
          { ieeeAddress: nowhere, command: null, problem: notFound },
        ],
      },
    },
    keyUsed: {
      summary: 'The idempotency key was used for something else',
      given: 'keyUsed',
      headers: { 'idempotency-key': 'used-key' },
      body: { roomId: 'room-1', set },
      ...problemExample('conflict', 'The idempotency key was used for another request.'),
    },
    ...pinProblems({ body: { roomId: 'room-1', set } }),
    nobody: {
      summary: 'No devices',
      body: { set },
      ...problemExample('invalid-request', 'Say which devices: ieeeAddresses, roomId, hubId, trait, …', {
        faults: [{ code: 'invalid-request', field: 'body', expected: 'must say which devices' }],
      }),
    },
    unknownRoom: {
      summary: 'No such room',
      body: { roomId: 'room-none', set },
      ...problemExample('not-found', 'There is no such room.'),
    },
    unknownHome: {
      summary: 'No such home',
      body: { homeId: 'home-none', roomId: 'room-1', set },
      ...problemExample('not-found', 'There is no such home.'),
    },
  };
}
