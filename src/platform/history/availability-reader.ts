import { type Clock, systemClock } from '../../common/clock.ts';
import type { DeviceTwin } from '../domain/device-twin.ts';
import type { Hub } from '../domain/hub.ts';
import {
  type AvailabilitySegment,
  type OfflineCause,
  segmentsOf,
  type Transition,
  underHub,
} from './availability-timeline.ts';
import { dayMs, dayOf, type HistorySeries, type OnlineValue, onlineTrait } from './history-point.ts';
import type { HistoryStore } from './history-store.ts';
import type { TimeSpan } from './zoned-time.ts';

/** What the HTTP API asks of who was online when. Every method may throw `store-unavailable`. */
export interface AvailabilityHistory {
  /** Whether a hub was online, without a gap from the range's begin to its end, or until now. */
  ofHub(hub: Hub, range: TimeSpan): Promise<AvailabilitySegment[]>;
  /** Whether a device was, under the hub that has it now. */
  ofDevice(device: DeviceTwin, range: TimeSpan): Promise<AvailabilitySegment[]>;
}

/** How long before the range the last change is looked for where the store itself decides how long it keeps them. */
const lookBackDays = 90;

/** Availability as the history tells it: what happened before the call is always in it. */
export class AvailabilityReader implements AvailabilityHistory {
  readonly #store: HistoryStore;
  readonly #feeder: { catchUp(homeId: string): Promise<void> };
  readonly #clock: Clock;

  constructor(
    store: HistoryStore,
    feeder: { catchUp(homeId: string): Promise<void> },
    clock: Clock = systemClock,
  ) {
    this.#store = store;
    this.#feeder = feeder;
    this.#clock = clock;
  }

  async ofHub({ homeId, hubId, online }: Hub, range: TimeSpan): Promise<AvailabilitySegment[]> {
    await this.#feeder.catchUp(homeId);
    return this.#segments(homeId, hubId, range, online, 'hub-offline');
  }

  async ofDevice(device: DeviceTwin, range: TimeSpan): Promise<AvailabilitySegment[]> {
    const { homeId, hubId, ieeeAddress, available, hubOnline } = device;
    await this.#feeder.catchUp(homeId);
    const [own, hub] = await Promise.all([
      this.#segments(homeId, ieeeAddress, range, available, 'device-silent'),
      this.#segments(homeId, hubId, range, hubOnline, 'hub-offline'),
    ]);
    return underHub(own, hub);
  }

  async #segments(
    homeId: string,
    subject: string,
    range: TimeSpan,
    isOnline: boolean,
    cause: OfflineCause,
  ): Promise<AvailabilitySegment[]> {
    const nowMs = this.#clock.now();
    const toMs = Math.min(range.toMs, nowMs);
    const { retentionDays } = this.#store;
    const keptFromMs = retentionDays === null ? 0 : (dayOf(nowMs) - retentionDays) * dayMs;
    const fromMs = Math.min(Math.max(range.fromMs, keptFromMs), toMs);
    const before: AvailabilitySegment[] =
      fromMs > range.fromMs
        ? [{ fromMs: range.fromMs, toMs: fromMs, state: 'unknown' as const, cause: null }]
        : [];
    if (fromMs >= toMs) return before;
    const span = { fromMs, toMs };
    const transitions = await this.#transitions({ homeId, subject, trait: onlineTrait }, span, nowMs);
    return [...before, ...segmentsOf(span, transitions, isOnline ? 'online' : 'offline', cause)];
  }

  /** The changes from before the range to its end; to the next one after it if there is none. */
  async #transitions(
    series: HistorySeries,
    { fromMs, toMs }: TimeSpan,
    nowMs: number,
  ): Promise<Transition[]> {
    const transitions: Transition[] = [];
    for await (const points of this.#store.read(series, fromMs - lookBackDays * dayMs, nowMs)) {
      for (const { timeMs, value } of points) {
        if (timeMs >= toMs && transitions.length > 0) return transitions;
        // Of those before the range only the last one says something.
        if (timeMs <= fromMs) transitions.length = 0;
        transitions.push({ timeMs, value: value as OnlineValue });
      }
    }
    return transitions;
  }
}
