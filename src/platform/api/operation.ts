import type { TObject, TProperties, TSchema } from 'typebox';
import { errorCodes } from '../../common/error-codes.ts';
import { ZigfleetError } from '../../common/zigfleet-error.ts';
import { roles } from '../domain/principal.ts';
import { defaultQuotas, type Quotas, quotaExceeded } from '../limits/quotas.ts';
import { isAccountPermission, isGranted, isOperatorPermission, type Permission } from './permissions.ts';
import { problemMediaType, toProblem } from './problem.ts';
import { type HttpErrorCode, problemDescriptions } from './problem-descriptions.ts';

/**
 * What must be so for an example to go as it says; the document carries it as `x-given`. Without one: the platform of
 * the examples, asked by the owner of its home.
 */
export const exampleSituations = {
  nobody: 'no token is sent',
  guest: 'the token is that of a guest',
  storeAway: 'the store is not available',
  hubOffline: 'the hub is offline',
  requestsUsed: 'too many requests were made',
  quotaUsed: 'there are as many as there may be',
  overloaded: 'the node has more to do than it can',
  attemptsUsed: 'too many passwords were tried for this address',
  deviceSilent: 'the device does not answer',
  deviceSlow: 'the device has not answered yet',
  commandDone: 'one command was sent, and has succeeded',
  commandWaiting: 'the command has not been sent yet',
  commandSent: 'the hub may already have started the command',
  queueFull: 'too many commands wait for the hub',
  streamsFull: 'the account has as many open event streams as it may have',
  pinWanted: 'the home wants a PIN for commands to the device',
  keyUsed: 'the idempotency key was used for another request',
  mapMade: 'a map of the network was made',
  notReady: 'the node cannot serve',
  textBody: 'the body is sent as text/plain',
  hugeBody: 'the body is longer than 64 KiB',
} as const;
export type ExampleSituation = keyof typeof exampleSituations;

/** One request and the answer it gets. Shown in the OpenAPI document and replayed by a test. */
export interface Example {
  summary: string;
  given?: ExampleSituation;
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  headers?: Record<string, string>;
  body?: unknown;
  status: number;
  response: unknown;
  /** Of an answer that is not of the usual media type of its status. */
  mediaType?: string;
}

interface ResponseDescription {
  description: string;
  schema: TSchema | { $ref: string };
  mediaType?: string;
  /** What else may be asked for, by media type. */
  others?: Record<string, TSchema>;
  headers?: Record<string, { type: string; description: string; examples: unknown[] }>;
}

interface OperationDescription {
  permission: Permission;
  /** Asked by who watches the node: answered however busy it is, and not counted. */
  isProbe?: boolean;
  operationId: string;
  tag: string;
  summary: string;
  description: string;
  /** By status. */
  responses: Record<number, ResponseDescription>;
  /** By name. Those that go wrong are the operation's errors. The first shows also what may go wrong everywhere. */
  examples: Record<string, Example>;
}

interface RequestSchemas {
  params?: TObject;
  querystring?: TObject;
  headers?: TObject;
  body?: TObject;
}

/**
 * Everything about an operation that is not its handler: the schemas that validate it, the permission that the API
 * enforces, and the description and examples for the OpenAPI document.
 */
export function operation<const T extends RequestSchemas>(request: T, about: OperationDescription) {
  const examples = { ...about.examples, ...commonExamples(request, about) };
  const described: RequestSchemas = {};
  if (request.params) described.params = withExamples(request.params, (each) => each.params, examples);
  if (request.querystring)
    described.querystring = withExamples(request.querystring, (each) => each.query, examples);
  if (request.headers) described.headers = withExamples(request.headers, (each) => each.headers, examples);
  if (request.body) described.body = withBodyExamples(request.body, examples);
  const { operationId, summary, description, tag, permission } = about;
  return {
    config: { permission, ...(about.isProbe && { isProbe: true }) },
    schema: {
      // The same schemas, annotated: their types are those of the request.
      ...(described as T),
      operationId,
      summary,
      description: `${description}\n\n${permissionNote(permission)}`,
      tags: [tag],
      security: permission === 'public' ? [] : [{ bearerToken: [] }],
      response: { ...successes(about.responses, examples), ...problems(examples) },
    },
  };
}

