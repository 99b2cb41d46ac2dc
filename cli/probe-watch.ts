import type { Clock } from '../src/common/clock.ts';
import { EventStreamParser } from '../src/common/event-stream-parser.ts';
import { messageOf } from '../src/common/zigfleet-error.ts';
import type { ApiClient } from './api-client.ts';

/** How long the event of a probe may take after the platform has answered. */
const arrivalMs = 5_000;

interface AppStep {
  name: 'app';
  status: 'ok' | 'failed' | 'skipped';
  tookMs: number | null;
  detail: string;
  webhookId: null;
}

/** This program as the app at the end of the way: a subscriber of the home that waits for a probe. */
export class ProbeWatch {
  readonly #clock: Clock;
  readonly #connection = new AbortController();
  readonly #heardAtMs = new Map<string, number>();
  #ended: Promise<string> | undefined;
  #look: (() => void) | undefined;

  private constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Resolves when it hears. A platform that refuses it is told as the last step. */
  static async start(client: ApiClient, homeId: string, clock: Clock): Promise<ProbeWatch> {
    const watch = new ProbeWatch(clock);
    try {
      const query = { homeId: [homeId], type: ['pushProbed' as const] };
      const body = await client.openEvents(query, undefined, watch.#connection.signal);
      watch.#ended = watch.#read(body).then(
        () => 'The platform ended the stream.',
        (error: unknown) => `The stream broke: ${messageOf(error)}`,
      );
    } catch (error) {
      watch.#ended = Promise.resolve(`The stream could not be opened: ${messageOf(error)}`);
    }
    return watch;
  }

  /** What came of it here. Ends the subscription. */
  async step(probeId: string | null): Promise<AppStep> {
    const step = { name: 'app', webhookId: null } as const;
    const askedMs = this.#clock.monotonic();
    if (probeId === null) {
      await this.stop();
      return { ...step, status: 'skipped', tookMs: null, detail: 'There was no event to wait for.' };
    }
    const { promise: late, resolve } = Promise.withResolvers<string>();
    const timer = this.#clock.setTimer(arrivalMs, () =>
      resolve(`This program did not hear of it within ${arrivalMs / 1000} s.`),
    );
    const { promise: heard, resolve: hear } = Promise.withResolvers<undefined>();
    this.#look = () => {
      if (this.#heardAtMs.has(probeId)) hear(undefined);
    };
    this.#look();
    const fault = await Promise.race([heard, late, this.#ended ?? late]);
    timer.cancel();
    await this.stop();
    if (fault !== undefined) return { ...step, status: 'failed', tookMs: null, detail: fault };
    const tookMs = Math.max(0, Math.round((this.#heardAtMs.get(probeId) ?? askedMs) - askedMs));
    return { ...step, status: 'ok', tookMs, detail: 'This program heard of it.' };
  }

  async stop(): Promise<void> {
    this.#connection.abort();
    await this.#ended;
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const parser = new EventStreamParser();
    const decoder = new TextDecoder();
    for await (const piece of body) {
      for (const { type, data } of parser.push(decoder.decode(piece, { stream: true }))) {
        if (type !== 'pushProbed') continue;
        this.#heardAtMs.set((JSON.parse(data) as { probeId: string }).probeId, this.#clock.monotonic());
        this.#look?.();
      }
    }
  }
}
