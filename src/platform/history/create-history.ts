import type { Clock } from '../../common/clock.ts';
import type { Logger } from '../../common/logger.ts';
import type { RedisConnection } from '../store/redis-connection.ts';
import { AvailabilityReader } from './availability-reader.ts';
import { HistoryFeedLog } from './history-feed-log.ts';
import { HistoryFeeder } from './history-feeder.ts';
import { HistoryReader } from './history-reader.ts';
import type { HistoryStore } from './history-store.ts';
import { RedisHistoryStore } from './redis-history-store.ts';
import { VictoriaMetricsStore } from './victoria-metrics-store.ts';

export interface HistoryConfig {
  /** A VictoriaMetrics; undefined: Redis. */
  historyUrl?: string;
  historyRetentionDays: number;
  historyDeviceDayBytesMax: number;
}

/** Everything that a node has of histories: where they are kept, what feeds them, and what reads them. */
export interface HistoryParts {
  store: HistoryStore;
  feeder: HistoryFeeder;
  reader: HistoryReader;
  availability: AvailabilityReader;
}

/** @throws ZigfleetError `invalid-config` for a `historyUrl` that is none */
export function createHistory(
  redis: RedisConnection,
  config: HistoryConfig,
  { nodeId, logger, clock }: { nodeId: string; logger: Logger; clock: Clock },
): HistoryParts {
  const log = new HistoryFeedLog(redis);
  const { historyUrl, historyRetentionDays, historyDeviceDayBytesMax } = config;
  const store: HistoryStore =
    historyUrl === undefined
      ? new RedisHistoryStore(
          { redis, log },
          { retentionDays: historyRetentionDays, bytesPerDeviceDayMax: historyDeviceDayBytesMax },
          clock,
        )
      : new VictoriaMetricsStore(historyUrl, log);
  const feeder = new HistoryFeeder({ redis, log, store }, { nodeId, logger, clock });
  return {
    store,
    feeder,
    reader: new HistoryReader(store, feeder, clock),
    availability: new AvailabilityReader(store, feeder, clock),
  };
}
