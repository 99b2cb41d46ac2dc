import type { Events } from 'zigbee-herdsman';
import type { DeviceDescriptor } from '../../devices/device-descriptor.ts';
import type { IeeeAddress } from '../../devices/ieee-address.ts';
import type { TraitValues } from '../../devices/trait.ts';
import type { DeviceModel } from './device-model.ts';

/** What the radio keeps of a device from one connection of the coordinator to the next. */
export interface DeviceEntry {
  readonly ieeeAddress: IeeeAddress;
  descriptor: DeviceDescriptor;
  networkAddress: number;
  lastSeenMs: number | undefined;
  /** Undefined until the definition is found. */
  model: DeviceModel | undefined;
  /** The model whose definition could not be used. */
  unusableModelId: string | undefined;
  /** The model is being looked for. */
  isResolving: boolean;
  /** It joined and was not told of yet. */
  isJoining: boolean;
  /** Messages that came before the model was known. */
  early: { message: Events.MessagePayload; observedAtMs: number }[];
  /** A message is being decoded that needs time; later ones wait for it, so that the newest value is told last. */
  decoding: Promise<void> | undefined;
  /** Gathers what the device says while an operation on it runs. */
  gathered: TraitValues | undefined;
  setup: {
    isRunning: boolean;
    failures: number;
    /** By the monotonic clock. */
    nextAttemptMs: number;
  };
}

export function createEntry(descriptor: DeviceDescriptor, networkAddress: number): DeviceEntry {
  return {
    ieeeAddress: descriptor.ieeeAddress,
    descriptor,
    networkAddress,
    lastSeenMs: undefined,
    model: undefined,
    unusableModelId: undefined,
    isResolving: false,
    isJoining: false,
    early: [],
    decoding: undefined,
    gathered: undefined,
    setup: { isRunning: false, failures: 0, nextAttemptMs: 0 },
  };
}
