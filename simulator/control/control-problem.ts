import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { type ErrorCode, errorCodes } from '../../src/common/error-codes.ts';
import { messageOf, ZigfleetError } from '../../src/common/zigfleet-error.ts';

/** Most faults that are told of one body. */
const faultsMax = 10;

/** Codes by the status that the HTTP library gives its own errors. */
const codeByStatus: Readonly<Record<number, ErrorCode>> = {
  400: 'invalid-request',
  404: 'not-found',
  405: 'method-not-allowed',
  408: 'request-timeout',
  413: 'payload-too-large',
  415: 'unsupported-media-type',
};

/** Anything thrown while a request is served, as one of our errors. */
export function toControlError(thrown: unknown): ZigfleetError {
  if (thrown instanceof ZigfleetError) return thrown;
  const { statusCode } = (thrown ?? {}) as { statusCode?: unknown };
  const code = typeof statusCode === 'number' ? codeByStatus[statusCode] : undefined;
  if (code !== undefined) return new ZigfleetError(code, messageOf(thrown), { cause: thrown });
  return new ZigfleetError('internal', 'the simulator failed; its log says why', { cause: thrown });
}

/** The problem document (RFC 9457) for an error. */
export function controlProblem({ code, message, context }: ZigfleetError): Record<string, unknown> {
  const { httpStatus, title } = errorCodes[code];
  return {
    ...context,
    type: `urn:zigfleet:problem:${code}`,
    title,
    status: httpStatus,
    detail: message,
    code,
  };
}

/**
 * Takes a body for what its schema says.
 * @throws ZigfleetError `invalid-request` naming each place and what would be right
 */
export function assertBody<T>(schema: TSchema, body: unknown): asserts body is T {
  if (Value.Check(schema, body)) return;
  const faults = new Map<string, string>();
  for (const { instancePath, message, keyword, params } of Value.Errors(schema, body)) {
    if (keyword === 'boolean' || keyword === 'const') continue;
    const unknown = keyword === 'additionalProperties' ? params.additionalProperties : undefined;
    const expected = unknown === undefined ? message : `is not to have ${unknown.join(', ')}`;
    const field = instancePath === '' ? 'the body' : instancePath.slice(1);
    if (faults.size < faultsMax && !faults.has(field)) faults.set(field, expected);
  }
  const detail = [...faults].map(([field, expected]) => `${field} ${expected}`).join('; ');
  const list = [...faults].map(([field, expected]) => ({ field, expected }));
  throw new ZigfleetError('invalid-request', detail, { context: { faults: list } });
}
