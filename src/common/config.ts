import type { Static, TObject, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { ZigfleetError } from './zigfleet-error.ts';

/**
 * A configuration is one TypeBox object schema per process. Beside TypeBox's own words a property may carry
 * `env` (the environment variable that sets it), `option` (its name on the command line, by default the property's
 * name in kebab-case) and `placeholder` (what the help shows for its value). Precedence: option, environment, default.
 */
export interface ConfigAnnotations {
  env?: string;
  option?: `--${string}`;
  placeholder?: string;
  description?: string;
  default?: unknown;
}

/** The properties of a configuration schema with what they carry. */
export function configProperties(schema: TObject): [property: string, schema: TSchema & ConfigAnnotations][] {
  return Object.entries(schema.properties as Record<string, TSchema & ConfigAnnotations>);
}

/** The name on the command line: `dataDir` is `--data-dir` unless its schema says otherwise. */
export function optionName(property: string, annotations: ConfigAnnotations = {}): string {
  return annotations.option ?? `--${property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/**
 * Reads the configuration once, checks it, freezes it.
 * @param options - values from the command line by property name; undefined ones count as absent
 * @throws ZigfleetError `invalid-config`, its message one line per field that is wrong
 */
export function readConfig<T extends TObject>(
  schema: T,
  options: Record<string, unknown>,
  env: Record<string, string | undefined>,
): Readonly<Static<T>> {
  const given: Record<string, unknown> = {};
  const origin: Record<string, string> = {};
  for (const [property, annotations] of configProperties(schema)) {
    const variable = annotations.env;
    if (options[property] !== undefined) {
      given[property] = options[property];
      origin[property] = optionName(property, annotations);
    } else if (variable !== undefined && env[variable] !== undefined && env[variable] !== '') {
      given[property] = env[variable];
      origin[property] = variable;
    }
  }
  const config = Value.Convert(schema, Value.Default(schema, given));
  const faults = new Map<string, string>();
  for (const error of Value.Errors(schema, config)) {
    // An object that lacks several properties has one error that names them all.
    const isMissing = error.keyword === 'required';
    const properties = isMissing
      ? (error.params as { requiredProperties: string[] }).requiredProperties
      : error.instancePath.split('/').slice(1, 2);
    for (const property of properties) {
      if (faults.has(property)) continue;
      const annotations = schema.properties[property] as ConfigAnnotations | undefined;
      const name = origin[property] ?? optionName(property, annotations);
      faults.set(property, isMissing ? `${name} is missing` : `${name} ${error.message}`);
    }
  }
  if (faults.size > 0) throw new ZigfleetError('invalid-config', [...faults.values()].join('\n'));
  return Object.freeze(config as Static<T>);
}
