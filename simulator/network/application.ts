import type { Clock } from '../../src/common/clock.ts';

/** Zigbee logical device types (Zigbee specification r22, 2.3.2.3). */
export type LogicalType = 'coordinator' | 'router' | 'endDevice';

/** A simple descriptor (Zigbee specification r22, 2.3.2.5). */
export interface SimpleDescriptor {
  endpointId: number;
  profileId: number;
  deviceId: number;
  deviceVersion: number;
  inputClusterIds: readonly number[];
  outputClusterIds: readonly number[];
}

/**
 * What a node says of itself over ZDO: answered by the network layer, never by the application. The same for all nodes of
 * a model, which share it.
 */
export interface NodeDescription {
  logicalType: Exclude<LogicalType, 'coordinator'>;
  /** Node descriptor: manufacturer code, MAC capability flags, server mask (r22, 2.3.2.3). */
  manufacturerCode: number;
  macCapabilityFlags: number;
  serverMask: number;
  powerSource: 'mains' | 'battery';
  /** Whether the receiver is off when idle: its messages then wait at the parent until it polls. */
  sleepy: boolean;
  endpoints: readonly SimpleDescriptor[];
}

/** Where an APS frame goes. */
export type ApsDestination =
  | { mode: 'unicast'; networkAddress: number; endpointId: number }
  | { mode: 'group'; groupId: number }
  /** 0xFFFF everyone, 0xFFFD all but sleepers, 0xFFFC routers. */
  | { mode: 'broadcast'; networkAddress: number; endpointId: number };

/** An application frame that a node wants sent. */
export interface ApsRequest {
  destination: ApsDestination;
  sourceEndpointId: number;
  profileId: number;
  clusterId: number;
  /** The ZCL frame. */
  payload: Buffer;
}

/** An application frame that arrived at a node. */
export interface ApsIndication extends ApsRequest {
  sourceNetworkAddress: number;
  /** The endpoint of this node that it is for; for groups and broadcasts each endpoint concerned gets its own call. */
  endpointId: number;
  /** 0..255, as the receiving radio saw it. */
  linkQuality: number;
}

/** What became of a frame: `noAck` when no acknowledgement came within the protocol's retries. */
export type Delivery = 'delivered' | 'noAck' | 'noRoute' | 'notJoined';

/** One entry of a node's binding table (r22, 2.4.3.2.2). */
export interface Binding {
  sourceEndpointId: number;
  clusterId: number;
  target: { ieeeAddress: string; endpointId: number } | { groupId: number };
}

/** What the application on a node may ask of its network layer. */
export interface NodeNetwork {
  readonly clock: Clock;
  readonly joined: boolean;
  /** 0xFFFE while not joined. May change: never a key. */
  readonly networkAddress: number;
  readonly bindings: readonly Binding[];
  send(request: ApsRequest): Promise<Delivery>;
  /** Sends to every binding of this endpoint and cluster; `delivered` if all were. No binding: `noRoute`. */
  sendToBindings(request: Omit<ApsRequest, 'destination'>): Promise<Delivery>;
  /** Group membership of an endpoint (ZCL Groups cluster). */
  addGroup(endpointId: number, groupId: number): void;
  removeGroup(endpointId: number, groupId: number): void;
  groupsOf(endpointId: number): readonly number[];
  /** Starts joining if not joined; for a joined end device, announces and polls. */
  join(): void;
  /** Leaves the network of its own accord. */
  leave(): void;
  /** A sleepy node wakes: fetches what waits for it at its parent. */
  poll(): void;
}

/** The application of a node: the ZCL server and the device's behaviour. Made before the node, attached once. */
export interface NodeApplication {
  /** `0x` and 16 lower-case hex digits. Identity. */
  readonly ieeeAddress: string;
  readonly description: NodeDescription;
  attach(network: NodeNetwork): void;
  receive(indication: ApsIndication): void;
  /** The node has joined, or has come back with perhaps another network address. */
  onJoined(rejoin: boolean): void;
  onLeft(): void;
  /** Mains gone or battery out (false), and back (true). The network layer is silent in between. */
  onPower(powered: boolean): void;
}
