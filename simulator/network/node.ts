import type { Clock } from '../../src/common/clock.ts';
import { known } from './air.ts';
import type { ApsRequest, Binding, Delivery, NodeApplication, NodeNetwork } from './application.ts';
import type { NodeState } from './node-state.ts';
import type { CachedRoute, Party, WaitingFrame } from './party.ts';
import type { Position, RadioConditions } from './radio-conditions.ts';
import { networkAddresses } from './zdo-clusters.ts';

/** A node's place in a network. */
export interface Membership {
  extendedPanId: string;
  networkKey: string;
  networkAddress: number;
  /** IEEE address. */
  parent: string;
}

/** What a node asks of the network that carries it. */
export interface NodeMedium {
  readonly clock: Clock;
  sendFrom(node: VirtualNode, request: ApsRequest): Promise<Delivery>;
  networkAddressOf(ieeeAddress: string): number | undefined;
  stationOf(ieeeAddress: string): Party | undefined;
  joinRequested(node: VirtualNode): void;
  leaveRequested(node: VirtualNode, rejoin: boolean): void;
  pollRequested(node: VirtualNode): void;
  powerChanged(node: VirtualNode): void;
  radioChanged(node: VirtualNode): void;
  stateChanged(node: VirtualNode): void;
}

/** Rows of a node's binding table. */
const bindingsMax = 64;

const noBindings: readonly Binding[] = [];
const noGroups: readonly number[] = [];

function sameTarget(one: Binding['target'], other: Binding['target']): boolean {
  if ('groupId' in one) return 'groupId' in other && one.groupId === other.groupId;
  return (
    !('groupId' in other) && one.ieeeAddress === other.ieeeAddress && one.endpointId === other.endpointId
  );
}

function sameBinding(one: Binding, other: Binding): boolean {
  return (
    one.sourceEndpointId === other.sourceEndpointId &&
    one.clusterId === other.clusterId &&
    sameTarget(one.target, other.target)
  );
}

/** One node: its application sees it as NodeNetwork, the simulator's control as what it is. */
export class VirtualNode implements NodeNetwork, Party {
  readonly application: NodeApplication;
  readonly ieeeAddress: string;
  readonly nearLinkQuality: number;
  membership: Membership | undefined;
  /** Whether its network is the one that the coordinator runs. */
  linked = false;
  waiting: WaitingFrame[] | undefined;
  route: CachedRoute | undefined;
  /** Monotonic milliseconds until which it lets others join through it. */
  permitsJoinUntilMs = 0;
  /** Monotonic milliseconds until which it looks for a network to join. */
  seekingUntilMs = -1;
  readonly #medium: NodeMedium;
  #bindings: Binding[] | undefined;
  #groups: Map<number, readonly number[]> | undefined;
  #position: Position | undefined;
  #conditions: RadioConditions | undefined;
  #powered = true;
  #silent = false;
  #zdoSequence = 0;

  /** @param nearLinkQuality - 0..255: of its links, as long as it or the other end has no position */
  constructor(
    medium: NodeMedium,
    application: NodeApplication,
    options: { nearLinkQuality: number; position?: Position | undefined; state?: NodeState | undefined },
  ) {
    this.#medium = medium;
    this.application = application;
    this.ieeeAddress = application.ieeeAddress;
    this.nearLinkQuality = options.nearLinkQuality;
    this.#position = options.position;
    if (options.state) this.#restore(options.state);
  }

  get isCoordinator(): boolean {
    return false;
  }

  get clock(): Clock {
    return this.#medium.clock;
  }

  get joined(): boolean {
    return this.membership !== undefined;
  }

  get networkAddress(): number {
    return this.membership?.networkAddress ?? networkAddresses.none;
  }

  get bindings(): readonly Binding[] {
    return this.#bindings ?? noBindings;
  }

  get sleepy(): boolean {
    return this.application.description.sleepy;
  }

  get isRouter(): boolean {
    return this.application.description.logicalType === 'router';
  }

  get relays(): boolean {
    return this.isRouter && this.linked && this.listening;
  }

  get listening(): boolean {
    return this.#powered && !this.#silent && this.membership !== undefined;
  }

  get parent(): Party | undefined {
    return this.membership && this.#medium.stationOf(this.membership.parent);
  }

  get powered(): boolean {
    return this.#powered;
  }

  get position(): Position | undefined {
    return this.#position;
  }

  /** Metres; undefined puts it next to everyone. */
  set position(position: Position | undefined) {
    this.#position = position;
    this.#medium.radioChanged(this);
  }

  get conditions(): RadioConditions | undefined {
    return this.#conditions;
  }

  /** What its frames suffer on top of what everyone's do. */
  set conditions(conditions: RadioConditions | undefined) {
    this.#conditions = conditions;
  }

  get silent(): boolean {
    return this.#silent;
  }

