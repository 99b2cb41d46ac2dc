import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { Trait, TraitValue, TraitValues } from '../../devices/trait.ts';
import type { TraitValue as WireTraitValue } from '../gen/zigfleet/link/v1/link.ts';
import { wireLimits } from './wire-limits.ts';

/** Values on their way to the wire, and those that have no place there. */
export interface EncodedValues {
  values: WireTraitValue[];
  /** Names of values without a trait, of another type than their trait says, or beyond the link's bounds. */
  dropped: string[];
}

/** Trait names to their indexes in a descriptor. */
export type TraitIndex = ReadonlyMap<string, number>;

/** The index of a descriptor's traits, to be made once a descriptor. */
export function indexTraits(traits: readonly Trait[]): TraitIndex {
  return new Map(traits.map((trait, index) => [trait.name, index]));
}

/** Names become indexes. Never throws: what does not fit is told, and the rest goes on. */
export function encodeTraitValues(
  traits: readonly Trait[],
  traitIndex: TraitIndex,
  values: TraitValues,
): EncodedValues {
  const encoded: WireTraitValue[] = [];
  const dropped: string[] = [];
  for (const name of Object.keys(values)) {
    const index = traitIndex.get(name);
    const trait = index === undefined ? undefined : traits[index];
    const value = trait && encodeValue(trait, values[name]);
    if (index === undefined || value === undefined) dropped.push(name);
    else encoded.push({ trait: index, value });
  }
  return { values: encoded, dropped };
}

/**
 * Indexes become names again.
 * @throws ZigfleetError `decode-failed` on an index beyond the descriptor, a value of another type than its trait's, a
 * trait named twice, JSON that is malformed or too deep
 */
export function decodeTraitValues(
  traits: readonly Trait[],
  wireValues: readonly WireTraitValue[],
): TraitValues {
  const values: TraitValues = {};
  for (const wireValue of wireValues) {
    const trait = traits[wireValue.trait];
    if (!trait) throw malformed(`the descriptor has no trait ${wireValue.trait}`);
    if (Object.hasOwn(values, trait.name)) throw malformed(`two values for ${trait.name}`);
    setOwn(values, trait.name, decodeValue(trait, wireValue.value));
  }
  return values;
}

function encodeValue(trait: Trait, value: unknown): WireTraitValue['value'] {
  if (value === null) return { $case: 'unknown', value: true };
  switch (trait.type) {
    case 'boolean':
      return typeof value === 'boolean' ? { $case: 'boolean', value } : undefined;
    case 'integer':
    case 'number':
      if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
      // A negative zero and integers beyond 2^53 keep their exact value as a double only.
      return Number.isSafeInteger(value) && !Object.is(value, -0)
        ? { $case: 'integer', value }
        : { $case: 'number', value };
    case 'enum':
    case 'text':
      if (typeof value !== 'string' || value.length > wireLimits.textLengthMax) return undefined;
      return { $case: 'text', value: value.toWellFormed() };
    case 'composite':
    case 'list':
      return encodeJson(trait, value);
  }
}

function encodeJson(trait: Trait, value: unknown): WireTraitValue['value'] {
  if (!fitsShape(trait, value) || !isPlainValue(value, wireLimits.depthMax)) return undefined;
  const text = JSON.stringify(value);
  return text.length > wireLimits.jsonLengthMax ? undefined : { $case: 'json', value: text };
}

function decodeValue(trait: Trait, value: WireTraitValue['value']): TraitValue {
  switch (value?.$case) {
    case 'unknown':
      return null;
    case 'boolean':
      if (trait.type === 'boolean') return value.value;
      break;
    case 'integer':
    case 'number':
      if ((trait.type === 'integer' || trait.type === 'number') && Number.isFinite(value.value)) {
        return value.value;
      }
      break;
    case 'text':
      if (
        (trait.type === 'enum' || trait.type === 'text') &&
        value.value.length <= wireLimits.textLengthMax
      ) {
        return value.value;
      }
      break;
    case 'json': {
      const parsed = parseJson(value.value);
      if (fitsShape(trait, parsed)) return parsed;
      break;
    }
  }
  throw malformed(`the value of ${trait.name} is not a ${trait.type}`);
}

/** @throws ZigfleetError `decode-failed` */
function parseJson(text: string): TraitValue {
  if (text.length > wireLimits.jsonLengthMax) throw malformed('a JSON value is too long');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ZigfleetError('decode-failed', 'a value is not JSON', { cause: error });
  }
  if (!isPlainValue(value, wireLimits.depthMax)) throw malformed('a JSON value is nested too deeply');
  return value;
}

function fitsShape(trait: Trait, value: unknown): boolean {
  if (trait.type === 'list') return Array.isArray(value);
  return trait.type === 'composite' && typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether it is made only of what JSON has, and not deeper than so many levels. */
function isPlainValue(value: unknown, depth: number): value is TraitValue {
  switch (typeof value) {
    case 'boolean':
    case 'string':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'object':
      if (value === null) return true;
      if (depth === 0) return false;
      return (Array.isArray(value) ? value : Object.values(value)).every((each) =>
        isPlainValue(each, depth - 1),
      );
    default:
      return false;
  }
}

/** A trait may have any name, `__proto__` too, and must then not reach the prototype. */
function setOwn(values: TraitValues, name: string, value: TraitValue): void {
  if (name === '__proto__') {
    Object.defineProperty(values, name, { value, enumerable: true, writable: true, configurable: true });
  } else {
    values[name] = value;
  }
}

function malformed(message: string): ZigfleetError {
  return new ZigfleetError('decode-failed', message);
}
