import type { ApsDestination, ApsRequest } from './application.ts';

/** A frame on the air, as one who listens to everything sees it. */
export interface AirFrame {
  /** Counts from 1, one for each frame sent. */
  sequence: number;
  sourceNetworkAddress: number;
  destination: ApsDestination;
  request: ApsRequest;
}

/** Why a frame did not arrive. */
export type LossReason = 'noRoute' | 'lost' | 'silent' | 'expired' | 'overflow' | 'noEndpoint';

/** Sees what happens in a network, without any part in it. Every method is optional; absent ones cost nothing. */
export interface NetworkObserver {
  frameSent?(frame: AirFrame): void;
  /** At the node with this network address (0: the coordinator); more than once for groups and broadcasts. */
  frameDelivered?(frame: AirFrame, networkAddress: number): void;
  frameLost?(frame: AirFrame, networkAddress: number, reason: LossReason): void;
  nodeJoined?(ieeeAddress: string, networkAddress: number, rejoin: boolean): void;
  nodeLeft?(ieeeAddress: string, networkAddress: number, rejoin: boolean): void;
  /** The coordinator opened the network for so many seconds; 0 is closed. */
  permitJoinChanged?(durationS: number): void;
  /** What the node remembers over a power cut has changed: see VirtualNode.state. */
  stateChanged?(ieeeAddress: string): void;
  coordinatorStarted?(): void;
  coordinatorStopped?(): void;
  /** A program has connected to the coordinator's serial line. */
  lineConnected?(): void;
  /** It is gone; so many frames that it was to hear had not left yet. */
  lineDisconnected?(unsentFrames: number): void;
}
