import type { OnlineValue } from './history-point.ts';
import type { TimeSpan } from './zoned-time.ts';

/** Whether something was online; `unknown` before it joined, after it left, and where its history is over. */
export type Availability = 'online' | 'offline' | 'unknown';
/** Why a device or hub was offline. */
export type OfflineCause = 'device-silent' | 'hub-offline';

/** A stretch of time in which nothing changed. */
export interface AvailabilitySegment extends TimeSpan {
  state: Availability;
  /** Only where it was offline. */
  cause: OfflineCause | null;
}

/** When something went online, offline, came or went: oldest first. */
export interface Transition {
  timeMs: number;
  value: OnlineValue;
}

/** What a range came to. */
export interface AvailabilitySummary {
  /** Of the time of which it is known; null if that is none. Rounded to a thousandth. */
  uptimePercent: number | null;
  onlineMs: number;
  offlineMs: number;
  unknownMs: number;
  /** How often it was offline: an outage of the hub counts once, whatever its devices did meanwhile. */
  incidents: number;
}

/**
 * The segments of a range by transitions before, in and after it.
 * @param now - what it is now: what it was all the time if there was no transition
 */
export function segmentsOf(
  range: TimeSpan,
  transitions: readonly Transition[],
  now: 'online' | 'offline',
  cause: OfflineCause,
): AvailabilitySegment[] {
  const before = transitions.findLast(({ timeMs }) => timeMs <= range.fromMs);
  const first = transitions.find(({ timeMs }) => timeMs > range.fromMs);
  const segments: AvailabilitySegment[] = [];
  let state = before ? stateAfter(before) : first ? stateBefore(first) : now;
  let fromMs = range.fromMs;
  for (const transition of transitions) {
    const { timeMs } = transition;
    if (timeMs <= range.fromMs || timeMs >= range.toMs) continue;
    push(segments, { fromMs, toMs: timeMs, ...said(state, cause) });
    fromMs = timeMs;
    state = stateAfter(transition);
  }
  push(segments, { fromMs, toMs: range.toMs, ...said(state, cause) });
  return segments;
}

/**
 * What apps see of a device: while its hub is offline that is why, whatever the device did, so that an outage of a hub
 * is one incident. Both lists cover the same range.
 */
export function underHub(
  device: readonly AvailabilitySegment[],
  hub: readonly AvailabilitySegment[],
): AvailabilitySegment[] {
  const segments: AvailabilitySegment[] = [];
  let index = 0;
  for (const own of device) {
    let fromMs = own.fromMs;
    while (fromMs < own.toMs) {
      while ((hub[index]?.toMs ?? Number.POSITIVE_INFINITY) <= fromMs) index++;
      const above = hub[index];
      const toMs = Math.min(own.toMs, above?.toMs ?? Number.POSITIVE_INFINITY);
      const isCut = above?.state === 'offline' && own.state !== 'unknown';
      const { state, cause } = isCut ? above : own;
      push(segments, { fromMs, toMs, state, cause });
      fromMs = toMs;
    }
  }
  return segments;
}

export function summaryOf(segments: readonly AvailabilitySegment[]): AvailabilitySummary {
  const lastedMs = { online: 0, offline: 0, unknown: 0 };
  for (const { state, fromMs, toMs } of segments) lastedMs[state] += toMs - fromMs;
  const knownMs = lastedMs.online + lastedMs.offline;
  return {
    uptimePercent: knownMs === 0 ? null : Math.round((lastedMs.online / knownMs) * 100_000) / 1000,
    onlineMs: lastedMs.online,
    offlineMs: lastedMs.offline,
    unknownMs: lastedMs.unknown,
    incidents: segments.filter(({ state }) => state === 'offline').length,
  };
}

function stateAfter({ value }: Transition): Availability {
  if (value === null) return 'unknown';
  return value === false ? 'offline' : 'online';
}

/** Only changes are told, so the first one says what was before it. */
function stateBefore({ value }: Transition): Availability {
  if (value === 'joined' || value === null) return 'unknown';
  return value === true ? 'offline' : 'online';
}

function said(state: Availability, cause: OfflineCause): Pick<AvailabilitySegment, 'state' | 'cause'> {
  return { state, cause: state === 'offline' ? cause : null };
}

/** Appends a segment, or makes the last one longer if it says the same. */
function push(segments: AvailabilitySegment[], segment: AvailabilitySegment): void {
  if (segment.toMs <= segment.fromMs) return;
  const last = segments.at(-1);
  if (last?.state === segment.state && last.cause === segment.cause) last.toMs = segment.toMs;
  else segments.push(segment);
}