/** An answer that is a problem, as it is documented. */
export function problemExample(
  code: HttpErrorCode,
  detail: string,
  context: Record<string, unknown> = {},
): { status: number; response: unknown } {
  const error = new ZigfleetError(code, detail, { context });
  return { status: error.meaning.httpStatus, response: toProblem(error, 'req-5f0c2a9be81d-1k') };
}

/** An example of asking for more than a quota allows, by the request of another example. */
export function quotaExample(
  quota: keyof Quotas,
  request: Pick<Example, 'params' | 'body'>,
): Record<'quotaUsed', Example> {
  const { message, context } = quotaExceeded(quota, defaultQuotas);
  const summary = 'As many as there may be';
  const answer = problemExample('quota-exceeded', message, context);
  return { quotaUsed: { summary, given: 'quotaUsed', ...request, ...answer } };
}

function permissionNote(permission: Permission): string {
  if (permission === 'public') return 'Needs no token.';
  if (isAccountPermission(permission)) return `Permission \`${permission}\`: every account, for itself.`;
  if (isOperatorPermission(permission)) return `Permission \`${permission}\`: the operator of the platform.`;
  return `Permission \`${permission}\`: ${roles.filter((role) => isGranted(permission, role)).join(', ')}.`;
}

/** Whatever may go wrong with any operation of its kind, by the request of the operation's first example. */
function commonExamples(request: RequestSchemas, about: OperationDescription): Record<string, Example> {
  const { permission } = about;
  const [first] = Object.values(about.examples);
  if (about.isProbe || !first) return {};
  const { params, query, headers, body } = first;
  const like = { params, query, headers, body };
  const limited: Record<string, Example> = {
    tooManyRequests: {
      ...like,
      summary: 'Too many requests',
      given: 'requestsUsed',
      ...(permission === 'public'
        ? problemExample('rate-limited', 'Too many attempts come from this address.', {
            ...{ limit: 'credentials', retryAfterMs: 1_000 },
          })
        : problemExample('rate-limited', 'This account makes too many requests.', {
            ...{ limit: 'account', retryAfterMs: 1_000 },
          })),
    },
    overloaded: {
      ...like,
      summary: 'The node has too much to do',
      given: 'overloaded',
      ...problemExample('unavailable', 'The platform is overloaded.'),
    },
  };
  if (permission === 'public') return limited;
  const common: Record<string, Example> = {
    ...limited,
    unauthenticated: {
      ...like,
      summary: 'No token',
      given: 'nobody',
      ...problemExample('unauthenticated', 'Send a token: Authorization: Bearer …'),
    },
    storeUnavailable: {
      ...like,
      summary: 'The store is away',
      given: 'storeAway',
      ...problemExample('store-unavailable', 'The store does not answer.'),
    },
  };
  if (request.headers && 'if-match' in request.headers.properties) {
    common.changed = {
      ...like,
      summary: 'It has changed meanwhile',
      headers: { ...headers, 'if-match': '"0"' },
      ...problemExample('precondition-failed', 'The resource is not as If-Match says: read it again.'),
    };
  }
  if (isOperatorPermission(permission)) {
    common.permissionDenied = {
      ...like,
      summary: 'Not the operator',
      given: 'guest',
      ...problemExample('permission-denied', 'Only the operator of the platform may do this.'),
    };
  } else if (!isAccountPermission(permission) && !isGranted(permission, 'guest')) {
    common.permissionDenied = {
      ...like,
      summary: 'The role does not allow it',
      given: 'guest',
      ...problemExample('permission-denied', 'Your role in this home does not allow this.'),
    };
  }
  if (request.body) {
    common.unsupportedMediaType = {
      ...like,
      summary: 'The body is not JSON',
      given: 'textBody',
      ...problemExample('unsupported-media-type', 'Unsupported Media Type'),
    };
    common.payloadTooLarge = {
      ...like,
      summary: 'The body is too long',
      given: 'hugeBody',
      ...problemExample('payload-too-large', 'Request body is too large'),
    };
  }
  return common;
}

