import Type from 'typebox';
import { operation } from '../operation.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';

const live = Type.Object(
  { live: Type.Boolean({ description: 'Always true.', examples: [true] }) },
  { description: 'The process runs.' },
);

const readiness = Type.Object(
  {
    ready: Type.Boolean({ description: 'Whether the node can serve.', examples: [true] }),
    faults: Type.Array(Type.String(), { description: 'What keeps it from serving.', examples: [[]] }),
  },
  { description: 'Whether the node can serve now.' },
);

/** `GET /livez`: whether the process runs. Asks nobody. */
export function addLiveness(app: ApiInstance): void {
  const about = operation(
    {},
    {
      permission: 'public',
      isProbe: true,
      operationId: 'readLiveness',
      tag: 'health',
      summary: 'Is the process alive?',
      description:
        'Answers as long as the process runs, whatever else is away. Restart the process if it does not.',
      responses: { 200: { description: 'It is.', schema: live } },
      examples: { live: { summary: 'Alive', status: 200, response: { live: true } } },
    },
  );
  app.get('/livez', about, async () => ({ live: true }));
}

/** `GET /readyz`: whether the node can serve. */
export function addReadiness(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    {},
    {
      permission: 'public',
      isProbe: true,
      operationId: 'readReadiness',
      tag: 'health',
      summary: 'Can the node serve?',
      description: 'Send a node no requests while it answers 503.',
      responses: {
        200: { description: 'It can.', schema: readiness },
        503: { description: 'It cannot now.', schema: readiness },
      },
      examples: {
        ready: { summary: 'Ready', status: 200, response: { ready: true, faults: [] } },
        notReady: {
          summary: 'Not ready',
          given: 'notReady',
          status: 503,
          response: { ready: false, faults: ['store: it does not answer'] },
        },
      },
    },
  );
  app.get('/readyz', about, async (request, reply) => {
    const health = await ports.health.check().catch((error: unknown) => {
      request.log.warn({ err: error, requestId: request.id }, 'the health check failed');
      return { ready: false, faults: ['the check itself failed: see the log'] };
    });
    if (!health.ready) reply.code(503).header('retry-after', '1');
    return { ready: health.ready, faults: health.faults };
  });
}
