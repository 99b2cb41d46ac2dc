import { type Clock, systemClock } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { EventDelivery } from '../domain/platform-event.ts';
import type { Events } from '../domain/ports.ts';
import { type EventLog, parseAnnouncement } from '../store/event-log.ts';
import { keys } from '../store/keys.ts';
import type { RedisSubscriber } from '../store/redis-subscriber.ts';
import { type EventPosition, eventIdOf, eventIndexMax, parseEventId } from './event-position.ts';
import { EventSubscription } from './event-subscription.ts';

/** Most subscribers of a node. */
const subscribersMax = 20_000;

interface Feed {
  subscriptions: Set<EventSubscription>;
  /** Resolves when the home's channel is subscribed. */
  subscribed: Promise<void>;
}

/**
 * The events of homes for any number of subscribers. One connection carries the announcements for all homes of the node; each
 * announcement is decoded once and handed to the home's subscribers. Redis' stream is the only buffer: a subscriber that
 * has missed something, or could not take it, reads on from where it stood.
 */
export class EventFeeds implements Events {
  readonly #log: EventLog;
  readonly #subscriber: RedisSubscriber;
  readonly #logger: Logger;
  readonly #clock: Clock;
  readonly #feeds = new Map<string, Feed>();
  #subscriberCount = 0;

  constructor(
    store: { log: EventLog; subscriber: RedisSubscriber },
    logger: Logger,
    clock: Clock = systemClock,
  ) {
    this.#log = store.log;
    this.#subscriber = store.subscriber;
    this.#logger = logger;
    this.#clock = clock;
  }

  /**
   * See `Events`. Rejects at once with `store-unavailable`, `rate-limited`, or `invalid-request` for an id that is none;
   * once it runs it goes on until the signal aborts, whatever becomes of the store meanwhile.
   */
  async subscribe(
    homeId: string,
    afterEventId: string | undefined,
    deliver: (delivery: EventDelivery) => boolean,
    signal: AbortSignal,
    onStart?: (atEventId: string) => void,
  ): Promise<void> {
    const after = afterEventId === undefined ? undefined : parseEventId(afterEventId);
    if (signal.aborted) return;
    if (this.#subscriberCount >= subscribersMax) {
      throw new ZigfleetError('rate-limited', 'Too many subscribers on this node.');
    }
    this.#subscriberCount++;
    const subscription = new EventSubscription({
      ...{ homeId, deliver, signal, log: this.#log, clock: this.#clock },
      logger: this.#logger,
    });
    const feed = this.#join(homeId, subscription);
    try {
      await feed.subscribed;
      const from = after ?? (await this.#now(homeId));
      onStart?.(eventIdOf({ ...from, index: Math.min(from.index, eventIndexMax) }));
      await subscription.run(from, after !== undefined);
    } finally {
      this.#subscriberCount--;
      await this.#leave(homeId, feed, subscription);
    }
  }

  async #now(homeId: string): Promise<EventPosition> {
    return { entryId: await this.#log.lastEntryId(homeId), index: Number.MAX_SAFE_INTEGER };
  }

  #join(homeId: string, subscription: EventSubscription): Feed {
    const known = this.#feeds.get(homeId);
    if (known) {
      known.subscriptions.add(subscription);
      return known;
    }
    const subscriptions = new Set([subscription]);
    const subscribed = this.#subscriber.subscribe(keys.events(homeId), {
      onMessage: (message) => {
        const entry = parseAnnouncement(homeId, message);
        for (const each of subscriptions) each.announce(entry);
      },
      onResubscribed: () => {
        for (const each of subscriptions) each.catchUp();
      },
    });
    const feed: Feed = { subscriptions, subscribed };
    this.#feeds.set(homeId, feed);
    subscribed.catch(() => {
      // Each who waits for it is told; the next subscriber tries again.
      if (this.#feeds.get(homeId) === feed) this.#feeds.delete(homeId);
    });
    return feed;
  }

  async #leave(homeId: string, feed: Feed, subscription: EventSubscription): Promise<void> {
    feed.subscriptions.delete(subscription);
    if (feed.subscriptions.size > 0 || this.#feeds.get(homeId) !== feed) return;
    this.#feeds.delete(homeId);
    await this.#subscriber.unsubscribe(keys.events(homeId));
  }
}
