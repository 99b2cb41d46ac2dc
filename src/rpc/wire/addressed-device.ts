import type { IeeeAddress } from '../../devices/ieee-address.ts';
import type { Trait } from '../../devices/trait.ts';

/** What the mapping of commands must know of a device. */
export interface AddressedDevice {
  index: number;
  descriptor: { readonly ieeeAddress: IeeeAddress; readonly traits: readonly Trait[] };
}
