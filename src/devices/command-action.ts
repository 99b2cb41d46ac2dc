import type { IeeeAddress } from './ieee-address.ts';
import type { TraitValues } from './trait.ts';

/** What a command orders: by identity and trait names, never by the numbers of a link. */
export type CommandAction =
  | { type: 'setTraits'; ieeeAddress: IeeeAddress; values: TraitValues }
  | { type: 'getTraits'; ieeeAddress: IeeeAddress; traits: string[] }
  /** `durationS` 0 to 254, 0 closes; `via` one router only, null for everywhere. */
  | { type: 'permitJoin'; durationS: number; via: IeeeAddress | null }
  | { type: 'interviewDevice'; ieeeAddress: IeeeAddress }
  | { type: 'removeDevice'; ieeeAddress: IeeeAddress; force: boolean };
