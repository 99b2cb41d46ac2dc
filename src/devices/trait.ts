/**
 * A trait is a named, typed, united value of a device. Names and shapes are those of
 * zigbee-herdsman-converters' `exposes`: the `name` is its `property`.
 */
export type TraitType = 'boolean' | 'integer' | 'number' | 'enum' | 'text' | 'composite' | 'list';

/** How a trait may be used. */
export interface TraitAccess {
  /** The device reports it of itself. */
  reported: boolean;
  /** A command may set it. */
  settable: boolean;
  /** The hub may ask the device for it. */
  gettable: boolean;
}

interface TraitBase {
  /** Unique within the device; 1 to 64 characters. */
  name: string;
  /** For people; one line. */
  label?: string;
  description?: string;
  access: TraitAccess;
}

export interface BooleanTrait extends TraitBase {
  type: 'boolean';
}

export interface NumericTrait extends TraitBase {
  type: 'integer' | 'number';
  /** As people write it: `°C`, `%`, `W`, `kWh`, `hPa`, `lx`, `mV`, `s`. */
  unit?: string;
  /** Smallest value that may be set. */
  minimum?: number;
  /** Largest value that may be set. */
  maximum?: number;
  /** Distance between two settable values. */
  step?: number;
}

export interface EnumTrait extends TraitBase {
  type: 'enum';
  values: readonly string[];
  /** A further word that a command may set and that is never reported: it swaps the two values. */
  toggleValue?: string;
}

export interface TextTrait extends TraitBase {
  type: 'text';
}

export interface CompositeTrait extends TraitBase {
  type: 'composite';
  /** The members of the object, by their names. */
  features: readonly Trait[];
}

export interface ListTrait extends TraitBase {
  type: 'list';
  /** What each element is; its `name` has no meaning. */
  item: Trait;
  lengthMin?: number;
  lengthMax?: number;
}

export type Trait = BooleanTrait | NumericTrait | EnumTrait | TextTrait | CompositeTrait | ListTrait;

/** The value of a trait; `null` where the device has said that it does not know. */
export type TraitValue = boolean | number | string | null | { [feature: string]: TraitValue } | TraitValue[];

/** Values by trait name. */
export type TraitValues = Record<string, TraitValue>;
