import { type DecodedZcl, decodeZcl } from '../capture/decode-zcl.ts';
import type { PhysicalValue } from '../devices/variable.ts';
import type { ApsDestination } from '../network/application.ts';
import type { VirtualNetwork } from '../network/network.ts';
import type { AirFrame, LossReason, NetworkObserver } from '../network/network-observer.ts';
import { networkAddresses } from '../network/zdo-clusters.ts';
import { foundation } from '../zcl/foundation.ts';
import type { LedgerBody, LedgerBodyOf } from './ledger-entry.ts';
import { RecentFrames } from './recent-frames.ts';
import { standardMeaning } from './standard-meanings.ts';
import type { Meaning, TraitMeaning } from './truth-sink.ts';

/** What is known of a device beside its frames. */
export interface DeviceKnowledge {
  meaning: TraitMeaning | undefined;
  variable: (name: string) => PhysicalValue | undefined;
}

export interface NetworkRecorderOptions {
  network: VirtualNetwork;
  radioId: string;
  write: (body: LedgerBody) => void;
  knowledgeOf: (ieeeAddress: string) => DeviceKnowledge | undefined;
}

const noKnowledge: DeviceKnowledge = { meaning: undefined, variable: () => undefined };
const zdoEndpointId = 0;
const frameTypeMask = 0x03;
const manufacturerSpecificBit = 0x04;
const unknownStatus = 'unknown';
const successStatus = 'success';

const writes: ReadonlySet<number> = new Set([
  foundation.writeAttributes,
  foundation.writeAttributesUndivided,
  foundation.writeAttributesNoResponse,
]);

/** Turns what happens in one network into entries of a ledger. */
export class NetworkRecorder implements NetworkObserver {
  readonly #network: VirtualNetwork;
  readonly #radioId: string;
  readonly #write: (body: LedgerBody) => void;
  readonly #knowledgeOf: NetworkRecorderOptions['knowledgeOf'];
  readonly #delivered = new RecentFrames();
  /** The last status that a node answered, by network address: told before the frame that it answers has arrived. */
  readonly #answers = new Map<number, { transactionSequence: number; status: string }>();

  constructor(options: NetworkRecorderOptions) {
    this.#network = options.network;
    this.#radioId = options.radioId;
    this.#write = options.write;
    this.#knowledgeOf = options.knowledgeOf;
  }

