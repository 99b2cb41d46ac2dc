import type { ApsRequest, Binding, SimpleDescriptor } from './application.ts';
import type {
  CoordinatorDelivery,
  CoordinatorEndpoint,
  CoordinatorHost,
  NetworkParameters,
} from './coordinator-host.ts';
import type { Frame } from './frame.ts';
import type { CachedRoute, Party, WaitingFrame } from './party.ts';
import type { Position } from './radio-conditions.ts';
import { networkAddresses, zdoClusters, zdoResponseBit } from './zdo-clusters.ts';

/** What the coordinator asks of its network. */
export interface CoordinatorMedium {
  coordinatorStarted(): void;
  coordinatorStopped(): void;
  lineConnected(): void;
  lineDisconnected(unsentFrames: number): void;
  channelChanged(): void;
  networkKeyChanged(): void;
  sendFromCoordinator(request: ApsRequest, handle: number): void;
  openNetwork(durationS: number): void;
  networkAddressOf(ieeeAddress: string): number | undefined;
  ieeeAddressOf(networkAddress: number): string | undefined;
  childrenOfCoordinator(): readonly CoordinatorChild[];
  reachable(networkAddress: number): boolean;
}

/** A node whose parent is the coordinator. */
export interface CoordinatorChild {
  ieeeAddress: string;
  networkAddress: number;
  isRouter: boolean;
  sleepy: boolean;
}

const bindingsMax = 64;

/**
 * The coordinator's network stack, without any serial protocol: the host drives it by these methods and hears of the
 * air through CoordinatorHost.
 */
export class VirtualCoordinator implements Party {
  readonly isCoordinator = true;
  readonly networkAddress = networkAddresses.coordinator;
  readonly nearLinkQuality = 255;
  readonly sleepy = false;
  readonly conditions = undefined;
  readonly parent = undefined;
  waiting: WaitingFrame[] | undefined;
  route: CachedRoute | undefined;
  permitsJoinUntilMs = 0;
  readonly position: Position | undefined;
  readonly bindings: Binding[] = [];
  #ieeeAddress: string;
  #parameters: NetworkParameters | undefined;
  #host: CoordinatorHost | undefined;
  readonly #medium: CoordinatorMedium;
  readonly #endpoints = new Map<number, CoordinatorEndpoint>();
  readonly #groups = new Map<number, Set<number>>();

  constructor(medium: CoordinatorMedium, ieeeAddress: string, position: Position | undefined) {
    this.#medium = medium;
    this.#ieeeAddress = ieeeAddress;
    this.position = position;
  }

  get ieeeAddress(): string {
    return this.#ieeeAddress;
  }

  /** Only while the network is down: a restored backup brings the address of the stick that made it. */
  set ieeeAddress(ieeeAddress: string) {
    this.#ieeeAddress = ieeeAddress;
  }

  /** Undefined while it is off the air. */
  get parameters(): NetworkParameters | undefined {
    return this.#parameters;
  }

  get running(): boolean {
    return this.#parameters !== undefined;
  }

  get listening(): boolean {
    return this.#parameters !== undefined;
  }

  get relays(): boolean {
    return this.#parameters !== undefined;
  }

  get host(): CoordinatorHost | undefined {
    return this.#host;
  }

  attachHost(host: CoordinatorHost | undefined): void {
    this.#host = host;
  }

  /** Goes on the air: a new network, or the one that its nodes remember. */
  start(parameters: NetworkParameters): void {
    this.#parameters = { ...parameters };
    this.#medium.coordinatorStarted();
  }

