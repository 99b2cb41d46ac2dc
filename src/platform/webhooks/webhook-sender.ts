import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { LookupFunction, Socket } from 'node:net';
import { type Clock, systemClock } from '../../common/clock.ts';
import { messageOf, ZigfleetError } from '../../common/zigfleet-error.ts';
import type { CheckedTarget, TargetGuard } from './target-guard.ts';
import { signWebhook } from './webhook-signature.ts';

/** What a receiver is sent. */
export interface WebhookMessage {
  webhookId: string;
  url: string;
  /** Each signs. */
  secrets: readonly string[];
  /** Id of the event; a ping or a gap has one of its own kind. */
  messageId: string;
  type: string;
  attempt: number;
  isReplay: boolean;
  body: string;
}

/** What came of sending it. */
export interface WebhookAnswer {
  /** Whether the receiver has taken it: it answered with a status of 2xx. */
  taken: boolean;
  httpStatus: number | null;
  tookMs: number;
  /** Why it was not taken. */
  error: string | null;
  /** How long the receiver asks to be left alone. */
  retryAfterMs: number | null;
}

/** A receiver must have answered by then. */
const answerTimeoutMs = 10_000;
/** As much of an answer is read as lets the connection be used again; beyond, it is cut. */
const answerBytesMax = 16 * 1024;
const retryAfterMaxMs = 60 * 60_000;

const agentOptions = { keepAlive: true, maxFreeSockets: 64, timeout: 30_000 };

/**
 * Sends messages to receivers out there. A connection is only made to an address that was checked, whatever the name says a
 * moment later; redirections are not followed; what a receiver answers costs bounded time and memory.
 */
export class WebhookSender {
  readonly #guard: TargetGuard;
  readonly #userAgent: string;
  readonly #clock: Clock;
  readonly #http = new HttpAgent(agentOptions);
  readonly #https = new HttpsAgent(agentOptions);
  readonly #answerTimeoutMs: number;

  constructor(
    guard: TargetGuard,
    options: { version: string; clock?: Clock; answerTimeoutMs?: number | undefined },
  ) {
    this.#guard = guard;
    this.#userAgent = `zigfleet/${options.version}`;
    this.#clock = options.clock ?? systemClock;
    this.#answerTimeoutMs = options.answerTimeoutMs ?? answerTimeoutMs;
  }

  /** Lets go of the connections that are kept for the next message. */
  stop(): void {
    this.#http.destroy();
    this.#https.destroy();
  }

