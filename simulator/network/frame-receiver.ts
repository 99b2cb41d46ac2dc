import type { ApsRequest, SimpleDescriptor } from './application.ts';
import type { VirtualCoordinator } from './coordinator.ts';
import type { Frame } from './frame.ts';
import type { VirtualNode } from './node.ts';
import type { Party } from './party.ts';
import { networkAddresses, zdoClusters, zdoResponseBit } from './zdo-clusters.ts';
import { answerZdo } from './zdo-server.ts';
import { type NetworkView, zdoSubjectOf } from './zdo-subjects.ts';

const everyEndpoint = 0xff;
const wildcardProfileId = 0xffff;

/** Hands arrived frames to whom they are for: a ZDO server, an application, the coordinator's host. */
export class FrameReceiver {
  readonly #view: NetworkView;
  readonly #reply: (from: Party, networkAddress: number, request: ApsRequest) => void;

  /** @param reply - sends an answer from a party to a network address */
  constructor(view: NetworkView, reply: (from: Party, networkAddress: number, request: ApsRequest) => void) {
    this.#view = view;
    this.#reply = reply;
  }

  /** False if nobody at the receiver wants the frame. */
  receive(frame: Frame<Party>): boolean {
    const { request } = frame;
    const party = frame.receiver as VirtualNode | VirtualCoordinator;
    if (this.#isZdoRequest(request)) return this.#answer(party, frame.sourceNetworkAddress, request);
    if ('application' in party) return this.#receiveAtNode(party, frame);
    return party.receive(frame);
  }

  /** A ZDO frame that the coordinator's host sends to the coordinator itself, alone or among others. */
  loopBack(request: ApsRequest): void {
    const { coordinator } = this.#view;
    if (!this.#isZdoRequest(request)) return;
    this.#answer(coordinator, networkAddresses.coordinator, request);
  }

  #isZdoRequest(request: ApsRequest): boolean {
    const { destination } = request;
    return (
      destination.mode !== 'group' &&
      destination.endpointId === 0 &&
      (request.clusterId & zdoResponseBit) === 0 &&
      request.clusterId !== zdoClusters.deviceAnnounce
    );
  }

  #answer(party: VirtualNode | VirtualCoordinator, source: number, request: ApsRequest): boolean {
    const wasBroadcast = request.destination.mode === 'broadcast';
    const subject = zdoSubjectOf(this.#view, party);
    const answer = answerZdo(subject, request.clusterId, request.payload, wasBroadcast);
    if (!answer) return true;
    const clusterId = request.clusterId | zdoResponseBit;
    if (source === networkAddresses.coordinator && party.isCoordinator) {
      this.#view.coordinator.host?.zdoReceived(source, clusterId, answer.payload, false);
    } else {
      this.#reply(party, source, {
        destination: { mode: 'unicast', networkAddress: source, endpointId: 0 },
        sourceEndpointId: 0,
        profileId: 0,
        clusterId,
        payload: answer.payload,
      });
    }
    answer.afterwards?.();
    return true;
  }

  #receiveAtNode(node: VirtualNode, frame: Frame<Party>): boolean {
    const { request } = frame;
    const { destination } = request;
    if (destination.mode !== 'group' && destination.endpointId === 0) return true;
    let wanted = false;
    for (const endpoint of node.application.description.endpoints) {
      if (!concerns(node, endpoint, request)) continue;
      wanted = true;
      node.application.receive({
        destination,
        sourceEndpointId: request.sourceEndpointId,
        profileId: request.profileId,
        clusterId: request.clusterId,
        payload: request.payload,
        sourceNetworkAddress: frame.sourceNetworkAddress,
        endpointId: endpoint.endpointId,
        linkQuality: frame.linkQuality,
      });
    }
    return wanted;
  }
}

function concerns(node: VirtualNode, endpoint: SimpleDescriptor, request: ApsRequest): boolean {
  const { destination } = request;
  if (destination.mode === 'group') {
    return node.groupsOf(endpoint.endpointId).includes(destination.groupId);
  }
  if (destination.endpointId !== everyEndpoint) return destination.endpointId === endpoint.endpointId;
  return request.profileId === endpoint.profileId || request.profileId === wildcardProfileId;
}
