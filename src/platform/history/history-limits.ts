/** Bounds of what the history of a device may cost. */
export interface HistoryLimits {
  /** How many whole UTC days before the current one are kept. */
  retentionDays: number;
  /** Most bytes of one device and UTC day in Redis; further points are dropped and counted. */
  bytesPerDeviceDayMax: number;
}

export const defaultHistoryLimits: Readonly<HistoryLimits> = {
  retentionDays: 30,
  bytesPerDeviceDayMax: 128 * 1024,
};

/** Longest text of which history is kept, characters. Longer ones are no states. */
export const textLengthMax = 64;
/** Most traits of one device of which history is kept on one day. */
export const traitsPerDeviceMax = 128;
/** How far into the future a hub's clock may be before its times are not believed. */
export const futureMaxMs = 24 * 60 * 60 * 1000;
