import { isZigfleetError, ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { askPlatform } from '../ask-platform.ts';
import { createClient } from '../create-client.ts';
import { withLoginLock } from './login-lock.ts';
import { readLogin, type StoredLogin, writeLogin } from './stored-login.ts';

/** A token that ends so soon is exchanged before it is sent. */
const marginMs = 30_000;

/**
 * The token of the stored login, exchanged for the next one where it is about to end: by one process, whose tokens the
 * others then use.
 * @param api - the platform that it is sent to; a login elsewhere is none
 * @throws ZigfleetError `unauthenticated` if there is no login any more
 */
export async function freshToken(file: string, api: string): Promise<string> {
  const known = tokenOf(requireLogin(file, api));
  if (known !== undefined) return known;
  return withLoginLock(file, async () => {
    // Another process may have been faster.
    const login = requireLogin(file, api);
    return tokenOf(login) ?? refresh(file, login);
  });
}

function tokenOf({ credential }: StoredLogin): string | undefined {
  if (credential.kind === 'token') return credential.token;
  return credential.accessExpiresAtMs - marginMs > Date.now() ? credential.accessToken : undefined;
}

async function refresh(file: string, { api, credential }: StoredLogin): Promise<string> {
  if (credential.kind === 'token') return credential.token;
  const body = { grant_type: 'refresh_token' as const, refresh_token: credential.refreshToken };
  try {
    const tokens = await askPlatform(createClient({ url: api }), api, (client) =>
      client.call('post', '/v1/oauth/token', { body }),
    );
    writeLogin(file, { api, credential: credentialOf(tokens) });
    return tokens.access_token;
  } catch (error) {
    throw isZigfleetError(error, 'invalid-grant') ? loginOver(error) : error;
  }
}

/** Tokens as OAuth 2 tells them, with the time until which they work. */
export function credentialOf(tokens: { access_token: string; expires_in: number; refresh_token: string }) {
  return {
    kind: 'login' as const,
    accessToken: tokens.access_token,
    accessExpiresAtMs: Date.now() + tokens.expires_in * 1000,
    refreshToken: tokens.refresh_token,
  };
}

function requireLogin(file: string, api: string): StoredLogin {
  const login = readLogin(file);
  if (login?.api === api) return login;
  throw loginOver(undefined);
}

function loginOver(cause: unknown): ZigfleetError {
  return new ZigfleetError('unauthenticated', 'The login is over: log in again with zigfleet login.', {
    cause,
  });
}
