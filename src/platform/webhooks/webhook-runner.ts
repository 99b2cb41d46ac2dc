import { type Clock, delay } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import type { Random } from '../../common/random.ts';
import { messageOf } from '../../common/zigfleet-error.ts';
import type { SuspensionReason } from '../domain/webhook.ts';
import type { WebhookCommit, WebhookPlace, WebhookRecord, WebhookStore } from '../store/webhook-store.ts';
import { type RetryTimes, retryDelayMs } from './retry-delay.ts';
import type { Slots } from './slots.ts';
import { contentOf, deliveryOf, type MessageContent, secretsOf } from './webhook-message.ts';
import type { NextDelivery, WebhookReader } from './webhook-reader.ts';
import type { WebhookAnswer, WebhookSender } from './webhook-sender.ts';

export interface WebhookTimes extends RetryTimes {
  /** A webhook of which nothing was taken for this long is suspended. */
  suspendAfterMs: number;
}

export interface RunnerParts {
  store: WebhookStore;
  sender: WebhookSender;
  slots: Slots;
  clock: Clock;
  random: Pick<Random, 'next'>;
  logger: Logger;
  times: WebhookTimes;
}

const storeAwayRetryMs = 500;
/** How long it is believed that who made a webhook still manages the home. */
const managerCheckedMs = 2_000;
/** How often a place is stored that only moves past events that nobody wants. */
const passedCommitMs = 1_000;

/**
 * Delivers one webhook: the events of its home in order, the next one when the one before was taken or given up. Where it
 * stands is in the store after every step, so whoever takes over goes on there: an event may come twice, none is left out.
 */
export class WebhookRunner {
  readonly #parts: RunnerParts;
  readonly #reader: WebhookReader;
  readonly #token: number;
  readonly #onFenced: () => void;
  #record: WebhookRecord;
  /** Where it stands; ahead of what is stored while it only passes over events. */
  #place: WebhookPlace;
  #committedMs = Number.NEGATIVE_INFINITY;
  #managerCheckedMs = Number.NEGATIVE_INFINITY;
  #isStale = false;
  /** It was removed, and whoever runs this is about to notice. */
  #isGone = false;
  /** Dead letters may wait to be delivered again. */
  #mayReplay = true;
  #poked = false;
  #wake: (() => void) | undefined;

  /** @param onFenced - another node has the home's lease: everything of this home must end */
  constructor(
    record: WebhookRecord,
    reader: WebhookReader,
    parts: RunnerParts,
    lease: { token: number; onFenced: () => void },
  ) {
    this.#record = record;
    this.#place = record.place;
    this.#reader = reader;
    this.#parts = parts;
    this.#token = lease.token;
    this.#onFenced = lease.onFenced;
  }

  /** Something may have happened. */
  poke(): void {
    this.#poked = true;
    this.#wake?.();
  }

  /** Somebody has changed it: it is looked at between two steps, so that no step is undone. */
  refresh(): void {
    this.#isStale = true;
    this.#mayReplay = true;
    this.poke();
  }

