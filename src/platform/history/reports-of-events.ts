import type { IeeeAddress } from '../../devices/ieee-address.ts';
import type { TraitValue, TraitValues } from '../../devices/trait.ts';
import type { PlatformEvent } from '../domain/platform-event.ts';
import { futureMaxMs, textLengthMax } from './history-limits.ts';
import { dayMs, dayOf, type HistoryReport, type HistoryValue } from './history-point.ts';

/** What events say of traits: what devices reported, and what they confirmed to commands. */
export function reportsOfEvents(
  events: readonly (PlatformEvent | undefined)[],
  nowMs: number,
  retentionDays: number | null,
): { reports: HistoryReport[]; dropped: Map<IeeeAddress, number> } {
  const reports: HistoryReport[] = [];
  const dropped = new Map<IeeeAddress, number>();
  const oldestMs = retentionDays === null ? 0 : (dayOf(nowMs) - retentionDays) * dayMs;
  for (const event of events) {
    const said = event && valuesOf(event);
    if (!event || !said) continue;
    const { ieeeAddress } = said;
    const values = keptValues(said.values);
    const timeMs = Math.trunc(event.timeMs);
    if (timeMs >= oldestMs && timeMs <= nowMs + futureMaxMs) {
      if (values.size > 0) reports.push({ ieeeAddress, timeMs, values });
    } else dropped.set(ieeeAddress, (dropped.get(ieeeAddress) ?? 0) + values.size);
  }
  return { reports, dropped };
}

function valuesOf(event: PlatformEvent): { ieeeAddress: IeeeAddress; values: TraitValues } | undefined {
  if (event.type === 'traitReported') return event;
  if (event.type !== 'commandSucceeded' || event.ieeeAddress === undefined) return undefined;
  return { ieeeAddress: event.ieeeAddress, values: event.confirmed };
}

function keptValues(values: TraitValues): Map<string, HistoryValue> {
  const kept = new Map<string, HistoryValue>();
  for (const [trait, value] of Object.entries(values)) {
    if (isKept(value)) kept.set(trait, value);
  }
  return kept;
}

function isKept(value: TraitValue): value is HistoryValue {
  if (typeof value === 'string') return value.length <= textLengthMax;
  return value === null || typeof value !== 'object';
}
