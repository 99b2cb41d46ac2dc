import type { Clock, Timer } from '../../src/common/clock.ts';
import type { Logger } from '../../src/common/logger.ts';
import type { Random } from '../../src/common/random.ts';
import type { Air } from './air.ts';
import type { VirtualCoordinator } from './coordinator.ts';
import { writeIeeeAddress } from './ieee-address.ts';
import type { NetworkObserver } from './network-observer.ts';
import type { VirtualNode } from './node.ts';
import type { Party } from './party.ts';
import type { Topology } from './topology.ts';
import { networkAddresses, zdoClusters } from './zdo-clusters.ts';

/** For how long a node that wants to join looks for an open network, milliseconds. */
const seekingMs = 180_000;

/** The longest time that a network can be opened for (r22, 2.4.3.3.7), seconds. */
const permitJoinMaxS = 254;

export interface AdmissionOptions {
  clock: Clock;
  /** For network addresses. */
  random: Random;
  logger: Logger;
  topology: Topology;
  observers: readonly NetworkObserver[];
  air: Air;
  coordinator: VirtualCoordinator;
  nodes: ReadonlyMap<string, VirtualNode>;
  /** Of the nodes of the coordinator's network; kept here. */
  byNetworkAddress: Map<number, VirtualNode>;
  stateChanged: (node: VirtualNode) => void;
}

/** Who belongs to the network, and through whom: join, leave, rejoin, change of parent. */
export class Admission {
  readonly #options: AdmissionOptions;
  readonly #coordinator: VirtualCoordinator;
  /** The network that nodes must be in to hear each other; kept while the coordinator is off. */
  #identity: { extendedPanId: string; networkKey: string } | undefined;
  #permitTimer: Timer | undefined;

  constructor(options: AdmissionOptions) {
    this.#options = options;
    this.#coordinator = options.coordinator;
  }

  /** Another network may be on the air now: who remembers this one is in it. */
  coordinatorStarted(): void {
    this.#identity = this.#coordinator.parameters;
    this.#options.byNetworkAddress.clear();
    for (const node of this.#options.nodes.values()) this.link(node);
  }

  /** Nodes that hear the new key take it; the others remember a network that is no more. */
  networkKeyChanged(): void {
    const { nodes, topology, stateChanged } = this.#options;
    const parameters = this.#coordinator.parameters;
    if (!parameters) return;
    const linked = [...nodes.values()].filter((node) => node.linked);
    // Who is reachable is found out before anyone drops out.
    const missing = linked.filter((node) => !node.listening || !topology.path(this.#coordinator, node));
    this.#identity = parameters;
    for (const node of linked) {
      if (!node.membership || missing.includes(node)) continue;
      node.membership.networkKey = parameters.networkKey;
      stateChanged(node);
    }
    for (const node of missing) {
      this.unlink(node);
      this.link(node);
    }
  }

  /** Finds out whether the network that a node remembers is this one. */
  link(node: VirtualNode): void {
    const { membership } = node;
    const identity = this.#identity;
    node.linked =
      membership !== undefined &&
      membership.extendedPanId === identity?.extendedPanId &&
      membership.networkKey === identity.networkKey;
    if (node.linked && membership) {
      const holder = this.#options.byNetworkAddress.get(membership.networkAddress);
      // Two nodes with one address (r22, 3.6.1.9): the later one takes another.
      if (holder && holder !== node) membership.networkAddress = this.#freeNetworkAddress();
      this.#options.byNetworkAddress.set(membership.networkAddress, node);
    }
    this.#options.topology.update(node);
  }

  unlink(node: VirtualNode): void {
    const { byNetworkAddress, topology, air } = this.#options;
    if (byNetworkAddress.get(node.networkAddress) === node) byNetworkAddress.delete(node.networkAddress);
    topology.remove(node);
    air.drop(node);
  }

  /** Opens or closes the coordinator for joining. */
  openNetwork(durationS: number): void {
    this.#permitTimer?.cancel();
    this.#coordinator.permitsJoinUntilMs = this.#openUntilMs(durationS);
    this.#options.air.afterwards(() => this.#permitChanged(durationS));
    if (durationS === 0) return;
    this.#permitTimer = this.#options.clock.setTimer(Math.min(durationS, permitJoinMaxS) * 1000, () =>
      this.#permitChanged(0),
    );
    this.#letIn();
  }

  /** Opens or closes one router for joining. */
  openRouter(router: VirtualNode, durationS: number): void {
    router.permitsJoinUntilMs = this.#openUntilMs(durationS);
    this.#letIn();
    // A broadcast opens everyone; it is told once, by the coordinator.
    if (this.#coordinator.permitsJoinUntilMs > this.#options.clock.monotonic()) return;
    for (const observer of this.#options.observers) observer.permitJoinChanged?.(durationS);
  }

  /** The coordinator went off the air. */
  close(): void {
    this.#permitTimer?.cancel();
    this.#permitTimer = undefined;
  }

  join(node: VirtualNode): void {
    if (!node.powered || node.silent) return;
    if (node.linked && this.#coordinator.running) {
      this.#options.air.afterwards(() => {
        this.keepParent(node);
        this.#announce(node);
        node.poll();
      });
      return;
    }
    node.seekingUntilMs = this.#options.clock.monotonic() + seekingMs;
    this.#options.air.afterwards(() => this.#tryToJoin(node));
  }

  /** It has been in this network for long: nothing is announced. */
  adopt(node: VirtualNode, networkAddress: number): void {
    const { parameters, ieeeAddress } = this.#coordinator;
    if (!parameters || node.joined) return;
    const { extendedPanId, networkKey } = parameters;
    node.membership = { extendedPanId, networkKey, networkAddress, parent: ieeeAddress };
    this.link(node);
    this.#options.stateChanged(node);
    this.#options.air.afterwards(() => {
      if (node.joined) node.application.onJoined(true);
    });
  }

