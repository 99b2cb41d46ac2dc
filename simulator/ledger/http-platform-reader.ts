import Type, { type Static, type TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { delay, systemClock } from '../../src/common/clock.ts';
import { type ErrorCode, errorCodes } from '../../src/common/error-codes.ts';
import { EventStreamParser, type ServerSentEvent } from '../../src/common/event-stream-parser.ts';
import { messageOf, ZigfleetError } from '../../src/common/zigfleet-error.ts';
import type { CommandAction } from '../../src/devices/command-action.ts';
import type { CommandFailure } from '../../src/devices/command-failure.ts';
import type { TraitValue, TraitValues } from '../../src/devices/trait.ts';
import type {
  PlatformCommand,
  PlatformDelivery,
  PlatformDevice,
  PlatformEventRecord,
  PlatformReader,
} from './platform-data.ts';

export interface HttpPlatformOptions {
  /** Of the HTTP API: `http://127.0.0.1:8080`. */
  url: string;
  token: string;
  /** If the token reaches several homes. */
  homeId?: string | undefined;
  /** The event stream is read to its end when nothing came for so long, milliseconds; 1000 if absent. */
  quietMs?: number;
  /** Reading the events may take so long in all, milliseconds; 120,000 if absent. */
  eventsTimeoutMs?: number;
}

/** Comes before every event of a home. */
const beginning = '0-0-0';
const answerTimeoutMs = 15_000;
const pageLimit = 500;
/** How often something is asked again that the platform would not answer yet (429), and how long is waited at most. */
const triesMax = 10;
const retryAfterMsMax = 30_000;
const quiet = Symbol('quiet');

/** Members of the API's resources that are read here; whatever else they have is left alone. */
const traitValue = Type.Unsafe<TraitValue>({});
const traitValues = Type.Unsafe<TraitValues>({ type: 'object' });
const devicePage = Type.Object({
  devices: Type.Array(
    Type.Object({
      ieeeAddress: Type.String(),
      name: Type.String(),
      reported: Type.Record(Type.String(), Type.Object({ value: traitValue })),
    }),
  ),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
});
const eventResource = Type.Object({
  eventId: Type.String(),
  type: Type.String(),
  time: Type.String(),
  ieeeAddress: Type.Optional(Type.String()),
  commandId: Type.Optional(Type.String()),
  values: Type.Optional(traitValues),
});
const commandResource = Type.Object({
  commandId: Type.String(),
  action: Type.Unsafe<CommandAction>({ type: 'object', required: ['type'] }),
  state: Type.Enum(['queued', 'sent', 'delivered', 'succeeded', 'failed', 'expired', 'cancelled']),
  createdAt: Type.String(),
  changedAt: Type.String(),
  confirmed: Type.Union([traitValues, Type.Null()]),
  failure: Type.Union([Type.Unsafe<CommandFailure>({ type: 'object', required: ['reason'] }), Type.Null()]),
});
const gapResource = Type.Object({ reason: Type.String() });
const closingResource = Type.Object({ reason: Type.String(), detail: Type.String() });

/** Reads a platform over its HTTP API. */
export class HttpPlatformReader implements PlatformReader {
  readonly #url: string;
  readonly #token: string;
  readonly #homeId: string | undefined;
  readonly #quietMs: number;
  readonly #eventsTimeoutMs: number;

  constructor(options: HttpPlatformOptions) {
    this.#url = options.url.replace(/\/+$/, '');
    this.#token = options.token;
    this.#homeId = options.homeId;
    this.#quietMs = options.quietMs ?? 1000;
    this.#eventsTimeoutMs = options.eventsTimeoutMs ?? 120_000;
  }

  async devices(): Promise<PlatformDevice[]> {
    const devices: PlatformDevice[] = [];
    let cursor: string | null = null;
    do {
      const query = this.#query({ limit: String(pageLimit), ...(cursor !== null && { cursor }) });
      const page: Static<typeof devicePage> = this.#check(
        devicePage,
        await this.#json(`/v1/devices?${query}`),
      );
      for (const { ieeeAddress, name, reported } of page.devices) {
        const values = Object.entries(reported).map(([trait, { value }]) => [trait, value] as const);
        devices.push({ ieeeAddress, name, reported: Object.fromEntries(values) });
      }
      if (page.nextCursor !== null && page.nextCursor === cursor) {
        throw this.#odd('its list of devices does not end');
      }
      cursor = page.nextCursor;
    } while (cursor !== null);
    return devices;
  }

  /**
   * Ends when nothing more comes, or when events come that happened after the reading began.
   * @throws ZigfleetError `timeout` if events keep coming
   */
  async *events(): AsyncGenerator<PlatformDelivery> {
    const startedMs = Date.now();
    for await (const { type, data } of this.#stream(`/v1/events?${this.#query({})}`)) {
      if (type === 'gap') {
        yield { kind: 'gap', reason: this.#parse(gapResource, data).reason };
        continue;
      }
      if (type === 'closing') {
        const { reason, detail } = this.#parse(closingResource, data);
        throw new ZigfleetError('unavailable', `the platform ended the event stream (${reason}): ${detail}`);
      }
      const event = toEvent(this.#parse(eventResource, data));
      yield { kind: 'event', event };
      if (event.timeMs > startedMs + this.#quietMs) return;
    }
  }

  async command(commandId: string): Promise<PlatformCommand | undefined> {
    const path = `/v1/commands/${encodeURIComponent(commandId)}`;
    const response = await this.#fetch(path);
    if (response.status === 404) {
      await response.body?.cancel();
      return undefined;
    }
    const { action, state, createdAt, changedAt, confirmed, failure } = this.#check(
      commandResource,
      await this.#body(response),
    );
    const [createdAtMs, changedAtMs] = [Date.parse(createdAt), Date.parse(changedAt)];
    return { commandId, action, state, createdAtMs, changedAtMs, confirmed, failure };
  }

  #query(parameters: Record<string, string>): URLSearchParams {
    return new URLSearchParams({
      ...parameters,
      ...(this.#homeId !== undefined && { homeId: this.#homeId }),
    });
  }

  async *#stream(path: string): AsyncGenerator<ServerSentEvent> {
    const abort = new AbortController();
    const deadline = setTimeout(() => {
      abort.abort(new ZigfleetError('timeout', `the events of ${this.#url} do not end`));
    }, this.#eventsTimeoutMs);
    let silence: NodeJS.Timeout | undefined;
    const listen = (ms: number, reason: unknown) => {
      clearTimeout(silence);
      silence = setTimeout(() => abort.abort(reason), ms);
    };
    try {
      listen(answerTimeoutMs, new ZigfleetError('unavailable', `${this.#url} does not answer`));
      const response = await this.#fetch(path, {
        headers: { accept: 'text/event-stream', 'last-event-id': beginning },
        signal: abort.signal,
      });
      if (!response.ok) throw await problemOf(response, this.#url);
      if (!response.body) throw this.#odd('its event stream has no body');
      const parser = new EventStreamParser();
      const decoder = new TextDecoder();
      listen(this.#quietMs, quiet);
      for await (const piece of response.body) {
        clearTimeout(silence);
        yield* parser.push(decoder.decode(piece, { stream: true }));
        listen(this.#quietMs, quiet);
      }
    } catch (error) {
      // An aborted reading fails with the reason that it was aborted for.
      if (abort.signal.reason !== quiet) throw abort.signal.reason ?? this.#unreachable(error);
    } finally {
      clearTimeout(deadline);
      clearTimeout(silence);
      abort.abort();
    }
  }

  async #json(path: string): Promise<unknown> {
    return this.#body(await this.#fetch(path));
  }

  async #body(response: Response): Promise<unknown> {
    if (!response.ok) throw await problemOf(response, this.#url);
    const text = await response.text().catch((error: unknown) => {
      throw this.#unreachable(error);
    });
    return this.#decode(text);
  }

  /** Waits, where the platform says that it has been asked too much, for as long as it says. */
  async #fetch(path: string, init: RequestInit = {}): Promise<Response> {
    for (let tries = 1; ; tries++) {
      const response = await this.#fetchOnce(path, init);
      if (response.status !== 429 || tries === triesMax) return response;
      await response.body?.cancel();
      const afterS = Number(response.headers.get('retry-after') ?? 1);
      await delay(systemClock, Math.min(retryAfterMsMax, Math.max(0, afterS || 1) * 1000));
    }
  }

  async #fetchOnce(path: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(`${this.#url}${path}`, {
        signal: AbortSignal.timeout(answerTimeoutMs),
        ...init,
        // The token must not follow a redirection to somewhere else.
        redirect: 'error',
        headers: { authorization: `Bearer ${this.#token}`, ...init.headers },
      });
    } catch (error) {
      throw this.#unreachable(error);
    }
  }

  #parse<T extends TSchema>(schema: T, data: string): Static<T> {
    return this.#check(schema, this.#decode(data));
  }

  #decode(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch (error) {
      throw this.#odd(messageOf(error));
    }
  }

  #check<T extends TSchema>(schema: T, value: unknown): Static<T> {
    if (Value.Check(schema, value)) return value;
    const [first] = Value.Errors(schema, value);
    throw this.#odd(first ? `${first.instancePath} ${first.message}` : 'it sends something else');
  }

  #odd(what: string): ZigfleetError {
    return new ZigfleetError(
      'decode-failed',
      `${this.#url} answers, but not as a zigfleet platform does: ${what}`,
    );
  }

  #unreachable(error: unknown): ZigfleetError {
    if (error instanceof ZigfleetError) return error;
    // What fetch throws says "fetch failed"; its cause says why.
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const why = messageOf(cause) || (cause as NodeJS.ErrnoException).code;
    return new ZigfleetError('unavailable', `the platform does not answer at ${this.#url}: ${why}`, {
      cause: error,
    });
  }
}

function toEvent(resource: Static<typeof eventResource>): PlatformEventRecord {
  const { eventId, type, time, ieeeAddress, commandId, values } = resource;
  return {
    ...{ eventId, type, timeMs: Date.parse(time) },
    ...(ieeeAddress !== undefined && { ieeeAddress }),
    ...(commandId !== undefined && { commandId }),
    ...(values !== undefined && { values }),
  };
}

/** The error that an answer tells of (RFC 9457), whoever gave it. */
async function problemOf(response: Response, url: string): Promise<ZigfleetError> {
  const text = await response.text().catch(() => '');
  let problem: { code?: unknown; detail?: unknown } | null = null;
  try {
    problem = JSON.parse(text);
  } catch {
    // Not from a platform, but from something before it.
  }
  const code = problem?.code;
  if (typeof code === 'string' && Object.hasOwn(errorCodes, code)) {
    return new ZigfleetError(code as ErrorCode, `${url}: ${String(problem?.detail)}`);
  }
  const fallback: ErrorCode = response.status >= 500 ? 'unavailable' : 'invalid-request';
  return new ZigfleetError(
    fallback,
    `${url} answers ${response.status}, but not as a zigfleet platform does`,
  );
}
