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
  /** Its key is not good any more. */
  revoked: boolean;
  /** The hub that has taken over from it. */
  replacedBy: string | null;
  /** Until when devices may join or could, as far as is known; null if nobody has opened the network yet. */
  permitJoinUntilMs: number | null;
  /** Grows with every change of the resource. */
  version: number;
}
