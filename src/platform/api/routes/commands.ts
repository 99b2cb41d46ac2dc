import Type from 'typebox';
import { callerOf } from '../authentication.ts';
import { findInHomes } from '../caller.ts';
import { exampleCommand, nowhere } from '../example-world.ts';
import { operation, problemExample } from '../operation.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import { toCommandResource } from '../schemas/command-schema.ts';
import { commandIdSchema } from '../schemas/common-schemas.ts';

const params = Type.Object({ commandId: commandIdSchema });
const notFound = 'There is no such command.';
const unknownCommand = {
  summary: 'No such command',
  params: { commandId: nowhere.commandId },
  ...problemExample('not-found', notFound),
};

/** `GET /v1/commands/{commandId}`: what became of a command. */
export function addReadCommand(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    { params },
    {
      permission: 'commands:read',
      operationId: 'readCommand',
      tag: 'commands',
      summary: 'Read a command',
      description: 'A command and what became of it. Commands are kept for a day after their end.',
      responses: { 200: { description: 'The command.', schema: { $ref: 'Command#' } } },
      examples: {
        command: {
          summary: 'A command that succeeded',
          params: { commandId: exampleCommand.commandId },
          status: 200,
          response: exampleCommand,
        },
        unknownCommand,
      },
    },
  );
  app.get('/v1/commands/:commandId', about, async (request) => {
    const { commandId } = request.params;
    const command = await findInHomes(
      callerOf(request),
      (homeId) => ports.commands.get(homeId, commandId),
      notFound,
    );
    return toCommandResource(command);
  });
}

/** `POST /v1/commands/{commandId}/cancel`: takes back a command that waits. */
export function addCancelCommand(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    { params },
    {
      permission: 'commands:cancel',
      operationId: 'cancelCommand',
      tag: 'commands',
      summary: 'Cancel a command',
      description:
        'Takes back a command that still waits for its hub. One that the hub may have started cannot be cancelled.',
      responses: { 200: { description: 'The command, cancelled.', schema: { $ref: 'Command#' } } },
      examples: {
        cancelled: {
          summary: 'A command that waits',
          given: 'commandWaiting',
          params: { commandId: exampleCommand.commandId },
          status: 200,
          response: { ...exampleCommand, state: 'cancelled', confirmed: null },
        },
        tooLate: {
          summary: 'Too late',
          given: 'commandSent',
          params: { commandId: exampleCommand.commandId },
          ...problemExample('conflict', 'The hub may already have started the command.'),
        },
        unknownCommand,
      },
    },
  );
  app.post('/v1/commands/:commandId/cancel', about, async (request) => {
    const { commandId } = request.params;
    const command = await findInHomes(
      callerOf(request),
      (homeId) => ports.commands.get(homeId, commandId),
      notFound,
    );
    const cancelled = await ports.commands.cancel(command.homeId, commandId);
    return toCommandResource(cancelled ?? command);
  });
}