  /** A fault: it runs, but nothing that it sends is heard, and it hears nothing. */
  set silent(silent: boolean) {
    this.#silent = silent;
    this.#medium.radioChanged(this);
  }

  /** Mains or battery: false is out. Its memory stays. */
  setPower(powered: boolean): void {
    if (powered === this.#powered) return;
    this.#powered = powered;
    this.application.onPower(powered);
    this.#medium.powerChanged(this);
  }

  /** What it remembers; undefined while it is in no network. Given to `addNode` again, it is still in that network. */
  state(): NodeState | undefined {
    if (!this.membership) return undefined;
    const { extendedPanId, networkKey, networkAddress, parent } = this.membership;
    return {
      extendedPanId,
      networkKey,
      networkAddress,
      parent,
      bindings: [...this.bindings],
      groups: Object.fromEntries([...(this.#groups ?? [])].map(([id, ids]) => [id, [...ids]])),
    };
  }

  send(request: ApsRequest): Promise<Delivery> {
    return this.#medium.sendFrom(this, request);
  }

  sendToBindings(request: Omit<ApsRequest, 'destination'>): Promise<Delivery> {
    const sent: Promise<Delivery>[] = [];
    for (const { sourceEndpointId, clusterId, target } of this.bindings) {
      if (sourceEndpointId !== request.sourceEndpointId || clusterId !== request.clusterId) continue;
      sent.push(this.#sendToTarget(request, target));
    }
    const [only] = sent;
    if (!only) return known(this.joined ? 'noRoute' : 'notJoined');
    if (sent.length === 1) return only;
    return Promise.all(sent).then((fates) => fates.find((fate) => fate !== 'delivered') ?? 'delivered');
  }

  #sendToTarget(request: Omit<ApsRequest, 'destination'>, target: Binding['target']): Promise<Delivery> {
    if ('groupId' in target) {
      return this.send({ ...request, destination: { mode: 'group', groupId: target.groupId } });
    }
    const networkAddress = this.#medium.networkAddressOf(target.ieeeAddress);
    if (networkAddress === undefined) return known(this.joined ? 'noRoute' : 'notJoined');
    const { endpointId } = target;
    return this.send({ ...request, destination: { mode: 'unicast', networkAddress, endpointId } });
  }

  addGroup(endpointId: number, groupId: number): void {
    this.#groups ??= new Map();
    const groups = this.#groups.get(endpointId) ?? [];
    if (groups.includes(groupId)) return;
    this.#groups.set(endpointId, [...groups, groupId]);
    this.#medium.stateChanged(this);
  }

  removeGroup(endpointId: number, groupId: number): void {
    const groups = this.#groups?.get(endpointId);
    if (!groups?.includes(groupId)) return;
    this.#groups?.set(
      endpointId,
      groups.filter((id) => id !== groupId),
    );
    this.#medium.stateChanged(this);
  }

  groupsOf(endpointId: number): readonly number[] {
    return this.#groups?.get(endpointId) ?? noGroups;
  }

  /** Whether any of its endpoints is in any group. */
  get grouped(): boolean {
    return this.#groups !== undefined;
  }

  join(): void {
    this.#medium.joinRequested(this);
  }

  leave(): void {
    this.#medium.leaveRequested(this, false);
  }

  poll(): void {
    this.#medium.pollRequested(this);
  }

  /** For the ZDO server: false if the table is full. A binding that is there already is not doubled. */
  addBinding(binding: Binding): boolean {
    this.#bindings ??= [];
    if (this.#bindings.some((known) => sameBinding(known, binding))) return true;
    if (this.#bindings.length >= bindingsMax) return false;
    this.#bindings.push(binding);
    this.#medium.stateChanged(this);
    return true;
  }

  /** For the ZDO server: false if there was none. */
  removeBinding(binding: Binding): boolean {
    const index = this.#bindings?.findIndex((known) => sameBinding(known, binding)) ?? -1;
    if (index < 0) return false;
    this.#bindings?.splice(index, 1);
    this.#medium.stateChanged(this);
    return true;
  }

  /** The next sequence number of its own ZDO frames. */
  nextZdoSequence(): number {
    this.#zdoSequence = (this.#zdoSequence + 1) & 0xff;
    return this.#zdoSequence;
  }

  /** Forgets the network with all that belongs to it. */
  forget(): void {
    this.membership = undefined;
    this.linked = false;
    this.#bindings = undefined;
    this.#groups = undefined;
    this.permitsJoinUntilMs = 0;
    this.route = undefined;
  }

  #restore(state: NodeState): void {
    const { extendedPanId, networkKey, networkAddress, parent, bindings, groups } = state;
    this.membership = { extendedPanId, networkKey, networkAddress, parent };
    if (bindings.length > 0) this.#bindings = [...bindings];
    const entries = Object.entries(groups).map(([id, ids]) => [Number(id), [...ids]] as const);
    if (entries.length > 0) this.#groups = new Map(entries);
  }
}
