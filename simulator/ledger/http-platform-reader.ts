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
  homeId?: string;
  /** The event stream is read to its end when nothing came for so long, milliseconds; 1000 if absent. */
  quietMs?: number;
  /** Reading the events may take so long in all, milliseconds; 120,000 if absent. */
  eventsTimeoutMs?: number;
}

/** Comes before every event of a home. */
const beginning = '0-0-0';
const answerTimeoutMs = 15_000;
const pageLimit = 500;
const quiet = Symbol('quiet');

/** Members of the API's resources that are read here; whatever else they have is left alone. */
interface DeviceResource {
  ieeeAddress: string;
  name: string;
  reported: Record<string, { value: TraitValue }>;
}
interface EventResource {
  eventId: string;
  type: string;
  time: string;
  ieeeAddress?: string;
  commandId?: string;
  values?: TraitValues;
}
interface CommandResource {
  commandId: string;
  action: CommandAction;
  state: PlatformCommand['state'];
  createdAt: string;
  changedAt: string;
  confirmed: TraitValues | null;
  failure: CommandFailure | null;
}

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
      const page: { devices: DeviceResource[]; nextCursor: string | null } = await this.#json(
        `/v1/devices?${query}`,
      );
      for (const { ieeeAddress, name, reported } of page.devices) {
        const values = Object.entries(reported).map(([trait, { value }]) => [trait, value] as const);
        devices.push({ ieeeAddress, name, reported: Object.fromEntries(values) });
      }
      if (page.nextCursor !== null && page.nextCursor === cursor)
        throw this.#odd('its list of devices does not end');
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
        yield { kind: 'gap', reason: String(this.#parse<{ reason: unknown }>(data).reason) };
        continue;
      }
      if (type === 'closing') {
        const { reason, detail } = this.#parse<{ reason: unknown; detail: unknown }>(data);
        throw new ZigfleetError('unavailable', `the platform ended the event stream (${reason}): ${detail}`);
      }
      const event = toEvent(this.#parse<EventResource>(data));
      yield { kind: 'event', event };
      if (event.timeMs > startedMs + this.#quietMs) return;
    }
  }

  async command(commandId: string): Promise<PlatformCommand | undefined> {
    const path = `/v1/commands/${encodeURIComponent(commandId)}`;
    const response = await this.#fetch(path, { signal: AbortSignal.timeout(answerTimeoutMs) });
    if (response.status === 404) {
      await response.body?.cancel();
      return undefined;
    }
    const { createdAt, changedAt, ...command } = await this.#body<CommandResource>(response);
    const { action, state, confirmed, failure } = command;
    return {
      ...{ commandId, action, state, confirmed, failure },
      createdAtMs: Date.parse(createdAt),
      changedAtMs: Date.parse(changedAt),
    };
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

  async #json<T>(path: string): Promise<T> {
    return this.#body<T>(await this.#fetch(path, { signal: AbortSignal.timeout(answerTimeoutMs) }));
  }

  async #body<T>(response: Response): Promise<T> {
    if (!response.ok) throw await problemOf(response, this.#url);
    try {
      return (await response.json()) as T;
    } catch (error) {
      throw this.#unreachable(error);
    }
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(`${this.#url}${path}`, {
        ...init,
        // The token must not follow a redirection to somewhere else.
        redirect: 'error',
        headers: { authorization: `Bearer ${this.#token}`, ...init.headers },
      });
    } catch (error) {
      throw this.#unreachable(error);
    }
  }

  #parse<T>(data: string): T {
    try {
      return JSON.parse(data) as T;
    } catch (error) {
      throw this.#odd(`an event is no JSON: ${messageOf(error)}`);
    }
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

function toEvent({
  eventId,
  type,
  time,
  ieeeAddress,
  commandId,
  values,
}: EventResource): PlatformEventRecord {
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
