import type { VirtualCoordinator } from './coordinator.ts';
import type { VirtualNode } from './node.ts';
import type { Party } from './party.ts';
import type { Topology } from './topology.ts';
import type { Neighbour, RouteRow, ZdoChild, ZdoSubject } from './zdo-subject.ts';

/** What the answers of ZDO servers are made from. */
export interface NetworkView {
  readonly topology: Topology;
  readonly coordinator: VirtualCoordinator;
  nodes(): Iterable<VirtualNode>;
  node(ieeeAddress: string): VirtualNode | undefined;
  monotonicMs(): number;
  leaveRequested(node: VirtualNode, rejoin: boolean): void;
  openRouter(node: VirtualNode, durationS: number): void;
}

/** Rows that a neighbour or routing table holds. */
const tableMax = 254;

const deviceTypes = { coordinator: 0, router: 1, endDevice: 2 } as const;

/** Largest frame that a node takes, bytes: network layer, and application layer without fragmentation. */
const bufferBytesMax = 82;

function nodeDescriptorBytes(fields: {
  deviceType: number;
  macCapabilityFlags: number;
  manufacturerCode: number;
  serverMask: number;
}): Buffer {
  const bytes = Buffer.alloc(13);
  bytes[0] = fields.deviceType;
  // 2.4 GHz band, no APS flags.
  bytes[1] = 0x40;
  bytes[2] = fields.macCapabilityFlags;
  bytes.writeUInt16LE(fields.manufacturerCode, 3);
  bytes[5] = bufferBytesMax;
  bytes.writeUInt16LE(bufferBytesMax, 6);
  bytes.writeUInt16LE(fields.serverMask, 8);
  bytes.writeUInt16LE(bufferBytesMax, 10);
  return bytes;
}

function isNode(station: object): station is VirtualNode {
  return 'application' in station;
}

/** Hops from the coordinator; 15, the greatest that fits, if there is no way now. */
function depthOf(view: NetworkView, party: Party): number {
  return view.topology.path(view.coordinator, party)?.length ?? 15;
}

function neighbourRow(
  view: NetworkView,
  own: Party,
  other: Party,
  relationship: Neighbour['relationship'],
): Neighbour {
  const base = {
    networkAddress: other.networkAddress,
    relationship,
    depth: depthOf(view, other),
    linkQuality: view.topology.linkQuality(own, other),
  };
  if (!isNode(other)) {
    const { coordinator } = view;
    return {
      ...base,
      ieeeAddress: coordinator.ieeeAddress,
      deviceType: 0,
      awakeWhenIdle: true,
      permitsJoin: coordinator.permitsJoinUntilMs > view.monotonicMs(),
    };
  }
  return {
    ...base,
    ieeeAddress: other.ieeeAddress,
    deviceType: other.isRouter ? 1 : 2,
    awakeWhenIdle: !other.sleepy,
    permitsJoin: other.permitsJoinUntilMs > view.monotonicMs(),
  };
}

function neighboursOf(view: NetworkView, own: Party): Neighbour[] {
  const { parent } = own;
  if (isNode(own) && !own.isRouter) {
    return parent ? [neighbourRow(view, own, parent as Party, 'parent')] : [];
  }
  const rows: Neighbour[] = [];
  for (const station of view.topology.relays) {
    const other = station as Party;
    if (other === own || view.topology.linkQuality(own, other) === 0) continue;
    const relationship = other === parent ? 'parent' : other.parent === own ? 'child' : 'sibling';
    rows.push(neighbourRow(view, own, other, relationship));
  }
  for (const node of view.nodes()) {
    if (node.linked && !node.isRouter && node.parent === own) {
      rows.push(neighbourRow(view, own, node, 'child'));
    }
  }
  return rows.slice(0, tableMax);
}

