import type { IeeeAddress } from '../../devices/ieee-address.ts';

/** A value of which history is kept. Objects, lists and long texts are not. */
export type HistoryValue = boolean | number | string | null;

/** A value of a trait and when it was observed, milliseconds since the Unix epoch. */
export interface HistoryPoint {
  timeMs: number;
  value: HistoryValue;
}

/** Whose history. */
export interface HistorySeries {
  homeId: string;
  ieeeAddress: IeeeAddress;
  trait: string;
}

/** Values that a device reported at one time. */
export interface HistoryReport {
  ieeeAddress: IeeeAddress;
  /** Milliseconds since the Unix epoch. */
  timeMs: number;
  values: ReadonlyMap<string, HistoryValue>;
}

export const dayMs = 24 * 60 * 60 * 1000;

/** The number of the UTC day in which a time lies, from the Unix epoch on. */
export function dayOf(timeMs: number): number {
  return Math.floor(timeMs / dayMs);
}
