import Type from 'typebox';
import { ZigfleetError } from '../../../common/zigfleet-error.ts';
import type { IeeeAddress } from '../../../devices/ieee-address.ts';
import type { TraitValues } from '../../../devices/trait.ts';
import { isFinal } from '../../domain/command.ts';
import type { DeviceTwin } from '../../domain/device-twin.ts';
import type { Group } from '../../domain/group.ts';
import { callerOf } from '../authentication.ts';
import { exampleCommand, exampleLight } from '../example-world.ts';
import { operation, problemExample } from '../operation.ts';
import { waitOf } from '../prefer.ts';
import { toHttpError, toProblem } from '../problem.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import {
  exampleGroup,
  groupCommandSchema,
  type MemberFate,
  memberFate,
  toGroupCommandResource,
} from '../schemas/group-schema.ts';
import {
  severalCommandsExtras,
  severalCommandsHeadersSchema,
  waitingHandlerTimeoutMs,
} from '../submit-command.ts';
import { waitForEnds } from '../wait-for-ends.ts';
import { findGroup, groupParams, ofExampleGroup, unknownGroup } from './groups.ts';
import { pinProblems, requireSettable, setProperties } from './send-command.ts';

const body = Type.Object(setProperties, {
  additionalProperties: false,
  description: 'What the devices of the group are to do.',
});

/** A device of a group, and what it is to take; or why it cannot. */
interface Wish {
  ieeeAddress: IeeeAddress;
  device?: DeviceTwin;
  values: TraitValues;
  fault?: unknown;
}

/** `POST /v1/groups/{groupId}/commands`: sets traits of the devices of a group. */
export function addCommandGroup(app: ApiInstance, context: RouteContext): void {
  const { ports } = context;
  const about = operation(
    { params: groupParams, headers: severalCommandsHeadersSchema, body },
    {
      permission: 'devices:command',
      operationId: 'commandGroup',
      tag: 'groups',
      summary: 'Set traits of a group',
      description:
        'Makes one command for each hub that has members. A hub tells all those that can hear it by one Zigbee frame to the group; members that sleep, know of no groups, or have not obeyed get a frame of their own. Each member has a fate of its own. With `Prefer: wait=N` the answer waits for all of them.',
      responses: {
        200: { description: 'All are at their ends: see each `state`.', schema: groupCommandSchema },
        202: { description: 'Some are not yet at their ends.', schema: groupCommandSchema },
      },
      examples: groupCommandExamples(),
    },
  );
  app.post(
    '/v1/groups/:groupId/commands',
    { ...about, handlerTimeout: waitingHandlerTimeoutMs },
    async (request, reply) => {
      const caller = callerOf(request);
      const { set, ttlMs, whenOffline } = request.body;
      const group = await findGroup(ports, caller, request.params.groupId);
      const wishes = await wishesOf(context, group, set);
      const devices = wishes.flatMap(({ device, fault }) => (device && !fault ? [device] : []));
      const pin = request.headers['security-pin'];
      await ports.homes.confirmCommand(group.homeId, devices, caller.principal, pin);
      const extras = severalCommandsExtras(request.headers);
      const submitted = await Promise.all(
        [...new Set(devices.map(({ hubId }) => hubId))].map(async (hubId) => {
          const members = wishes
            .filter(({ device }) => device?.hubId === hubId)
            .map(({ ieeeAddress, values }) => ({ ieeeAddress, values }));
          try {
            const command = await ports.commands.submit({
              ...{ homeId: group.homeId, hubId, ttlMs, whenOffline, requestedBy: caller.principal },
              action: { type: 'setGroupTraits', groupId: group.zigbeeGroupId, members },
              ...extras,
              // A space is in no key that a request can give.
              ...(extras.idempotencyKey !== undefined && {
                idempotencyKey: `${extras.idempotencyKey} ${hubId}`,
              }),
            });
            return { hubId, command };
          } catch (fault) {
            return { hubId, fault };
          }
        }),
      );
      const ended = await waitForEnds(context, submitted, waitOf(request.headers.prefer), reply);
      const commands = ended.flatMap(({ command }) => (command ? [command] : []));
      const members = wishes.map(({ ieeeAddress, device, fault }): MemberFate => {
        const own = ended.find(({ hubId }) => hubId === device?.hubId);
        if (fault === undefined && own?.command) return memberFate(ieeeAddress, own.command);
        const problem = toProblem(toHttpError(fault ?? own?.fault), request.id);
        return { ...refused, ieeeAddress, problem };
      });
      reply.code(commands.every(({ state }) => isFinal(state)) ? 200 : 202);
      return toGroupCommandResource(group.groupId, members, commands);
    },
  );
}

