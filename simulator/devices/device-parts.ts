import type { NodeNetwork } from '../network/application.ts';
import type { ZclServer } from '../zcl/zcl-server.ts';
import type { Behaviour, BehaviourContext } from './behaviour.ts';
import type { DeviceAssembly, NetworkActivity } from './device-assembly.ts';

/** What a device is put together of. Its model fills it, the device runs it. */
export class DeviceParts implements DeviceAssembly {
  readonly context: BehaviourContext;
  readonly server: ZclServer;
  readonly modelId: string;
  /** Absent until the device is on a node. */
  attached: NodeNetwork | undefined;
  // Lists that grow by one keep room for sixteen; copies do not, and houses are large.
  #behaviours: readonly Behaviour[] = [];
  #activities: readonly NetworkActivity[] = [];

  constructor(context: BehaviourContext, server: ZclServer, modelId: string) {
    this.context = context;
    this.server = server;
    this.modelId = modelId;
  }

  get behaviours(): readonly Behaviour[] {
    return this.#behaviours;
  }

  get activities(): readonly NetworkActivity[] {
    return this.#activities;
  }

  network(): NodeNetwork {
    if (this.attached === undefined) throw new TypeError('the device is not attached to a network');
    return this.attached;
  }

  add<T extends Behaviour>(behaviour: T): T {
    this.#behaviours = this.#behaviours.concat(behaviour);
    return behaviour;
  }

  whileInNetwork(activity: NetworkActivity): void {
    this.#activities = this.#activities.concat(activity);
  }
}
