import type { DeviceDescriptor } from './device-descriptor.ts';
import type { Trait, TraitValue } from './trait.ts';

/** One thing wrong with a set of values, naming the trait and what would be right. */
export interface TraitFault {
  code: 'unknown-trait' | 'trait-not-settable' | 'invalid-value';
  /** The trait, or the path within it: `color.x`, `schedule[2]`. */
  trait: string;
  /** What would be right: `a number from 0 to 254`, `one of ON, OFF, TOGGLE`. */
  expected: string;
}

/** Text traits and composites are bounded, so that a stranger cannot fill a hub. */
const textLengthMax = 1024;
const listLengthMax = 64;

/** Every fault in the values that a command wants to set; empty if they may be sent. */
export function validateSet(descriptor: DeviceDescriptor, values: Record<string, unknown>): TraitFault[] {
  const traits = new Map(descriptor.traits.map((trait) => [trait.name, trait]));
  return Object.entries(values).flatMap(([name, value]): TraitFault[] => {
    const trait = traits.get(name);
    if (!trait) {
      const settable = descriptor.traits.filter((each) => each.access.settable).map((each) => each.name);
      const expected =
        settable.length > 0 ? `one of ${settable.join(', ')}` : 'nothing: no trait is settable';
      return [{ code: 'unknown-trait', trait: name, expected }];
    }
    if (!trait.access.settable) {
      return [{ code: 'trait-not-settable', trait: name, expected: 'nothing: it is only reported' }];
    }
    return faultsOf(trait, value, name);
  });
}

/** Whether a value of unknown origin fits a trait, bounds included. */
export function isTraitValue(trait: Trait, value: unknown): value is TraitValue {
  return faultsOf(trait, value, trait.name).length === 0;
}

function faultsOf(trait: Trait, value: unknown, path: string): TraitFault[] {
  if (trait.type === 'composite') {
    if (!isPlainObject(value)) return [fault(trait, path)];
    const features = new Map(trait.features.map((feature) => [feature.name, feature]));
    return Object.entries(value).flatMap(([name, member]) => {
      const feature = features.get(name);
      return feature ? faultsOf(feature, member, `${path}.${name}`) : [fault(trait, `${path}.${name}`)];
    });
  }
  if (trait.type === 'list') {
    if (!Array.isArray(value) || value.length < (trait.lengthMin ?? 0)) return [fault(trait, path)];
    if (value.length > (trait.lengthMax ?? listLengthMax)) return [fault(trait, path)];
    return value.flatMap((element, index) => faultsOf(trait.item, element, `${path}[${index}]`));
  }
  return fits(trait, value) ? [] : [fault(trait, path)];
}

function fits(trait: Exclude<Trait, { type: 'composite' | 'list' }>, value: unknown): boolean {
  switch (trait.type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'text':
      return typeof value === 'string' && value.length <= textLengthMax;
    case 'enum':
      return typeof value === 'string' && (trait.values.includes(value) || value === trait.toggleValue);
    case 'integer':
    case 'number':
      return (
        typeof value === 'number' &&
        Number.isFinite(value) &&
        (trait.type === 'number' || Number.isInteger(value)) &&
        value >= (trait.minimum ?? Number.NEGATIVE_INFINITY) &&
        value <= (trait.maximum ?? Number.POSITIVE_INFINITY)
      );
  }
}

function fault(trait: Trait, path: string): TraitFault {
  return { code: 'invalid-value', trait: path, expected: expectation(trait) };
}

/** What a value of this trait looks like, in words. */
export function expectation(trait: Trait): string {
  switch (trait.type) {
    case 'boolean':
      return 'true or false';
    case 'text':
      return `a text of at most ${textLengthMax} characters`;
    case 'enum':
      return `one of ${[...trait.values, ...(trait.toggleValue ? [trait.toggleValue] : [])].join(', ')}`;
    case 'integer':
    case 'number': {
      const noun = trait.type === 'integer' ? 'a whole number' : 'a number';
      const unit = trait.unit ? ` ${trait.unit}` : '';
      if (trait.minimum !== undefined && trait.maximum !== undefined) {
        return `${noun} from ${trait.minimum} to ${trait.maximum}${unit}`;
      }
      if (trait.minimum !== undefined) return `${noun} of at least ${trait.minimum}${unit}`;
      if (trait.maximum !== undefined) return `${noun} of at most ${trait.maximum}${unit}`;
      return `${noun}${trait.unit ? ` in ${trait.unit}` : ''}`;
    }
    case 'composite':
      return `an object with ${trait.features.map((feature) => feature.name).join(', ')}`;
    case 'list':
      return `a list, each element ${expectation(trait.item)}`;
  }
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
