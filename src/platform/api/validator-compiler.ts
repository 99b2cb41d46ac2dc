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
  return (given: unknown) => {
    // What is right as it is, such as a path of texts, is spared the rest.
    if (!hasDefaults && check.Check(given)) return { value: given };
    // A request without a body is one whose every member is left out.
    const filled = Value.Default(schema, isBody ? (given ?? {}) : given);
    const value = isBody ? filled : Value.Convert(schema, filled);
    if (check.Check(value)) return { value };
    const faults = faultsOf(check.Errors(value), part);
    const detail = faults.map(({ field, expected }) => `${field} ${expected}`).join('; ');
    return { error: new ZigfleetError('invalid-request', `${detail}.`, { context: { faults } }) };
  };
};

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
