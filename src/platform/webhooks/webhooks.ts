import { randomBytes } from 'node:crypto';
import type { Clock } from '../../common/clock.ts';
import type { Lifecycle } from '../../common/lifecycle.ts';
import type { Logger } from '../../common/logger.ts';
import { systemRandom } from '../../common/random.ts';
import { softwareVersion } from '../../common/software-version.ts';
import type { Probes } from '../domain/push-report.ts';
import type { Webhooks } from '../domain/webhook.ts';
import type { Quotas } from '../limits/quotas.ts';
import type { RedisConnection } from '../store/redis-connection.ts';
import type { RedisSubscriber } from '../store/redis-subscriber.ts';
import { WebhookStore } from '../store/webhook-store.ts';
import { type HomeParts, HomeWebhooks } from './home-webhooks.ts';
import { defaultRetryTimes } from './retry-delay.ts';
import { Slots } from './slots.ts';
import { type CheckedTarget, TargetGuard } from './target-guard.ts';
import { WebhookPump } from './webhook-pump.ts';
import type { WebhookTimes } from './webhook-runner.ts';
import { WebhookSender } from './webhook-sender.ts';
import { WebhookService } from './webhook-service.ts';

/** For tests that cannot wait as long as a receiver. */
export interface WebhookOptions {
  times?: Partial<WebhookTimes>;
  answerTimeoutMs?: number;
  resolve?: (hostname: string) => Promise<readonly CheckedTarget[]>;
}

/** Requests of this node that are under way at one time. */
const requestsMax = 500;
const defaultTimes: WebhookTimes = { ...defaultRetryTimes, suspendAfterMs: 24 * 60 * 60_000 };

/**
 * What a node has to do with webhooks: what the API asks for, and the pump that delivers.
 * @param allowed - networks inside that may be reached, joined by commas
 * @throws ZigfleetError `invalid-config`, `store-unavailable`
 */
export async function startWebhooks(
  parts: Pick<HomeParts, 'log' | 'events' | 'devicesIn'> & {
    redis: RedisConnection;
    subscriber: RedisSubscriber;
    lifecycle: Lifecycle;
  },
  about: {
    nodeId: string;
    allowed: string | undefined;
    eventEntriesMax: number;
    quotas: Pick<Quotas, 'webhooksPerHomeMax'>;
    clock: Clock;
    logger: Logger;
  },
  options: WebhookOptions = {},
): Promise<{ service: Webhooks; probes: Probes }> {
  const { redis, subscriber, lifecycle, ...home } = parts;
  const { nodeId, clock, logger } = about;
  const store = new WebhookStore(redis, about);
  const guard = new TargetGuard({
    allowedNetworks: about.allowed?.split(',') ?? [],
    ...(options.resolve && { resolve: options.resolve }),
  });
  const { answerTimeoutMs } = options;
  const sender = new WebhookSender(guard, { version: softwareVersion(), clock, answerTimeoutMs });
  lifecycle.onStop('webhook connections', () => sender.stop());
  const shared: HomeParts = {
    ...home,
    ...{ store, sender, slots: new Slots(requestsMax), clock, random: systemRandom, logger },
    times: { ...defaultTimes, ...options.times },
  };
  const createHome = (homeId: string, token: number, onFenced: () => void) =>
    new HomeWebhooks(homeId, token, shared, onFenced);
  const pump = new WebhookPump({ redis, subscriber, store, createHome }, { nodeId, logger, clock });
  await lifecycle.start('webhooks', pump);
  const probes: Probes = {
    send: async (homeId) => {
      const probeId = `probe-${randomBytes(8).toString('hex')}`;
      const event = { type: 'pushProbed', homeId, timeMs: clock.now(), probeId } as const;
      return { probeId, eventId: `${await store.appendEvent(homeId, event)}-0` };
    },
  };
  return { service: new WebhookService({ store, sender }, about.quotas, clock), probes };
}
