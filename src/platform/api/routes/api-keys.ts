import Type from 'typebox';
import { ZigfleetError } from '../../../common/zigfleet-error.ts';
import { callerOf } from '../authentication.ts';
import { operation, problemExample, quotaExample } from '../operation.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import { apiKeySchema, exampleApiKey, scopeSchema, toApiKeyResource } from '../schemas/account-schema.ts';
import { homeIdSchema, nullable } from '../schemas/common-schemas.ts';
import { doneSchema } from './accounts.ts';

const keyList = Type.Object(
  { keys: Type.Array(apiKeySchema, { description: 'The keys, oldest first.', examples: [[exampleApiKey]] }) },
  { description: 'API keys.' },
);

const newKey = Type.Object(
  {
    key: Type.Unsafe<typeof exampleApiKey>({ ...apiKeySchema, examples: [exampleApiKey] }),
    secret: Type.String({ description: 'The bearer token. Told only once.', examples: ['zf_key'] }),
  },
  { description: 'A new API key.' },
);

/** `GET /v1/api-keys`: the keys of the account. */
export function addListApiKeys(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    {},
    {
      permission: 'account:manage',
      operationId: 'listApiKeys',
      tag: 'accounts',
      summary: 'List API keys',
      description: 'The API keys of the account, without their secrets.',
      responses: { 200: { description: 'The keys.', schema: keyList } },
      examples: { keys: { summary: 'All', status: 200, response: { keys: [exampleApiKey] } } },
    },
  );
  app.get('/v1/api-keys', about, async (request) => {
    const keys = await ports.accounts.listKeys(callerOf(request).principal.accountId);
    return { keys: keys.map(toApiKeyResource) };
  });
}

/** `POST /v1/api-keys`: makes a key. */
export function addCreateApiKey(app: ApiInstance, { ports }: RouteContext): void {
  const body = Type.Object(
    {
      name: Type.String({
        minLength: 1,
        maxLength: 64,
        description: 'What it is for.',
        examples: ['Dashboard'],
      }),
      scopes: Type.Array(scopeSchema, {
        minItems: 1,
        maxItems: 64,
        description: 'The permissions that it has at most.',
        examples: [['devices:read']],
      }),
      homeIds: nullable(Type.Array(homeIdSchema, { minItems: 1, maxItems: 50 }), {
        default: null,
        description: 'The homes that it reaches at most; null for all of the account.',
        examples: [['home-1']],
      }),
      expiresAt: nullable(Type.String({ format: 'date-time', maxLength: 64 }), {
        default: null,
        description: 'It does not work after this; null: until it is deleted.',
        examples: ['2027-01-05T08:30:00.000Z'],
      }),
    },
    { additionalProperties: false, description: 'What the key may do.' },
  );
  const spec = { name: 'Dashboard', scopes: ['devices:read', 'events:read'] };
  const about = operation(
    { body },
    {
      permission: 'account:manage',
      operationId: 'createApiKey',
      tag: 'accounts',
      summary: 'Make an API key',
      description:
        'A bearer token for a program. It has the permissions that its scopes and the roles of the account both allow, and can never manage the account.',
      responses: { 201: { description: 'The key with its secret.', schema: newKey } },
      examples: {
        create: {
          summary: 'To read one home, for a year',
          body: { ...spec, homeIds: ['home-1'], expiresAt: '2027-01-05T08:30:00.000Z' },
          status: 201,
          response: { key: exampleApiKey, secret: 'zf_key' },
        },
        ...quotaExample('keysPerAccountMax', { body: spec }),
        unknownHome: {
          summary: 'A home of somebody else',
          body: { ...spec, homeIds: ['home-none'] },
          ...problemExample('not-found', 'There is no such home.'),
        },
        past: {
          summary: 'Expired from the beginning',
          body: { ...spec, expiresAt: '2001-01-01T00:00:00Z' },
          ...problemExample('invalid-request', 'body/expiresAt must be a time to come.', {
            faults: [
              { code: 'invalid-request', field: 'body/expiresAt', expected: 'must be a time to come' },
            ],
          }),
        },
      },
    },
  );
  app.post('/v1/api-keys', about, async (request, reply) => {
    const { principal } = callerOf(request);
    const { name, scopes, homeIds, expiresAt } = request.body;
    if (homeIds?.some((homeId) => !principal.homes.has(homeId))) {
      throw new ZigfleetError('not-found', 'There is no such home.');
    }
    const expiresAtMs = expiresAt === null ? null : Date.parse(expiresAt);
    if (expiresAtMs !== null && !(expiresAtMs > Date.now())) throw notToCome();
    const { key, secret } = await ports.accounts.createKey(principal.accountId, {
      ...{ name, scopes: [...new Set(scopes)], homeIds, expiresAtMs },
    });
    reply.code(201);
    return { key: toApiKeyResource(key), secret };
  });
}

/** `DELETE /v1/api-keys/{keyId}`: ends a key. */
export function addDeleteApiKey(app: ApiInstance, { ports }: RouteContext): void {
  const keyId = Type.String({ minLength: 1, maxLength: 64, description: 'The key.', examples: ['key-1'] });
  const about = operation(
    { params: Type.Object({ keyId }) },
    {
      permission: 'account:manage',
      operationId: 'deleteApiKey',
      tag: 'accounts',
      summary: 'Delete an API key',
      description: 'Ends a key. It stops working within a second.',
      responses: { 200: { description: 'It is gone.', schema: doneSchema } },
      examples: {
        remove: { summary: 'Delete it', params: { keyId: 'key-1' }, status: 200, response: { done: true } },
        unknownKey: {
          summary: 'No such key',
          params: { keyId: 'key-none' },
          ...problemExample('not-found', 'There is no such API key.'),
        },
      },
    },
  );
  app.delete('/v1/api-keys/:keyId', about, async (request) => {
    const { accountId } = callerOf(request).principal;
    if (!(await ports.accounts.deleteKey(accountId, request.params.keyId))) {
      throw new ZigfleetError('not-found', 'There is no such API key.');
    }
    return { done: true };
  });
}

function notToCome(): ZigfleetError {
  const fault = { code: 'invalid-request', field: 'body/expiresAt', expected: 'must be a time to come' };
  return new ZigfleetError('invalid-request', 'body/expiresAt must be a time to come.', {
    context: { faults: [fault] },
  });
}
