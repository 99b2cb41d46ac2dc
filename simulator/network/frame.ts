import type { ApsDestination, ApsRequest, Delivery } from './application.ts';
import type { CoordinatorDelivery } from './coordinator-host.ts';
import type { AirFrame } from './network-observer.ts';

/** A frame on its way to one receiver. */
export class Frame<Receiver> implements AirFrame {
  readonly sequence: number;
  readonly sourceNetworkAddress: number;
  readonly destination: ApsDestination;
  readonly request: ApsRequest;
  readonly receiver: Receiver;
  /** As the receiver hears it, 0..255. */
  linkQuality = 0;
  hops = 1;
  lastHopNetworkAddress: number;
  /** The coordinator's handle of it; -1 if its fate is told to nobody there. */
  handle = -1;
  /** Tells a node's application the frame's fate, if it is not known at once. */
  settle: ((delivery: Delivery) => void) | undefined = undefined;
  /** Set once the sender knows its fate: duplicates do not tell it again. */
  settled = false;

  constructor(sequence: number, sourceNetworkAddress: number, request: ApsRequest, receiver: Receiver) {
    this.sequence = sequence;
    this.sourceNetworkAddress = sourceNetworkAddress;
    this.destination = request.destination;
    this.request = request;
    this.receiver = receiver;
    this.lastHopNetworkAddress = sourceNetworkAddress;
  }

  /** What a node's application is told. */
  static toDelivery(delivery: CoordinatorDelivery): Delivery {
    return delivery === 'expired' || delivery === 'overflow' ? 'noAck' : delivery;
  }
}
