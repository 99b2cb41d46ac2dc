import type {
  BooleanTrait,
  CompositeTrait,
  EnumTrait,
  ListTrait,
  NumericTrait,
  TextTrait,
  Trait,
  TraitAccess,
} from '../../devices/trait.ts';
import { type Expose, exposeAccess } from './expose.ts';

/** Longest name of a trait; a longer one could not be named by a command. */
const nameLengthMax = 64;
/** Longest texts for people. */
const labelLengthMax = 200;
const descriptionLengthMax = 1000;
/** How deep composites and lists may nest. The library's own nest twice. */
const depthMax = 4;

/**
 * Numbers that are whole by what they are, although the library gives them no step: steps of a level cluster,
 * reciprocal megakelvin, a count. Any other number may come with a fraction (a battery's percentage comes in halves,
 * a curtain's position as a float), whatever its bounds look like.
 */
const wholeNumbers = new Set([
  'brightness',
  'min_brightness',
  'max_brightness',
  'color_temp',
  'color_temp_startup',
  'action_group',
  'power_outage_count',
  'trigger_count',
]);

/** The traits of a device, in the order of its exposes; pure. What has no property or no usable name is left out. */
export function exposesToTraits(exposes: readonly Expose[]): Trait[] {
  return traitsOf(exposes, 0);
}

function traitsOf(exposes: readonly Expose[], depth: number): Trait[] {
  const traits = new Map<string, Trait>();
  for (const expose of flatten(exposes)) {
    const trait = traitOf(expose, depth);
    if (!trait) continue;
    const earlier = traits.get(trait.name);
    traits.set(trait.name, earlier ? merge(earlier, trait) : trait);
  }
  return [...traits.values()];
}

/** Replaces a group without a property of its own (light, switch, cover, climate ...) by its features. */
function flatten(exposes: readonly Expose[]): Expose[] {
  return exposes.flatMap((expose) =>
    expose.features && !expose.property ? flatten(expose.features) : [expose],
  );
}

function traitOf(expose: Expose, depth: number): Trait | undefined {
  const name = expose.property || expose.name;
  if (!name || name.length > nameLengthMax || depth >= depthMax) return undefined;
  const base = {
    name,
    ...(expose.label ? { label: oneLine(expose.label, labelLengthMax) } : {}),
    ...(expose.description ? { description: oneLine(expose.description, descriptionLengthMax) } : {}),
    access: accessOf(expose),
  };
  switch (expose.type) {
    case 'binary':
      return binaryTrait(base, expose);
    case 'numeric':
      return numericTrait(base, expose);
    case 'enum':
      return enumTrait(base, (expose.values ?? []).map(String));
    case 'text':
      return { ...base, type: 'text' } satisfies TextTrait;
    case 'composite': {
      const features = traitsOf(expose.features ?? [], depth + 1);
      return features.length > 0
        ? ({ ...base, type: 'composite', features } satisfies CompositeTrait)
        : undefined;
    }
    case 'list':
      return listTrait(base, expose, depth);
    default:
      return undefined;
  }
}

type TraitBase = Pick<Trait, 'name' | 'label' | 'description' | 'access'>;

/** A binary whose words are true and false is a boolean; one with other words is an enum of the two. */
function binaryTrait(base: TraitBase, expose: Expose): BooleanTrait | EnumTrait | undefined {
  const { value_on: on, value_off: off, value_toggle: toggle } = expose;
  if (typeof on === 'boolean' && typeof off === 'boolean') return { ...base, type: 'boolean' };
  const trait = enumTrait(
    base,
    [on, off].filter((value) => value !== undefined && value !== null).map(String),
  );
  return trait && toggle && !trait.values.includes(toggle) ? { ...trait, toggleValue: toggle } : trait;
}

function enumTrait(base: TraitBase, values: readonly string[]): EnumTrait | undefined {
  const unique = [...new Set(values)].filter((value) => value !== '');
  return unique.length > 0 ? { ...base, type: 'enum', values: unique } : undefined;
}

function numericTrait(base: TraitBase, expose: Expose): NumericTrait {
  const [minimum, maximum, step] = [expose.value_min, expose.value_max, expose.value_step].map(finite);
  const isWhole = (value: number | undefined) => value === undefined || Number.isInteger(value);
  const stepsWhole = step !== undefined || wholeNumbers.has(expose.name);
  return {
    ...base,
    type: stepsWhole && isWhole(step) && isWhole(minimum) && isWhole(maximum) ? 'integer' : 'number',
    ...(expose.unit ? { unit: expose.unit } : {}),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    ...(step === undefined ? {} : { step }),
  };
}

function listTrait(base: TraitBase, expose: Expose, depth: number): ListTrait | undefined {
  if (!expose.item_type) return undefined;
  const item = traitOf({ ...expose.item_type, property: expose.item_type.name || base.name }, depth + 1);
  if (!item) return undefined;
  const lengthMin = finite(expose.length_min);
  const lengthMax = finite(expose.length_max);
  return {
    ...base,
    type: 'list',
    item,
    ...(lengthMin === undefined ? {} : { lengthMin }),
    ...(lengthMax === undefined ? {} : { lengthMax }),
  };
}

function accessOf(expose: Expose): TraitAccess {
  const bits = expose.access ?? 0;
  return {
    reported: (bits & exposeAccess.reported) !== 0,
    settable: (bits & exposeAccess.settable) !== 0,
    gettable: (bits & exposeAccess.gettable) !== 0,
  };
}

/**
 * Two exposes may share a property: a light's `color` as x and y and as hue and saturation, a state in two groups.
 * Their members, words and access are united; of two kinds that do not go together the first stands.
 */
function merge(first: Trait, second: Trait): Trait {
  if (first.type === 'composite' && second.type === 'composite') {
    const names = new Set(first.features.map((feature) => feature.name));
    const added = second.features.filter((feature) => !names.has(feature.name));
    return { ...first, access: unite(first, second), features: [...first.features, ...added] };
  }
  if (first.type === 'enum' && second.type === 'enum') {
    const values = [...new Set([...first.values, ...second.values])];
    return { ...second, ...first, access: unite(first, second), values };
  }
  if (first.type === second.type) return { ...second, ...first, access: unite(first, second) } as Trait;
  return first;
}

function unite(first: Trait, second: Trait): TraitAccess {
  return {
    reported: first.access.reported || second.access.reported,
    settable: first.access.settable || second.access.settable,
    gettable: first.access.gettable || second.access.gettable,
  };
}

function finite(value: number | undefined): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The library explains at any length it likes, some in paragraphs. */
function oneLine(text: string, lengthMax: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > lengthMax ? `${line.slice(0, lengthMax - 1)}…` : line;
}
