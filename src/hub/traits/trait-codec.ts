import type { Trait, TraitValue, TraitValues } from '../../devices/trait.ts';
import type { Expose } from './expose.ts';

/** What no value can be made of: the converter gave something that its own description rules out. */
export const notAValue = Symbol('not a value');

/**
 * Turns a converter's value into a trait's, so that it always has the trait's type: `true` for a boolean, a word for
 * an enum, a whole number for an integer. Bounds are not checked: a device may report what it would not accept.
 */
export function decodeTraitValue(trait: Trait, raw: unknown): TraitValue | typeof notAValue {
  if (raw === null) return null;
  switch (trait.type) {
    case 'boolean':
      return typeof raw === 'boolean' ? raw : notAValue;
    case 'enum':
      return typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean'
        ? knownWord(trait.values, String(raw))
        : notAValue;
    case 'text':
      return typeof raw === 'string' || typeof raw === 'number' ? String(raw) : notAValue;
    case 'integer':
    case 'number': {
      const value = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw;
      if (typeof value !== 'number' || !Number.isFinite(value)) return notAValue;
      return trait.type === 'integer' ? Math.round(value) : value;
    }
    case 'composite':
      return typeof raw === 'object' && !Array.isArray(raw)
        ? decodeTraitValues(trait.features, raw as Record<string, unknown>)
        : notAValue;
    case 'list': {
      if (!Array.isArray(raw)) return notAValue;
      const items = raw.map((each) => decodeTraitValue(trait.item, each));
      return items.includes(notAValue) ? notAValue : (items as TraitValue[]);
    }
  }
}

/** The values of those traits for which there are any; others are left out. */
export function decodeTraitValues(traits: readonly Trait[], raw: Record<string, unknown>): TraitValues {
  const values: TraitValues = {};
  for (const trait of traits) {
    const given = Object.hasOwn(raw, trait.name) ? raw[trait.name] : undefined;
    if (given === undefined) continue;
    const value = decodeTraitValue(trait, given);
    if (value !== notAValue) values[trait.name] = value;
  }
  return values;
}

/** Words differ in case between a converter's description and its values here and there. */
function knownWord(words: readonly string[], word: string): string {
  if (words.includes(word)) return word;
  return words.find((each) => each.toLowerCase() === word.toLowerCase()) ?? word;
}

/** Turns a trait's value into what the converter takes: the number behind an enum's word, the text behind true. */
export function encodeTraitValue(expose: Expose, value: TraitValue): unknown {
  if (expose.type === 'enum' && typeof value === 'string') {
    return expose.values?.find((each) => String(each) === value) ?? value;
  }
  if (expose.type === 'binary') {
    return [expose.value_on, expose.value_off].find((each) => String(each) === String(value)) ?? value;
  }
  if (expose.type === 'composite' && typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const features = new Map(expose.features?.map((each) => [each.property || each.name, each]));
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => {
        const feature = features.get(name);
        return [name, feature ? encodeTraitValue(feature, member) : member];
      }),
    );
  }
  if (expose.type === 'list' && Array.isArray(value)) {
    const item = expose.item_type;
    return item ? value.map((each) => encodeTraitValue(item, each)) : value;
  }
  return value;
}
