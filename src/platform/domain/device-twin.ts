import type { DeviceDescriptor } from '../../devices/device-descriptor.ts';
import type { IeeeAddress } from '../../devices/ieee-address.ts';
import type { TraitValue, TraitValues } from '../../devices/trait.ts';

/** A value and when the hub observed it, milliseconds since the Unix epoch. */
export interface ReportedValue {
  value: TraitValue;
  observedAtMs: number;
}

/** What a command to a device has to know of it. */
export interface CommandTarget {
  ieeeAddress: IeeeAddress;
  homeId: string;
  hubId: string;
  descriptor: DeviceDescriptor;
  /** False: another hub of the home may have heard the device later. That is checked when the command is made. */
  isCertain: boolean;
}

/** What the platform believes of a device: the last reported values beside the desired ones. */
export interface DeviceTwin {
  ieeeAddress: IeeeAddress;
  homeId: string;
  hubId: string;
  /** What people call it; until they have, its model and the end of its address. */
  name: string;
  /** Null for none. */
  roomId: string | null;
  icon: string | null;
  descriptor: DeviceDescriptor;
  reported: Record<string, ReportedValue>;
  /** Values that commands have asked for and the device has not yet confirmed. */
  desired: TraitValues;
  /** The device itself answers, as far as its hub knows. */
  available: boolean;
  /** Its hub is online. Told apart from `available`. */
  hubOnline: boolean;
  /** 0 if never. */
  lastSeenMs: number;
  /** 0 to 255. */
  linkQuality: number | null;
  /** Grows with everything that the device reports and that people change of it. */
  version: number;
}
