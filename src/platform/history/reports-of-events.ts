import type { TraitValue, TraitValues } from '../../devices/trait.ts';
import type { PlatformEvent } from '../domain/platform-event.ts';
import { futureMaxMs, textLengthMax } from './history-limits.ts';
import {
  dayMs,
  dayOf,
  type HistoryReport,
  type HistoryValue,
  type OnlineValue,
  onlineTrait,
} from './history-point.ts';

/**
 * What events say of traits: what devices reported, what they confirmed to commands, and since when devices and hubs
 * are online.
 */
export function reportsOfEvents(
  events: readonly (PlatformEvent | undefined)[],
  nowMs: number,
  retentionDays: number | null,
): { reports: HistoryReport[]; dropped: Map<string, number> } {
  const reports: HistoryReport[] = [];
  const dropped = new Map<string, number>();
  const oldestMs = retentionDays === null ? 0 : (dayOf(nowMs) - retentionDays) * dayMs;
  for (const event of events) {
    const said = event && saidBy(event);
    if (!event || !said) continue;
    const { subject, values } = said;
    const timeMs = Math.trunc(event.timeMs);
    if (timeMs >= oldestMs && timeMs <= nowMs + futureMaxMs) {
      if (values.size > 0) reports.push({ subject, timeMs, values });
    } else dropped.set(subject, (dropped.get(subject) ?? 0) + values.size);
  }
  return { reports, dropped };
}

function saidBy(
  event: PlatformEvent,
): { subject: string; values: ReadonlyMap<string, HistoryValue> } | undefined {
  switch (event.type) {
    case 'traitReported':
      return { subject: event.ieeeAddress, values: keptValues(event.values) };
    case 'commandSucceeded':
      if (event.ieeeAddress === undefined) return undefined;
      return { subject: event.ieeeAddress, values: keptValues(event.confirmed) };
    case 'deviceJoined':
      return { subject: event.ieeeAddress, values: online('joined') };
    case 'deviceOnline':
      return { subject: event.ieeeAddress, values: online(true) };
    case 'deviceOffline':
      return { subject: event.ieeeAddress, values: online(false) };
    case 'deviceLeft':
      return { subject: event.ieeeAddress, values: online(null) };
    case 'hubClaimed':
      // It was not there before; that it is online says the event that follows.
      return { subject: event.hubId, values: online(null) };
    case 'hubOnline':
      return { subject: event.hubId, values: online(true) };
    case 'hubOffline':
      return { subject: event.hubId, values: online(false) };
    default:
      return undefined;
  }
}

function online(value: OnlineValue): ReadonlyMap<string, HistoryValue> {
  return new Map([[onlineTrait, value]]);
}

function keptValues(values: TraitValues): Map<string, HistoryValue> {
  const kept = new Map<string, HistoryValue>();
  for (const [trait, value] of Object.entries(values)) {
    if (trait !== onlineTrait && isKept(value)) kept.set(trait, value);
  }
  return kept;
}

function isKept(value: TraitValue): value is HistoryValue {
  if (typeof value === 'string') return value.length <= textLengthMax;
  return value === null || typeof value !== 'object';
}
