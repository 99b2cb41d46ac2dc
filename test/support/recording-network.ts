import type {
  ApsIndication,
  ApsRequest,
  Binding,
  Delivery,
  NodeNetwork,
} from '../../simulator/network/application.ts';
import type { Clock } from '../../src/common/clock.ts';
import { type Random, seededRandom } from '../../src/common/random.ts';

/** A network layer that delivers nowhere and remembers everything: for tests of what runs on a node. */
export class RecordingNetwork implements NodeNetwork {
  readonly clock: Clock;
  readonly random: Random = seededRandom(1);
  readonly networkAddress = 0x1234;
  readonly groups = new Map<number, Set<number>>();
  joined = true;
  bindings: Binding[] = [];
  sent: ApsRequest[] = [];
  toBindings: Omit<ApsRequest, 'destination'>[] = [];
  polls = 0;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  send(request: ApsRequest): Promise<Delivery> {
    this.sent.push(request);
    return Promise.resolve('delivered');
  }

  sendToBindings(request: Omit<ApsRequest, 'destination'>): Promise<Delivery> {
    this.toBindings.push(request);
    return Promise.resolve('delivered');
  }

  addGroup(endpointId: number, groupId: number): void {
    const groups = this.groups.get(endpointId) ?? new Set();
    this.groups.set(endpointId, groups.add(groupId));
  }

  removeGroup(endpointId: number, groupId: number): void {
    this.groups.get(endpointId)?.delete(groupId);
  }

  groupsOf(endpointId: number): readonly number[] {
    return [...(this.groups.get(endpointId) ?? [])];
  }

  join(): void {
    this.joined = true;
  }

  leave(): void {
    this.joined = false;
  }

  poll(): void {
    this.polls++;
  }

  /** The payloads sent since the last call, as hex. */
  takeSent(): string[] {
    const payloads = this.sent.map(({ payload }) => payload.toString('hex'));
    this.sent = [];
    return payloads;
  }
}

/** A frame from the coordinator to an endpoint of the node under test. */
export function fromCoordinator(
  clusterId: number,
  payloadHex: string,
  options: { endpointId?: number; groupId?: number } = {},
): ApsIndication {
  const endpointId = options.endpointId ?? 1;
  return {
    sourceNetworkAddress: 0x0000,
    sourceEndpointId: 1,
    destination:
      options.groupId === undefined
        ? { mode: 'unicast', networkAddress: 0x1234, endpointId }
        : { mode: 'group', groupId: options.groupId },
    endpointId,
    profileId: 0x0104,
    clusterId,
    payload: Buffer.from(payloadHex.replaceAll(' ', ''), 'hex'),
    linkQuality: 200,
  };
}
