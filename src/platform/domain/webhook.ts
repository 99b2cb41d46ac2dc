import type { EventFilter } from './event-filter.ts';
import type { IfMatch, Tagged } from './tagged.ts';

/** Active ones are delivered to; paused by somebody, suspended by the platform: both go on where they stood. */
export const webhookStates = ['active', 'paused', 'suspended'] as const;
export type WebhookState = (typeof webhookStates)[number];

/** Why the platform stopped delivering. */
export const suspensionReasons = [
  /** Nothing was taken for a day. */
  'failing',
  /** The receiver answered 410: it wants no more. */
  'gone',
  /** Who made it does not manage the home any more. */
  'creator-left',
] as const;
export type SuspensionReason = (typeof suspensionReasons)[number];

/** Where a webhook stands. Times are milliseconds since the Unix epoch. */
export interface WebhookStatus {
  /** The last event that was delivered, kept back by the filter, or given up; null: none yet. */
  placeEventId: string | null;
  lastSuccessAtMs: number | null;
  /** Since when nothing was taken; null: all is well. */
  failingSinceMs: number | null;
  /** When the event at the head is tried again; null: it does not wait. */
  nextAttemptAtMs: number | null;
  lastError: string | null;
  deliveredCount: number;
  deadLetterCount: number;
  /** Dead letters that had to make room for newer ones. */
  deadLettersDroppedCount: number;
  gapCount: number;
}

/** A subscription of a home's events by HTTP. Its tag says nothing of its status. */
export interface Webhook {
  webhookId: string;
  homeId: string;
  name: string;
  url: string;
  filter: EventFilter;
  /** How long an event is tried again before it becomes a dead letter, seconds. */
  retryForS: number;
  state: WebhookState;
  suspension: { reason: SuspensionReason; atMs: number } | null;
  createdBy: string;
  createdAtMs: number;
  version: number;
  status: WebhookStatus;
}

export type WebhookDraft = Pick<Webhook, 'name' | 'url' | 'filter' | 'retryForS'>;

/** One request to a receiver and its answer. */
export interface WebhookDelivery {
  deliveryId: string;
  /** Null for a ping or a gap. */
  eventId: string | null;
  /** The type of event, `gap` or `ping`. */
  type: string;
  /** From 1. */
  attempt: number;
  isReplay: boolean;
  atMs: number;
  tookMs: number;
  /** What the receiver answered; null if it did not. */
  httpStatus: number | null;
  outcome: 'delivered' | 'failed' | 'given-up';
  error: string | null;
}

/** An event that was given up. */
export interface DeadLetter {
  deadLetterId: string;
  eventId: string | null;
  type: string;
  /** The body as it would have been delivered. */
  body: string;
  attempts: number;
  firstAttemptAtMs: number;
  givenUpAtMs: number;
  lastError: string | null;
}

/** Webhooks of homes. Every method may throw `store-unavailable`, and `not-found` if it needs one that is not there. */
export interface Webhooks {
  list(homeId: string): Promise<Tagged<Webhook>[]>;
  get(homeId: string, webhookId: string): Promise<Tagged<Webhook> | undefined>;
  /** Begins with what happens from now on. @throws invalid-request (the target), quota-exceeded */
  create(
    homeId: string,
    draft: WebhookDraft,
    accountId: string,
  ): Promise<{ webhook: Tagged<Webhook>; secret: string }>;
  /** @throws invalid-request, precondition-failed */
  update(
    homeId: string,
    webhookId: string,
    change: Partial<WebhookDraft>,
    ifMatch: IfMatch,
  ): Promise<Tagged<Webhook>>;
  /** @returns whether there was one */
  remove(homeId: string, webhookId: string): Promise<boolean>;
  /** The old secret signs too for a day. */
  rotateSecret(homeId: string, webhookId: string): Promise<{ webhook: Tagged<Webhook>; secret: string }>;
  pause(homeId: string, webhookId: string): Promise<Tagged<Webhook>>;
  /** Goes on where it stood, or leaves out what happened meanwhile. */
  resume(homeId: string, webhookId: string, from: 'place' | 'now'): Promise<Tagged<Webhook>>;
  /** Sends a ping now and says what came of it. */
  ping(homeId: string, webhookId: string): Promise<WebhookDelivery>;
  /** The last ones, newest first. */
  deliveries(homeId: string, webhookId: string, limit: number): Promise<WebhookDelivery[]>;
  /** Oldest first. */
  deadLetters(
    homeId: string,
    webhookId: string,
    options: { cursor?: string; limit: number },
  ): Promise<{ deadLetters: DeadLetter[]; nextCursor: string | null }>;
  /** Has dead letters delivered again, once each. @param ids - null: all @returns how many */
  replay(homeId: string, webhookId: string, ids: readonly string[] | null): Promise<number>;
}
