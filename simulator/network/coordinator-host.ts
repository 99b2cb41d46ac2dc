import type { ApsRequest, Delivery, SimpleDescriptor } from './application.ts';

/** What became of a frame that the coordinator sent: `expired` if a sleepy node never fetched it from its parent. */
export type CoordinatorDelivery = Delivery | 'expired' | 'overflow';

/** A network as it is formed. */
export interface NetworkParameters {
  /** 0x0001..0xFFFE */
  panId: number;
  /** `0x` and 16 lower-case hex digits. */
  extendedPanId: string;
  /** 11..26 */
  channel: number;
  /** 32 lower-case hex digits. */
  networkKey: string;
  /** 0..255 */
  networkKeySequence: number;
}

/** An endpoint of the coordinator, registered by its host. */
export type CoordinatorEndpoint = SimpleDescriptor;

/** A frame that arrived at an endpoint of the coordinator. */
export interface CoordinatorIndication {
  request: ApsRequest;
  sourceNetworkAddress: number;
  endpointId: number;
  /** 0 unless it came to a group. */
  groupId: number;
  wasBroadcast: boolean;
  /** 0..255 */
  linkQuality: number;
  /** Network address of the last relay, or of the source itself. */
  lastHopNetworkAddress: number;
}

/**
 * The program behind a coordinator's serial port, as the coordinator sees it: one implementation for each serial
 * protocol. All calls come from the network's delivery, never from within a call of the host.
 */
export interface CoordinatorHost {
  /** Whether what it is told now reaches a program: not while none is connected, or one that does not read. Absent: always. */
  readonly heard?: boolean;
  received(indication: CoordinatorIndication): void;
  /** The fate of what was sent with this handle. */
  sendCompleted(handle: number, delivery: CoordinatorDelivery): void;
  /** A ZDO response or announce; the payload begins with the transaction sequence number. */
  zdoReceived(sourceNetworkAddress: number, clusterId: number, payload: Buffer, wasBroadcast: boolean): void;
  /** The trust centre let a node in (or in again): r22, 4.7.3. */
  trustCentreDevice(ieeeAddress: string, networkAddress: number, parentNetworkAddress: number): void;
  nodeLeft(ieeeAddress: string, networkAddress: number, rejoin: boolean): void;
  /** 0 when the network closes. */
  permitJoinChanged(durationS: number): void;
  /** The parameters changed while it ran: another channel. */
  parametersChanged(): void;
}
