import type { IeeeAddress } from './ieee-address.ts';
import type { Binding, ReportingRule } from './radio-operation.ts';
import type { TraitValues } from './trait.ts';

/** What a command orders: by identity and trait names, never by the numbers of a link. */
export type CommandAction =
  | { type: 'setTraits'; ieeeAddress: IeeeAddress; values: TraitValues }
  | { type: 'getTraits'; ieeeAddress: IeeeAddress; traits: string[] }
  /** `durationS` 0 to 254, 0 closes; `via` one router only, null for everywhere. */
  | { type: 'permitJoin'; durationS: number; via: IeeeAddress | null }
  | { type: 'interviewDevice'; ieeeAddress: IeeeAddress }
  | { type: 'removeDevice'; ieeeAddress: IeeeAddress; force: boolean }
  /** Asks the coordinator and all routers for their tables. */
  | { type: 'readNetworkMap' }
  | { type: 'readBindings'; ieeeAddress: IeeeAddress }
  | { type: 'bind' | 'unbind'; ieeeAddress: IeeeAddress; binding: Binding }
  /** Without attributes: all that the hub has configured at this cluster; without a cluster: at any. */
  | {
      type: 'readReporting';
      ieeeAddress: IeeeAddress;
      endpointId: number | null;
      cluster: string | null;
      attributes: string[];
    }
  | {
      type: 'configureReporting';
      ieeeAddress: IeeeAddress;
      endpointId: number;
      cluster: string;
      rules: ReportingRule[];
    }
  /** Makes these devices, and no others, the members of a Zigbee group, as far as they can be in one. */
  | { type: 'setGroupMembers'; groupId: number; members: IeeeAddress[] }
  /** Sets traits of several devices, with one frame to their Zigbee group where that is possible. */
  | { type: 'setGroupTraits'; groupId: number; members: { ieeeAddress: IeeeAddress; values: TraitValues }[] }
  /** Gives the hub a new key pair in place of the one that it proves itself with. */
  | { type: 'rotateKey' };