  /** Where an address leads. @throws ZigfleetError `invalid-request` if nothing may be sent there */
  async check(url: string): Promise<{ url: URL; targets: readonly CheckedTarget[] }> {
    const parsed = URL.parse(url);
    if (!parsed || !['http:', 'https:'].includes(parsed.protocol) || parsed.hostname === '') {
      throw new ZigfleetError('invalid-request', 'The target is no http or https address.');
    }
    if (parsed.username !== '' || parsed.password !== '') {
      throw new ZigfleetError(
        'invalid-request',
        'The target must not have a name or password in its address.',
      );
    }
    const targets = await this.#guard.check(parsed.hostname);
    if (parsed.protocol === 'http:' && !targets.every(({ address }) => this.#guard.isAllowed(address))) {
      throw new ZigfleetError(
        'invalid-request',
        'The target must be https: without encryption only networks that the operator allows are reached.',
      );
    }
    return { url: parsed, targets };
  }

  /** Sends a message. Never throws: what goes wrong is in the answer. */
  async send(message: WebhookMessage, signal: AbortSignal): Promise<WebhookAnswer> {
    const startMs = this.#clock.monotonic();
    const nothing = { taken: false, httpStatus: null, retryAfterMs: null };
    const answer = (error: unknown) => ({
      ...nothing,
      tookMs: Math.round(this.#clock.monotonic() - startMs),
      error: reasonOf(error),
    });
    const timeout = AbortSignal.timeout(this.#answerTimeoutMs);
    try {
      const { url, targets } = await withSignal(this.check(message.url), timeout);
      const ended = AbortSignal.any([signal, timeout]);
      const response = await this.#request(url, targets, message, ended).catch((error: unknown) => {
        // The receiver had closed a kept connection just when it was used again: no attempt of it.
        if (!(error instanceof StaleConnection)) throw error;
        return this.#request(url, targets, message, ended);
      });
      const { statusCode = 0, headers } = response;
      const taken = statusCode >= 200 && statusCode < 300;
      const isRedirect = statusCode >= 300 && statusCode < 400;
      return {
        taken,
        httpStatus: statusCode,
        tookMs: Math.round(this.#clock.monotonic() - startMs),
        error: taken ? null : `answered ${statusCode}${isRedirect ? ': redirections are not followed' : ''}`,
        retryAfterMs: retryAfterOf(headers['retry-after'], this.#clock.now()),
      };
    } catch (error) {
      if (timeout.aborted) return answer(`no answer within ${this.#answerTimeoutMs / 1000} s`);
      return answer(signal.aborted ? 'the node stopped' : error);
    }
  }

  /** Resolves with the head of the answer; the rest is read or cut behind the caller's back. */
  #request(
    url: URL,
    targets: readonly CheckedTarget[],
    message: WebhookMessage,
    signal: AbortSignal,
  ): Promise<IncomingMessage> {
    const isHttps = url.protocol === 'https:';
    const request = (isHttps ? requestHttps : requestHttp)(url, {
      method: 'POST',
      agent: isHttps ? this.#https : this.#http,
      lookup: lookupOf(targets),
      signal,
      headers: this.#headers(message),
    });
    return new Promise((resolve, reject) => {
      request.on('error', (error: NodeJS.ErrnoException) => {
        const isStale = request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
        reject(isStale ? new StaleConnection() : error);
      });
      request.on('socket', (socket) => this.#confine(socket));
      request.on('response', (response) => {
        resolve(response);
        discard(response);
      });
      request.end(message.body);
    });
  }

  /** The last check: where the connection really leads. */
  #confine(socket: Socket): void {
    const check = () => {
      if (socket.remoteAddress !== undefined && this.#guard.permits(socket.remoteAddress)) return;
      socket.destroy(new Error('the connection leads into the inside network'));
    };
    if (socket.connecting) socket.once('connect', check);
    else check();
  }

  #headers(message: WebhookMessage): Record<string, string | number> {
    const { webhookId, messageId, type, attempt, isReplay, body, secrets } = message;
    return {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'user-agent': this.#userAgent,
      'zigfleet-webhook-id': webhookId,
      'zigfleet-event-id': messageId,
      'zigfleet-event-type': type,
      'zigfleet-attempt': attempt,
      ...(isReplay && { 'zigfleet-replay': 'true' }),
      'zigfleet-signature': signWebhook(body, secrets, Math.floor(this.#clock.now() / 1000)),
    };
  }
}

/** A kept connection turned out to be closed. */
class StaleConnection extends Error {}

/** Every name leads to the addresses that were checked. */
function lookupOf(targets: readonly CheckedTarget[]): LookupFunction {
  return (_hostname, options, callback) => {
    const [first] = targets;
    if (options.all) callback(null, [...targets]);
    else callback(null, first?.address ?? '', first?.family);
  };
}

/** Reads the rest of an answer as far as that is worth it. */
function discard(response: IncomingMessage): void {
  let bytes = 0;
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > answerBytesMax) response.destroy();
  });
  // Whatever becomes of the rest: the answer was given by its head.
  response.on('error', () => response.destroy());
}

/** Seconds or a date (RFC 9110, section 10.2.3), at most an hour. */
function retryAfterOf(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  const ms = /^\d{1,9}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - nowMs;
  return Number.isNaN(ms) ? null : Math.min(Math.max(0, ms), retryAfterMaxMs);
}

/** For people: without addresses or what else the network may say. */
function reasonOf(error: unknown): string {
  if (typeof error === 'string') return error;
  const { code } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ECONNREFUSED':
      return 'the connection was refused';
    case 'ECONNRESET':
      return 'the connection was reset';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'the host cannot be reached';
    case 'HPE_HEADER_OVERFLOW':
      return 'the headers of the answer are too long';
    default:
      return messageOf(error).slice(0, 200);
  }
}

async function withSignal<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
