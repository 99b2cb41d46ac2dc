import type { Clock } from '../../src/common/clock.ts';
import type { Logger } from '../../src/common/logger.ts';
import type { Random } from '../../src/common/random.ts';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { Admission } from './admission.ts';
import { Air, known } from './air.ts';
import type { ApsDestination, ApsRequest, Delivery, NodeApplication } from './application.ts';
import { type CoordinatorChild, type CoordinatorMedium, VirtualCoordinator } from './coordinator.ts';
import { FrameReceiver } from './frame-receiver.ts';
import { assertIeeeAddress } from './ieee-address.ts';
import type { NetworkObserver } from './network-observer.ts';
import { type NodeMedium, VirtualNode } from './node.ts';
import type { NodeState } from './node-state.ts';
import type { Party } from './party.ts';
import type { Position, RadioConditions } from './radio-conditions.ts';
import { Topology } from './topology.ts';
import { isBroadcast, networkAddresses } from './zdo-clusters.ts';
import type { NetworkView } from './zdo-subjects.ts';

export interface NodeOptions {
  /** Metres; without one it is next to everyone. */
  position?: Position | undefined;
  /** As `VirtualNode.state()` returned it earlier: the node is then still in its network. */
  state?: NodeState | undefined;
}

export interface VirtualNetworkOptions {
  clock: Clock;
  random: Random;
  logger: Logger;
  /** Of the coordinator's box; a backup restored by its host changes it. Drawn from `random` if absent. */
  coordinatorIeeeAddress?: string;
  coordinatorPosition?: Position;
  /** Absent: frames arrive at once, all of them. */
  conditions?: RadioConditions;
  /** How long a parent keeps a frame for a sleepy child, milliseconds; 7680 as IEEE 802.15.4 has it. */
  transactionPersistenceMs?: number;
}

/** An address of the range that one maker of radios uses, for a coordinator that was given none. */
function drawIeeeAddress(random: Random): string {
  return `0x00124b00${random.integer(0, 0xffffffff).toString(16).padStart(8, '0')}`;
}

/** One Zigbee network: a coordinator, its nodes, and the air between them. Knows nothing of serial protocols. */
export class VirtualNetwork implements NodeMedium, CoordinatorMedium, NetworkView {
  readonly clock: Clock;
  readonly topology = new Topology();
  readonly coordinator: VirtualCoordinator;
  readonly #random: Random;
  readonly #logger: Logger;
  readonly #observers: NetworkObserver[] = [];
  readonly #air: Air;
  readonly #receiver: FrameReceiver;
  readonly #nodes = new Map<string, VirtualNode>();
  readonly #byNetworkAddress = new Map<number, VirtualNode>();
  readonly #admission: Admission;

