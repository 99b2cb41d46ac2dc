import Type, { type TSchema } from 'typebox';
import type { TraitValue, TraitValues } from '../../../devices/trait.ts';

/** A reference to a schema that is registered by its name, typed as what it stands for. */
export function refTo<T>(name: string) {
  return Type.Unsafe<T>({ $ref: `${name}#` });
}

/** A point in time as the API tells it. */
export function timeSchema(description: string) {
  return Type.String({ format: 'date-time', description, examples: ['2026-01-05T08:30:00.000Z'] });
}

/** Something or null, with the null documented in the description. */
export function nullable<T extends TSchema>(
  schema: T,
  options: { description: string; examples: unknown[]; default?: unknown },
) {
  return Type.Union([schema, Type.Null()], options);
}

/** Any value that a trait may have. Which, its descriptor says. */
export const traitValueSchema = Type.Unsafe<TraitValue>({
  type: ['boolean', 'number', 'string', 'null', 'object', 'array'],
  description:
    'A value of a trait; of which type, the descriptor of the device says. Null where it is not known.',
  examples: ['ON', 21.5, true],
});

export const traitValuesSchema = Type.Unsafe<TraitValues>({
  type: 'object',
  additionalProperties: { $ref: 'TraitValue#' },
  description: 'Values by the names of the traits.',
  examples: [{ state: 'ON' }],
});

export const homeIdSchema = Type.String({
  minLength: 1,
  maxLength: 64,
  description: 'The home.',
  examples: ['home-1'],
});

export const hubIdSchema = Type.String({
  minLength: 1,
  maxLength: 64,
  description: 'The hub.',
  examples: ['hub-8f3b2c1d4e5f6071'],
});

export const ieeeAddressSchema = Type.String({
  minLength: 1,
  maxLength: 64,
  description: 'The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64).',
  examples: ['0x00158d00045a1b20'],
});

export const commandIdSchema = Type.String({
  minLength: 1,
  maxLength: 128,
  description: 'The command.',
  examples: ['cmd-01'],
});

/** A word that apps choose: the platform keeps it and knows no pictures. */
export const iconSchema = nullable(
  Type.String({ pattern: '^[a-z0-9]+(?:[-_:][a-z0-9]+)*$', minLength: 1, maxLength: 48 }),
  {
    description:
      'The name of a picture, which apps choose: lower-case letters, digits and single `-`, `_`, `:` between them; null for none.',
    examples: ['lamp', 'mdi:floor-lamp'],
  },
);
