import { type ErrorCode, errorCodes } from '../../common/error-codes.ts';
import { messageOf, ZigfleetError } from '../../common/zigfleet-error.ts';
import { isHttpErrorCode } from './problem-descriptions.ts';

export const problemMediaType = 'application/problem+json';

/** One thing that is wrong with a request, and what would be right. */
export interface Fault {
  code: ErrorCode;
  /** The trait, or the path within it. */
  trait?: string;
  /** The part of the request: `body/durationS`, `query/limit`. */
  field?: string;
  expected: string;
}

/** An RFC 9457 problem document. Members beyond these come from the error's context. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ErrorCode;
  requestId: string;
  faults?: Fault[];
  [member: string]: unknown;
}

/** Codes by the status that the HTTP library gives its own errors. */
const codeByStatus: Record<number, ErrorCode> = {
  400: 'invalid-request',
  404: 'not-found',
  405: 'method-not-allowed',
  408: 'request-timeout',
  413: 'payload-too-large',
  414: 'invalid-request',
  415: 'unsupported-media-type',
  431: 'headers-too-large',
};

/** What is told for anything thrown while a request is served. Only what is meant for the caller passes. */
export function toHttpError(thrown: unknown): ZigfleetError {
  if (thrown instanceof ZigfleetError) {
    return isHttpErrorCode(thrown.code)
      ? thrown
      : new ZigfleetError('internal', internalDetail, { cause: thrown });
  }
  const { statusCode, code } = (thrown ?? {}) as { statusCode?: unknown; code?: unknown };
  if (code === 'FST_ERR_HANDLER_TIMEOUT') {
    return new ZigfleetError('timeout', 'The platform took too long over this request.', { cause: thrown });
  }
  if (code === 'FST_ERR_CTP_INVALID_JSON_BODY') {
    return new ZigfleetError(
      'invalid-request',
      'The body is not valid JSON, or has a member called __proto__.',
    );
  }
  const known = typeof statusCode === 'number' ? codeByStatus[statusCode] : undefined;
  if (known === undefined) return new ZigfleetError('internal', internalDetail, { cause: thrown });
  return new ZigfleetError(known, messageOf(thrown).slice(0, detailLengthMax), { cause: thrown });
}

/** The library's messages quote the request; as much of it as helps. */
const detailLengthMax = 200;

const internalDetail = 'Something went wrong inside the platform. The request id names it in the log.';

/** The document for an error. */
export function toProblem(error: ZigfleetError, requestId: string): Problem {
  const { httpStatus, title } = errorCodes[error.code];
  return {
    ...error.context,
    type: `/docs/problems#${error.code}`,
    title,
    status: httpStatus,
    detail: error.message,
    code: error.code,
    requestId,
  };
}