  /** Delivers until the signal aborts; a request that is under way then is cut by the second one. */
  async run(signal: AbortSignal, cut: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        const waitMs = await this.#step(cut);
        if (waitMs > 0) await this.#wait(waitMs, signal);
      } catch (error) {
        const { homeId, webhookId } = this.#record.webhook;
        this.#parts.logger.debug({ homeId, webhookId, reason: messageOf(error) }, 'a webhook has to wait');
        this.#reader.reset();
        await delay(this.#parts.clock, storeAwayRetryMs, signal).catch(() => undefined);
      }
    }
  }

  /** @returns how long to wait before the next step, milliseconds; infinite: until something happens */
  async #step(cut: AbortSignal): Promise<number> {
    if (this.#isStale) await this.#readAgain();
    const record = this.#record;
    const { webhook } = record;
    const { clock, times } = this.#parts;
    if (this.#isGone || webhook.state !== 'active') return Number.POSITIVE_INFINITY;
    if (!(await this.#isManaged(record))) return 0;
    if (this.#mayReplay && (await this.#replayOne(record, cut))) return 0;
    const restMs = (webhook.status.nextAttemptAtMs ?? 0) - clock.now();
    // A clock that was put back must not make it wait for longer than any retry does.
    if (restMs > 0) return Math.min(restMs, times.maxMs);
    const next = await this.#reader.next(record, this.#place);
    if (!next) return this.#place === record.place ? Number.POSITIVE_INFINITY : this.#storePassed();
    if (!next.delivery) {
      this.#place = next.to;
      return 0;
    }
    const content = contentOf(webhook.homeId, next.delivery);
    const answer = await this.#send(record, content, record.attempts + 1, false, cut);
    // What was cut short on our side is no failure of the receiver.
    if (answer.taken || !cut.aborted) await this.#settle(record, next, content, answer);
    return 0;
  }

  async #readAgain(): Promise<void> {
    const { homeId, webhookId } = this.#record.webhook;
    this.#isStale = false;
    const record = (await this.#parts.store.read(homeId)).find((each) => each.webhookId === webhookId);
    this.#isGone = record === undefined;
    if (!record) return;
    this.#record = record;
    this.#place = record.place;
    this.#reader.reset();
  }

  /** Whether who made it still manages the home; if not it is suspended. */
  async #isManaged({ webhook, stored }: WebhookRecord): Promise<boolean> {
    const { store, clock } = this.#parts;
    const nowMs = clock.monotonic();
    if (nowMs - this.#managerCheckedMs < managerCheckedMs) return true;
    if (await store.isManager(webhook.homeId, stored.createdBy)) {
      this.#managerCheckedMs = nowMs;
      return true;
    }
    const { place } = this.#record;
    await this.#commit({ from: place, to: place, suspend: 'creator-left' });
    return false;
  }

  /** @returns false if no dead letter waits to be delivered again */
  async #replayOne(record: WebhookRecord, cut: AbortSignal): Promise<boolean> {
    const { store } = this.#parts;
    const { homeId, webhookId } = record.webhook;
    const letter = await store.nextReplay(homeId, webhookId);
    this.#mayReplay = letter !== undefined;
    if (!letter) return false;
    const { deadLetterId, eventId, type, body } = letter;
    const content = { messageId: eventId ?? `gap-${deadLetterId}`, eventId, type, body };
    const answer = await this.#send(record, content, letter.attempts + 1, true, cut);
    if (answer.taken || !cut.aborted) {
      const delivery = deliveryOf(content, answer, letter.attempts + 1, this.#parts.clock.now(), true);
      await store.note(homeId, webhookId, delivery, deadLetterId);
    }
    return true;
  }

  /** Stores a place that has only moved past events, from time to time. */
  async #storePassed(): Promise<number> {
    const restMs = this.#committedMs + passedCommitMs - this.#parts.clock.monotonic();
    if (restMs > 0) return restMs;
    await this.#commit({ from: this.#record.place, to: this.#place });
    return 0;
  }

  #send(
    record: WebhookRecord,
    content: MessageContent,
    attempt: number,
    isReplay: boolean,
    cut: AbortSignal,
  ): Promise<WebhookAnswer> {
    const { sender, slots, clock } = this.#parts;
    const { webhookId, url } = record.webhook;
    const { messageId, type, body } = content;
    const secrets = secretsOf(record, clock.now());
    const message = { webhookId, url, secrets, messageId, type, attempt, isReplay, body };
    return slots.run(() => sender.send(message, cut));
  }

  async #settle(
    record: WebhookRecord,
    next: NextDelivery,
    content: MessageContent,
    answer: WebhookAnswer,
  ): Promise<void> {
    const nowMs = this.#parts.clock.now();
    const attempt = record.attempts + 1;
    const delivery = deliveryOf(content, answer, attempt, nowMs, false);
    const from = record.place;
    if (answer.taken) {
      const counts = content.type === 'gap' ? 'gap' : 'delivered';
      await this.#commit({ from, to: next.to, delivery, counts, failing: null, lastSuccessMs: nowMs });
      return;
    }
    const firstAttemptMs = record.firstAttemptMs ?? nowMs;
    const sinceMs = record.webhook.status.failingSinceMs ?? nowMs;
    const error = answer.error ?? 'unknown';
    const suspend = this.#suspensionFor(answer, nowMs - sinceMs);
    const lastAttemptMs = firstAttemptMs + record.stored.retryForS * 1000;
    if (nowMs >= lastAttemptMs) {
      const { eventId, type, body } = content;
      await this.#commit({
        ...{ from, to: next.to, delivery: { ...delivery, outcome: 'given-up' } },
        deadLetter: {
          ...{ eventId, type, body, attempts: attempt, firstAttemptAtMs: firstAttemptMs },
          ...{ givenUpAtMs: nowMs, lastError: error },
        },
        failing: { attempts: 0, firstAttemptMs: null, nextAttemptMs: null, sinceMs, error },
        ...(suspend && { suspend }),
      });
      return;
    }
    const { times, random } = this.#parts;
    const waitMs = Math.max(retryDelayMs(attempt, random, times), answer.retryAfterMs ?? 0);
    // The last attempt is when its time is over, not some time later.
    const nextAttemptMs = Math.min(Math.round(nowMs + waitMs), lastAttemptMs);
    await this.#commit({
      ...{ from, to: from, delivery },
      failing: { attempts: attempt, firstAttemptMs, nextAttemptMs, sinceMs, error },
      ...(suspend && { suspend }),
    });
  }

  #suspensionFor({ httpStatus }: WebhookAnswer, failingMs: number): SuspensionReason | undefined {
    if (httpStatus === 410) return 'gone';
    return failingMs >= this.#parts.times.suspendAfterMs ? 'failing' : undefined;
  }

  /** Writes a step, and keeps in mind what is stored then. */
  async #commit(commit: WebhookCommit): Promise<void> {
    const { store, clock, logger } = this.#parts;
    const { homeId, webhookId } = this.#record.webhook;
    const result = await store.commit(homeId, webhookId, this.#token, commit);
    this.#committedMs = clock.monotonic();
    if (result === 'fenced') {
      this.#onFenced();
      return;
    }
    if (commit.suspend) {
      logger.warn({ homeId, webhookId, reason: commit.suspend }, 'a webhook is suspended');
    }
    // The place was set by somebody else, or the state by this: what is remembered here is not what is stored.
    if (result === 'moved' || commit.suspend) this.#isStale = true;
    else this.#advance(commit);
    if (commit.failing) this.#reader.reset();
  }

  /** Keeps in step with what was just stored, so that it need not be read again. */
  #advance({ to, failing, lastSuccessMs }: WebhookCommit): void {
    const record = this.#record;
    const { status } = record.webhook;
    this.#place = to;
    this.#record = {
      ...record,
      place: to,
      ...(failing !== undefined && {
        attempts: failing?.attempts ?? 0,
        firstAttemptMs: failing?.firstAttemptMs ?? null,
      }),
      webhook: {
        ...record.webhook,
        status: {
          ...status,
          ...(lastSuccessMs !== undefined && { lastSuccessAtMs: lastSuccessMs }),
          ...(failing !== undefined && {
            failingSinceMs: failing?.sinceMs ?? null,
            nextAttemptAtMs: failing?.nextAttemptMs ?? null,
          }),
        },
      },
    };
  }

  /** Resolves after a while, when something happens, or at the end. */
  #wait(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const timer = Number.isFinite(ms) ? this.#parts.clock.setTimer(ms, () => done()) : undefined;
      const done = () => {
        timer?.cancel();
        this.#wake = undefined;
        this.#poked = false;
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#wake = done;
      signal.addEventListener('abort', done, { once: true });
      if (signal.aborted || this.#poked) done();
    });
  }
}
