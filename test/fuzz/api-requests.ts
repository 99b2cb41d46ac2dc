import fc from 'fast-check';
import type { DocumentOperation } from '../support/open-api-document.ts';

/** A request near what an operation takes. */
export interface ApiRequest {
  path: Record<string, string>;
  query: [string, string][];
  headers: Record<string, string | undefined>;
  body: string | undefined;
  contentType: string;
}

/** Values that are there, by the names of the parameters that take them. */
export type KnownValues = Readonly<Record<string, readonly string[]>>;

/** Keys and texts that have broken programs before. */
function hostileTexts(known: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'null', 'undefined', 'NaN', '', ' ', '*'],
      ...[
        '\u0000',
        '../..',
        '%00',
        '%',
        '\ud800',
        '٣',
        '1e999',
        '-1',
        '9'.repeat(40),
        '{}',
        '[]',
        '{home-1}',
      ],
      ...["' OR 1=1 --", '\r\nx: y', '<script>', 'a'.repeat(300), '0x', '0x00158d00045a1b20 '],
    ),
    { weight: 3, arbitrary: fc.constantFrom(...known) },
  );
}

function hostileValues(texts: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
    {
      weight: 2,
      arbitrary: fc.constantFrom<unknown>(-1, 0, 1, 1.5, 2 ** 53, -(2 ** 63), 1e308, -0, null, true, [], {}, [
        [],
      ]),
    },
    { weight: 1, arbitrary: texts },
    {
      weight: 1,
      arbitrary: fc.constantFrom<unknown>(JSON.parse('{"__proto__":{"role":"owner"}}'), {
        constructor: { prototype: 1 },
      }),
    },
  );
}

/** A body near the right one: its own members with any values, an example with one of them changed, broken text. */
function bodies(operation: DocumentOperation, texts: fc.Arbitrary<string>): fc.Arbitrary<string | undefined> {
  const media = operation.requestBody?.content['application/json'];
  if (!media) return fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, fc.constant('{}'));
  const values = hostileValues(texts);
  const { properties = {} } = media.schema as { properties?: Record<string, object> };
  const named = fc.constantFrom(...Object.keys(properties), 'set', 'state', 'owner', 'role', 'version');
  const near = fc.dictionary(fc.oneof({ weight: 4, arbitrary: named }, texts), values, { maxKeys: 5 });
  const examples = Object.values(media.examples ?? {}).map(({ value }) => value as Record<string, unknown>);
  const json = (value: unknown) => JSON.stringify(value) ?? 'null';
  return fc.oneof(
    near.map(json),
    fc.record({ set: near }).map(json),
    texts,
    fc.tuple(fc.constantFrom(...examples), named, values).map(([example, name, value]) => {
      return json({ ...example, [name]: value });
    }),
    // A right one with some characters changed.
    fc
      .tuple(fc.constantFrom(...examples.map(json)), fc.nat(), fc.string({ maxLength: 3 }))
      .map(
        ([text, at, patch]) => text.slice(0, at % text.length) + patch + text.slice((at % text.length) + 1),
      ),
    fc.constantFrom(
      '[',
      '{"a":',
      '"\\ud800"',
      '{"a":1,"a":2}',
      '1e999',
      '[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]',
    ),
  );
}

/**
 * Requests near what an operation takes.
 * @param known - what is there, by the names of parameters: with it a request gets further than the first look
 */
export function requestsTo(operation: DocumentOperation, known: KnownValues): fc.Arbitrary<ApiRequest> {
  const texts = hostileTexts(Object.values(known).flat());
  const textsOf = (name: string) => {
    const own = Object.hasOwn(known, name) ? known[name] : undefined;
    return own ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...own) }, texts) : texts;
  };
  const names = (place: string) =>
    (operation.parameters ?? []).filter((each) => each.in === place).map((each) => each.name);
  const headerText = fc
    .oneof(fc.string({ maxLength: 40 }), texts, fc.constantFrom('"1"', '*', 'wait=1', 'wait=999999', 'W/"x"'))
    .map((text) => text.replace(/[^\x20-\x7e]/g, ''));
  const queryName = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...names('query'), 'x') }, texts);
  return fc.record({
    path: fc.record(Object.fromEntries(names('path').map((name) => [name, textsOf(name)]))),
    // Now and then the same name twice.
    query: fc.array(
      queryName.chain((name) => fc.tuple(fc.constant(name), textsOf(name))),
      { maxLength: 3 },
    ),
    headers: fc.record(Object.fromEntries(names('header').map((name) => [name, headerText])), {
      requiredKeys: [],
    }),
    body: bodies(operation, texts),
    contentType: fc.oneof(
      { weight: 12, arbitrary: fc.constant('application/json') },
      fc.constantFrom(
        'text/plain',
        'application/json; charset=utf-16',
        'application/x-www-form-urlencoded',
        '',
        'x',
      ),
    ),
  });
}

/** The path and query of a request, each parameter kept to one segment. */
export function urlOf(path: string, request: ApiRequest): string {
  const filled = Object.entries(request.path).reduce(
    (text, [name, value]) => text.replace(`{${name}}`, () => encodeURIComponent(value.toWellFormed())),
    path,
  );
  const query = new URLSearchParams(
    request.query.map(([a, b]): [string, string] => [a.toWellFormed(), b.toWellFormed()]),
  );
  return query.size > 0 ? `${filled}?${query}` : filled;
}
