import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { Credentials } from '../domain/ports.ts';
import type { Principal } from '../domain/principal.ts';
import { type Caller, permissionDenied } from './caller.ts';
import {
  isAccountPermission,
  isGranted,
  isInScope,
  isOperatorPermission,
  type Permission,
} from './permissions.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the operation needs. Startup fails for a route without one. */
    permission?: Permission;
  }
  interface FastifyRequest {
    /** Set before a handler runs, but for public routes. Read it with `callerOf`. */
    caller: Caller | null;
    /** Who asks, allowed or not; null while that is not known. */
    principal: Principal | null;
  }
}

/** The protocol by which browsers offer a token when they open a WebSocket: they can send no other header. */
const protocolTokenPattern = /(?:^|,)\s*zigfleet\.bearer\.([A-Za-z0-9._~+-]{1,512})\s*(?:,|$)/;
const bearerPattern = /^Bearer +([A-Za-z0-9._~+/-]{1,512}=*) *$/i;

/** The caller of a route that is not public. */
export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw new ZigfleetError('internal', 'The route has no caller.');
  return request.caller;
}

/** The one hook that authenticates and authorises every request, and the check that no route escapes it. */
export function enforcePermissions(app: FastifyInstance, credentials: Credentials): void {
  const routes: { url: string; method: string; config: { permission?: Permission } }[] = [];
  app.decorateRequest('caller', null);
  app.decorateRequest('principal', null);
  app.addHook('onRoute', (route) => {
    // The very object that the route will read, so that what plugins add to it later is seen too.
    route.config ??= {};
    routes.push({ url: route.url, method: String(route.method), config: route.config });
  });
  app.addHook('onReady', async () => {
    const open = routes.filter((route) => route.config.permission === undefined);
    if (open.length > 0) {
      const names = open.map((route) => `${route.method} ${route.url}`).join(', ');
      throw new ZigfleetError('internal', `These routes declare no permission: ${names}`);
    }
  });
  app.addHook('onRequest', async (request, reply) => {
    // Unknown paths lead nowhere, so they need no credential.
    if (request.is404) return;
    const { permission } = request.routeOptions.config;
    if (permission === 'public') return;
    if (permission === undefined) throw new ZigfleetError('internal', 'The route declares no permission.');
    try {
      request.caller = await authenticate(request, credentials, permission);
    } catch (error) {
      if (error instanceof ZigfleetError && error.code === 'unauthenticated') {
        reply.header('www-authenticate', 'Bearer realm="zigfleet"');
      }
      throw error;
    }
  });
}

async function authenticate(
  request: FastifyRequest,
  credentials: Credentials,
  permission: Exclude<Permission, 'public'>,
): Promise<Caller> {
  const authorization = authorizationOf(request);
  if (authorization === undefined) {
    throw new ZigfleetError('unauthenticated', 'Send a token: Authorization: Bearer …');
  }
  const bearerToken = bearerPattern.exec(authorization)?.[1];
  const principal = bearerToken === undefined ? undefined : await credentials.authenticate(bearerToken);
  if (bearerToken === undefined || principal === undefined) {
    throw new ZigfleetError('unauthenticated', 'The token is unknown, expired or revoked.');
  }
  request.principal = principal;
  if (!isInScope(permission, principal.scopes)) {
    throw new ZigfleetError('permission-denied', `The API key does not have the scope ${permission}.`);
  }
  if (isOperatorPermission(permission) && !principal.operator) {
    throw new ZigfleetError('permission-denied', 'Only the operator of the platform may do this.');
  }
  if (isAccountPermission(permission) || isOperatorPermission(permission))
    return { principal, bearerToken, grantedHomeIds: [] };
  const grantedHomeIds = [...principal.homes]
    .filter(([, role]) => isGranted(permission, role))
    .map(([homeId]) => homeId)
    .sort();
  if (grantedHomeIds.length === 0 && principal.homes.size > 0) throw permissionDenied();
  return { principal, bearerToken, grantedHomeIds };
}

function authorizationOf({ headers }: FastifyRequest): string | undefined {
  if (headers.authorization !== undefined || headers.upgrade?.toLowerCase() !== 'websocket') {
    return headers.authorization;
  }
  const token = protocolTokenPattern.exec(headers['sec-websocket-protocol'] ?? '')?.[1];
  return token === undefined ? undefined : `Bearer ${token}`;
}
