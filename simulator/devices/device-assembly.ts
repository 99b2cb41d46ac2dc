import type { NodeNetwork } from '../network/application.ts';
import type { ZclServer } from '../zcl/zcl-server.ts';
import type { Behaviour, BehaviourContext } from './behaviour.ts';

/** What runs while the device has power and is in a network. */
export interface NetworkActivity {
  /** The device has joined, come back, or got power again. */
  start(rejoin: boolean): void;
  /** It has no power any more, or left. Absent where there is nothing to end. */
  stop?(): void;
}

/** A device while it is put together, seen by its model and its parts. */
export interface DeviceAssembly {
  readonly context: BehaviourContext;
  readonly server: ZclServer;
  /** The model id: parts that announce it need it. */
  readonly modelId: string;
  /** @throws TypeError while the device is not attached: only for what runs later */
  network(): NodeNetwork;
  /** Gives the device a behaviour. */
  add<T extends Behaviour>(behaviour: T): T;
  /** Runs something while the device has power and is in a network. */
  whileInNetwork(activity: NetworkActivity): void;
}
