import { ApiProblem } from '../client/api-problem.ts';
import type { ZigfleetClient } from '../client/zigfleet-client.ts';
import { messageOf, ZigfleetError } from '../src/common/zigfleet-error.ts';
import { errorOfProblem } from './error-of-problem.ts';

/**
 * Asks through the generated client, its errors made ZigfleetErrors with one sentence that says what to do.
 * @param hint - what to do about a token that is refused: a sentence with a blank before it
 */
export async function askPlatform<T>(
  client: ZigfleetClient,
  url: string,
  call: (client: ZigfleetClient) => Promise<T>,
  hint = '',
): Promise<T> {
  try {
    return await call(client);
  } catch (error) {
    if (error instanceof ZigfleetError) throw error;
    if (!(error instanceof ApiProblem)) throw unreachable(error, url);
    throw errorOfProblem(error, url, { server: 'a zigfleet platform', unauthenticated: hint });
  }
}

function unreachable(error: unknown, url: string): ZigfleetError {
  // What fetch throws says "fetch failed"; its cause says why.
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const why = messageOf(cause) || (cause as NodeJS.ErrnoException).code;
  return new ZigfleetError('unavailable', `The platform does not answer at ${url}: ${why}`, { cause: error });
}
