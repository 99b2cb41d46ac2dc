import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { didYouMean } from './did-you-mean.ts';
import type { HouseSource, SourcePath } from './house-source.ts';

interface SchemaNode {
  type?: string;
  properties?: Record<string, SchemaNode>;
  patternProperties?: Record<string, SchemaNode>;
  items?: SchemaNode;
  anyOf?: SchemaNode[];
  const?: unknown;
  description?: string;
  pattern?: string;
}

/** Notes in the source all that does not fit the schema, in words that say what would. */
export function noteSchemaFaults(schema: TSchema, data: unknown, source: HouseSource): void {
  for (const error of Value.Errors(schema, data)) {
    const path = pathOf(error.instancePath, data);
    const node = schemaAt(schema as SchemaNode, path);
    const params = error.params as Record<string, unknown>;
    switch (error.keyword) {
      case 'additionalProperties':
        for (const key of params.additionalProperties as string[]) noteUnknownKey(source, path, key, node);
        break;
      case 'required':
        for (const key of params.requiredProperties as string[]) source.faultAt(path, `"${key}" is missing`);
        break;
      // Each comes with a better error of the level above.
      case 'boolean':
      case 'const':
        break;
      case 'anyOf':
        source.faultAt(
          path,
          `must be one of ${(node?.anyOf ?? []).map((choice) => choice.const).join(', ')}`,
        );
        break;
      case 'type':
        source.faultAt(path, `must be ${article(String(params.type))}`);
        break;
      case 'pattern':
        source.faultAt(path, `is not right. ${node?.description ?? `It must match ${node?.pattern}`}`);
        break;
      default:
        source.faultAt(path, error.message);
    }
  }
}

function noteUnknownKey(
  source: HouseSource,
  path: SourcePath,
  key: string,
  node: SchemaNode | undefined,
): void {
  if (node?.patternProperties !== undefined) {
    const rule = 'lower-case letters, digits and single dashes, at most 63';
    source.faultAtKey(path, key, `"${key}" is not an id: ${rule}`);
    return;
  }
  const known = Object.keys(node?.properties ?? {});
  const hint = didYouMean(key, known) || `; known here: ${known.join(', ')}`;
  source.faultAtKey(path, key, `unknown key "${key}"${hint}`);
}

function article(type: string): string {
  if (type === 'object') return 'a map of keys and values';
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

/** A JSON pointer as the steps from the top. */
function pathOf(pointer: string, data: unknown): SourcePath {
  const path: (string | number)[] = [];
  let here: unknown = data;
  for (const step of pointer.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(here) ? Number(key) : key);
    here = (here as Record<string, unknown> | null)?.[key];
  }
  return path;
}

function schemaAt(schema: SchemaNode, path: SourcePath): SchemaNode | undefined {
  let node: SchemaNode | undefined = schema;
  for (const step of path) {
    if (typeof step === 'number') node = node?.items;
    else node = node?.properties?.[step] ?? Object.values(node?.patternProperties ?? {})[0];
  }
  return node;
}