const refused = {
  ...{ commandId: null, state: 'refused' as const, via: null, confirmed: null, failure: null },
};

/** What each member is to take. Whoever cannot take it stays a member, and is told nothing. */
async function wishesOf(
  { ports }: RouteContext,
  { homeId, members }: Group,
  set: Record<string, unknown>,
): Promise<Wish[]> {
  const filter = { within: new Set(members) };
  const devices =
    members.length === 0 ? [] : (await ports.devices.list(homeId, { filter, limit: members.length })).devices;
  return members.map((ieeeAddress) => {
    const device = devices.find((each) => each.ieeeAddress === ieeeAddress);
    if (!device) {
      const fault = new ZigfleetError('not-found', 'There is no such device.');
      return { ieeeAddress, values: {}, fault };
    }
    try {
      return { ieeeAddress, device, values: requireSettable(device.descriptor, set) };
    } catch (fault) {
      return { ieeeAddress, device, values: {}, fault };
    }
  });
}

function groupCommandExamples() {
  const set = { state: 'ON' };
  const action = {
    type: 'setGroupTraits',
    groupId: exampleGroup.zigbeeGroupId,
    members: [{ ieeeAddress: exampleLight.ieeeAddress, values: set }],
  };
  const fate = {
    ...{ ieeeAddress: exampleLight.ieeeAddress, commandId: 'cmd-01', state: 'succeeded', via: 'group' },
    ...{ confirmed: set, failure: null, problem: null },
  };
  const { ieeeAddress, state, via, confirmed, failure } = fate;
  const findings = {
    ...{ type: 'group', groupId: exampleGroup.zigbeeGroupId },
    members: [{ ieeeAddress, state, via, confirmed, failure }],
  };
  const { groupId } = exampleGroup;
  return {
    waitForEnd: {
      summary: 'Switch all on, and wait for them',
      ...{ params: ofExampleGroup, headers: { prefer: 'wait=5' }, body: { set }, status: 200 },
      response: {
        ...{ groupId, members: [fate] },
        commands: [{ ...exampleCommand, action, confirmed: {}, findings }],
      },
    },
    withoutWaiting: {
      summary: 'Without waiting',
      ...{ given: 'deviceSlow' as const, params: ofExampleGroup, body: { set }, status: 202 },
      response: {
        groupId,
        members: [{ ...fate, state: 'open', via: null, confirmed: null }],
        commands: [{ ...exampleCommand, action, state: 'sent', confirmed: null }],
      },
    },
    cannotTakeIt: {
      summary: 'No member can take it',
      ...{ params: ofExampleGroup, body: { set: { power: 5 } }, status: 200 },
      response: {
        groupId,
        members: [
          {
            ...{ ieeeAddress, commandId: null, state: 'refused', via: null, confirmed: null, failure: null },
            problem: problemExample('trait-not-settable', 'power cannot be set: it is only reported.', {
              faults: [
                { code: 'trait-not-settable', trait: 'power', expected: 'nothing: it is only reported' },
              ],
            }).response,
          },
        ],
        commands: [],
      },
    },
    ...pinProblems({ params: ofExampleGroup, body: { set } }),
    unknownGroup: { ...unknownGroup, body: { set } },
  };
}
