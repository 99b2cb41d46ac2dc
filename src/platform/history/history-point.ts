/** A value of which history is kept. Objects, lists and long texts are not. */
export type HistoryValue = boolean | number | string | null;

/** A value of a trait and when it was observed, milliseconds since the Unix epoch. */
export interface HistoryPoint {
  timeMs: number;
  value: HistoryValue;
}

/** The trait under which the history says whether a device or hub is online. No trait of a device is called so. */
export const onlineTrait = '$online';
/** Whether it is online; `joined`: it is, and was not there before; null: it is not there any more. */
export type OnlineValue = boolean | 'joined' | null;

/** Whose history: `subject` is the IEEE address of a device, or the id of a hub. */
export interface HistorySeries {
  homeId: string;
  subject: string;
  trait: string;
}

/** Values of a device or hub at one time. */
export interface HistoryReport {
  subject: string;
  /** Milliseconds since the Unix epoch. */
  timeMs: number;
  values: ReadonlyMap<string, HistoryValue>;
}

export const dayMs = 24 * 60 * 60 * 1000;

/** The number of the UTC day in which a time lies, from the Unix epoch on. */
export function dayOf(timeMs: number): number {
  return Math.floor(timeMs / dayMs);
}
