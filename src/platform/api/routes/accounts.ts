import Type from 'typebox';
import { ZigfleetError } from '../../../common/zigfleet-error.ts';
import { callerOf } from '../authentication.ts';
import { operation, problemExample } from '../operation.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import {
  accountSchema,
  emailSchema,
  exampleAccount,
  exampleTokens,
  loginTokensSchema,
  newPasswordSchema,
  passwordSchema,
  toAccountResource,
  toTokensResource,
} from '../schemas/account-schema.ts';

const credentials = { email: 'ada@example.org', password: 'correct horse battery' };
const wrongPassword = {
  ...problemExample('unauthenticated', 'There is no account with this address and password.'),
};

/** What an operation says that has nothing to tell but that it was done. */
export const doneSchema = Type.Object(
  { done: Type.Boolean({ description: 'True.', examples: [true] }) },
  { description: 'It is done.' },
);

/** `POST /v1/accounts`: makes an account. */
export function addRegister(app: ApiInstance, { ports }: RouteContext): void {
  const body = Type.Object(
    { email: emailSchema, password: newPasswordSchema },
    { additionalProperties: false, description: 'Who.' },
  );
  const about = operation(
    { body },
    {
      permission: 'public',
      operationId: 'register',
      tag: 'accounts',
      summary: 'Register',
      description:
        'Makes an account that reaches no home yet. The answer is the same if the address has an account already: it is left as it is, and only its password logs in.',
      responses: { 202: { description: 'Log in next.', schema: doneSchema } },
      examples: {
        register: { summary: 'A new account', body: credentials, status: 202, response: { done: true } },
        tooShort: {
          summary: 'A short password',
          body: { ...credentials, password: 'secret' },
          ...problemExample('invalid-request', 'body/password must not have fewer than 10 characters.', {
            faults: [
              {
                code: 'invalid-request',
                field: 'body/password',
                expected: 'must not have fewer than 10 characters',
              },
            ],
          }),
        },
      },
    },
  );
  app.post('/v1/accounts', about, async (request, reply) => {
    await ports.accounts.register(request.body.email, request.body.password);
    reply.code(202);
    return { done: true };
  });
}

/** `POST /v1/login`: tokens for an e-mail address and password. */
export function addLogIn(app: ApiInstance, { ports }: RouteContext): void {
  const body = Type.Object(
    { email: emailSchema, password: passwordSchema },
    { additionalProperties: false, description: 'Who.' },
  );
  const about = operation(
    { body },
    {
      permission: 'public',
      operationId: 'logIn',
      tag: 'accounts',
      summary: 'Log in',
      description:
        'Begins a login: a short-lived access token and a refresh token. At most ten passwords a minute are looked at for one address. Whether the address or the password is wrong is not told.',
      responses: { 200: { description: 'The tokens.', schema: loginTokensSchema } },
      examples: {
        logIn: { summary: 'Log in', body: credentials, status: 200, response: exampleTokens },
        wrongPassword: {
          summary: 'A wrong password, or no such account',
          body: { ...credentials, password: 'wrong' },
          ...wrongPassword,
        },
        tooMany: {
          summary: 'Too many attempts',
          given: 'attemptsUsed',
          body: { ...credentials, password: 'wrong' },
          ...problemExample('rate-limited', 'Too many attempts: wait a minute.', { retryAfterMs: 60_000 }),
        },
      },
    },
  );
  app.post('/v1/login', about, async (request) => {
    return toTokensResource(await ports.accounts.logIn(request.body.email, request.body.password));
  });
}

/** `POST /v1/tokens/refresh`: the next pair of tokens. */
export function addRefresh(app: ApiInstance, { ports }: RouteContext): void {
  const body = Type.Object(
    {
      refreshToken: Type.String({
        maxLength: 256,
        description: 'The refresh token that was given last.',
        examples: ['zfr_refresh'],
      }),
    },
    { additionalProperties: false, description: 'Which login.' },
  );
  const about = operation(
    { body },
    {
      permission: 'public',
      operationId: 'refreshTokens',
      tag: 'accounts',
      summary: 'Refresh tokens',
      description:
        'Exchanges a refresh token for the next pair. One that was exchanged before ends its login with all its tokens: somebody has a copy.',
      responses: { 200: { description: 'The next tokens.', schema: loginTokensSchema } },
      examples: {
        refresh: {
          summary: 'The next pair',
          body: { refreshToken: 'zfr_refresh' },
          status: 200,
          response: exampleTokens,
        },
        used: {
          summary: 'Used before',
          body: { refreshToken: 'zfr_used' },
          ...problemExample('unauthenticated', 'The refresh token is unknown, used or expired.'),
        },
      },
    },
  );
  app.post('/v1/tokens/refresh', about, async (request) => {
    return toTokensResource(await ports.accounts.refresh(request.body.refreshToken));
  });
}

