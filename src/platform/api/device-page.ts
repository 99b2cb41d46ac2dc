import type { FastifyReply } from 'fastify';
import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { Accounts } from '../domain/account.ts';
import type { PlatformPorts } from '../domain/ports.ts';
import type { Principal } from '../domain/principal.ts';
import { toHttpError } from './problem.ts';
import type { ApiInstance, RouteContext } from './route-context.ts';

/** Where a person approves what a device shows (RFC 8628, section 3.3). */
export const devicePagePath = '/device';

/** Nothing but this page itself: no script, nothing from elsewhere, not within another page. */
const contentSecurityPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/**
 * Adds the page on which people approve or deny device logins with their e-mail address and password. It keeps no
 * session and sets no cookie, so that another page can do nothing in anybody's name.
 */
export function addDevicePage(app: ApiInstance, { ports }: RouteContext): void {
  const schema = { hide: true, operationId: 'decideDeviceLoginOnPage' };
  const options = { schema, config: { permission: 'public' as const, takesForms: true } };
  app.get(devicePagePath, options, async (request, reply) => {
    const { user_code: userCode } = request.query as { user_code?: unknown };
    return sendPage(reply, 200, form(typeof userCode === 'string' ? userCode.slice(0, codeLengthMax) : ''));
  });
  app.post(devicePagePath, options, async (request, reply) => {
    const given = fieldsOf(request.body);
    try {
      const isApproved = given.decision === 'approve';
      const principal = await identify(ports, given);
      const { accountId } = principal;
      if (request.auditing) request.auditing.begun = { ...request.auditing.begun, accountId };
      await decide(ports.accounts, principal, given.userCode, isApproved);
      const said = isApproved ? 'The device is logged in.' : 'The device was refused.';
      return sendPage(reply, 200, `<p>${said} You can close this page.</p>`);
    } catch (error) {
      const told = toHttpError(error);
      const { code, message, context, meaning } = told;
      if (code === 'internal') throw error;
      if (request.auditing) request.auditing.error = told;
      if (typeof context.retryAfterMs === 'number') {
        reply.header('retry-after', Math.ceil(context.retryAfterMs / 1000));
      }
      return sendPage(
        reply,
        meaning.httpStatus,
        `<p role="alert">${escaped(message)}</p>${form(given.userCode, given.email)}`,
      );
    }
  });
}

const codeLengthMax = 16;

interface Fields {
  email: string;
  password: string;
  userCode: string;
  decision: string;
}

function fieldsOf(body: unknown): Fields {
  const given = (body ?? {}) as Record<string, unknown>;
  const text = (name: string, lengthMax: number) => String(given[name] ?? '').slice(0, lengthMax);
  return {
    email: text('email', 254),
    password: text('password', 256),
    userCode: text('user_code', codeLengthMax),
    decision: text('decision', 16),
  };
}

/** @throws ZigfleetError `unauthenticated`, `rate-limited`, `invalid-request` */
async function identify(
  { accounts, credentials }: PlatformPorts,
  { email, password, userCode, decision }: Fields,
): Promise<Principal> {
  if (email === '' || password === '' || userCode === '' || !['approve', 'deny'].includes(decision)) {
    throw new ZigfleetError('invalid-request', 'Fill in the code, your e-mail address and your password.');
  }
  const { accessToken } = await accounts.logIn(email, password);
  const principal = await credentials.authenticate(accessToken);
  if (!principal) throw new ZigfleetError('unavailable', 'The account is being removed.');
  return principal;
}

/** @throws ZigfleetError `rate-limited`, `not-found` */
async function decide(
  accounts: Accounts,
  principal: Principal,
  userCode: string,
  isApproved: boolean,
): Promise<void> {
  try {
    if (!(await accounts.decideDeviceLogin(principal.accountId, userCode, isApproved))) {
      throw new ZigfleetError('not-found', 'No device waits for this code: it is wrong, used or too old.');
    }
  } finally {
    // The login was only to know who it is.
    await accounts.logOut(principal, false);
  }
}

function sendPage(reply: FastifyReply, status: number, content: string): string {
  reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('content-security-policy', contentSecurityPolicy)
    .header('referrer-policy', 'no-referrer');
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>zigfleet: log in a device</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:24rem;margin:2rem auto;padding:0 1rem}label{display:block;margin:1rem 0}input{display:block;font:inherit;width:100%;box-sizing:border-box;padding:.4em}[role=alert]{background:#fdd;padding:.5em}button{font:inherit;padding:.4em 1em}</style></head>
<body><h1>Log in a device</h1>
${content}
</body></html>`;
}

function form(userCode: string, email = ''): string {
  return `<p>Approve only a device that you are logging in yourself, right now: whoever has it can use your homes.</p>
<form method="post" action="${devicePagePath}">
<label>The code that the device shows <input name="user_code" required maxlength="${codeLengthMax}" autocomplete="off" value="${escaped(userCode)}"></label>
<label>E-mail address <input name="email" type="email" required autocomplete="username" value="${escaped(email)}"></label>
<label>Password <input name="password" type="password" required autocomplete="current-password"></label>
<button name="decision" value="approve">Approve</button> <button name="decision" value="deny">Refuse</button>
</form>`;
}

function escaped(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
