import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import { isZigfleetError, ZigfleetError } from '../../../common/zigfleet-error.ts';
import { callerOf } from '../authentication.ts';
import { devicePagePath } from '../device-page.ts';
import { operation, problemExample } from '../operation.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import { doneSchema } from './accounts.ts';

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';
const clientId = Type.Optional(
  Type.String({
    maxLength: 64,
    description: 'The program that asks; for the log only.',
    examples: ['zigfleet-cli'],
  }),
);

/** `POST /v1/oauth/device-authorization`: begins a login that is approved elsewhere (RFC 8628, section 3.1). */
export function addBeginDeviceLogin(app: ApiInstance, { ports }: RouteContext): void {
  const body = Type.Object(
    { client_id: clientId },
    { additionalProperties: false, description: 'Who asks.' },
  );
  const answer = Type.Object(
    {
      device_code: Type.String({
        description: 'Ask for the tokens with it. A secret.',
        examples: ['device'],
      }),
      user_code: Type.String({ description: 'Shown to the person.', examples: ['WDJB-MJHT'] }),
      verification_uri: Type.String({
        description: 'The page on which a person approves the code. Programs use `decideDeviceLogin`.',
        examples: ['https://zigfleet.example/device'],
      }),
      verification_uri_complete: Type.String({
        description: 'The same with the code filled in.',
        examples: ['https://zigfleet.example/device?user_code=WDJB-MJHT'],
      }),
      expires_in: Type.Integer({ description: 'How long the codes work, seconds.', examples: [600] }),
      interval: Type.Integer({ description: 'Least time between two questions, seconds.', examples: [5] }),
    },
    { description: 'A login that waits for approval.' },
  );
  const about = operation(
    { body },
    {
      permission: 'public',
      operationId: 'beginDeviceLogin',
      tag: 'accounts',
      summary: 'Begin a device login',
      description:
        'OAuth 2 device authorization (RFC 8628) for programs without a browser. A person approves the user code on the page, or a program with `decideDeviceLogin`; meanwhile the program asks `exchangeGrant` for its tokens. Both take JSON and forms.',
      responses: { 200: { description: 'The codes.', schema: answer } },
      examples: {
        begin: {
          summary: 'Begin',
          body: { client_id: 'zigfleet-cli' },
          status: 200,
          response: {
            device_code: 'device',
            user_code: 'WDJB-MJHT',
            verification_uri: 'http://localhost/device',
            verification_uri_complete: 'http://localhost/device?user_code=WDJB-MJHT',
            expires_in: 600,
            interval: 5,
          },
        },
      },
    },
  );
  app.post('/v1/oauth/device-authorization', takingForms(about), async (request) => {
    const { deviceCode, userCode, expiresInS, intervalS } = await ports.accounts.beginDeviceLogin();
    return {
      device_code: deviceCode,
      user_code: userCode,
      verification_uri: pageOf(request),
      verification_uri_complete: `${pageOf(request)}?user_code=${userCode}`,
      expires_in: expiresInS,
      interval: intervalS,
    };
  });
}

