import { type ErrorCode, errorCodes } from '../src/common/error-codes.ts';
import { messageOf, ZigfleetError } from '../src/common/zigfleet-error.ts';
import type { CommandResource } from '../src/platform/api/schemas/command-schema.ts';
import type { DeviceResource } from '../src/platform/api/schemas/device-schema.ts';
import type { HubResource } from '../src/platform/api/schemas/hub-schema.ts';
import type { ApiTarget } from './api-target.ts';

/** How long an answer may take beyond what was asked to wait, milliseconds. */
const answerTimeoutMs = 15_000;
const pageLimit = 500;

export interface SetRequest {
  ieeeAddress: string;
  set: Record<string, unknown>;
  /** How long to wait for the end, seconds; 0 does not wait. */
  waitS: number;
  whenOffline: 'queue' | 'refuse';
  ttlMs?: number;
}

/** The platform's HTTP API as the commands use it. Every error is a ZigfleetError with one sentence that says what to do. */
export class ApiClient {
  readonly #target: ApiTarget;

  constructor(target: ApiTarget) {
    this.#target = target;
  }

  async listDevices(): Promise<DeviceResource[]> {
    const devices: DeviceResource[] = [];
    let cursor: string | null = null;
    do {
      const query = new URLSearchParams({ limit: String(pageLimit), ...(cursor !== null && { cursor }) });
      const page: { devices: DeviceResource[]; nextCursor: string | null } = await this.#json(
        `/v1/devices?${query}`,
      );
      devices.push(...page.devices);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return devices;
  }

  async listHubs(): Promise<HubResource[]> {
    const { hubs } = await this.#json<{ hubs: HubResource[] }>('/v1/hubs');
    return hubs;
  }

  /** A code with which a new hub claims itself into the home, once. */
  async createClaimCode(): Promise<string> {
    return (await this.#post<{ claimCode: string }>('/v1/hubs/claim-codes', {}, 0)).claimCode;
  }

  readDevice(ieeeAddress: string): Promise<DeviceResource> {
    return this.#json(`/v1/devices/${encodeURIComponent(ieeeAddress)}`);
  }

  readCommand(commandId: string): Promise<CommandResource> {
    return this.#json(`/v1/commands/${encodeURIComponent(commandId)}`);
  }

  setTraits({ ieeeAddress, waitS, ...body }: SetRequest): Promise<CommandResource> {
    return this.#post(`/v1/devices/${encodeURIComponent(ieeeAddress)}/commands`, body, waitS);
  }

  permitJoin(
    hubId: string,
    body: { durationS: number; via: string | null },
    waitS: number,
  ): Promise<CommandResource> {
    return this.#post(`/v1/hubs/${encodeURIComponent(hubId)}/permit-join`, body, waitS);
  }

  /** Opens the event stream. The signal ends it. */
  async openEvents(
    query: URLSearchParams,
    lastEventId: string | undefined,
    signal: AbortSignal,
  ): Promise<ReadableStream<Uint8Array>> {
    const response = await this.#fetch(`/v1/events?${query}`, {
      headers: {
        accept: 'text/event-stream',
        ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
      },
      signal,
    });
    if (!response.body) throw new ZigfleetError('unavailable', 'The platform sent an empty answer.');
    return response.body;
  }

  #post<T>(path: string, body: unknown, waitS: number): Promise<T> {
    return this.#json(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: {
        'content-type': 'application/json',
        // A proxy that repeats the request must not make a second command of it.
        'idempotency-key': crypto.randomUUID(),
        ...(waitS > 0 && { prefer: `wait=${waitS}` }),
      },
      signal: AbortSignal.timeout(waitS * 1000 + answerTimeoutMs),
    });
  }

  async #json<T>(path: string, init: RequestInit = {}): Promise<T> {
    const response = await this.#fetch(path, { signal: AbortSignal.timeout(answerTimeoutMs), ...init });
    try {
      return (await response.json()) as T;
    } catch (error) {
      throw this.#unreachable(error);
    }
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    const { url, token } = this.#target;
    let response: Response;
    try {
      response = await fetch(`${url}${path}`, {
        ...init,
        // A token must not follow a redirection to somewhere else.
        redirect: 'error',
        headers: { authorization: `Bearer ${token}`, ...init.headers },
      });
    } catch (error) {
      throw this.#unreachable(error);
    }
    if (!response.ok) throw await problemOf(response, url);
    return response;
  }

  #unreachable(error: unknown): ZigfleetError {
    // What fetch throws says "fetch failed"; its cause says why.
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const why = messageOf(cause) || (cause as NodeJS.ErrnoException).code;
    return new ZigfleetError('unavailable', `The platform does not answer at ${this.#target.url}: ${why}`, {
      cause: error,
    });
  }
}

/** The error that an answer tells of, whoever gave it: the platform, or something before it. */
async function problemOf(response: Response, url: string): Promise<ZigfleetError> {
  const text = await response.text().catch(() => '');
  const { code, detail } = parseProblem(text);
  if (code === undefined) {
    const fallback: ErrorCode = response.status >= 500 ? 'unavailable' : 'invalid-request';
    return new ZigfleetError(
      fallback,
      `${url} answers ${response.status}, but not as a zigfleet platform does.`,
    );
  }
  const hint =
    code === 'unauthenticated' ? ' Give another with --token-file, --token or ZIGFLEET_TOKEN.' : '';
  return new ZigfleetError(code, `${detail}${hint}`);
}

function parseProblem(text: string): { code?: ErrorCode; detail?: string } {
  try {
    const problem = JSON.parse(text) as { code?: unknown; detail?: unknown } | null;
    const { code, detail } = problem ?? {};
    if (typeof code === 'string' && Object.hasOwn(errorCodes, code)) {
      return { code: code as ErrorCode, detail: String(detail) };
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return {};
}
