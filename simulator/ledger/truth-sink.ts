import type { TraitValues } from '../../src/devices/trait.ts';
import type { AnyVariable, PhysicalValue } from '../devices/variable.ts';

/** What frames mean in terms of traits. */
export interface Meaning {
  /** Values that whoever understands the frame must come to. */
  traits: TraitValues;
  /** Whether the frame may say more than that: it has parts of which nobody here knows the meaning. */
  open: boolean;
}

/** Attribute values that a device sent. */
export interface AttributeFacts {
  endpointId: number;
  /** Its name, or its id in hex. */
  cluster: string;
  /** By name, or id in hex; as JSON has them. */
  attributes: Readonly<Record<string, unknown>>;
}

/** A command of a cluster's server to its clients, such as a zone status change. */
export interface NotificationFacts {
  endpointId: number;
  cluster: string;
  /** Its name, or its id in hex. */
  command: string;
  payload: Buffer;
}

/** A command or a write that a device carried out. */
export interface CommandFacts {
  /** Null if it came to several. */
  endpointId: number | null;
  cluster: string;
  command: string;
  /** Of a command. */
  payload: Buffer;
  /** Of a write: values by name. */
  attributes: Readonly<Record<string, unknown>>;
  /** A physical fact of the device as it is now, after the command. */
  variable: (name: string) => PhysicalValue | undefined;
}

/**
 * A model's own word on what its frames mean, where that is not what the clusters' names suggest (a contact sensor that
 * reports by On/Off), or where its attributes are private. Undefined: the general meaning holds.
 */
export interface TraitMeaning {
  ofAttributes?(facts: AttributeFacts): Meaning | undefined;
  ofNotification?(facts: NotificationFacts): Meaning | undefined;
  ofCommand?(facts: CommandFacts): Meaning | undefined;
}

/** A device, as whoever knows the truth about it shows it. */
export interface TruthfulDevice {
  radioId: string;
  /** As the house names it. */
  deviceId: string;
  ieeeAddress: string;
  modelId: string;
  variables: readonly AnyVariable[];
  meaning?: TraitMeaning | undefined;
}

/** A fault that begins, changes or ends. */
export interface FaultFacts {
  /** `loss`, `silence`, `powerCut` ... */
  fault: string;
  /** The device, radio or circuit that has it; null: all. */
  target: string | null;
  active: boolean;
  settings?: Readonly<Record<string, unknown>>;
}

/** Where a house tells the truth: what is in it, what befalls it. Physical changes are watched, not told. */
export interface TruthSink {
  /** @returns how to end it: the device is gone */
  addDevice(device: TruthfulDevice): () => void;
  faultChanged(fault: FaultFacts): void;
  /** Something was done to the house from outside. @param by - who did it: `control`, `story pipe-leaks` */
  actionDone(by: string, action: Readonly<Record<string, unknown>>): void;
  /** A step of a story, or any remark; cut to 1024 characters. */
  note(text: string): void;
}
