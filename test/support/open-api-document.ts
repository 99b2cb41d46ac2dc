import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { FastifyInstance } from 'fastify';

interface NamedValue {
  summary?: string;
  value: unknown;
  'x-given'?: string;
}

interface Media {
  schema: object;
  example?: unknown;
  examples?: Record<string, NamedValue>;
}

export interface DocumentParameter {
  in: 'path' | 'query' | 'header';
  name: string;
  required: boolean;
  description?: string;
  schema: Record<string, unknown>;
  example?: unknown;
  examples?: Record<string, NamedValue>;
}

export interface DocumentOperation {
  operationId: string;
  summary?: string;
  description?: string;
  tags?: string[];
  security?: object[];
  parameters?: DocumentParameter[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { description?: string; headers?: object; content?: Record<string, Media> }>;
}

export interface OpenApiDocument {
  openapi: string;
  paths: Record<string, Record<string, DocumentOperation>>;
  components: { schemas: Record<string, Record<string, unknown>> };
}

/** The document as an app would get it. */
export async function readDocument(app: FastifyInstance): Promise<OpenApiDocument> {
  const response = await app.inject({ url: '/openapi.json' });
  return response.json<OpenApiDocument>();
}

/** Every operation of the document. HEAD comes with each GET and is not described. */
export function operationsOf(
  document: OpenApiDocument,
): { path: string; method: string; operation: DocumentOperation }[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );
}

/** Checks a value against a schema of the document; returns what is wrong, or an empty text. */
export function createDocumentValidator(document: OpenApiDocument) {
  const ajv = new Ajv2020.default({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'document', components: document.components });
  return (schema: object, value: unknown): string => {
    const absolute = JSON.parse(
      JSON.stringify(schema).replaceAll('"#/components/', '"document#/components/'),
    ) as object;
    return ajv.validate(absolute, value) ? '' : ajv.errorsText();
  };
}
