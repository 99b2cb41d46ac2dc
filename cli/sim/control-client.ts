import { ApiProblem } from '../../client/api-problem.ts';
import type { ActionAnswer } from '../../simulator/control/control-server.ts';
import type { DeviceView, HouseView, StoryView } from '../../simulator/control/house-view.ts';
import type { NetworkMap } from '../../simulator/control/network-map.ts';
import type { ActiveFault } from '../../simulator/faults/fault-desk.ts';
import type { HouseAction } from '../../simulator/house/action-schema.ts';
import { messageOf, ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { errorOfProblem } from '../error-of-problem.ts';
import { type ControlTarget, controlTokenVariable } from './control-target.ts';

const answerTimeoutMs = 15_000;

/** The control API of a house as the commands use it. Every error is a ZigfleetError that says what to do. */
export class ControlClient {
  readonly #target: ControlTarget;

  constructor(target: ControlTarget) {
    this.#target = target;
  }

  house(): Promise<HouseView> {
    return this.#json('/v1/house');
  }

  device(id: string): Promise<DeviceView> {
    return this.#json(`/v1/devices/${encodeURIComponent(id)}`);
  }

  perform(action: HouseAction): Promise<ActionAnswer> {
    return this.#json('/v1/actions', action);
  }

  stories(): Promise<StoryView[]> {
    return this.#json('/v1/stories');
  }

  tellStory(id: string, what: 'start' | 'stop'): Promise<StoryView> {
    return this.#json(`/v1/stories/${encodeURIComponent(id)}/${what}`, {});
  }

  faults(): Promise<ActiveFault[]> {
    return this.#json('/v1/faults');
  }

  maps(hub: string | undefined): Promise<NetworkMap[]> {
    return this.#json(`/v1/map?${new URLSearchParams(hub === undefined ? {} : { hub })}`);
  }

  /** Resolves when the house is there; takes as long as it takes. */
  step(duration: string): Promise<{ time: string }> {
    return this.#json('/v1/clock/step', { duration }, null);
  }

  /** Opens the stream of frames. The signal ends it. */
  async frames(query: URLSearchParams, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const response = await this.#fetch(`/v1/frames?${query}`, { signal });
    if (!response.body) throw new ZigfleetError('unavailable', 'The house sent an empty answer.');
    return response.body;
  }

  async #json<T>(path: string, body?: unknown, timeoutMs: number | null = answerTimeoutMs): Promise<T> {
    const signal = timeoutMs === null ? {} : { signal: AbortSignal.timeout(timeoutMs) };
    const post = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const response = await this.#fetch(path, { ...signal, ...post });
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
        redirect: 'error',
        headers: {
          authorization: `Bearer ${token}`,
          ...(init.body !== undefined && { 'content-type': 'application/json' }),
        },
      });
    } catch (error) {
      throw this.#unreachable(error);
    }
    if (response.ok) return response;
    throw errorOfProblem(await ApiProblem.of(response), url, {
      server: 'a served house',
      unauthenticated: ` It is in the run folder of whoever serves the house; give it as ${controlTokenVariable}.`,
    });
  }

  #unreachable(error: unknown): ZigfleetError {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const why = messageOf(cause) || (cause as NodeJS.ErrnoException).code;
    return new ZigfleetError('unavailable', `No house is being served at ${this.#target.url}: ${why}`, {
      cause: error,
    });
  }
}
