import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { TLocalizedValidationError } from 'typebox/error';
import { Value } from 'typebox/value';
import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { Fault } from './problem.ts';

/** Most faults that are told of one request. */
const faultsMax = 20;

/** How the parts are called in a fault's `field`. */
const partNames: Record<string, string> = {
  body: 'body',
  querystring: 'query',
  params: 'path',
  headers: 'header',
};

/**
 * Validates by the TypeBox schemas that the OpenAPI document is made from. Texts of the query and the headers are
 * converted to the type that the schema wants; bodies are taken as they are. Defaults are filled in.
 */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const check = Compile(schema);
  const part = partNames[httpPart ?? 'body'] ?? 'body';
  const isBody = httpPart === 'body';
  const { properties = {} } = schema as { properties?: Record<string, { default?: unknown }> };
  const hasDefaults = Object.values(properties).some((property) => property.default !== undefined);
  const prepare = isBody ? undefined : preparer(properties);
  return (given: unknown) => {
    // What is right as it is, such as a path of texts, is spared the rest.
    if (!hasDefaults && check.Check(given)) return { value: given };
    const prepared = prepare?.(given as Record<string, unknown>);
    if (prepared && check.Check(prepared)) return { value: prepared };
    // A request without a body is one whose every member is left out.
    const filled = Value.Default(schema, isBody ? (given ?? {}) : given);
    const value = isBody ? filled : Value.Convert(schema, filled);
    if (check.Check(value)) return { value };
    const faults = faultsOf(check.Errors(value), part);
    const detail = faults.map(({ field, expected }) => `${field} ${expected}`).join('; ');
    return { error: new ZigfleetError('invalid-request', `${detail}.`, { context: { faults } }) };
  };
};

/**
 * Fills in what is left out and reads whole numbers: all that most queries need, at a tenth of what the general way takes.
 * What is not right after that goes the general way.
 */
function preparer(
  properties: Record<string, { default?: unknown; type?: unknown }>,
): (given: Record<string, unknown>) => Record<string, unknown> {
  // Lists and objects go the general way: each request gets its own.
  const defaults = Object.entries(properties).filter(
    ([, property]) => property.default !== undefined && typeof property.default !== 'object',
  );
  const integers = Object.entries(properties)
    .filter(([, { type }]) => type === 'integer')
    .map(([name]) => name);
  return (given) => {
    const prepared = { ...given };
    for (const [name, property] of defaults) prepared[name] ??= property.default;
    for (const name of integers) {
      const text = prepared[name];
      if (typeof text === 'string' && /^-?\d{1,15}$/.test(text)) prepared[name] = Number(text);
    }
    return prepared;
  };
}

/** One fault a place; what follows from another fault, such as each branch of a union, is left out. */
function faultsOf(errors: TLocalizedValidationError[], part: string): Fault[] {
  const faults = new Map<string, string>();
  const add = (path: string, expected: string) => {
    const field = `${part}${path}`;
    if (!faults.has(field) && faults.size < faultsMax) faults.set(field, expected);
  };
  for (const error of errors) {
    switch (error.keyword) {
      case 'boolean':
        // Told better by additionalProperties, which follows.
        break;
      case 'additionalProperties':
        for (const name of error.params.additionalProperties) {
          add(`${error.instancePath}/${name.slice(0, 64)}`, 'is not known');
        }
        break;
      case 'required':
        for (const name of error.params.requiredProperties)
          add(`${error.instancePath}/${name}`, 'is required');
        break;
      case 'enum':
        add(error.instancePath, `must be one of ${error.params.allowedValues.map(String).join(', ')}`);
        break;
      default:
        add(error.instancePath, error.message);
    }
  }
  return [...faults].map(([field, expected]) => ({ code: 'invalid-request' as const, field, expected }));
}