function withExamples<T extends TObject>(
  schema: T,
  partOf: (example: Example) => Record<string, unknown> | undefined,
  examples: Record<string, Example>,
): T {
  const properties: TProperties = {};
  for (const [name, property] of Object.entries(schema.properties)) {
    const uses = Object.entries(examples).filter(([, example]) => partOf(example)?.[name] !== undefined);
    const named = uses.map(([key, { summary, ...rest }]) => {
      return [key, { summary, value: partOf({ summary, ...rest })?.[name] }] as const;
    });
    properties[name] =
      named.length > 0
        ? annotated(property, { examples: undefined, 'x-examples': Object.fromEntries(named) })
        : property;
  }
  return annotated(schema, { properties, required: requiredOf(schema) });
}

function withBodyExamples<T extends TObject>(schema: T, examples: Record<string, Example>): T {
  const named = Object.entries(examples)
    .filter(([, { body }]) => body !== undefined)
    .map(([name, { summary, body }]) => [name, { summary, value: body }] as const);
  return annotated(schema, { required: requiredOf(schema), 'x-examples': Object.fromEntries(named) });
}

/** What a request must have. A member with a default may be left out: it is filled in before the schema is checked. */
function requiredOf(schema: TObject): string[] {
  const properties = Object.entries(schema.properties as Record<string, TSchema & { default?: unknown }>);
  const filled = properties.filter(([, property]) => property.default !== undefined).map(([name]) => name);
  const { required = [] } = schema as { required?: string[] };
  return required.filter((name) => !filled.includes(name));
}

/** A copy of a schema with other members. TypeBox marks its schemas by hidden members, which a spread would lose. */
function annotated<T extends TSchema>(schema: T, members: Record<string, unknown>): T {
  const copy = Object.defineProperties({}, Object.getOwnPropertyDescriptors(schema)) as T;
  return Object.assign(copy, members);
}

function successes(responses: OperationDescription['responses'], examples: Record<string, Example>) {
  const entries = Object.entries(responses).map(([status, response]) => {
    const { description, schema, headers, others } = response;
    const usual = response.mediaType ?? 'application/json';
    const content = Object.entries({ [usual]: schema, ...others }).map(([mediaType, ofMedia]) => {
      const isExample = (each: Example) =>
        each.status === Number(status) && (each.mediaType ?? usual) === mediaType;
      return [mediaType, { schema: ofMedia, examples: namedResponses(examples, isExample) }] as const;
    });
    return [status, { description, headers, content: Object.fromEntries(content) }] as const;
  });
  return Object.fromEntries(entries);
}

/** The problems, grouped by status, each code with its description. */
function problems(examples: Record<string, Example>) {
  const codes = new Map<number, Set<HttpErrorCode>>();
  for (const { status, response } of Object.values(examples)) {
    const code = problemCode(response);
    if (code) codes.set(status, (codes.get(status) ?? new Set()).add(code));
  }
  const entries = [...codes].map(([status, ofStatus]) => {
    const description = [...ofStatus].map((code) => `\`${code}\`: ${problemDescriptions[code]}`).join('\n\n');
    const media = {
      schema: { $ref: 'Problem#' },
      examples: namedResponses(examples, (each) => each.status === status && !!problemCode(each.response)),
    };
    return [status, { description, content: { [problemMediaType]: media } }] as const;
  });
  return Object.fromEntries(entries);
}

function problemCode(response: unknown): HttpErrorCode | undefined {
  const { code, requestId } = (response ?? {}) as { code?: HttpErrorCode; requestId?: string };
  return requestId !== undefined && code !== undefined && code in errorCodes ? code : undefined;
}

function namedResponses(examples: Record<string, Example>, wanted: (example: Example) => boolean) {
  const named = Object.entries(examples)
    .filter(([, example]) => wanted(example))
    .map(([name, { summary, given, response }]) => {
      return [name, { summary, value: response, ...(given && { 'x-given': given }) }] as const;
    });
  return Object.fromEntries(named);
}
