import Type, { type Static } from 'typebox';
import type { Account, ApiKey, LoginTokens } from '../../domain/account.ts';
import { scopes } from '../permissions.ts';
import { homeIdSchema, nullable, timeSchema } from './common-schemas.ts';

const time = '2026-01-05T08:30:00.000Z';

export const emailSchema = Type.String({
  minLength: 3,
  maxLength: 254,
  pattern: '^[^\\s@\\x00-\\x1f]+@[^\\s@\\x00-\\x1f]+$',
  description: 'An e-mail address. Upper and lower case are the same.',
  examples: ['ada@example.org'],
});

/** NIST SP 800-63B, section 5.1.1: long rather than odd, and no rules of composition. */
export const newPasswordSchema = Type.String({
  minLength: 10,
  maxLength: 256,
  description: 'A password of 10 to 256 characters, whichever they are.',
  examples: ['correct horse battery'],
});

export const passwordSchema = Type.String({
  maxLength: 256,
  description: 'The password of the account.',
  examples: ['correct horse battery'],
});

export const accountSchema = Type.Object(
  {
    accountId: Type.String({ description: 'The account.', examples: ['account-1'] }),
    email: nullable(Type.String(), {
      description: 'Its e-mail address; null until the first owner takes one.',
      examples: ['ada@example.org'],
    }),
    hasPassword: Type.Boolean({ description: 'Whether it has a password.', examples: [true] }),
    createdAt: timeSchema('When it was made.'),
  },
  { description: 'An account.' },
);

export const loginTokensSchema = Type.Object(
  {
    accessToken: Type.String({
      description: 'Send it as `Authorization: Bearer …`. A secret.',
      examples: ['zf_access'],
    }),
    accessExpiresAt: timeSchema('The access token does not work after this.'),
    refreshToken: Type.String({
      description:
        'Exchange it for the next pair before it expires. Works once: using it again ends the login. A secret.',
      examples: ['zfr_refresh'],
    }),
    refreshExpiresAt: timeSchema('The login is over if it is not refreshed until then.'),
  },
  { description: 'The tokens of a login. They are told only once.' },
);

export const scopeSchema = Type.Enum(scopes, {
  description: 'A permission.',
  examples: ['devices:read'],
});

export const apiKeySchema = Type.Object(
  {
    keyId: Type.String({ description: 'The key. Not the secret.', examples: ['key-1'] }),
    name: Type.String({ description: 'What it is for.', examples: ['Dashboard'] }),
    scopes: Type.Array(scopeSchema, {
      description: 'The permissions that it has at most; the roles of the account still apply.',
      examples: [['devices:read', 'events:read']],
    }),
    homeIds: nullable(Type.Array(homeIdSchema), {
      description: 'The homes that it reaches at most; null for all of the account.',
      examples: [['home-1']],
    }),
    createdAt: timeSchema('When it was made.'),
    expiresAt: nullable(Type.String({ format: 'date-time' }), {
      description: 'It does not work after this; null: until it is deleted.',
      examples: ['2027-01-05T08:30:00.000Z'],
    }),
  },
  { description: 'An API key: a long-lived credential for a program.' },
);

export type ApiKeyResource = Static<typeof apiKeySchema>;

export const exampleAccount = {
  accountId: 'account-1',
  email: 'ada@example.org',
  hasPassword: true,
  createdAt: time,
};

export const exampleTokens = {
  accessToken: 'zf_access',
  accessExpiresAt: '2026-01-05T08:45:00.000Z',
  refreshToken: 'zfr_refresh',
  refreshExpiresAt: '2026-02-04T08:30:00.000Z',
};

export const exampleApiKey: ApiKeyResource = {
  keyId: 'key-1',
  name: 'Dashboard',
  scopes: ['devices:read', 'events:read'],
  homeIds: ['home-1'],
  createdAt: time,
  expiresAt: '2027-01-05T08:30:00.000Z',
};

export function toAccountResource({ accountId, email, hasPassword, createdAtMs }: Account) {
  return { accountId, email, hasPassword, createdAt: new Date(createdAtMs).toISOString() };
}

export function toTokensResource(tokens: LoginTokens) {
  const { accessToken, accessExpiresAtMs, refreshToken, refreshExpiresAtMs } = tokens;
  return {
    accessToken,
    accessExpiresAt: new Date(accessExpiresAtMs).toISOString(),
    refreshToken,
    refreshExpiresAt: new Date(refreshExpiresAtMs).toISOString(),
  };
}

export function toApiKeyResource(key: ApiKey): ApiKeyResource {
  const { keyId, name, scopes: given, homeIds, createdAtMs, expiresAtMs } = key;
  return {
    keyId,
    name,
    scopes: [...given],
    homeIds: homeIds === null ? null : [...homeIds],
    createdAt: new Date(createdAtMs).toISOString(),
    expiresAt: expiresAtMs === null ? null : new Date(expiresAtMs).toISOString(),
  };
}
