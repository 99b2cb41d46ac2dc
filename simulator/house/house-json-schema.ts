import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deviceModels } from '../devices/models/device-models.ts';
import { houseSchema } from './house-schema.ts';

/** The schema of house files as editors want it: JSON Schema, with the models by name. */
export function houseJsonSchema(): string {
  const schema = JSON.parse(JSON.stringify(houseSchema));
  const [device] = Object.values<{ properties: { model: object } }>(
    schema.properties.devices.patternProperties,
  );
  if (device === undefined) throw new TypeError('the schema has no devices');
  const models = [...deviceModels.values()].sort((left, right) => left.modelId.localeCompare(right.modelId));
  device.properties.model = {
    description: 'The model id, as the device says it.',
    anyOf: [
      ...models.map(({ modelId, product, summary }) => ({
        const: modelId,
        description: `${summary} (${product})`,
      })),
      { type: 'string', description: 'One that the file describes itself, under `generic`.' },
    ],
  };
  const document = { $schema: 'https://json-schema.org/draft/2020-12/schema', ...schema };
  // Short lists on one line, as the formatter has them.
  const text = JSON.stringify(document, null, 2).replace(
    /\[\s+("[^\]]*")\s+\]/g,
    (_list, items: string) => `[${items.replace(/\s*\n\s*/g, ' ')}]`,
  );
  return `${text}\n`;
}

// Run as a program it writes the file.
if (import.meta.main) writeFileSync(join(import.meta.dirname, 'house.schema.json'), houseJsonSchema());
