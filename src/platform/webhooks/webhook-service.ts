import { randomBytes } from 'node:crypto';
import { type Clock, systemClock } from '../../common/clock.ts';
import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { IfMatch, Tagged } from '../domain/tagged.ts';
import type { DeadLetter, Webhook, WebhookDelivery, WebhookDraft, Webhooks } from '../domain/webhook.ts';
import { type Quotas, quotaExceeded } from '../limits/quotas.ts';
import { preconditionFailed } from '../store/change-outcome.ts';
import type { StoredSecret, StoredWebhook, WebhookRecord, WebhookStore } from '../store/webhook-store.ts';
import { deliveryOf, secretsOf } from './webhook-message.ts';
import type { WebhookSender } from './webhook-sender.ts';

/** A secret that was replaced signs for this much longer. */
const oldSecretMs = 24 * 60 * 60_000;
/** Of two that change a webhook at the same time, one tries again. */
const changeAttemptsMax = 5;
const deadLetterIdPattern = /^\d{1,16}-\d{1,16}$/;

/** Webhooks as the API wants them. Delivering is the pump's business. */
export class WebhookService implements Webhooks {
  readonly #store: WebhookStore;
  readonly #sender: WebhookSender;
  readonly #quotas: Pick<Quotas, 'webhooksPerHomeMax'>;
  readonly #clock: Clock;

  constructor(
    parts: { store: WebhookStore; sender: WebhookSender },
    quotas: Pick<Quotas, 'webhooksPerHomeMax'>,
    clock: Clock = systemClock,
  ) {
    this.#quotas = quotas;
    this.#store = parts.store;
    this.#sender = parts.sender;
    this.#clock = clock;
  }