  /** Goes off the air: reset or power cut. Its nodes stay what they are. */
  stop(): void {
    if (!this.#parameters) return;
    this.#parameters = undefined;
    this.permitsJoinUntilMs = 0;
    this.#medium.coordinatorStopped();
  }

  /** The host tells that a program has connected to its serial line. */
  lineConnected(): void {
    this.#medium.lineConnected();
  }

  /** The host tells that the program is gone. @param unsentFrames - what it was to hear and what had not left yet */
  lineDisconnected(unsentFrames: number): void {
    this.#medium.lineDisconnected(unsentFrames);
  }

  /** Forgets what its host registered, as a reset does. */
  clearRegistrations(): void {
    this.#endpoints.clear();
    this.#groups.clear();
  }

  /** All nodes of the network follow. @param channel - 11..26 */
  changeChannel(channel: number): void {
    if (!this.#parameters) return;
    this.#parameters = { ...this.#parameters, channel };
    this.#medium.channelChanged();
  }

  /**
   * Gives the network another key (r22, 4.6.3.4): those who are on the air take it, the others are out until they join
   * again. @param networkKey - 32 hex digits
   */
  changeNetworkKey(networkKey: string): void {
    if (!this.#parameters) return;
    const networkKeySequence = (this.#parameters.networkKeySequence + 1) & 0xff;
    this.#parameters = { ...this.#parameters, networkKey, networkKeySequence };
    this.#medium.networkKeyChanged();
  }

  get endpoints(): readonly SimpleDescriptor[] {
    return [...this.#endpoints.values()];
  }

  /** False if the endpoint is registered already. */
  registerEndpoint(endpoint: CoordinatorEndpoint): boolean {
    if (this.#endpoints.has(endpoint.endpointId)) return false;
    this.#endpoints.set(endpoint.endpointId, endpoint);
    return true;
  }

  /** False if there was none. */
  removeEndpoint(endpointId: number): boolean {
    return this.#endpoints.delete(endpointId);
  }

  endpoint(endpointId: number): CoordinatorEndpoint | undefined {
    return this.#endpoints.get(endpointId);
  }

  addGroup(endpointId: number, groupId: number): void {
    const groups = this.#groups.get(endpointId);
    if (groups) groups.add(groupId);
    else this.#groups.set(endpointId, new Set([groupId]));
  }

  /** False if it was not in the group. */
  removeGroup(endpointId: number, groupId: number): boolean {
    return this.#groups.get(endpointId)?.delete(groupId) ?? false;
  }

  groupsOf(endpointId: number): readonly number[] {
    return [...(this.#groups.get(endpointId) ?? [])];
  }

  inGroup(endpointId: number, groupId: number): boolean {
    return this.#groups.get(endpointId)?.has(groupId) ?? false;
  }

  /** The host hears the fate under this handle (0 or more); -1 asks for none. */
  send(request: ApsRequest, handle: number): void {
    this.#medium.sendFromCoordinator(request, handle);
  }

  /** Sends a ZDO frame, its sequence number first. The answer comes to the host's `zdoReceived`. */
  sendZdo(networkAddress: number, clusterId: number, payload: Buffer): void {
    const endpointId = 0;
    const destination =
      networkAddress > networkAddresses.unicastMax
        ? ({ mode: 'broadcast', networkAddress, endpointId } as const)
        : ({ mode: 'unicast', networkAddress, endpointId } as const);
    this.send({ destination, sourceEndpointId: 0, profileId: 0, clusterId, payload }, -1);
  }

  /** Opens this coordinator alone for joining. @param durationS - 0 closes, 254 is the most (r22, 2.4.3.3.7) */
  permitJoin(durationS: number): void {
    this.#medium.openNetwork(durationS);
  }

  get children(): readonly CoordinatorChild[] {
    return this.#medium.childrenOfCoordinator();
  }

  /** Whether there is a way to this node now, be it awake or not. */
  reaches(networkAddress: number): boolean {
    return this.#medium.reachable(networkAddress);
  }

  networkAddressOf(ieeeAddress: string): number | undefined {
    return this.#medium.networkAddressOf(ieeeAddress);
  }

  ieeeAddressOf(networkAddress: number): string | undefined {
    return this.#medium.ieeeAddressOf(networkAddress);
  }

  addBinding(binding: Binding): boolean {
    if (this.bindings.length >= bindingsMax) return false;
    this.bindings.push(binding);
    return true;
  }

  removeBinding(binding: Binding): boolean {
    const wanted = JSON.stringify(binding);
    const index = this.bindings.findIndex((candidate) => JSON.stringify(candidate) === wanted);
    if (index >= 0) this.bindings.splice(index, 1);
    return index >= 0;
  }

  /** A frame has arrived that is not for the ZDO server. False if no endpoint wants it. */
  receive(frame: Frame<Party>): boolean {
    const host = this.#host;
    if (!host) return false;
    const { request } = frame;
    const { destination } = request;
    if (destination.mode !== 'group' && destination.endpointId === 0) {
      if (request.clusterId & zdoResponseBit || request.clusterId === zdoClusters.deviceAnnounce) {
        host.zdoReceived(
          frame.sourceNetworkAddress,
          request.clusterId,
          request.payload,
          destination.mode === 'broadcast',
        );
      }
      return true;
    }
    if (destination.mode === 'unicast' && destination.endpointId !== 0xff) {
      if (!this.#endpoints.has(destination.endpointId)) return false;
      this.#indicate(host, frame, destination.endpointId, 0, false);
      return true;
    }
    let wanted = false;
    for (const endpoint of this.#endpoints.values()) {
      if (!this.#concerns(frame, endpoint)) continue;
      wanted = true;
      const groupId = destination.mode === 'group' ? destination.groupId : 0;
      this.#indicate(host, frame, endpoint.endpointId, groupId, destination.mode === 'broadcast');
    }
    return wanted;
  }

  /** The fate of a frame of the host. */
  completed(handle: number, delivery: CoordinatorDelivery): void {
    this.#host?.sendCompleted(handle, delivery);
  }

  #concerns(frame: Frame<Party>, endpoint: CoordinatorEndpoint): boolean {
    const { destination, profileId } = frame.request;
    if (destination.mode === 'group') return this.inGroup(endpoint.endpointId, destination.groupId);
    if (destination.endpointId !== 0xff) return destination.endpointId === endpoint.endpointId;
    return endpoint.profileId === profileId;
  }

  #indicate(
    host: CoordinatorHost,
    frame: Frame<Party>,
    endpointId: number,
    groupId: number,
    wasBroadcast: boolean,
  ): void {
    host.received({
      request: frame.request,
      sourceNetworkAddress: frame.sourceNetworkAddress,
      endpointId,
      groupId,
      wasBroadcast,
      linkQuality: frame.linkQuality,
      lastHopNetworkAddress: frame.lastHopNetworkAddress,
    });
  }
}
