import type { Subscription } from './environment.ts';
import type { WorldEvent } from './world-event.ts';

/** What the parts of the world share. */
export interface WorldContext {
  /** World time in milliseconds since the Unix epoch. */
  readonly nowMs: number;
  plan(atMs: number, run: () => void): Subscription;
  emit(event: WorldEvent): void;
  /**
   * To be called before a cause changes (a door, a lamp, a person): brings what flows continuously up to this moment
   * under the causes that held until now.
   */
  settle(): void;
}
