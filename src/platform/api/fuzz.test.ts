import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { as, createTestApi, type TestApi } from '../../../test/support/api-client.ts';
import {
  createDocumentValidator,
  type DocumentOperation,
  type OpenApiDocument,
  operationsOf,
  readDocument,
} from '../../../test/support/open-api-document.ts';
import { problemDescriptions } from './problem-descriptions.ts';

let api: TestApi;
let document: OpenApiDocument;
let validate: ReturnType<typeof createDocumentValidator>;

beforeAll(async () => {
  api = await createTestApi();
  document = await readDocument(api.app);
  validate = createDocumentValidator(document);
});
beforeEach(() => {
  // What earlier runs have left would only make later ones slower.
  api.platform.commands.clear();
});
afterAll(() => api.app.close());

/** Keys and texts that have broken programs before. */
const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    'null',
    '',
    '\u0000',
    '../..',
    '%00',
    '\ud800',
    '٣',
    '1e999',
  ),
  fc.constantFrom('0x00158d00045a1b20', 'hub-8f3b2c1d4e5f6071', 'cmd-01', 'home-1', 'home-2'),
);
const hostileValue = fc.oneof(
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(-1, 0, 1.5, 2 ** 53, -(2 ** 63), 1e308, null, [], {}) },
  { weight: 1, arbitrary: hostileText },
);

/** A body near the right one: its own members with any values, and foreign members. */
function bodyOf(operation: DocumentOperation): fc.Arbitrary<string | undefined> {
  const media = operation.requestBody?.content['application/json'];
  if (!media) return fc.constant(undefined);
  const { properties = {} } = media.schema as { properties?: Record<string, object> };
  const named = fc.constantFrom(...Object.keys(properties), 'set', 'state', 'brightness', 'color');
  const near = fc.dictionary(fc.oneof({ weight: 4, arbitrary: named }, hostileText), hostileValue, {
    maxKeys: 5,
  });
  const examples = Object.values(media.examples ?? {}).map(({ value }) => JSON.stringify(value));
  return fc.oneof(
    near.map((value) => JSON.stringify(value)),
    fc.record({ set: near }).map((value) => JSON.stringify(value)),
    hostileText,
    // A right one with some characters changed.
    fc
      .tuple(fc.constantFrom(...examples), fc.nat(), fc.string({ maxLength: 3 }))
      .map(
        ([text, at, patch]) => text.slice(0, at % text.length) + patch + text.slice((at % text.length) + 1),
      ),
  );
}

interface FuzzRequest {
  path: Record<string, string>;
  query: [string, string][];
  headers: Record<string, string | undefined>;
  body: string | undefined;
}

function requestOf(operation: DocumentOperation): fc.Arbitrary<FuzzRequest> {
  const names = (place: string) =>
    (operation.parameters ?? []).filter((each) => each.in === place).map((each) => each.name);
  const headerText = fc.string({ maxLength: 40 }).map((text) => text.replace(/[^\x20-\x7e]/g, ''));
  return fc.record({
    path: fc.record(Object.fromEntries(names('path').map((name) => [name, hostileText]))),
    query: fc.array(fc.tuple(fc.oneof(fc.constantFrom(...names('query'), 'x'), hostileText), hostileText), {
      maxLength: 3,
    }),
    headers: fc.record(Object.fromEntries(names('header').map((name) => [name, headerText])), {
      requiredKeys: [],
    }),
    body: bodyOf(operation),
  });
}

/** The answers that every request may get, whatever the operation says. */
const everywhere = new Set(['invalid-request', 'not-found', 'method-not-allowed']);

describe('whatever is asked', () => {
  it('is answered as described, and never with a fault of the platform', { timeout: 240_000 }, async () => {
    for (const { path, method, operation } of operationsOf(document)) {
      await fc.assert(
        fc.asyncProperty(requestOf(operation), async (request) => {
          const parts = Object.entries(request.path);
          const filled = parts.reduce(
            (text, [name, value]) =>
              text.replace(`{${name}}`, () => encodeURIComponent(value.toWellFormed())),
            path,
          );
          const query = new URLSearchParams(
            request.query.map(([a, b]): [string, string] => [a.toWellFormed(), b.toWellFormed()]),
          );
          const isStream = operation.operationId === 'streamEvents';
          const ended = new AbortController();
          const response = await api.app.inject({
            method: method.toUpperCase() as 'GET',
            url: `${filled}?${query}`,
            headers: {
              ...as('owner'),
              ...request.headers,
              ...(request.body !== undefined && { 'content-type': 'application/json' }),
            },
            ...(request.body !== undefined && { payload: request.body }),
            ...(isStream && { payloadAsStream: true, signal: ended.signal }),
          });
          const { statusCode } = response;
          const mediaType = String(response.headers['content-type']).split(';', 1)[0] ?? '';
          expect(statusCode).toBeLessThan(500);
          if (statusCode === 304) {
            expect(response.body).toBe('');
            return;
          }
          if (isStream && statusCode === 200) {
            response.stream().on('error', () => undefined);
            ended.abort();
            return;
          }
          const body: unknown = isStream
            ? JSON.parse(Buffer.concat(await response.stream().toArray()).toString())
            : /ndjson$|^text\/csv$/.test(mediaType)
              ? response.body
              : response.json();
          const described = operation.responses[statusCode]?.content?.[mediaType];
          if (described) expect(validate(described.schema, body)).toBe('');
          else {
            const { code } = body as { code: string };
            expect(everywhere).toContain(code);
            expect(Object.keys(problemDescriptions)).toContain(code);
          }
        }),
        { numRuns: 60 },
      );
    }
  });

  it('any path and method is answered below 500', async () => {
    const method = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS');
    await fc.assert(
      fc.asyncProperty(method, fc.webPath({ size: 'medium' }), async (verb, path) => {
        const url = path === '' ? '/' : path;
        const response = await api.app.inject({ method: verb as 'GET', url, headers: as('owner') });
        expect(response.statusCode).toBeLessThan(500);
      }),
      { numRuns: 300 },
    );
  });
});
