import type { Subscription } from './environment.ts';
import type { WorldEvent } from './world-event.ts';

/** What the parts of the world share. */
export interface WorldContext {
  /** World time in milliseconds since the Unix epoch, as of the last `sync`. */
  readonly nowMs: number;
  /** Brings world time up to the clock's present. To be called before a reading that depends on the time. */
  sync(): void;
  plan(atMs: number, run: () => void): Subscription;
  emit(event: WorldEvent): void;
  /**
   * To be called before a cause changes (a door, a lamp, a person): brings time, and what flows continuously, up to this
   * moment under the causes that held until now.
   */
  settle(): void;
}
