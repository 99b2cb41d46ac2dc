import type { FastifyReply } from 'fastify';
import Type from 'typebox';
import type { CommandAction } from '../../../devices/command-action.ts';
import type { CommandFindings } from '../../../devices/command-findings.ts';
import type { DeviceTwin } from '../../domain/device-twin.ts';
import { type Caller, findInHomes } from '../caller.ts';
import { exampleCommand, exampleHub, exampleLight, nowhere } from '../example-world.ts';
import { problemExample } from '../operation.ts';
import type { RouteContext } from '../route-context.ts';
import { ieeeAddressSchema } from '../schemas/common-schemas.ts';
import { type CommandHeaders, submitCommand } from '../submit-command.ts';

export const deviceParamsSchema = Type.Object({ ieeeAddress: ieeeAddressSchema });
export const ofLight = { ieeeAddress: exampleLight.ieeeAddress };
const ttlMs = 60_000;
/** Whoever reads wants an answer: this long is waited where nothing else was asked for. */
const readingWait = 'wait=10';

/** A command of the radio, as the platform of the examples ends it. */
export function exampleRadioCommand(action: object, findings?: CommandFindings) {
  return { ...exampleCommand, action, confirmed: {}, ...(findings && { findings }) };
}

/** The same while the device has not answered. */
export function openRadioCommand(action: object) {
  return { ...exampleRadioCommand(action), state: 'sent', confirmed: null };
}

/** What may go wrong with any of these operations; `like` is what the request needs beside its path. */
export function radioProblems(like: { body?: object } = {}) {
  return {
    hubOffline: {
      ...{ summary: 'The hub is offline', given: 'hubOffline' as const, params: ofLight, ...like },
      ...problemExample('hub-offline', 'The hub is offline.'),
    },
    unknownDevice: {
      ...{ summary: 'No such device', params: { ieeeAddress: nowhere.ieeeAddress }, ...like },
      ...problemExample('not-found', 'There is no such device.'),
    },
  };
}

/** Hands the hub of a device a command that makes no sense later. */
export async function submitRadio(
  context: RouteContext,
  { caller, device, action }: { caller: Caller; device: DeviceTwin; action: CommandAction },
  headers: CommandHeaders,
  reply: FastifyReply,
) {
  const { homeId, hubId } = device;
  return submitCommand(
    context,
    { homeId, hubId, action, ttlMs, whenOffline: 'refuse', requestedBy: caller.principal },
    headers,
    reply,
  );
}

/** The headers of a request that reads. */
export function waitingHeaders(headers: CommandHeaders): CommandHeaders {
  return { prefer: readingWait, ...headers };
}

/** Hands a hub of the caller a command that makes no sense later. @throws ZigfleetError `not-found` */
export async function submitToHub(
  context: RouteContext,
  { caller, hubId, action }: { caller: Caller; hubId: string; action: CommandAction },
  headers: CommandHeaders,
  reply: FastifyReply,
) {
  const lookUp = (homeId: string) => context.ports.hubs.get(homeId, hubId);
  const { homeId } = await findInHomes(caller, lookUp, 'There is no such hub.');
  return submitCommand(
    context,
    { homeId, hubId, action, ttlMs, whenOffline: 'refuse', requestedBy: caller.principal },
    headers,
    reply,
  );
}

const ofHub = { hubId: exampleHub.hubId };

/** What may go wrong with any command to a hub itself. */
export const hubProblems = {
  hubOffline: {
    ...{ summary: 'The hub is offline', given: 'hubOffline' as const, params: ofHub },
    ...problemExample('hub-offline', 'The hub is offline.'),
  },
  unknownHub: {
    ...{ summary: 'No such hub', params: { hubId: nowhere.hubId } },
    ...problemExample('not-found', 'There is no such hub.'),
  },
};
