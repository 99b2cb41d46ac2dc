import { type Clock, delay } from '../src/common/clock.ts';
import { EventStreamParser, type ServerSentEvent } from '../src/common/event-stream-parser.ts';
import type { Random } from '../src/common/random.ts';
import { isZigfleetError, messageOf, ZigfleetError } from '../src/common/zigfleet-error.ts';
import type { ApiClient, EventQuery } from './api-client.ts';

/** The platform sends at least a heartbeat in this time; a stream that is silent for longer is dead. */
const silenceMaxMs = 45_000;
const backoffMinMs = 500;
const backoffMaxMs = 10_000;

const unknownGap = JSON.stringify({
  afterEventId: null,
  resumedAtEventId: null,
  reason: 'nothing to resume from',
});

export interface FollowOptions {
  clock: Clock;
  random: Pick<Random, 'next'>;
  signal: AbortSignal;
  /** Where to begin; undefined: now. */
  after?: string | undefined;
  onEvent: (event: ServerSentEvent) => void;
  /** Tells that the stream was lost, and why. */
  onLost: (reason: string) => void;
}

/**
 * Follows the events until the signal aborts. A stream that ends is taken up again where it ended, with exponential
 * backoff and full jitter.
 * @returns where it ended: the place to resume from, if any is known
 * @throws ZigfleetError if the first connection fails, or the platform refuses for good
 */
export async function followEvents(
  client: ApiClient,
  query: EventQuery,
  options: FollowOptions,
): Promise<string | undefined> {
  const { clock, random, signal, onEvent, onLost } = options;
  let lastEventId = options.after;
  let everConnected = false;
  let failures = 0;
  while (!signal.aborted) {
    const connection = new AbortController();
    const parser = new EventStreamParser();
    parser.lastEventId = lastEventId;
    try {
      const body = await client.openEvents(query, lastEventId, AbortSignal.any([signal, connection.signal]));
      everConnected = true;
      failures = 0;
      await read(body, parser, connection, options);
      if (!signal.aborted) onLost('the platform ended the stream');
    } catch (error) {
      if (signal.aborted) return parser.lastEventId;
      if (!everConnected || (isZigfleetError(error) && !error.retryable)) throw error;
      onLost(messageOf(error));
    }
    lastEventId = parser.lastEventId;
    // Nothing was heard yet that could be resumed from: what happens until the next connection is missed.
    if (lastEventId === undefined) onEvent({ type: 'gap', data: unknownGap });
    const backoffMs = Math.min(backoffMaxMs, backoffMinMs * 2 ** Math.min(failures++, 10));
    await delay(clock, random.next() * backoffMs, signal).catch(() => undefined);
  }
  return lastEventId;
}

async function read(
  body: ReadableStream<Uint8Array>,
  parser: EventStreamParser,
  connection: AbortController,
  { clock, onEvent }: FollowOptions,
): Promise<void> {
  const silent = () => connection.abort(new ZigfleetError('unavailable', 'nothing was heard for 45 s'));
  let watchdog = clock.setTimer(silenceMaxMs, silent);
  try {
    const decoder = new TextDecoder();
    for await (const piece of body) {
      watchdog.cancel();
      watchdog = clock.setTimer(silenceMaxMs, silent);
      for (const event of parser.push(decoder.decode(piece, { stream: true }))) onEvent(event);
    }
  } finally {
    watchdog.cancel();
    connection.abort();
  }
}