function routesOf(view: NetworkView, own: Party): RouteRow[] {
  if (!own.relays) return [];
  const rows: RouteRow[] = [];
  for (const station of view.topology.relays) {
    const other = station as Party;
    if (other === own) continue;
    const path = view.topology.path(own, other) as Party[] | undefined;
    const [next] = path ?? [];
    // Neighbours need no route; that to the coordinator is always there.
    if (!path || !next || (path.length < 2 && !other.isCoordinator)) continue;
    rows.push({ destination: other.networkAddress, nextHop: next.networkAddress });
  }
  return rows.slice(0, tableMax);
}

function childrenOf(view: NetworkView, own: Party): VirtualNode[] {
  return [...view.nodes()].filter((node) => node.linked && !node.isRouter && node.parent === own);
}

function findChild(
  view: NetworkView,
  own: Party,
  address: { ieeeAddress?: string; networkAddress?: number },
): ZdoChild | undefined {
  for (const node of view.nodes()) {
    if (!node.sleepy || !node.linked || node.parent !== own) continue;
    if (node.ieeeAddress === address.ieeeAddress || node.networkAddress === address.networkAddress)
      return node;
  }
  return undefined;
}

/** The coordinator or a node, as its ZDO server sees it. */
export function zdoSubjectOf(view: NetworkView, party: VirtualNode | VirtualCoordinator): ZdoSubject {
  const common = {
    ieeeAddress: party.ieeeAddress,
    networkAddress: party.networkAddress,
    extendedPanId: view.coordinator.parameters?.extendedPanId ?? '0x0000000000000000',
    bindings: party.bindings,
    addBinding: party.addBinding.bind(party),
    removeBinding: party.removeBinding.bind(party),
    neighbours: () => neighboursOf(view, party),
    routes: () => routesOf(view, party),
    child: (address: { ieeeAddress?: string; networkAddress?: number }) => findChild(view, party, address),
    get childNetworkAddresses() {
      return childrenOf(view, party).map((node) => node.networkAddress);
    },
    leave(ieeeAddress: string, rejoin: boolean) {
      const node = view.node(ieeeAddress);
      if (!node?.linked || (node !== party && node.parent !== party)) return undefined;
      return () => view.leaveRequested(node, rejoin);
    },
  };
  return isNode(party)
    ? Object.assign(common, nodePart(view, party))
    : Object.assign(common, coordinatorPart(party));
}

function nodePart(view: NetworkView, node: VirtualNode) {
  const { description } = node.application;
  return {
    endpoints: description.endpoints,
    nodeDescriptor: () =>
      nodeDescriptorBytes({ ...description, deviceType: deviceTypes[description.logicalType] }),
    // Mains: constantly on, full; battery: on by itself, disposable, full (r22, 2.3.2.4).
    powerDescriptor: () => (description.powerSource === 'mains' ? 0xc110 : 0xc441),
    permitJoin(durationS: number) {
      if (!node.isRouter) return false;
      view.openRouter(node, durationS);
      return true;
    },
    // The network manager decides; nodes follow.
    changeChannel: () => true,
  };
}

function coordinatorPart(coordinator: VirtualCoordinator) {
  return {
    endpoints: coordinator.endpoints,
    nodeDescriptor: () =>
      nodeDescriptorBytes({
        deviceType: deviceTypes.coordinator,
        // Alternate PAN coordinator, full function, mains, awake, allocates addresses.
        macCapabilityFlags: 0x8f,
        manufacturerCode: 0x0007,
        // Primary trust centre, network manager, revision 22.
        serverMask: 0x2c41,
      }),
    powerDescriptor: () => 0xc110,
    permitJoin(durationS: number) {
      coordinator.permitJoin(durationS);
      return true;
    },
    changeChannel(channelMask: number) {
      for (let channel = 11; channel <= 26; channel++) {
        if ((channelMask & (1 << channel)) === 0) continue;
        coordinator.changeChannel(channel);
        return true;
      }
      return false;
    },
  };
}
