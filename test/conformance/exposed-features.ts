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

export const exposeAccess = { published: 1, set: 2, get: 4 } as const;

/** Every value of a definition that has a name of its own, whatever it is grouped under. */
export function exposedFeatures(
  exposes: readonly Expose[],
): (Expose & { property: string; access: number })[] {
  return exposes.flatMap((expose) => {
    const { property, access, features } = expose;
    if (property !== undefined && access !== undefined) return [{ ...expose, property, access }];
    return features === undefined ? [] : exposedFeatures(features);
  });
}

/** Values that a settable feature must take, in the order in which they are tried; none for what has no list. */
export function valuesToTry(feature: Expose): unknown[] {
  switch (feature.type) {
    case 'binary':
      return [feature.value_on, feature.value_off, feature.value_on];
    case 'enum':
      return (feature.values ?? []).slice(0, 4);
    case 'numeric': {
      const { value_min: minimum, value_max: maximum } = feature;
      if (minimum === undefined || maximum === undefined) return [];
      return [0.75, 0.25].map((share) => Math.round(minimum + share * (maximum - minimum)));
    }
    default:
      return [];
  }
}

/** Whether a published value tells the physical one: numbers may be rounded on the way. */
export function tellsTruth(published: unknown, physical: unknown): boolean {
  if (typeof published !== 'number' || typeof physical !== 'number') return published === physical;
  return Math.abs(published - physical) <= Math.max(0.6, Math.abs(physical) * 0.015);
}
