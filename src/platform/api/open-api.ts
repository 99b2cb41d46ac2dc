import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import type { TSchema } from 'typebox';
import { commandFindingsSchema } from '../../devices/command-findings.ts';
import { describeConditions } from './describe-conditions.ts';
import { commandFailureSchema, commandSchema } from './schemas/command-schema.ts';
import { traitValueSchema, traitValuesSchema } from './schemas/common-schemas.ts';
import { devicePartSchema, deviceSchema, traitSchema } from './schemas/device-schema.ts';
import { eventSchema, gapSchema } from './schemas/event-schema.ts';
import { hubSchema } from './schemas/hub-schema.ts';
import { problemSchema } from './schemas/problem-schema.ts';
import { webhookSchema } from './schemas/webhook-schema.ts';

/** The schemas that the document names, and that others refer to as `Name#`. */
const namedSchemas: Record<string, TSchema> = {
  Hub: hubSchema,
  Device: deviceSchema,
  DevicePart: devicePartSchema,
  Trait: traitSchema,
  TraitValue: traitValueSchema,
  TraitValues: traitValuesSchema,
  Command: commandSchema,
  CommandFailure: commandFailureSchema,
  CommandFindings: commandFindingsSchema,
  Event: eventSchema,
  Gap: gapSchema,
  Webhook: webhookSchema,
  Problem: problemSchema,
};

const description = `Devices, commands and events of a zigfleet platform.

- Send \`Authorization: Bearer TOKEN\` with everything but health and documentation.
- Times are RFC 3339 in UTC; durations say their unit in their name.
- Errors are \`application/problem+json\`; [the list of problems](/docs/problems) explains each \`code\`.
- What can be read has an \`ETag\`: send it as \`If-None-Match\` to be told only what is new (304), and as \`If-Match\` to change
  only what you have seen (412 otherwise).
- Unknown members of a request are refused; ignore unknown members of an answer.
- A path that exists answers other methods with \`method-not-allowed\`; any other path with \`not-found\`.`;

/** Makes the OpenAPI 3.1 document from the routes' own schemas. Must run before the routes are added. */
export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  for (const [name, schema] of Object.entries(namedSchemas)) app.addSchema({ ...schema, $id: name });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'zigfleet',
        version,
        description,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/', description: 'The node that serves this document.' }],
      tags: [
        { name: 'accounts', description: 'Who uses the platform, by which credentials.' },
        { name: 'homes', description: 'Homes, their rooms, and who belongs to them.' },
        { name: 'hubs', description: 'The boxes that have a Zigbee coordinator.' },
        { name: 'devices', description: 'What they are, what they report, what they are told to do.' },
        { name: 'groups', description: 'Devices that are told something together.' },
        { name: 'commands', description: 'What became of what was asked.' },
        { name: 'events', description: 'What happens, as it happens.' },
        { name: 'webhooks', description: 'What happens, sent to you.' },
        { name: 'history', description: 'What was: values over time, and who was online when.' },
        { name: 'audit', description: 'Who did what, and how it ended.' },
        { name: 'health', description: 'For operators.' },
      ],
      components: {
        securitySchemes: {
          bearerToken: {
            type: 'http',
            scheme: 'bearer',
            description: 'A token of the account, or an API key.',
          },
        },
      },
    },
    transform: ({ schema, url, route }) => ({ url, schema: describeConditions(schema, url, route.method) }),
    refResolver: {
      buildLocalReference: (schema, _base, _fragment, index) => String(schema.$id ?? `def-${index}`),
    },
  });
  app.get(
    '/openapi.json',
    { config: { permission: 'public' }, schema: { hide: true } },
    async (_request, reply) => {
      reply.type('application/json');
      return app.swagger();
    },
  );
}