  frameSent(frame: AirFrame): void {
    const { request } = frame;
    this.#noteAnswer(frame);
    this.#write({
      type: 'frameSent',
      radioId: this.#radioId,
      frame: frame.sequence,
      from: this.#ieeeAddressOf(frame.sourceNetworkAddress),
      to: this.#destinationOf(request.destination),
      sourceEndpointId: request.sourceEndpointId,
      profileId: request.profileId,
      clusterId: request.clusterId,
      payload: request.payload.toString('hex'),
    });
  }

  frameDelivered(frame: AirFrame, networkAddress: number): void {
    const repeat = this.#delivered.note(frame.sequence, networkAddress);
    const at = this.#ieeeAddressOf(networkAddress);
    this.#write({ type: 'frameDelivered', radioId: this.#radioId, frame: frame.sequence, at });
    if (networkAddress === networkAddresses.coordinator) this.#recordReport(frame, repeat);
    else if (at !== null) this.#recordCommand(frame, networkAddress, at, repeat);
  }

  frameLost(frame: AirFrame, networkAddress: number, reason: LossReason): void {
    const at = this.#ieeeAddressOf(networkAddress);
    this.#write({ type: 'frameLost', radioId: this.#radioId, frame: frame.sequence, at, reason });
  }

  nodeJoined(ieeeAddress: string, networkAddress: number, rejoin: boolean): void {
    this.#write({ type: 'nodeJoined', radioId: this.#radioId, ieeeAddress, networkAddress, rejoin });
  }

  nodeLeft(ieeeAddress: string, networkAddress: number, rejoin: boolean): void {
    this.#answers.delete(networkAddress);
    this.#write({ type: 'nodeLeft', radioId: this.#radioId, ieeeAddress, rejoin });
  }

  permitJoinChanged(durationS: number): void {
    this.#write({ type: 'permitJoinChanged', radioId: this.#radioId, durationS });
  }

  coordinatorStarted(): void {
    this.#write({ type: 'coordinatorStarted', radioId: this.#radioId });
  }

  coordinatorStopped(): void {
    this.#write({ type: 'coordinatorStopped', radioId: this.#radioId });
  }

  lineConnected(): void {
    this.#write({ type: 'lineConnected', radioId: this.#radioId });
  }

  lineDisconnected(unsentFrames: number): void {
    this.#write({ type: 'lineDisconnected', radioId: this.#radioId, unsentFrames });
  }

  #recordReport(frame: AirFrame, repeat: boolean): void {
    const { request } = frame;
    const ieeeAddress = this.#ieeeAddressOf(frame.sourceNetworkAddress);
    if (ieeeAddress === null || request.sourceEndpointId === zdoEndpointId) return;
    const zcl = decodeZcl(request.clusterId, request.payload);
    const kind = zcl && reportKind(zcl);
    if (!zcl || !kind) return;
    const { host } = this.#network.coordinator;
    const endpointId = request.sourceEndpointId;
    const own = this.#knowledgeOf(ieeeAddress)?.meaning;
    const { cluster, command, attributes, payload } = zcl;
    let meaning: Meaning;
    if (kind === 'notification') {
      const facts = { endpointId, cluster, command, payload };
      meaning = own?.ofNotification?.(facts) ?? standardMeaning.ofNotification(facts) ?? noMeaning;
    } else {
      const facts = { endpointId, cluster, attributes };
      meaning = own?.ofAttributes?.(facts) ?? standardMeaning.ofAttributes(facts) ?? noMeaning;
    }
    this.#write({
      type: 'reportDelivered',
      radioId: this.#radioId,
      frame: frame.sequence,
      ieeeAddress,
      endpointId,
      kind,
      clusterId: request.clusterId,
      cluster,
      attributes: { ...attributes },
      traits: meaning.traits,
      open: meaning.open || zcl.cut,
      heard: host !== undefined && host.heard !== false,
      repeat,
    });
  }

  #recordCommand(frame: AirFrame, networkAddress: number, ieeeAddress: string, repeat: boolean): void {
    const { request } = frame;
    const answer = this.#answers.get(networkAddress);
    this.#answers.delete(networkAddress);
    if (request.sourceEndpointId === zdoEndpointId) return;
    const zcl = decodeZcl(request.clusterId, request.payload);
    const kind = zcl && commandKind(zcl);
    if (!zcl || !kind) return;
    const { cluster, command, attributes, payload, header } = zcl;
    const { destination } = request;
    const endpointId = destination.mode === 'unicast' ? destination.endpointId : null;
    // Refusals of unicasts are always told, successes not always (ZCL revision 8, 2.5.12.2); groups tell nothing.
    const told = answer?.transactionSequence === header.sequence ? answer.status : undefined;
    const status = told ?? (destination.mode === 'unicast' ? successStatus : unknownStatus);
    const refused = status !== successStatus && status !== unknownStatus;
    const known = this.#knowledgeOf(ieeeAddress) ?? noKnowledge;
    const facts = { endpointId, cluster, command, payload, attributes, variable: known.variable };
    const meaning = known.meaning?.ofCommand?.(facts) ?? standardMeaning.ofCommand(facts);
    const entry: LedgerBodyOf<'commandExecuted'> = {
      radioId: this.#radioId,
      frame: frame.sequence,
      ieeeAddress,
      from: this.#ieeeAddressOf(frame.sourceNetworkAddress),
      endpointId,
      kind,
      clusterId: request.clusterId,
      cluster,
      command,
      transactionSequence: header.sequence,
      attributes: { ...attributes },
      status,
      traits: refused || !meaning ? {} : meaning.traits,
      repeat,
    };
    this.#write({ type: 'commandExecuted', ...entry });
  }

  /** A device's server answers while it receives, so the answer is sent before the request counts as delivered. */
  #noteAnswer(frame: AirFrame): void {
    const { payload, clusterId, sourceEndpointId } = frame.request;
    if (frame.sourceNetworkAddress === networkAddresses.coordinator || sourceEndpointId === zdoEndpointId)
      return;
    const control = payload[0];
    if (control === undefined || (control & frameTypeMask) !== 0) return;
    const commandId = payload[control & manufacturerSpecificBit ? 4 : 2];
    if (commandId !== foundation.defaultResponse && commandId !== foundation.writeAttributesResponse) return;
    const zcl = decodeZcl(clusterId, payload);
    if (!zcl) return;
    this.#answers.set(frame.sourceNetworkAddress, {
      transactionSequence: zcl.header.sequence,
      status: zcl.status ?? successStatus,
    });
  }

  #ieeeAddressOf(networkAddress: number): string | null {
    return this.#network.ieeeAddressOf(networkAddress) ?? null;
  }

  #destinationOf(destination: ApsDestination): LedgerBodyOf<'frameSent'>['to'] {
    if (destination.mode === 'group') return { groupId: destination.groupId };
    const { networkAddress, endpointId } = destination;
    if (destination.mode === 'broadcast') return { broadcast: networkAddress, endpointId };
    return { networkAddress, ieeeAddress: this.#ieeeAddressOf(networkAddress), endpointId };
  }
}

const noMeaning: Meaning = { traits: {}, open: true };

function reportKind({ header }: DecodedZcl): LedgerBodyOf<'reportDelivered'>['kind'] | undefined {
  if (header.clusterSpecific) return header.fromServer ? 'notification' : undefined;
  if (header.commandId === foundation.reportAttributes) return 'report';
  return header.commandId === foundation.readAttributesResponse ? 'readResponse' : undefined;
}

function commandKind({ header }: DecodedZcl): LedgerBodyOf<'commandExecuted'>['kind'] | undefined {
  if (header.fromServer) return undefined;
  if (header.clusterSpecific) return 'command';
  return writes.has(header.commandId) ? 'write' : undefined;
}
