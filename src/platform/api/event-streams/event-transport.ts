/** Why the platform ends a stream. The subscriber is told in a last `closing` event. */
export type ClosingReason = 'slow-reader' | 'credential-revoked' | 'shutting-down' | 'store-unavailable';

/** How a stream of events reaches one subscriber. Nothing throws; what is written after the end is lost. */
export interface EventTransport {
  /** Whether the answer has begun, so that an error can no longer be a problem document. */
  readonly begun: boolean;
  /** Whether the connection is gone. */
  readonly gone: boolean;
  /** What waits in this process for the subscriber to take it, bytes. */
  readonly waitingBytes: number;
  /** Begins the answer. `place` is where to resume if nothing more is heard; empty if not known. */
  begin(place: string): void;
  /** Writes an event with the place after it; a gap has none. @returns false if it cannot leave at once */
  event(type: string, json: string, place: string | undefined): boolean;
  /** A sign of life, with the place if it has moved on without an event. @returns false if it cannot leave at once */
  beat(place: string | undefined): boolean;
  /** Tells why, then ends. */
  close(reason: ClosingReason, detail: string): void;
  /** Cuts the connection. */
  destroy(): void;
  onClose(listener: () => void): void;
  /** All that waited has left. */
  onDrain(listener: () => void): void;
}
