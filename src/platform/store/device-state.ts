import type { DeviceDescriptor } from '../../devices/device-descriptor.ts';
import type { ReportedValue } from '../domain/device-twin.ts';

/** What changes of a device, as the node that holds its hub's session keeps it in memory. */
export interface DeviceState {
  /** Names the device on the hub link. */
  index: number;
  /** Names its descriptor in the hub's table. */
  descriptorRef: number;
  available: boolean;
  /** 0 to 255. */
  linkQuality: number | null;
  /** Grows with every change. */
  version: number;
  /** Milliseconds since the Unix epoch; 0 if never. */
  lastSeenMs: number;
  /** By trait name. */
  reported: Map<string, ReportedValue>;
}

/** A descriptor without the identity of any one device: many devices share one. */
export type SharedDescriptor = Omit<DeviceDescriptor, 'ieeeAddress'>;