/** `POST /v1/logout`: ends the login, or all of the account. */
export function addLogOut(app: ApiInstance, { ports }: RouteContext): void {
  const body = Type.Object(
    {
      everywhere: Type.Boolean({
        default: false,
        description: 'End all logins of the account. API keys stay.',
        examples: [true],
      }),
    },
    { additionalProperties: false, description: 'Which logins.' },
  );
  const ended = Type.Object(
    { ended: Type.Integer({ minimum: 0, description: 'How many logins ended.', examples: [1] }) },
    { description: 'What ended.' },
  );
  const about = operation(
    { body },
    {
      permission: 'account:manage',
      operationId: 'logOut',
      tag: 'accounts',
      summary: 'Log out',
      description:
        'Ends the login of the token, or every login of the account. Their access tokens stop working within a second, their event streams within five.',
      responses: { 200: { description: 'How many logins ended.', schema: ended } },
      examples: {
        logOut: { summary: 'Here', body: {}, status: 200, response: { ended: 1 } },
        everywhere: {
          summary: 'Everywhere',
          body: { everywhere: true },
          status: 200,
          response: { ended: 2 },
        },
      },
    },
  );
  app.post('/v1/logout', about, async (request) => {
    const { principal } = callerOf(request);
    return { ended: await ports.accounts.logOut(principal, request.body.everywhere) };
  });
}

/** `GET /v1/account`: the own account. */
export function addReadAccount(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    {},
    {
      permission: 'account:read',
      operationId: 'readAccount',
      tag: 'accounts',
      summary: 'Read the account',
      description: 'The account of the token.',
      responses: { 200: { description: 'The account.', schema: accountSchema } },
      examples: { account: { summary: 'The account', status: 200, response: exampleAccount } },
    },
  );
  app.get('/v1/account', about, async (request) => {
    return toAccountResource(await ports.accounts.read(callerOf(request).principal.accountId));
  });
}

/** `PUT /v1/account/password`: changes the password. */
export function addSetPassword(app: ApiInstance, { ports }: RouteContext): void {
  const body = Type.Object(
    {
      currentPassword: Type.Optional(passwordSchema),
      newPassword: newPasswordSchema,
      email: Type.Optional(emailSchema),
    },
    { additionalProperties: false, description: 'The password before and the new one.' },
  );
  const about = operation(
    { body },
    {
      permission: 'account:manage',
      operationId: 'setPassword',
      tag: 'accounts',
      summary: 'Change the password',
      description:
        'Sets another password and ends all logins. An account without a password, such as the first owner, gives no current one but takes an e-mail address.',
      responses: { 200: { description: 'It is set: log in again.', schema: doneSchema } },
      examples: {
        change: {
          summary: 'Another password',
          body: { currentPassword: credentials.password, newPassword: 'battery staple horse' },
          status: 200,
          response: { done: true },
        },
        firstPassword: {
          summary: 'Name an address, too',
          body: {
            email: credentials.email,
            currentPassword: credentials.password,
            newPassword: 'battery staple horse',
          },
          status: 200,
          response: { done: true },
        },
        anotherAddress: {
          summary: 'An address that is not that of the account',
          body: {
            email: 'grace@example.org',
            currentPassword: credentials.password,
            newPassword: 'battery staple horse',
          },
          ...problemExample('conflict', 'The e-mail address of an account cannot be changed.'),
        },
        wrong: {
          summary: 'The current password is wrong',
          body: { currentPassword: 'wrong', newPassword: 'battery staple horse' },
          ...problemExample('permission-denied', 'The current password is missing or wrong.'),
        },
      },
    },
  );
  app.put('/v1/account/password', about, async (request) => {
    await ports.accounts.setPassword(callerOf(request).principal, request.body);
    return { done: true };
  });
}

/** `POST /v1/account/delete`: removes the account. */
export function addDeleteAccount(app: ApiInstance, { ports }: RouteContext): void {
  const body = Type.Object(
    {
      password: Type.Optional(passwordSchema),
      confirm: Type.String({
        maxLength: 64,
        description: 'The `accountId`, so that nobody does this by mistake.',
        examples: ['account-1'],
      }),
    },
    { additionalProperties: false, description: 'The confirmation.' },
  );
  const about = operation(
    { body },
    {
      permission: 'account:manage',
      operationId: 'deleteAccount',
      tag: 'accounts',
      summary: 'Remove the account',
      description:
        'Removes the account with its logins, API keys and memberships, and the homes that it owns with all their data. Transfer a home first that shall stay.',
      responses: { 200: { description: 'It is gone.', schema: doneSchema } },
      examples: {
        remove: {
          summary: 'Remove it',
          body: { password: credentials.password, confirm: 'account-1' },
          status: 200,
          response: { done: true },
        },
        wrongPassword: {
          summary: 'The password is wrong',
          body: { password: 'wrong', confirm: 'account-1' },
          ...problemExample('permission-denied', 'The password is missing or wrong.'),
        },
        notConfirmed: {
          summary: 'Confirmed for another account',
          body: { password: credentials.password, confirm: 'account-2' },
          ...problemExample('conflict', 'confirm is not the id of this account.'),
        },
      },
    },
  );
  app.post('/v1/account/delete', about, async (request) => {
    const { principal } = callerOf(request);
    const { confirm, password } = request.body;
    if (confirm !== principal.accountId) {
      throw new ZigfleetError('conflict', 'confirm is not the id of this account.');
    }
    await ports.accounts.remove(principal, password);
    return { done: true };
  });
}
