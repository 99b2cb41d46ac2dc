import { type Clock, delay } from '../../src/common/clock.ts';
import { isZigfleetError, ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { askPlatform } from '../ask-platform.ts';
import { createClient } from '../create-client.ts';
import { credentialOf } from './fresh-token.ts';
import type { StoredCredential } from './stored-login.ts';

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

/** A login that waits for somebody to approve it. */
export interface WaitingLogin {
  userCode: string;
  verificationUri: string;
  /** The same with the code filled in. */
  verificationUriComplete: string;
  expiresInS: number;
}

/** Logs in by e-mail address and password. @throws ZigfleetError `unauthenticated`, `rate-limited`, … */
export async function logInByPassword(
  api: string,
  email: string,
  password: string,
): Promise<StoredCredential> {
  const body = { email, password };
  const { accessToken, accessExpiresAt, refreshToken } = await askPlatform(
    createClient({ url: api }),
    api,
    (client) => client.call('post', '/v1/login', { body }),
  );
  return { kind: 'login', accessToken, accessExpiresAtMs: Date.parse(accessExpiresAt), refreshToken };
}

/**
 * Logs in by OAuth 2's device authorization (RFC 8628): somebody approves a code elsewhere.
 * @param show - tells the person which code, and where
 * @throws ZigfleetError `permission-denied` if it was denied, `timeout` if nobody approved it in time
 */
export async function logInByDevice(
  api: string,
  clock: Clock,
  show: (waiting: WaitingLogin) => void,
): Promise<StoredCredential> {
  const client = createClient({ url: api });
  const begun = await askPlatform(client, api, (each) =>
    each.call('post', '/v1/oauth/device-authorization', { body: { client_id: 'zigfleet-cli' } }),
  );
  show({
    userCode: begun.user_code,
    verificationUri: begun.verification_uri,
    verificationUriComplete: begun.verification_uri_complete,
    expiresInS: begun.expires_in,
  });
  const body = { grant_type: deviceGrant, device_code: begun.device_code } as const;
  const untilMs = clock.monotonic() + begun.expires_in * 1000;
  let intervalS = begun.interval;
  while (clock.monotonic() < untilMs) {
    await delay(clock, intervalS * 1000);
    try {
      const tokens = await askPlatform(client, api, (each) => each.call('post', '/v1/oauth/token', { body }));
      return credentialOf(tokens);
    } catch (error) {
      intervalS += slowerBy(error);
    }
  }
  throw new ZigfleetError('timeout', 'Nobody approved the login in time: try again.');
}

/** How many seconds more there shall be between two questions (RFC 8628, section 3.5). @throws what ends the asking */
function slowerBy(error: unknown): number {
  if (isZigfleetError(error) && error.retryable) return 5;
  if (!isZigfleetError(error, 'invalid-grant')) throw error;
  switch (error.context.error) {
    case 'authorization_pending':
      return 0;
    case 'slow_down':
      return 5;
    case 'access_denied':
      throw new ZigfleetError('permission-denied', 'The login was refused.');
    default:
      throw new ZigfleetError('timeout', 'The code is not good any more: try again.', { cause: error });
  }
}
