import type { IeeeAddress } from './ieee-address.ts';

/*
 * What the operations of a radio ask for. It is Zigbee's vocabulary, carried as data: nobody but the hub knows what a
 * cluster is.
 */

/** Who is sent what an endpoint's cluster tells of itself. */
export type BindingTarget =
  | { type: 'coordinator' }
  | { type: 'device'; ieeeAddress: IeeeAddress; endpointId: number }
  | { type: 'group'; groupId: number };

export interface Binding {
  /** 1 to 240. */
  endpointId: number;
  /** Its name, or its number: `genOnOff`, `6`, `0x0006`. */
  cluster: string;
  target: BindingTarget;
}

/** How an attribute is reported. */
export interface ReportingRule {
  /** Its name, or its number: `onOff`, `0`, `0x0000`. */
  attribute: string;
  /** Not more often than this, seconds. */
  minimumIntervalS: number;
  /** At least this often, seconds; 0: only changes. 65535: not at all (ZCL revision 8, 2.5.7.1.6). */
  maximumIntervalS: number;
  /** By how much a number must change; null for what is no number. */
  change: number | null;
}

/** What may be bound and reported of a device. Bounds of the link and of the API alike. */
export const radioLimits = {
  endpointIdMin: 1,
  endpointIdMax: 240,
  groupIdMin: 1,
  /** Above are reserved ones (Zigbee specification r22, 2.2.4.1.1.1). */
  groupIdMax: 0xfff7,
  intervalMaxS: 0xffff,
  /** Characters of a cluster's or attribute's name. */
  nameLengthMax: 64,
  attributesMax: 16,
  /** Devices of one group command. */
  groupMembersMax: 256,
} as const;
