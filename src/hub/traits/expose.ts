/**
 * What a converter says that a device has: the part of zigbee-herdsman-converters' `Expose` that traits are made of,
 * described here by shape so that only the radio loads the library.
 */
export interface Expose {
  type: string;
  name: string;
  /** The key of its values in messages; groups such as `light` have none. */
  property?: string | undefined;
  label?: string | undefined;
  description?: string | undefined;
  /** Sum of 1 (reported), 2 (settable) and 4 (gettable). */
  access?: number | undefined;
  /** The name of the endpoint whose values these are; the property then ends in `_` and it. */
  endpoint?: string | undefined;
  features?: readonly Expose[] | undefined;
  value_on?: string | boolean | undefined;
  value_off?: string | boolean | undefined;
  value_toggle?: string | undefined;
  values?: readonly (string | number)[] | undefined;
  unit?: string | undefined;
  value_min?: number | undefined;
  value_max?: number | undefined;
  value_step?: number | undefined;
  item_type?: Expose | undefined;
  length_min?: number | undefined;
  length_max?: number | undefined;
}

/** The bits of an expose's `access`. */
export const exposeAccess = { reported: 1, settable: 2, gettable: 4 } as const;