  async list(homeId: string): Promise<Tagged<Webhook>[]> {
    return (await this.#store.read(homeId)).map(({ webhook }) => webhook);
  }

  async get(homeId: string, webhookId: string): Promise<Tagged<Webhook> | undefined> {
    return (await this.#find(homeId, webhookId))?.webhook;
  }

  async create(
    homeId: string,
    draft: WebhookDraft,
    accountId: string,
  ): Promise<{ webhook: Tagged<Webhook>; secret: string }> {
    await this.#sender.check(draft.url);
    const webhookId = `webhook-${randomBytes(8).toString('hex')}`;
    const secret = newSecret();
    const stored: StoredWebhook = {
      ...draft,
      createdBy: accountId,
      createdAtMs: this.#clock.now(),
      secrets: [{ secret, untilMs: null }],
    };
    const { webhooksPerHomeMax } = this.#quotas;
    if (!(await this.#store.create(homeId, webhookId, stored, webhooksPerHomeMax))) {
      throw quotaExceeded('webhooksPerHomeMax', this.#quotas);
    }
    return { webhook: (await this.#require(homeId, webhookId)).webhook, secret };
  }

  async update(
    homeId: string,
    webhookId: string,
    change: Partial<WebhookDraft>,
    ifMatch: IfMatch,
  ): Promise<Tagged<Webhook>> {
    if (change.url !== undefined) await this.#sender.check(change.url);
    return this.#change(homeId, webhookId, (stored) => ({ ...stored, ...change }), ifMatch);
  }

  remove(homeId: string, webhookId: string): Promise<boolean> {
    return this.#store.remove(homeId, webhookId);
  }

  async rotateSecret(
    homeId: string,
    webhookId: string,
  ): Promise<{ webhook: Tagged<Webhook>; secret: string }> {
    const secret = newSecret();
    const untilMs = this.#clock.now() + oldSecretMs;
    const webhook = await this.#change(homeId, webhookId, (stored) => {
      // Of those before only the current one goes on: who rotates twice means it.
      const before = stored.secrets.filter((each) => each.untilMs === null);
      const old: StoredSecret[] = before.map((each) => ({ secret: each.secret, untilMs }));
      return { ...stored, secrets: [{ secret, untilMs: null }, ...old] };
    });
    return { webhook, secret };
  }

  async pause(homeId: string, webhookId: string): Promise<Tagged<Webhook>> {
    if (!(await this.#store.setState(homeId, webhookId, 'paused'))) throw notFound();
    return (await this.#require(homeId, webhookId)).webhook;
  }

  async resume(homeId: string, webhookId: string, from: 'place' | 'now'): Promise<Tagged<Webhook>> {
    if (!(await this.#store.setState(homeId, webhookId, 'active', from))) throw notFound();
    return (await this.#require(homeId, webhookId)).webhook;
  }

  async ping(homeId: string, webhookId: string): Promise<WebhookDelivery> {
    const record = await this.#require(homeId, webhookId);
    const nowMs = this.#clock.now();
    const messageId = `ping-${randomBytes(8).toString('hex')}`;
    const body = { type: 'ping', webhookId, homeId, time: new Date(nowMs).toISOString() };
    const answer = await this.#sender.send(
      {
        ...{ webhookId, url: record.stored.url, secrets: secretsOf(record, nowMs), messageId },
        ...{ type: 'ping', attempt: 1, isReplay: false, body: JSON.stringify(body) },
      },
      new AbortController().signal,
    );
    const delivery = deliveryOf({ eventId: null, type: 'ping' }, answer, 1, nowMs, false);
    await this.#store.note(homeId, webhookId, delivery);
    return delivery;
  }

  async deliveries(homeId: string, webhookId: string, limit: number): Promise<WebhookDelivery[]> {
    await this.#require(homeId, webhookId);
    return this.#store.deliveries(homeId, webhookId, limit);
  }

  async deadLetters(
    homeId: string,
    webhookId: string,
    { cursor, limit }: { cursor?: string; limit: number },
  ): Promise<{ deadLetters: DeadLetter[]; nextCursor: string | null }> {
    if (cursor !== undefined) requireDeadLetterIds([cursor], 'The cursor is none of this platform.');
    await this.#require(homeId, webhookId);
    const found = await this.#store.deadLetters(homeId, webhookId, cursor, limit + 1);
    const deadLetters = found.slice(0, limit);
    return {
      deadLetters,
      nextCursor: found.length > limit ? (deadLetters.at(-1)?.deadLetterId ?? null) : null,
    };
  }

  async replay(homeId: string, webhookId: string, ids: readonly string[] | null): Promise<number> {
    requireDeadLetterIds(ids ?? [], 'A dead letter has no such id.');
    await this.#require(homeId, webhookId);
    return this.#store.replay(homeId, webhookId, ids);
  }

  async #find(homeId: string, webhookId: string): Promise<WebhookRecord | undefined> {
    return (await this.#store.read(homeId)).find((each) => each.webhookId === webhookId);
  }

  async #require(homeId: string, webhookId: string): Promise<WebhookRecord> {
    const record = await this.#find(homeId, webhookId);
    if (!record) throw notFound();
    return record;
  }

  /** Changes what is stored, unless somebody else does so meanwhile: then it is tried again. */
  async #change(
    homeId: string,
    webhookId: string,
    change: (stored: StoredWebhook) => StoredWebhook,
    ifMatch: IfMatch = undefined,
  ): Promise<Tagged<Webhook>> {
    for (let attempt = 0; attempt < changeAttemptsMax; attempt++) {
      const { stored, webhook } = await this.#require(homeId, webhookId);
      if (ifMatch !== undefined && ifMatch !== '*' && !ifMatch.split(',').includes(webhook.etag)) break;
      if (await this.#store.change(homeId, webhookId, change(stored), webhook.version)) {
        return (await this.#require(homeId, webhookId)).webhook;
      }
    }
    throw preconditionFailed();
  }
}

function newSecret(): string {
  return `zfw_${randomBytes(32).toString('base64url')}`;
}

function notFound(): ZigfleetError {
  return new ZigfleetError('not-found', 'There is no such webhook.');
}

function requireDeadLetterIds(ids: readonly string[], fault: string): void {
  if (!ids.every((id) => deadLetterIdPattern.test(id))) throw new ZigfleetError('invalid-request', fault);
}
