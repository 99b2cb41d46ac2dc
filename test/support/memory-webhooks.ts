import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import {
  exampleDeadLetter,
  exampleDelivery,
  exampleWebhook,
} from '../../src/platform/api/schemas/webhook-schema.ts';
import type { StoredEvent } from '../../src/platform/domain/platform-event.ts';
import type { Webhook, WebhookDelivery, Webhooks } from '../../src/platform/domain/webhook.ts';
import { changed, tagged } from './memory-tags.ts';

/** The webhooks of the platform of the examples: home-1 has the one of the examples. */
export function memoryWebhooks(world: {
  nowMs: number;
  requireStore: () => void;
  requireQuota: (quota: 'webhooksPerHomeMax') => void;
  events: ReadonlyMap<string, readonly StoredEvent[]>;
}): Webhooks {
  const { createdAt: _, status, ...rest } = exampleWebhook;
  const { lastSuccessAt: _1, failingSince: _2, nextAttemptAt: _3, ...counts } = status;
  const webhook: Webhook = {
    ...rest,
    createdAtMs: world.nowMs,
    suspension: null,
    status: { ...counts, lastSuccessAtMs: world.nowMs, failingSinceMs: null, nextAttemptAtMs: null },
  };
  const find = (homeId: string, webhookId: string): Webhook => {
    world.requireStore();
    if (homeId === webhook.homeId && webhookId === webhook.webhookId) return webhook;
    throw new ZigfleetError('not-found', 'There is no such webhook.');
  };
  const next = (homeId: string, webhookId: string, change: Partial<Webhook> = {}) =>
    changed(find(homeId, webhookId), change, undefined);
  const { at: _4, replay: _5, ...delivery } = exampleDelivery;
  const delivered: WebhookDelivery = { ...delivery, isReplay: false, atMs: world.nowMs };
  return {
    list: async (homeId) => {
      world.requireStore();
      return homeId === webhook.homeId ? [tagged(webhook)] : [];
    },
    get: async (homeId, webhookId) => {
      world.requireStore();
      if (homeId !== webhook.homeId || webhookId !== webhook.webhookId) return undefined;
      // It is always up to date.
      const placeEventId = world.events.get(homeId)?.at(-1)?.eventId ?? null;
      return tagged({ ...webhook, status: { ...webhook.status, placeEventId } });
    },
    create: async (_homeId, { url }) => {
      world.requireStore();
      world.requireQuota('webhooksPerHomeMax');
      if (url.includes('intranet')) {
        throw new ZigfleetError(
          'invalid-request',
          'intranet is inside the network of the platform: its operator must allow it.',
        );
      }
      return { webhook: tagged(webhook), secret: 'zfw_c2VjcmV0' };
    },
    update: async (homeId, webhookId, change, ifMatch) => changed(find(homeId, webhookId), change, ifMatch),
    remove: async (homeId, webhookId) => find(homeId, webhookId) !== undefined,
    rotateSecret: async (homeId, webhookId) => ({ webhook: next(homeId, webhookId), secret: 'zfw_c2VjcmV0' }),
    pause: async (homeId, webhookId) => next(homeId, webhookId, { state: 'paused' }),
    resume: async (homeId, webhookId) => next(homeId, webhookId, { state: 'active' }),
    ping: async (homeId, webhookId) => {
      find(homeId, webhookId);
      return { ...delivered, eventId: null, type: 'ping' };
    },
    deliveries: async (homeId, webhookId) => {
      find(homeId, webhookId);
      return [delivered];
    },
    deadLetters: async (homeId, webhookId) => {
      find(homeId, webhookId);
      const { firstAttemptAt, givenUpAt, ...letter } = exampleDeadLetter;
      const times = { firstAttemptAtMs: Date.parse(firstAttemptAt), givenUpAtMs: Date.parse(givenUpAt) };
      return { deadLetters: [{ ...letter, ...times }], nextCursor: null };
    },
    replay: async (homeId, webhookId, ids) => {
      find(homeId, webhookId);
      if (ids?.some((id) => !/^\d+-\d+$/.test(id))) {
        throw new ZigfleetError('invalid-request', 'A dead letter has no such id.');
      }
      return ids?.length ?? 1;
    },
  };
}
