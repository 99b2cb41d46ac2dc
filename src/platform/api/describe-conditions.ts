import type { FastifySchema } from 'fastify';
import { isConditional } from './conditions.ts';

interface Described {
  headers?: { type?: string; properties?: Record<string, unknown> };
  response?: Record<string, { content?: Record<string, unknown>; headers?: Record<string, unknown> }>;
}

const ifNoneMatch = {
  type: 'string',
  description:
    'The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).',
  examples: ['"6f1b2c3d4e5f60718293"'],
};

const etag = {
  type: 'string',
  description: 'The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`.',
  examples: ['"6f1b2c3d4e5f60718293"'],
};

/** Adds to what reads JSON that its answer has a tag, and may be that nothing is new: `answerNotModified` sees to both. */
export function describeConditions(
  schema: FastifySchema,
  url: string,
  method: string | string[],
): FastifySchema {
  const described = schema as Described;
  const read = described.response?.['200'];
  if (!isConditional(url) || ![method].flat().includes('GET') || !read?.content?.['application/json'])
    return schema;
  const { headers, response } = described;
  return {
    ...schema,
    headers: {
      ...headers,
      type: 'object',
      properties: { ...headers?.properties, 'if-none-match': ifNoneMatch },
    },
    response: {
      ...response,
      200: { ...read, headers: { ...read.headers, etag } },
      304: { type: 'null', description: 'It is still as `If-None-Match` says.' },
    },
  };
}
