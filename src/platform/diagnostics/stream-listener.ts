import type { Clock } from '../../common/clock.ts';
import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { PlatformEvent } from '../domain/platform-event.ts';
import type { Events } from '../domain/ports.ts';

/** Most things that are kept in mind: a diagnosis lasts seconds. */
const heardMax = 10_000;

/** A subscriber of a home that keeps in mind which probes and ends of commands it has heard of. */
export class StreamListener {
  readonly #events: Events;
  readonly #homeId: string;
  readonly #stopping = new AbortController();
  readonly #heard = new Set<string>();
  #running: Promise<void> | undefined;
  #look: (() => void) | undefined;

  constructor(events: Events, homeId: string) {
    this.#events = events;
    this.#homeId = homeId;
  }

  /** Resolves when everything from now on is heard. @throws ZigfleetError what the subscription refuses, `timeout` */
  async start(timeoutMs: number): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#running = this.#events
      .subscribe(
        this.#homeId,
        undefined,
        (delivery) => {
          if (delivery.kind === 'event') this.#note(delivery.event);
          return true;
        },
        this.#stopping.signal,
        () => resolve(),
      )
      .catch(reject);
    const timer = setTimeout(
      () => reject(new ZigfleetError('timeout', 'The events of the home cannot be followed.')),
      timeoutMs,
    );
    try {
      await promise;
    } finally {
      clearTimeout(timer);
    }
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  /** Whether it hears of something in this time, or has. */
  async heard(what: string, waitMs: number, clock: Clock): Promise<boolean> {
    if (this.#heard.has(what)) return true;
    await new Promise<void>((resolve) => {
      const timer = clock.setTimer(waitMs, resolve);
      this.#look = () => {
        if (!this.#heard.has(what)) return;
        timer.cancel();
        resolve();
      };
    });
    return this.#heard.has(what);
  }

  #note(event: PlatformEvent): void {
    if (this.#heard.size >= heardMax) return;
    if (event.type === 'pushProbed') this.#heard.add(`probe ${event.probeId}`);
    else if (event.type === 'commandSucceeded' || event.type === 'commandFailed') {
      this.#heard.add(`command ${event.commandId}`);
    }
    this.#look?.();
  }
}
