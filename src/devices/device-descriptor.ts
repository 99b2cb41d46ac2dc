import type { IeeeAddress } from './ieee-address.ts';
import type { Trait } from './trait.ts';

/** What a device is, apart from its values. The platform validates by this and never knows what a cluster is. */
export interface DeviceDescriptor {
  ieeeAddress: IeeeAddress;
  logicalType: 'router' | 'endDevice';
  powerSource: 'mains' | 'battery' | 'unknown';
  /** What the device calls itself (ZCL Basic, attribute 5), such as `lumi.weather`. */
  modelId: string;
  /** What its maker sells it as, such as `WSDCGQ11LM`. */
  model: string;
  vendor: string;
  /** For people; one line. */
  description: string;
  softwareVersion?: string;
  /** Whether the model is a known one; otherwise the traits were derived from its clusters. */
  supported: boolean;
  /** Whether the receiver sleeps, so that commands may take until the device wakes. */
  sleepy: boolean;
  traits: readonly Trait[];
}