/** `POST /v1/oauth/token`: the tokens of a device login (RFC 8628, section 3.4), or the next ones (RFC 6749, section 6). */
export function addExchangeGrant(app: ApiInstance, { ports }: RouteContext): void {
  const body = Type.Object(
    {
      grant_type: Type.Enum([deviceGrant, 'refresh_token'], {
        description: 'What is exchanged.',
        examples: [deviceGrant],
      }),
      device_code: Type.String({
        default: '',
        maxLength: 256,
        description: 'Of a device login.',
        examples: ['device'],
      }),
      refresh_token: Type.String({
        default: '',
        maxLength: 256,
        description: 'Of a login.',
        examples: ['zfr_refresh'],
      }),
      client_id: clientId,
    },
    { additionalProperties: false, description: 'The grant.' },
  );
  const answer = Type.Object(
    {
      access_token: Type.String({ description: 'The bearer token. A secret.', examples: ['zf_access'] }),
      token_type: Type.String({ description: '`Bearer`.', examples: ['Bearer'] }),
      expires_in: Type.Integer({ description: 'How long it works, seconds.', examples: [900] }),
      refresh_token: Type.String({ description: 'Works once. A secret.', examples: ['zfr_refresh'] }),
    },
    { description: 'Tokens, as OAuth 2 names them.' },
  );
  const tokens = {
    access_token: 'zf_access',
    token_type: 'Bearer',
    expires_in: 900,
    refresh_token: 'zfr_refresh',
  };
  const about = operation(
    { body },
    {
      permission: 'public',
      operationId: 'exchangeGrant',
      tag: 'accounts',
      summary: 'Exchange a grant for tokens',
      description:
        'The tokens of a device login once it is approved, or the next pair for a refresh token. The `error` of a problem is that of RFC 8628.',
      responses: { 200: { description: 'The tokens.', schema: answer } },
      examples: {
        approved: {
          summary: 'The login was approved',
          body: { grant_type: deviceGrant, device_code: 'device' },
          status: 200,
          response: tokens,
        },
        refresh: {
          summary: 'The next pair',
          body: { grant_type: 'refresh_token', refresh_token: 'zfr_refresh' },
          status: 200,
          response: tokens,
        },
        pending: {
          summary: 'Not approved yet',
          body: { grant_type: deviceGrant, device_code: 'waits' },
          ...problemExample('invalid-grant', 'The login was not approved yet: ask again.', {
            error: 'authorization_pending',
          }),
        },
      },
    },
  );
  app.post('/v1/oauth/token', takingForms(about), async (request, reply) => {
    const { grant_type, device_code, refresh_token } = request.body;
    const { accounts } = ports;
    const issued =
      grant_type === 'refresh_token'
        ? await accounts.refresh(refresh_token).catch(asInvalidGrant)
        : await accounts.finishDeviceLogin(device_code);
    reply.header('pragma', 'no-cache');
    return {
      access_token: issued.accessToken,
      token_type: 'Bearer',
      expires_in: issued.accessTtlS,
      refresh_token: issued.refreshToken,
    };
  });
}

/** OAuth 2 has a word of its own for a refresh token that is unknown, used or expired (RFC 6749, 5.2). */
function asInvalidGrant(error: unknown): never {
  if (!isZigfleetError(error, 'unauthenticated')) throw error;
  throw new ZigfleetError('invalid-grant', error.message, {
    context: { error: 'invalid_grant' },
    cause: error,
  });
}

/** `POST /v1/device-logins/decision`: approves or denies a device login. */
export function addDecideDeviceLogin(app: ApiInstance, { ports }: RouteContext): void {
  const body = Type.Object(
    {
      userCode: Type.String({
        minLength: 8,
        maxLength: 16,
        description: 'What the device shows. Case and hyphens do not matter.',
        examples: ['WDJB-MJHT'],
      }),
      approve: Type.Boolean({ description: 'Whether it is you who logs in there.', examples: [true] }),
    },
    { additionalProperties: false, description: 'Which login, and whether.' },
  );
  const about = operation(
    { body },
    {
      permission: 'account:manage',
      operationId: 'decideDeviceLogin',
      tag: 'accounts',
      summary: 'Approve a device login',
      description: 'Lets a device log in as this account, or refuses it. A code works once.',
      responses: { 200: { description: 'It is decided.', schema: doneSchema } },
      examples: {
        approve: {
          summary: 'Approve',
          body: { userCode: 'WDJB-MJHT', approve: true },
          status: 200,
          response: { done: true },
        },
        unknownCode: {
          summary: 'No such code',
          body: { userCode: 'BCDF-BCDF', approve: true },
          ...problemExample('not-found', 'No login waits for this code.'),
        },
      },
    },
  );
  app.post('/v1/device-logins/decision', about, async (request) => {
    const { userCode, approve } = request.body;
    const { accountId } = callerOf(request).principal;
    if (!(await ports.accounts.decideDeviceLogin(accountId, userCode, approve))) {
      throw new ZigfleetError('not-found', 'No login waits for this code.');
    }
    return { done: true };
  });
}

/** Where the page is, by the name under which the program that asks has found us. */
function pageOf({ protocol, host }: FastifyRequest): string {
  return URL.parse(devicePagePath, `${protocol}://${host}`)?.href ?? devicePagePath;
}

/** The same route for bodies as OAuth 2 sends them, too (RFC 6749, appendix B). */
function takingForms<T extends { config: object }>(about: T): T {
  return { ...about, config: { ...about.config, takesForms: true } };
}