  constructor(options: VirtualNetworkOptions) {
    this.clock = options.clock;
    this.#random = options.random;
    this.#logger = options.logger;
    const ieeeAddress = options.coordinatorIeeeAddress ?? drawIeeeAddress(options.random.fork('coordinator'));
    assertIeeeAddress(ieeeAddress);
    this.coordinator = new VirtualCoordinator(this, ieeeAddress, options.coordinatorPosition);
    this.#air = new Air({
      clock: options.clock,
      random: options.random.fork('air'),
      topology: this.topology,
      observers: this.#observers,
      conditions: options.conditions ?? {},
      transactionPersistenceMs: options.transactionPersistenceMs ?? 7680,
      deliver: (frame) => this.#receiver.receive(frame),
      complete: (handle, delivery) => this.coordinator.completed(handle, delivery),
      onError: (error) => this.#logger.error({ err: error }, 'a node failed while it handled a frame'),
    });
    this.#receiver = new FrameReceiver(this, (from, networkAddress, request) => {
      void this.#air.send(from, this.#partyAt(networkAddress), request);
    });
    this.#admission = new Admission({
      clock: options.clock,
      random: options.random.fork('network-addresses'),
      logger: options.logger,
      topology: this.topology,
      observers: this.#observers,
      air: this.#air,
      coordinator: this.coordinator,
      nodes: this.#nodes,
      byNetworkAddress: this.#byNetworkAddress,
      stateChanged: (node) => this.stateChanged(node),
    });
  }

  /** What all frames suffer. */
  get conditions(): RadioConditions {
    return this.#air.conditions;
  }

  set conditions(conditions: RadioConditions) {
    this.#air.conditions = conditions;
  }

  /** Hangs an observer on; the returned function takes it off. */
  observe(observer: NetworkObserver): () => void {
    this.#observers.push(observer);
    return () => {
      const index = this.#observers.indexOf(observer);
      if (index >= 0) this.#observers.splice(index, 1);
    };
  }

  /**
   * Puts a node into the world and attaches its application to it.
   * @throws ZigfleetError `conflict` if the IEEE address is taken, `invalid-request` if it is none
   */
  addNode(application: NodeApplication, options: NodeOptions = {}): VirtualNode {
    const { ieeeAddress } = application;
    assertIeeeAddress(ieeeAddress);
    if (this.stationOf(ieeeAddress)) {
      throw new ZigfleetError('conflict', `there is a node with the IEEE address ${ieeeAddress} already`);
    }
    const nearLinkQuality = this.#random.fork(`link ${ieeeAddress}`).integer(110, 230);
    const node = new VirtualNode(this, application, { ...options, nearLinkQuality });
    this.#nodes.set(ieeeAddress, node);
    this.#admission.link(node);
    application.attach(node);
    return node;
  }

  /** Puts a node into the network that the coordinator runs as if it had joined earlier, without a word on the air. */
  adopt(node: VirtualNode, networkAddress: number): void {
    this.#admission.adopt(node, networkAddress);
  }

  /** Takes a node out of the world, without a word on the air. False if there was none. */
  removeNode(ieeeAddress: string): boolean {
    const node = this.#nodes.get(ieeeAddress);
    if (!node) return false;
    this.#admission.unlink(node);
    node.forget();
    return this.#nodes.delete(ieeeAddress);
  }

  node(ieeeAddress: string): VirtualNode | undefined {
    return this.#nodes.get(ieeeAddress);
  }

  nodes(): Iterable<VirtualNode> {
    return this.#nodes.values();
  }

  /** Whether anyone lets nodes in now. */
  get permitsJoin(): boolean {
    const nowMs = this.clock.monotonic();
    for (const station of this.topology.relays) {
      if ((station as VirtualNode | VirtualCoordinator).permitsJoinUntilMs > nowMs) return true;
    }
    return false;
  }

  /** Delivers now what is due now, for tests and stepped time. */
  flush(): void {
    this.#air.flush();
  }

  /** Ends all that is on its way; timers too. */
  stop(): void {
    this.#admission.close();
    for (const node of this.#nodes.values()) this.#air.drop(node);
    this.#air.stop();
  }

  monotonicMs(): number {
    return this.clock.monotonic();
  }

  stationOf(ieeeAddress: string): Party | undefined {
    return ieeeAddress === this.coordinator.ieeeAddress ? this.coordinator : this.#nodes.get(ieeeAddress);
  }

  networkAddressOf(ieeeAddress: string): number | undefined {
    if (ieeeAddress === this.coordinator.ieeeAddress) return networkAddresses.coordinator;
    const node = this.#nodes.get(ieeeAddress);
    return node?.linked ? node.networkAddress : undefined;
  }

  ieeeAddressOf(networkAddress: number): string | undefined {
    if (networkAddress === networkAddresses.coordinator) return this.coordinator.ieeeAddress;
    return this.#byNetworkAddress.get(networkAddress)?.ieeeAddress;
  }

  childrenOfCoordinator(): readonly CoordinatorChild[] {
    const own = this.coordinator.ieeeAddress;
    return [...this.#nodes.values()].filter((node) => node.linked && node.membership?.parent === own);
  }

  reachable(networkAddress: number): boolean {
    const party = this.#partyAt(networkAddress);
    return party !== undefined && this.topology.path(this.coordinator, party) !== undefined;
  }

  sendFrom(node: VirtualNode, request: ApsRequest): Promise<Delivery> {
    if (!node.membership) return known('notJoined');
    if (!node.linked) return known('noAck');
    if (node.route?.version !== this.topology.version) this.#admission.keepParent(node);
    const { destination } = request;
    if (destination.mode === 'unicast' && !isBroadcast(destination.networkAddress)) {
      return this.#air.send(node, this.#partyAt(destination.networkAddress), request);
    }
    if (!node.listening) return known('noAck');
    this.#air.flood(node, this.#audience(destination), request);
    return known('delivered');
  }

  sendFromCoordinator(request: ApsRequest, handle: number): void {
    const { coordinator } = this;
    const { destination } = request;
    if (destination.mode === 'unicast') {
      if (destination.networkAddress === networkAddresses.coordinator && coordinator.running) {
        this.#air.afterwards(() => {
          this.#receiver.loopBack(request);
          if (handle >= 0) coordinator.completed(handle, 'delivered');
        });
        return;
      }
      this.#air.sendFromCoordinator(coordinator, this.#partyAt(destination.networkAddress), request, handle);
      return;
    }
    this.#air.flood(coordinator, this.#audience(destination), request);
    this.#air.afterwards(() => {
      if (destination.mode === 'broadcast' && destination.endpointId === 0) this.#receiver.loopBack(request);
      if (handle >= 0) coordinator.completed(handle, coordinator.running ? 'delivered' : 'noAck');
    });
  }

  coordinatorStarted(): void {
    this.topology.update(this.coordinator);
    this.#admission.coordinatorStarted();
    for (const observer of this.#observers) observer.coordinatorStarted?.();
  }

  coordinatorStopped(): void {
    this.#admission.close();
    this.topology.update(this.coordinator);
    for (const observer of this.#observers) observer.coordinatorStopped?.();
  }

  lineConnected(): void {
    for (const observer of this.#observers) observer.lineConnected?.();
  }

  lineDisconnected(unsentFrames: number): void {
    for (const observer of this.#observers) observer.lineDisconnected?.(unsentFrames);
  }

  channelChanged(): void {
    this.#air.afterwards(() => this.coordinator.host?.parametersChanged());
  }

  networkKeyChanged(): void {
    this.#admission.networkKeyChanged();
    this.#air.afterwards(() => this.coordinator.host?.parametersChanged());
  }

  openNetwork(durationS: number): void {
    this.#admission.openNetwork(durationS);
  }

  openRouter(node: VirtualNode, durationS: number): void {
    this.#admission.openRouter(node, durationS);
  }

  joinRequested(node: VirtualNode): void {
    this.#admission.join(node);
  }

  leaveRequested(node: VirtualNode, rejoin: boolean): void {
    this.#admission.leave(node, rejoin);
  }

  pollRequested(node: VirtualNode): void {
    if (!node.sleepy || !node.listening || !node.linked) return;
    this.#admission.keepParent(node);
    this.#air.release(node);
  }

  powerChanged(node: VirtualNode): void {
    this.radioChanged(node);
    if (node.powered && node.linked) this.#air.afterwards(() => this.#admission.comeBack(node));
  }

  radioChanged(node: VirtualNode): void {
    this.topology.update(node);
  }

  stateChanged(node: VirtualNode): void {
    for (const observer of this.#observers) observer.stateChanged?.(node.ieeeAddress);
  }

  #partyAt(networkAddress: number): Party | undefined {
    if (networkAddress === networkAddresses.coordinator) return this.coordinator;
    return this.#byNetworkAddress.get(networkAddress);
  }

  *#audience(destination: ApsDestination): Iterable<Party> {
    yield this.coordinator;
    const toGroup = destination.mode === 'group';
    const networkAddress =
      destination.mode === 'group' ? networkAddresses.broadcastAwake : destination.networkAddress;
    for (const node of this.#byNetworkAddress.values()) {
      if (toGroup && !node.grouped) continue;
      if (node.sleepy && networkAddress !== networkAddresses.broadcastAll) continue;
      if (!node.isRouter && networkAddress === networkAddresses.broadcastRouters) continue;
      yield node;
    }
  }
}
