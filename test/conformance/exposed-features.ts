/** A definition's expose, as Zigbee2MQTT publishes it in `bridge/devices`. */
export interface Expose {
  type: string;
  name?: string;
  property?: string;
  /** Bits: 1 published, 2 can be set, 4 can be read. */
  access?: number;
  features?: Expose[];
  values?: unknown[];
  value_on?: unknown;
  value_off?: unknown;
  value_min?: number;
  value_max?: number;
}

/** One value of a definition that has a name of its own. */
export interface Feature {
  /** As the table calls it: `level_config.execute_if_off` for a part of a composite. */
  trait: string;
  /** The keys under which it is published and set, outermost first. */
  path: readonly string[];
  isPublished: boolean;
  isSettable: boolean;
  isReadable: boolean;
  expose: Expose;
}

const access = { published: 1, set: 2, get: 4 } as const;

/** Every value of a definition, whatever it is grouped under; the parts of a composite one by one. */
export function exposedFeatures(exposes: readonly Expose[], within: readonly string[] = []): Feature[] {
  return exposes.flatMap((expose) => {
    const { type, property, features } = expose;
    if (property === undefined) return features === undefined ? [] : exposedFeatures(features, within);
    const path = [...within, property];
    if (type === 'composite' && features !== undefined && !isWhole(property)) {
      return exposedFeatures(features, path);
    }
    const bits = expose.access ?? 0;
    return [
      {
        trait: path.join('.'),
        path,
        isPublished: (bits & access.published) !== 0,
        isSettable: (bits & access.set) !== 0,
        isReadable: (bits & access.get) !== 0,
        expose,
      },
    ];
  });
}

/** What goes by no bounds of its own: values that make sense, in the order in which they are tried. */
const chosenValues: Readonly<Record<string, readonly unknown[]>> = {
  pin_code: [{ user: 3, user_type: 'unrestricted', user_enabled: true, pin_code: 4711 }],
  region_upsert: [1, 2].map((region_id) => ({ region_id, zones: [{ x: 1, y: 1 }] })),
  region_delete: [{ region_id: 2 }],
  schedule_settings: ['mon,tue,wed,thu,fri|7:30,23.0|18:00,17.0|22:00,21.0|7:00,22.0'],
  // The other one last: only then it takes what is measured elsewhere.
  sensor: ['external', 'internal', 'external'],
};

/** Composites whose parts mean nothing alone. */
function isWhole(property: string): boolean {
  return property in chosenValues;
}

/**
 * Values that a settable feature must take, in the order in which they are tried.
 * @param present - its value now, which is not the first to be tried: nothing would change
 */
export function valuesToTry(feature: Feature, present: unknown): readonly unknown[] {
  const chosen = chosenValues[feature.path.at(-1) ?? ''];
  if (chosen !== undefined) return chosen;
  const [first, ...others] = possibleValues(feature);
  if (first === undefined) return [];
  return others.length > 0 && tellsTruth(first, present) ? [...others, first] : [first, ...others];
}

function possibleValues({ expose }: Feature): readonly unknown[] {
  switch (expose.type) {
    case 'binary':
      return [expose.value_on, expose.value_off, expose.value_on];
    case 'enum':
      return expose.values ?? [];
    case 'numeric': {
      const { value_min: minimum, value_max: maximum } = expose;
      if (minimum === undefined || maximum === undefined) return [];
      return [0.75, 0.25].map((share) => Math.round(minimum + share * (maximum - minimum)));
    }
    default:
      return [];
  }
}

/** A value under its keys, as it is published or set. */
export function wrap({ path }: Feature, value: unknown): unknown {
  return path.reduceRight((inner, key) => ({ [key]: inner }), value);
}

/** The value of a feature in a message; undefined if it is not there. */
export function unwrap({ path }: Feature, message: unknown): unknown {
  return path.reduce<unknown>((outer, key) => (outer as Record<string, unknown> | undefined)?.[key], message);
}

/** Whether a published value tells the physical one: numbers may be rounded on the way. */
export function tellsTruth(published: unknown, physical: unknown): boolean {
  // Some converters publish numbers as texts.
  const told = typeof published === 'string' && typeof physical === 'number' ? Number(published) : published;
  if (typeof told !== 'number' || typeof physical !== 'number') return told === physical;
  // Whole numbers may have been rounded to that, small ones hardly at all.
  const rounding = Number.isInteger(told) && Math.abs(physical) >= 1 ? 0.6 : 0.01;
  return Math.abs(told - physical) <= Math.max(rounding, Math.abs(physical) * 0.02);
}
