import type { FastifyInstance } from 'fastify';
import { ZigfleetError } from '../../common/zigfleet-error.ts';

/** Answers what no route takes: 405 with `Allow` where the path exists with other methods, else 404. */
export function answerUnknownRoutes(app: FastifyInstance): void {
  const routes: { pattern: RegExp; method: string }[] = [];
  app.addHook('onRoute', ({ url, method }) => {
    const pattern = new RegExp(`^${url.replace(/[.+]/g, '\\$&').replace(/:[^/]+/g, '[^/]+')}$`);
    for (const each of [method].flat()) routes.push({ pattern, method: each });
  });
  app.setNotFoundHandler(async (request, reply) => {
    const [path = '/'] = request.url.split('?', 1);
    const methods = routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
    if (methods.length > 0) {
      const allow = [...new Set(methods)].sort().join(', ');
      reply.header('allow', allow);
      throw new ZigfleetError('method-not-allowed', `${path.slice(0, 200)} takes ${allow}.`);
    }
    throw new ZigfleetError('not-found', 'There is no such path. /docs lists those that exist.');
  });
}
