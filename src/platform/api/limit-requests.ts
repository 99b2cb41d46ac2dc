import type { FastifyInstance, FastifyReply, HookHandlerDoneFunction } from 'fastify';
import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { RateLimits, RateSubject, RateVerdict } from '../domain/rate-limits.ts';
import type { LoadGate } from '../limits/load-monitor.ts';
import { addressGroup } from '../limits/trusted-proxies.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Asked by who watches the node: answered however busy it is, and not counted. */
    isProbe?: boolean;
  }
}

/** Over how many seconds those that are shed come back, so that they do not all come at once. */
const shedSpreadS = 3;

const told: Record<RateSubject, string> = {
  account: 'This account makes too many requests.',
  key: 'This API key makes too many requests.',
  address: 'Too many requests come from this address.',
  credentials: 'Too many attempts come from this address.',
};

/** Sheds what the node cannot serve in time, and counts the rest by its address. Comes before anything is looked up. */
export function limitAddresses(app: FastifyInstance, rates: RateLimits, load: LoadGate): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { isProbe, permission } = request.routeOptions.config;
    if (isProbe) {
      done();
    } else if (load.shouldShed()) {
      reply.header('retry-after', String(1 + Math.floor(Math.random() * shedSpreadS)));
      done(new ZigfleetError('unavailable', 'The platform is overloaded.'));
    } else {
      const isCredential = permission === 'public' && request.method === 'POST';
      count(rates, isCredential ? 'credentials' : 'address', addressGroup(request.ip), reply, done);
    }
  });
}

/** Counts requests by who makes them. Comes after the credential is known. */
export function limitCallers(app: FastifyInstance, rates: RateLimits): void {
  app.addHook('onRequest', ({ principal }, reply, done) => {
    if (principal) count(rates, 'account', principal.accountId, reply, done);
    else done();
  });
  app.addHook('onRequest', ({ principal }, reply, done) => {
    if (principal?.scopes) count(rates, 'key', principal.credentialId, reply, done);
    else done();
  });
}

/** Counts one request. The headers tell of who was counted last, who is the one that refuses if one does. */
function count(
  rates: RateLimits,
  subject: RateSubject,
  id: string,
  reply: FastifyReply,
  done: HookHandlerDoneFunction,
): void {
  const look = (verdict: RateVerdict) => {
    tellStanding(reply, verdict);
    if (verdict.isAllowed) done();
    else {
      const retryAfterMs = Math.ceil(verdict.retryAfterMs);
      done(new ZigfleetError('rate-limited', told[subject], { context: { limit: subject, retryAfterMs } }));
    }
  };
  const verdict = rates.take(subject, id);
  // Most often it is there at once: a promise would cost as much as all the rest.
  if (verdict instanceof Promise) void verdict.then(look, done);
  else look(verdict);
}

/** As draft-ietf-httpapi-ratelimit-headers had them up to its sixth version, which is what clients read. */
function tellStanding(reply: FastifyReply, { burst, remaining, resetMs }: RateVerdict): void {
  reply.header('ratelimit-limit', burst);
  reply.header('ratelimit-remaining', remaining);
  reply.header('ratelimit-reset', Math.ceil(resetMs / 1000));
}