  leave(node: VirtualNode, rejoin: boolean): void {
    const { membership } = node;
    if (!membership) return;
    const { air, topology, observers } = this.#options;
    const { networkAddress } = membership;
    const heard = node.linked && node.listening && topology.path(node, this.#coordinator) !== undefined;
    if (heard) {
      air.afterwards(() => this.#coordinator.host?.nodeLeft(node.ieeeAddress, networkAddress, rejoin));
    }
    for (const observer of observers) observer.nodeLeft?.(node.ieeeAddress, networkAddress, rejoin);
    if (rejoin) {
      air.afterwards(() => this.comeBack(node));
      return;
    }
    this.unlink(node);
    node.forget();
    this.#options.logger.debug({ ieeeAddress: node.ieeeAddress }, 'a node left the network');
    this.#options.stateChanged(node);
    node.application.onLeft();
  }

  /** Back on the air in a network that it remembers. */
  comeBack(node: VirtualNode): void {
    if (!node.linked || !node.listening || !this.#coordinator.running) return;
    this.keepParent(node);
    this.#announce(node);
    for (const observer of this.#options.observers) {
      observer.nodeJoined?.(node.ieeeAddress, node.networkAddress, true);
    }
    this.#options.air.afterwards(() => {
      if (node.joined) node.application.onJoined(true);
    });
  }

  /** An end device whose parent is gone takes another (r22, 3.6.1.4.2, secured rejoin), and says so. */
  keepParent(node: VirtualNode): void {
    if (node.isRouter || !node.membership || !node.linked || !node.listening) return;
    const { topology, air, stateChanged } = this.#options;
    const { parent } = node;
    if (parent?.relays && topology.linkQuality(node, parent) > 0) return;
    const found = this.#bestParent(node, false);
    if (!found) return;
    air.drop(node);
    node.membership.parent = this.#ieeeAddressOf(found);
    topology.update(node);
    stateChanged(node);
    this.#announce(node);
  }

  #tryToJoin(node: VirtualNode): void {
    const { logger, observers, air, clock } = this.#options;
    const parameters = this.#coordinator.parameters;
    if (node.linked || !parameters || !node.powered || node.seekingUntilMs < clock.monotonic()) return;
    const parent = this.#bestParent(node, true);
    if (!parent) return;
    if (node.joined) {
      // It remembers a network that is no more.
      node.forget();
      node.application.onLeft();
    }
    node.seekingUntilMs = -1;
    node.membership = {
      extendedPanId: parameters.extendedPanId,
      networkKey: parameters.networkKey,
      networkAddress: this.#freeNetworkAddress(),
      parent: this.#ieeeAddressOf(parent),
    };
    this.link(node);
    const { ieeeAddress, networkAddress } = node;
    logger.debug({ ieeeAddress, networkAddress }, 'a node joined the network');
    this.#options.stateChanged(node);
    for (const observer of observers) observer.nodeJoined?.(ieeeAddress, networkAddress, false);
    this.#coordinator.host?.trustCentreDevice(ieeeAddress, networkAddress, parent.networkAddress);
    this.#announce(node);
    air.afterwards(() => {
      if (node.joined) node.application.onJoined(false);
    });
  }

