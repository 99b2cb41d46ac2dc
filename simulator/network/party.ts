import type { Timer } from '../../src/common/clock.ts';
import type { Frame } from './frame.ts';
import type { RadioConditions } from './radio-conditions.ts';
import type { Station } from './topology.ts';

/** A frame that waits at a sleepy node's parent. */
export interface WaitingFrame {
  frame: Frame<Party>;
  expiry: Timer;
}

/** The way between a node and the coordinator, as last worked out. */
export interface CachedRoute {
  /** Of the topology that it was worked out for. */
  version: number;
  /** 0 if there is no way. */
  hops: number;
  /** Of the last hop into the coordinator, 0..255. */
  linkQualityUp: number;
  /** Of the last hop into the node, 0..255. */
  linkQualityDown: number;
  /** Network address of the last station before the coordinator. */
  lastHopUp: number;
}

/** Who sends and receives: a node or the coordinator. */
export interface Party extends Station {
  readonly networkAddress: number;
  readonly isCoordinator: boolean;
  /** Powered, on the air, and not silenced. */
  readonly listening: boolean;
  /** Fetches its frames at its parent. */
  readonly sleepy: boolean;
  /** Its own part of the weather, on top of everyone's. */
  readonly conditions: RadioConditions | undefined;
  waiting: WaitingFrame[] | undefined;
  route: CachedRoute | undefined;
}
