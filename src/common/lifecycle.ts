import type { Logger } from './logger.ts';

/** Something that runs. `start` does the I/O that a constructor must not; `stop` is idempotent. */
export interface Service {
  start(signal?: AbortSignal): Promise<void>;
  stop(): Promise<void>;
}

/** What was started, stopped in reverse order; a failure to stop one does not keep the others running. */
export class Lifecycle {
  readonly #running: { name: string; stop: () => Promise<void> | void }[] = [];
  readonly #logger: Logger;
  #stopping: Promise<void> | undefined;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Starts a service and remembers to stop it. What fails to start is stopped too, then the error goes on. */
  async start<T extends Service>(name: string, service: T, signal?: AbortSignal): Promise<T> {
    this.onStop(name, () => service.stop());
    await service.start(signal);
    return service;
  }

  /** Remembers something to be undone at the end. */
  onStop(name: string, stop: () => Promise<void> | void): void {
    this.#running.push({ name, stop });
  }

  /** Stops everything, last started first. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #stopAll(): Promise<void> {
    for (let entry = this.#running.pop(); entry; entry = this.#running.pop()) {
      try {
        await entry.stop();
        this.#logger.debug({ service: entry.name }, 'stopped');
      } catch (error) {
        this.#logger.error({ err: error, service: entry.name }, 'a service failed to stop');
      }
    }
  }
}
