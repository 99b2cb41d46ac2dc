import type { FastifyInstance, FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import type { Clock } from '../../common/clock.ts';
import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { Audit, AuditEntry, AuditRequest } from '../domain/audit.ts';
import type { Credentials } from '../domain/ports.ts';
import { auditDetails } from './audit-details.ts';
import { toHttpError } from './problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Where a change is with its audit. */
    auditing: Auditing | null;
  }
}

interface Auditing {
  begun: AuditRequest;
  /** Whether the store has it as begun. */
  isKept: Promise<boolean>;
  /** Ids that the answer names, and the token that it hands out. */
  made: Record<string, string>;
  accessToken?: string;
  error?: ZigfleetError;
}

const clientLengthMax = 128;
const readingMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Keeps an audit of every operation that is not a read: whoever adds one has it audited. An operation is noted before it is
 * done, without waiting, and is not answered before the store has that; its result is sent ahead of the answer. What is refused before it is understood changes
 * nothing and is not noted, but for what the role does not allow.
 */
export function auditChanges(
  app: FastifyInstance,
  { audit, credentials }: { audit: Audit; credentials: Credentials },
  clock: Clock,
): void {
  app.decorateRequest('auditing', null);
  const begin = (request: FastifyRequest, isAllowed: boolean): Auditing => {
    const begun = describe(request, clock.now());
    const kept = isAllowed ? audit.begin(begun).then(() => true) : Promise.resolve(false);
    // Why it failed is told by the end, which fails as well, or succeeds.
    request.auditing = { begun, isKept: kept.catch(() => false), made: {} };
    return request.auditing;
  };
  const preHandler = (request: FastifyRequest, _reply: FastifyReply, done: HookHandlerDoneFunction) => {
    begin(request, true);
    done();
  };
  const preSerialization = (
    request: FastifyRequest,
    _reply: FastifyReply,
    payload: unknown,
    done: (error: Error | null, payload: unknown) => void,
  ) => {
    if (request.auditing) noteAnswer(request.auditing, payload);
    done(null, payload);
  };
  const onError = async (request: FastifyRequest, _reply: FastifyReply, thrown: Error) => {
    const error = toHttpError(thrown);
    const isDenied = error.meaning.httpStatus === 403 && request.principal !== null;
    const auditing = request.auditing ?? (isDenied ? begin(request, false) : null);
    if (auditing) auditing.error = error;
  };
  const onSend = async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
    const { auditing } = request;
    if (!auditing) return payload;
    request.auditing = null;
    const entry = await finished(request, reply, auditing, credentials);
    const isEnded = audit.end(entry).then(
      () => true,
      (error: unknown) => {
        request.log.warn({ err: error, requestId: request.id }, 'an audit entry waits for the store');
        return false;
      },
    );
    // The store has it as begun, most often since long, and its result is under way: the answer need not wait for that.
    // What was done and cannot be told to anybody later must not look as if it could.
    if (!(await auditing.isKept) && reply.statusCode < 400 && !(await isEnded)) {
      throw new ZigfleetError('store-unavailable', 'The store does not answer.');
    }
    return payload;
  };
  app.addHook('onRoute', (route) => {
    if ([route.method].flat().every((method) => readingMethods.has(method.toUpperCase()))) return;
    route.preHandler = [route.preHandler ?? [], preHandler].flat();
    route.preSerialization = [route.preSerialization ?? [], preSerialization].flat();
    route.onError = [route.onError ?? [], onError].flat();
    route.onSend = [route.onSend ?? [], onSend].flat();
  });
}

function describe(request: FastifyRequest, timeMs: number): AuditRequest {
  const { principal, routeOptions } = request;
  const { operationId = routeOptions.url ?? '' } = (routeOptions.schema ?? {}) as { operationId?: string };
  return {
    requestId: request.id,
    timeMs,
    operation: operationId,
    accountId: principal?.accountId ?? null,
    credentialId: principal?.credentialId ?? null,
    client: request.headers['user-agent']?.slice(0, clientLengthMax) ?? null,
    address: request.ip,
    homeId: homeOf(request),
    targets: textsOf(request.params),
    details: auditDetails(request.body),
  };
}

/** The home that the operation turned out to be about; never one that is out of the caller's reach. */
function homeOf({ caller, principal, params }: FastifyRequest): string | null {
  if (caller?.homeId !== undefined) return caller.homeId;
  const { homeId } = (params ?? {}) as { homeId?: string };
  return homeId !== undefined && principal?.homes.has(homeId) ? homeId : null;
}

/** The ids that an answer names, itself or in what it is about, and the token that it hands out. */
function noteAnswer(auditing: Auditing, payload: unknown): void {
  const answer = { ...(payload as Record<string, unknown>) };
  const parts = [answer, ...Object.values(answer)].filter(
    (part) => typeof part === 'object' && part !== null,
  );
  for (const part of parts) {
    if (Array.isArray(part)) continue;
    const ids = Object.entries(part as object).filter(([name]) => /Id$|^ieeeAddress$/.test(name));
    auditing.made = { ...textsOf(Object.fromEntries(ids)), ...auditing.made };
  }
  const token = answer.accessToken ?? answer.access_token;
  if (typeof token === 'string') auditing.accessToken = token;
}

async function finished(
  request: FastifyRequest,
  reply: FastifyReply,
  { begun, made, accessToken, error }: Auditing,
  credentials: Credentials,
): Promise<AuditEntry> {
  const { requestId: _ours, accountId: madeAccount, ...ids } = made;
  // Whom a login let in: until now nobody knew who asks.
  const principal =
    accessToken === undefined
      ? undefined
      : await credentials.authenticate(accessToken).catch(() => undefined);
  const concerned = error?.cause instanceof ZigfleetError ? error.cause.context.accountId : undefined;
  const { statusCode: status } = reply;
  return {
    ...begun,
    accountId: begun.accountId ?? principal?.accountId ?? (typeof concerned === 'string' ? concerned : null),
    credentialId: begun.credentialId ?? principal?.credentialId ?? null,
    homeId: begun.homeId ?? homeOf(request) ?? (error ? null : (ids.homeId ?? null)),
    targets: { ...ids, ...(madeAccount !== undefined && { accountId: madeAccount }), ...begun.targets },
    result: status < 400 ? 'succeeded' : status < 500 ? 'refused' : 'failed',
    status,
    code: error && error.meaning.httpStatus === status ? error.code : null,
  };
}

function textsOf(values: unknown): Record<string, string> {
  const texts = Object.entries((values ?? {}) as object).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(texts.map(([name, value]) => [name, String(value).slice(0, 64)]));
}
