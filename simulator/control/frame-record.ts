import { clusterName, hex16 } from '../capture/cluster-names.ts';
import { decodeAirFrame, type StationNames } from '../capture/decode-frame.ts';
import { decodeZcl } from '../capture/decode-zcl.ts';
import type { RadioService } from '../house/radio-service.ts';
import type { AirFrame, LossReason } from '../network/network-observer.ts';
import { networkAddresses, zdoClusters, zdoResponseBit } from '../network/zdo-clusters.ts';
import { stationId } from './house-view.ts';

export const frameEvents = ['sent', 'delivered', 'lost'] as const;
export type FrameEvent = (typeof frameEvents)[number];

/** A station of a network as a frame names it. */
export interface FrameStation {
  /** As the house calls it, or `coordinator`; null for nobody of the house. */
  device: string | null;
  ieeeAddress: string | null;
  networkAddress: number;
}

/** A frame on the air, as the control API tells it. */
export interface FrameRecord {
  event: FrameEvent;
  /** The house's time, milliseconds since the Unix epoch. */
  timeMs: number;
  hub: string;
  /** Its number on the air of this hub. */
  frame: number;
  from: FrameStation;
  to: FrameStation | { groupId: number } | { broadcast: number };
  /** Where it arrived or should have arrived; null while it is only sent. */
  at: FrameStation | null;
  /** Why it did not arrive. */
  reason: LossReason | null;
  profileId: number;
  clusterId: number;
  /** Its name, or its id in hex; of ZDO frames too. */
  cluster: string;
  sourceEndpointId: number;
  endpointId: number | null;
  kind: 'zcl' | 'zdo' | 'other';
  command: string | null;
  attributes: Readonly<Record<string, unknown>>;
  status: string | null;
  /** Hex. */
  payload: string;
  /** On one line, for people. */
  text: string;
}

const zdoNames = new Map<number, string>(Object.entries(zdoClusters).map(([name, id]) => [id, name]));

/** Tells what passes in one hub's network. */
export class FrameDescriber {
  readonly #radio: RadioService;
  readonly #names: StationNames;

  constructor(radio: RadioService) {
    this.#radio = radio;
    this.#names = { nameOf: (networkAddress) => this.#stationAt(networkAddress).device ?? undefined };
  }

  describe(
    event: FrameEvent,
    frame: AirFrame,
    timeMs: number,
    fate: { networkAddress?: number; reason?: LossReason } = {},
  ): FrameRecord {
    const { request, destination } = frame;
    const isZdo = request.profileId === 0 && request.sourceEndpointId === 0;
    const zcl = isZdo ? undefined : decodeZcl(request.clusterId, request.payload);
    const at = fate.networkAddress === undefined ? null : this.#stationAt(fate.networkAddress);
    return {
      event,
      timeMs,
      hub: this.#radio.hub.id,
      frame: frame.sequence,
      from: this.#stationAt(frame.sourceNetworkAddress),
      to: this.#destinationOf(frame),
      at,
      reason: fate.reason ?? null,
      profileId: request.profileId,
      clusterId: request.clusterId,
      cluster: isZdo ? zdoName(request.clusterId) : clusterName(request.clusterId),
      sourceEndpointId: request.sourceEndpointId,
      endpointId: destination.mode === 'group' ? null : destination.endpointId,
      kind: isZdo ? 'zdo' : zcl === undefined ? 'other' : 'zcl',
      command: isZdo ? zdoName(request.clusterId) : (zcl?.command ?? null),
      attributes: zcl?.attributes ?? {},
      status: zcl?.status ?? null,
      payload: request.payload.toString('hex'),
      text: decodeAirFrame(frame, this.#names),
    };
  }

  #destinationOf({ destination }: AirFrame): FrameRecord['to'] {
    if (destination.mode === 'group') return { groupId: destination.groupId };
    if (destination.mode === 'broadcast') return { broadcast: destination.networkAddress };
    return this.#stationAt(destination.networkAddress);
  }

  #stationAt(networkAddress: number): FrameStation {
    const { network } = this.#radio;
    if (networkAddress === networkAddresses.coordinator) {
      return { device: 'coordinator', ieeeAddress: network.coordinator.ieeeAddress, networkAddress };
    }
    const ieeeAddress = network.ieeeAddressOf(networkAddress);
    return { device: stationId(this.#radio, ieeeAddress), ieeeAddress: ieeeAddress ?? null, networkAddress };
  }
}

function zdoName(clusterId: number): string {
  const name = zdoNames.get(clusterId & ~zdoResponseBit) ?? hex16(clusterId);
  return (clusterId & zdoResponseBit) === 0 ? name : `${name}Response`;
}