  #letIn(): void {
    const nowMs = this.#options.clock.monotonic();
    for (const node of this.#options.nodes.values()) {
      if (node.linked || node.seekingUntilMs < nowMs) continue;
      this.#options.air.afterwards(() => this.#tryToJoin(node));
    }
  }

  /** The one that is heard best and has a way to the coordinator; the coordinator itself if equal. */
  #bestParent(node: VirtualNode, open: boolean): Party | undefined {
    const { topology, clock } = this.#options;
    if (!this.#coordinator.running) return undefined;
    const nowMs = clock.monotonic();
    let best: VirtualNode | VirtualCoordinator | undefined;
    let bestQuality = 0;
    const consider = (candidate: VirtualNode | VirtualCoordinator) => {
      if (candidate === node || (open && candidate.permitsJoinUntilMs <= nowMs)) return;
      const quality = topology.linkQuality(node, candidate);
      if (quality <= bestQuality || !topology.path(candidate, this.#coordinator)) return;
      best = candidate;
      bestQuality = quality;
    };
    consider(this.#coordinator);
    for (const station of topology.relays) consider(station as VirtualNode | VirtualCoordinator);
    return best;
  }

  #announce(node: VirtualNode): void {
    const payload = Buffer.alloc(12);
    payload[0] = node.nextZdoSequence();
    payload.writeUInt16LE(node.networkAddress, 1);
    writeIeeeAddress(payload, node.ieeeAddress, 3);
    payload[11] = node.application.description.macCapabilityFlags;
    // Nodes keep no address maps, so the broadcast is carried to the only one who listens to it.
    void this.#options.air.send(node, this.#coordinator, {
      destination: { mode: 'broadcast', networkAddress: networkAddresses.broadcastAwake, endpointId: 0 },
      sourceEndpointId: 0,
      profileId: 0,
      clusterId: zdoClusters.deviceAnnounce,
      payload,
    });
  }

  #permitChanged(durationS: number): void {
    this.#coordinator.host?.permitJoinChanged(durationS);
    for (const observer of this.#options.observers) observer.permitJoinChanged?.(durationS);
  }

  #openUntilMs(durationS: number): number {
    return this.#options.clock.monotonic() + Math.min(durationS, permitJoinMaxS) * 1000;
  }

  #ieeeAddressOf(party: Party): string {
    return (party as VirtualNode | VirtualCoordinator).ieeeAddress;
  }

  /** Stochastic assignment (r22, 3.6.1.7). */
  #freeNetworkAddress(): number {
    for (;;) {
      const networkAddress = this.#options.random.integer(1, networkAddresses.unicastMax);
      if (!this.#options.byNetworkAddress.has(networkAddress)) return networkAddress;
    }
  }
}
