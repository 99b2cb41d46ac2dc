import { randomBytes } from 'node:crypto';
import { toEventResource, toGapResource } from '../api/schemas/event-schema.ts';
import type { EventDelivery } from '../domain/platform-event.ts';
import type { WebhookDelivery } from '../domain/webhook.ts';
import type { WebhookRecord } from '../store/webhook-store.ts';
import type { WebhookAnswer, WebhookMessage } from './webhook-sender.ts';

/** What of a message depends on what it is about. */
export type MessageContent = Pick<WebhookMessage, 'messageId' | 'type' | 'body'> & {
  /** Null if it is no event. */
  eventId: string | null;
};

/** What a receiver hears of an event or a gap: the very data that streams tell. */
export function contentOf(homeId: string, delivery: EventDelivery): MessageContent {
  if (delivery.kind === 'event') {
    const { eventId, event } = delivery;
    const body = JSON.stringify(toEventResource(delivery));
    return { messageId: eventId, eventId, type: event.type, body };
  }
  const body = JSON.stringify({ type: 'gap', ...toGapResource(homeId, delivery) });
  const messageId = `gap-${delivery.resumedAtEventId ?? delivery.afterEventId ?? '0'}`;
  return { messageId, eventId: null, type: 'gap', body };
}

/** The secrets that sign now: the current one, and one that was replaced lately. */
export function secretsOf({ stored }: WebhookRecord, nowMs: number): string[] {
  return stored.secrets
    .filter(({ untilMs }) => untilMs === null || untilMs > nowMs)
    .map(({ secret }) => secret);
}

/** How a delivery is logged. */
export function deliveryOf(
  { eventId, type }: Pick<MessageContent, 'eventId' | 'type'>,
  { taken, httpStatus, tookMs, error }: WebhookAnswer,
  attempt: number,
  atMs: number,
  isReplay: boolean,
): WebhookDelivery {
  return {
    deliveryId: `delivery-${randomBytes(8).toString('hex')}`,
    ...{ eventId, type, attempt, isReplay, atMs, tookMs, httpStatus },
    outcome: taken ? 'delivered' : 'failed',
    error,
  };
}
