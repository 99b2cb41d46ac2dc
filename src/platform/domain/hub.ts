/** A hub as the platform knows it. Times are milliseconds since the Unix epoch. */
export interface Hub {
  hubId: string;
  homeId: string;
  name: string;
  icon: string | null;
  /** `smart-gateway`, `plug-gateway`, `camera-gateway`. */
  model: string;
  softwareVersion: string;
  /** Whether a session of the hub is open on some node. */
  online: boolean;
  claimedAtMs: number;
  /** When it last came online or went offline. */
  onlineChangedAtMs: number;
  deviceCount: number;
  /** Grows with every change of the resource. */
  version: number;
}
