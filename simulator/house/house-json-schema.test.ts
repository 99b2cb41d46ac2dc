import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { houseJsonSchema } from './house-json-schema.ts';

it('the schema file for editors is up to date', () => {
  const file = readFileSync(join(import.meta.dirname, 'house.schema.json'), 'utf8');
  expect(file, 'run: node simulator/house/house-json-schema.ts').toBe(houseJsonSchema());
});
