import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/support/api-client.ts';
import {
  createDocumentValidator,
  type DocumentOperation,
  type OpenApiDocument,
  operationsOf,
  readDocument,
} from '../../../test/support/open-api-document.ts';

let api: TestApi;
let document: OpenApiDocument;

beforeAll(async () => {
  api = await createTestApi();
  document = await readDocument(api.app);
});
afterAll(() => api.app.close());

/** Paths of the schemas below this one that lack a description or an example. */
function undescribed(schema: Record<string, unknown>, path: string): string[] {
  if ('$ref' in schema) return [];
  const faults: string[] = [];
  if (typeof schema.description !== 'string') faults.push(`${path}: description`);
  const properties = (schema.properties ?? {}) as Record<string, Record<string, unknown>>;
  const isLeaf = Object.keys(properties).length === 0;
  if (isLeaf && schema.examples === undefined && schema.example === undefined)
    faults.push(`${path}: example`);
  for (const [name, property] of Object.entries(properties)) {
    faults.push(...undescribed(property, `${path}.${name}`));
  }
  return faults;
}

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate(JSON.parse(JSON.stringify(document)));
    expect(result).toMatchObject({ valid: true });
    expect(document.openapi).toBe('3.1.0');
  });

  it('describes every schema and field, each with an example', () => {
    const faults = Object.entries(document.components.schemas).flatMap(([name, schema]) =>
      undescribed(schema, name),
    );
    expect(faults).toEqual([]);
  });

  it('has examples that fit their schemas', () => {
    const validate = createDocumentValidator(document);
    const faults: string[] = [];
    const visit = (schema: Record<string, unknown>, path: string) => {
      for (const example of (schema.examples ?? []) as unknown[]) {
        const fault = validate(schema, example);
        if (fault) faults.push(`${path}: ${fault}`);
      }
      for (const [name, property] of Object.entries((schema.properties ?? {}) as Record<string, object>)) {
        visit(property as Record<string, unknown>, `${path}.${name}`);
      }
    };
    for (const [name, schema] of Object.entries(document.components.schemas)) visit(schema, name);
    expect(faults).toEqual([]);
  });

  it('describes every operation, parameter, body field and answer, each with an example', () => {
    const faults = operationsOf(document).flatMap(({ operation }) => faultsOf(operation));
    expect(faults).toEqual([]);
  });

  it('has every operation id once', () => {
    const ids = operationsOf(document).map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('does not say that a field with a default is required', () => {
    const body =
      document.paths['/v1/hubs/{hubId}/permit-join']?.post?.requestBody?.content['application/json'];
    expect(body?.schema).toMatchObject({ required: [] });
  });
});

function faultsOf(operation: DocumentOperation): string[] {
  const id = operation.operationId ?? '?';
  const faults: string[] = [];
  if (!operation.summary || !operation.description || !operation.tags || !operation.security) {
    faults.push(`${id}: summary, description, tags or security`);
  }
  for (const parameter of operation.parameters ?? []) {
    if (!parameter.description) faults.push(`${id} ${parameter.name}: description`);
    if (parameter.example === undefined && !parameter.examples)
      faults.push(`${id} ${parameter.name}: example`);
  }
  for (const media of Object.values(operation.requestBody?.content ?? {})) {
    faults.push(...undescribed(media.schema as Record<string, unknown>, `${id} body`));
    if (!media.examples) faults.push(`${id} body: examples`);
  }
  for (const [status, response] of Object.entries(operation.responses)) {
    if (!response.description) faults.push(`${id} ${status}: description`);
    const media = Object.values(response.content ?? {});
    // Nothing is new: that is said without a body (RFC 9110, section 15.4.5).
    if (media.length === 0 && status !== '304') faults.push(`${id} ${status}: content`);
    for (const { examples } of media) {
      if (Object.keys(examples ?? {}).length === 0) faults.push(`${id} ${status}: examples`);
    }
  }
  return faults;
}
