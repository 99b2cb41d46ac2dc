import { delay } from '../../common/clock.ts';
import type { Events } from '../domain/ports.ts';
import type { EventLog } from '../store/event-log.ts';
import { WebhookReader } from './webhook-reader.ts';
import { type RunnerParts, WebhookRunner } from './webhook-runner.ts';

export interface HomeParts extends RunnerParts {
  log: EventLog;
  events: Events;
  devicesIn: (homeId: string, roomIds: readonly string[]) => Promise<ReadonlySet<string>>;
}

/** A request that is under way when a node stops may take this much longer. */
const graceMs = 2_000;
const storeAwayRetryMs = 500;

interface Running {
  runner: WebhookRunner;
  stopping: AbortController;
  ended: Promise<void>;
}

/** The webhooks of one home while this node has the home's lease. */
export class HomeWebhooks {
  readonly #homeId: string;
  readonly #token: number;
  readonly #parts: HomeParts;
  readonly #onFenced: () => void;
  readonly #stopping = new AbortController();
  readonly #cut = new AbortController();
  readonly #running = new Map<string, Running>();
  #bell: Promise<void> | undefined;
  #refreshing: Promise<void> | undefined;
  #refreshAgain = false;

  constructor(homeId: string, token: number, parts: HomeParts, onFenced: () => void) {
    this.#homeId = homeId;
    this.#token = token;
    this.#parts = parts;
    this.#onFenced = onFenced;
  }

  /** Begins, and goes on whatever becomes of the store. */
  start(): void {
    this.#bell = this.#listen();
    this.refresh();
  }

  /** The home's webhooks may have changed. */
  refresh(): void {
    this.#refreshAgain = true;
    this.#refreshing ??= this.#refreshAll().finally(() => {
      this.#refreshing = undefined;
      if (this.#refreshAgain && !this.#stopping.signal.aborted) this.refresh();
    });
  }

  /** Ends what is under way, at the latest after two seconds, and gives the lease back. */
  async stop(): Promise<void> {
    const { clock, store, logger } = this.#parts;
    this.#stopping.abort();
    for (const { stopping } of this.#running.values()) stopping.abort();
    const timer = clock.setTimer(graceMs, () => this.#cut.abort());
    await Promise.all([this.#refreshing, this.#bell]);
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
    timer.cancel();
    await store.release(this.#homeId, this.#token).catch((error: unknown) => {
      logger.debug({ err: error, homeId: this.#homeId }, 'could not give the lease of webhooks back');
    });
  }

  /** Hears the home's events only to know that there are some: each webhook reads where it stands. */
  async #listen(): Promise<void> {
    const { events, clock, logger } = this.#parts;
    const { signal } = this.#stopping;
    const ring = () => {
      for (const { runner } of this.#running.values()) runner.poke();
      return true;
    };
    while (!signal.aborted) {
      try {
        await events.subscribe(this.#homeId, undefined, ring, signal, ring);
      } catch (error) {
        logger.debug({ err: error, homeId: this.#homeId }, 'could not listen for webhooks');
        await delay(clock, storeAwayRetryMs, signal).catch(() => undefined);
      }
    }
  }

  async #refreshAll(): Promise<void> {
    const { store, clock, logger } = this.#parts;
    while (this.#refreshAgain && !this.#stopping.signal.aborted) {
      this.#refreshAgain = false;
      try {
        await this.#look();
        if (this.#running.size === 0) await store.forgetHome(this.#homeId);
      } catch (error) {
        logger.debug({ err: error, homeId: this.#homeId }, 'could not read webhooks');
        this.#refreshAgain = true;
        await delay(clock, storeAwayRetryMs, this.#stopping.signal).catch(() => undefined);
      }
    }
  }

  async #look(): Promise<void> {
    const { store, log, devicesIn } = this.#parts;
    const records = await store.read(this.#homeId);
    if (this.#stopping.signal.aborted) return;
    const present = new Set(records.map(({ webhookId }) => webhookId));
    for (const [webhookId, { stopping }] of this.#running) {
      if (!present.has(webhookId)) stopping.abort();
    }
    for (const record of records) {
      const known = this.#running.get(record.webhookId);
      if (known) {
        known.runner.refresh();
        continue;
      }
      const runner = new WebhookRunner(record, new WebhookReader(log, devicesIn), this.#parts, {
        token: this.#token,
        onFenced: this.#onFenced,
      });
      const stopping = new AbortController();
      const ended = runner.run(stopping.signal, this.#cut.signal).finally(() => {
        this.#running.delete(record.webhookId);
      });
      this.#running.set(record.webhookId, { runner, stopping, ended });
    }
  }
}
