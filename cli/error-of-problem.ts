import type { ApiProblem } from '../client/api-problem.ts';
import { type ErrorCode, errorCodes } from '../src/common/error-codes.ts';
import { ZigfleetError } from '../src/common/zigfleet-error.ts';

/** The error that an answer tells of, whoever gave it: the server that was meant, or something before it. */
export function errorOfProblem(
  { status, code, message, problem }: ApiProblem,
  url: string,
  words: { server: string; unauthenticated: string },
): ZigfleetError {
  if (code === undefined || !Object.hasOwn(errorCodes, code)) {
    const fallback: ErrorCode = status >= 500 ? 'unavailable' : 'invalid-request';
    return new ZigfleetError(fallback, `${url} answers ${status}, but not as ${words.server} does.`);
  }
  const hint = code === 'unauthenticated' ? words.unauthenticated : '';
  // Of OAuth 2's grants the word of RFC 8628 says more than the code.
  const context = { error: problem.error };
  return new ZigfleetError(code as ErrorCode, `${message}${hint}`, { context });
}
