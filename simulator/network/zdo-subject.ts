import type { Binding, SimpleDescriptor } from './application.ts';

/** A row of the neighbour table (r22, 2.4.4.3.2). */
export interface Neighbour {
  ieeeAddress: string;
  networkAddress: number;
  deviceType: 0 | 1 | 2;
  awakeWhenIdle: boolean;
  relationship: 'parent' | 'child' | 'sibling' | 'none';
  permitsJoin: boolean;
  /** Hops from the coordinator. */
  depth: number;
  linkQuality: number;
}

/** A row of the routing table (r22, 2.4.4.3.3). */
export interface RouteRow {
  destination: number;
  nextHop: number;
}

/** Whoever answers ZDO requests: a node, or the coordinator. */
export interface ZdoSubject {
  readonly ieeeAddress: string;
  readonly networkAddress: number;
  /** Of the network that it is in. */
  readonly extendedPanId: string;
  readonly endpoints: readonly SimpleDescriptor[];
  readonly bindings: readonly Binding[];
  /** The 13 bytes of r22, 2.3.2.3. */
  nodeDescriptor(): Buffer;
  /** The 16 bits of r22, 2.3.2.4. */
  powerDescriptor(): number;
  /** False if the table is full. */
  addBinding(binding: Binding): boolean;
  /** False if there was none. */
  removeBinding(binding: Binding): boolean;
  neighbours(): readonly Neighbour[];
  routes(): readonly RouteRow[];
  /** Undefined if no child has this address. Sleepy children are answered for (r22, 2.4.3.1.1). */
  child(address: { ieeeAddress?: string; networkAddress?: number }): ZdoChild | undefined;
  readonly childNetworkAddresses: readonly number[];
  /** False if this kind of node cannot have children. */
  permitJoin(durationS: number): boolean;
  /** What to do once the answer is sent; undefined if it is neither the subject nor a child of it. */
  leave(ieeeAddress: string, rejoin: boolean): (() => void) | undefined;
  /** Network update: another channel (durations 0xFE). False if not supported. */
  changeChannel(channelMask: number): boolean;
}

export interface ZdoChild {
  ieeeAddress: string;
  networkAddress: number;
}
