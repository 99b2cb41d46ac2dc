import { Type } from 'typebox';

/** Of everything that a house file names. */
export const idPattern = '^[a-z0-9](-?[a-z0-9]){0,62}$';
export const durationPattern = '^[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|min|h|d)$';

/** Objects refuse what they do not know. */
export const strict = { additionalProperties: false } as const;

export function duration(description: string) {
  return Type.String({
    pattern: durationPattern,
    description: `${description} For example 5s, 250ms, 10min, 1h.`,
  });
}

/** The id of something else in the file. */
export function reference(description: string) {
  return Type.String({ pattern: idPattern, description });
}

/** A map by id. */
export function named<T extends ReturnType<typeof Type.Object>>(
  item: T,
  countMax: number,
  description: string,
) {
  return Type.Record(Type.String({ pattern: idPattern }), item, {
    maxProperties: countMax,
    additionalProperties: false,
    description,
  });
}

/** What a house calls one of its places: a room's id, or `outdoors`. */
export function place(description: string) {
  return Type.String({ pattern: idPattern, description: `${description} A room, or outdoors.` });
}

/** Metres east and north of any origin: how far apart things are decides how well they hear each other. */
export function position(description: string) {
  return Type.Array(Type.Number({ minimum: -10_000, maximum: 10_000 }), {
    minItems: 2,
    maxItems: 2,
    description: `${description} Metres: [east, north].`,
  });
}

/** One of a few words. */
export function oneOf<const T extends string>(words: readonly T[], description: string) {
  return Type.Unsafe<T>(
    Type.Union(
      words.map((word) => Type.Literal(word)),
      { description },
    ),
  );
}

export const timeOfDayPattern = '^([01][0-9]|2[0-3]):[0-5][0-9]$';
