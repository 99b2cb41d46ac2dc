import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZigfleetError } from '../../common/zigfleet-error.ts';
import { problemMediaType, toHttpError, toProblem } from './problem.ts';

/** How long to wait before trying again, seconds, where the error does not say. */
const retryAfterS = 1;

/** Sends anything thrown as a problem document. */
export function sendProblem(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const error = toHttpError(thrown);
  const { httpStatus } = error.meaning;
  if (error.code === 'internal' || error.code === 'timeout') {
    const { id: requestId, routeOptions } = request;
    request.log.error({ err: error.cause ?? error, requestId, route: routeOptions?.url }, 'a request failed');
  }
  if ((httpStatus === 429 || httpStatus === 503) && !reply.hasHeader('retry-after')) {
    reply.header('retry-after', String(retryAfterOf(error)));
  }
  reply
    .code(httpStatus)
    .type(problemMediaType)
    .send(JSON.stringify(toProblem(error, request.id)));
}

/** Makes every error of the instance a problem document. */
export function useProblems(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>(sendProblem);
}

function retryAfterOf(error: ZigfleetError): number {
  const { retryAfterMs } = error.context;
  return typeof retryAfterMs === 'number' ? Math.max(1, Math.ceil(retryAfterMs / 1000)) : retryAfterS;
}
