import type { FastifyReply } from 'fastify';
import Type, { type Static } from 'typebox';
import type { Command } from '../domain/command.ts';
import { isFinal } from '../domain/command.ts';
import type { CommandRequest } from '../domain/ports.ts';
import { ifMatchOf, ifMatchSchema } from './conditions.ts';
import { waitMaxS, waitOf } from './prefer.ts';
import type { RouteContext } from './route-context.ts';
import { type CommandResource, toCommandResource } from './schemas/command-schema.ts';
import { securityPinHeader } from './security-pin.ts';

/** The headers of every operation that makes a command. */
export const commandHeadersSchema = Type.Object({
  'if-match': ifMatchSchema,
  prefer: Type.Optional(
    Type.String({
      maxLength: 256,
      description: `\`wait=N\` waits up to N seconds, at most ${waitMaxS}, for the end of the command (RFC 7240).`,
      examples: ['wait=5'],
    }),
  ),
  'idempotency-key': Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 255,
      pattern: '^[\\x21-\\x7e]+$',
      description:
        'The same key from the same account within a day gets the first command back instead of making another.',
      examples: ['7d3f6f0e-kitchen-on'],
    }),
  ),
  traceparent: Type.Optional(
    Type.String({
      maxLength: 128,
      description: 'W3C trace context: the trace goes on through the hub to the device.',
      examples: ['00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'],
    }),
  ),
});

/** The headers of every operation that makes a command for one device. */
export const deviceCommandHeadersSchema = Type.Object({
  ...commandHeadersSchema.properties,
  ...securityPinHeader,
});

const { 'if-match': _, ...unconditionalHeaders } = commandHeadersSchema.properties;

/** The headers of every operation that makes commands for several devices: no one tag is that of all. */
export const severalCommandsHeadersSchema = Type.Object({ ...unconditionalHeaders, ...securityPinHeader });

/** What is not described is there too: what the program calls itself. */
export type CommandHeaders = Static<typeof commandHeadersSchema> & { 'user-agent'?: string };

/** Handlers that wait must outlive the longest wait. */
export const waitingHandlerTimeoutMs = (waitMaxS + 10) * 1000;

const traceparentPattern = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

export const commandResponses = {
  200: {
    description: 'The command is at its end, whichever that is: see `state`.',
    schema: { $ref: 'Command#' },
    headers: {
      'preference-applied': {
        type: 'string',
        description: 'The wait that was granted.',
        examples: ['wait=5'],
      },
    },
  },
  202: {
    description: 'The command is not yet at its end. `Location` is where to read it.',
    schema: { $ref: 'Command#' },
    headers: {
      location: {
        type: 'string',
        description: 'Where the command can be read.',
        examples: ['/v1/commands/cmd-01'],
      },
    },
  },
};

/** What the headers say of a command. */
export function commandExtras(
  headers: CommandHeaders,
): Pick<CommandRequest, 'idempotencyKey' | 'traceparent' | 'userAgent' | 'ifMatch'> {
  const { traceparent, 'idempotency-key': idempotencyKey, 'user-agent': userAgent } = headers;
  const ifMatch = ifMatchOf(headers['if-match']);
  return {
    ...(idempotencyKey !== undefined && { idempotencyKey }),
    ...(traceparent !== undefined && traceparentPattern.test(traceparent) && { traceparent }),
    ...(userAgent !== undefined && { userAgent }),
    ...(ifMatch !== undefined && { ifMatch }),
  };
}

/** What the headers say of each of several commands. A condition that is sent all the same is about none of them. */
export function severalCommandsExtras({ 'if-match': _, ...headers }: CommandHeaders) {
  return commandExtras(headers);
}

/** Submits a command, waits for its end if the caller prefers, and says where it stands. */
export async function submitCommand(
  { ports: { commands }, waits }: RouteContext,
  request: Omit<CommandRequest, keyof ReturnType<typeof commandExtras>>,
  headers: CommandHeaders,
  reply: FastifyReply,
): Promise<CommandResource> {
  const waitS = waitOf(headers.prefer);
  let command: Command = await commands.submit({ ...request, ...commandExtras(headers) });
  if (waitS !== undefined) {
    reply.header('preference-applied', `wait=${waitS}`);
    if (!isFinal(command.state)) {
      const { homeId, commandId } = command;
      const ended = await commands.waitForEnd(homeId, commandId, waitS * 1000, waits.begin(reply));
      command = ended ?? command;
    }
  }
  reply.code(isFinal(command.state) ? 200 : 202).header('location', `/v1/commands/${command.commandId}`);
  return toCommandResource(command);
}
