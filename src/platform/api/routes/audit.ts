import { Readable } from 'node:stream';
import Type, { type Static } from 'typebox';
import { type Audit, type AuditQuery, type AuditScope, auditResults } from '../../domain/audit.ts';
import { callerOf } from '../authentication.ts';
import { homeOf } from '../caller.ts';
import { type Example, operation, problemExample } from '../operation.ts';
import type { ApiInstance, RouteContext } from '../route-context.ts';
import { auditEntrySchema, exampleAuditEntry, toAuditResource } from '../schemas/audit-schema.ts';
import { homeIdSchema, nullable } from '../schemas/common-schemas.ts';

const text = (description: string, examples: string[], maxLength = 64) =>
  Type.Optional(Type.String({ minLength: 1, maxLength, description, examples }));
const time = (description: string) =>
  Type.Optional(
    Type.String({
      format: 'date-time',
      maxLength: 64,
      description,
      examples: ['2026-01-05T00:00:00Z'],
    }),
  );

const filters = {
  actor: text('Only what this account, login or API key did.', ['account-1']),
  operation: text('Only this operation, by its id in this document.', ['sendCommand']),
  target: text('Only what was about this device, hub, command, room, …, by its id.', ['0x00158d00045a1b20']),
  result: Type.Optional(
    Type.Enum([...auditResults], { description: 'Only what ended like that.', examples: ['refused'] }),
  ),
  from: time('Only what was asked at this time or later.'),
  to: time('Only what was asked before this time.'),
};
const exportQuery = Type.Object(filters, { additionalProperties: false });
const pageQuery = Type.Object(
  {
    ...filters,
    limit: Type.Integer({
      minimum: 1,
      maximum: 500,
      default: 100,
      description: 'Most entries of a page.',
      examples: [100],
    }),
    cursor: text('Where the page before ended: its `nextCursor`.', ['1767601800000-0']),
  },
  { additionalProperties: false },
);

const auditPage = Type.Object(
  {
    entries: Type.Array(auditEntrySchema, { description: 'Newest first.', examples: [[exampleAuditEntry]] }),
    nextCursor: nullable(Type.String(), {
      description:
        'Send it as `cursor` to get the next page; null at the end. A page that is filtered may be short, or empty, before the end.',
      examples: [null],
    }),
  },
  { description: 'A page of an audit.' },
);

const lines = Type.String({
  description: 'One JSON object a line, each an entry of the audit; newest first.',
  examples: [`${JSON.stringify(exampleAuditEntry)}\n`],
});

const params = Type.Object({ homeId: homeIdSchema });
const inHome = { params: { homeId: 'home-1' } };
const unknownHome = {
  summary: 'No such home',
  params: { homeId: 'home-none' },
  ...problemExample('not-found', 'There is no such home.'),
};
const kept =
  'Every operation that is not a read is kept before it is answered, with its result: also what the role does not allow, and every login that was refused. Secrets are left out. Entries are kept for 90 days and in bounded number unless the operator says otherwise.';

/** `GET /v1/homes/{homeId}/audit`: who did what in a home. */
export function addListHomeAudit(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    { params, querystring: pageQuery },
    {
      permission: 'audit:read',
      operationId: 'listHomeAudit',
      tag: 'audit',
      summary: 'Who did what in a home',
      description: kept,
      responses: { 200: { description: 'A page of entries.', schema: auditPage } },
      examples: { ...pageExamples(inHome), unknownHome },
    },
  );
  app.get('/v1/homes/:homeId/audit', about, (request) => {
    const homeId = homeOf(callerOf(request), request.params.homeId);
    return page(ports.audit, { homeId }, request.query);
  });
}

/** `GET /v1/homes/{homeId}/audit/export`: the same as a file. */
export function addExportHomeAudit(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    { params, querystring: exportQuery },
    {
      permission: 'audit:read',
      operationId: 'exportHomeAudit',
      tag: 'audit',
      summary: 'The audit of a home as a file',
      description: 'Every entry that the filters let through, as newline-delimited JSON, newest first.',
      responses: { 200: { description: 'The entries.', schema: lines, mediaType: 'application/x-ndjson' } },
      examples: { ...exportExamples(inHome), unknownHome },
    },
  );
  app.get('/v1/homes/:homeId/audit/export', about, async (request, reply) => {
    const homeId = homeOf(callerOf(request), request.params.homeId);
    reply.type('application/x-ndjson');
    return exported(ports.audit, { homeId }, request.query);
  });
}

/** `GET /v1/account/audit`: what the account did, and who tried to be it. */
export function addListAccountAudit(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    { querystring: pageQuery },
    {
      permission: 'account:manage',
      operationId: 'listAccountAudit',
      tag: 'audit',
      summary: "The account's own security log",
      description: 'What the account did, in whichever home, and the logins to it that were refused.',
      responses: { 200: { description: 'A page of entries.', schema: auditPage } },
      examples: pageExamples({}),
    },
  );
  app.get('/v1/account/audit', about, (request) => {
    const { accountId } = callerOf(request).principal;
    return page(ports.audit, { accountId }, request.query);
  });
}

/** `GET /v1/audit`: who did what anywhere. */
export function addListPlatformAudit(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    { querystring: pageQuery },
    {
      permission: 'platform:audit',
      operationId: 'listPlatformAudit',
      tag: 'audit',
      summary: 'Who did what anywhere on the platform',
      description: 'For the operator: the entries of every home and account, and the logins to no account.',
      responses: { 200: { description: 'A page of entries.', schema: auditPage } },
      examples: pageExamples({}),
    },
  );
  app.get('/v1/audit', about, (request) => page(ports.audit, 'platform', request.query));
}

/** `GET /v1/audit/export`: the same as a file. */
export function addExportPlatformAudit(app: ApiInstance, { ports }: RouteContext): void {
  const about = operation(
    { querystring: exportQuery },
    {
      permission: 'platform:audit',
      operationId: 'exportPlatformAudit',
      tag: 'audit',
      summary: 'The audit of the platform as a file',
      description: 'Every entry that the filters let through, as newline-delimited JSON, newest first.',
      responses: { 200: { description: 'The entries.', schema: lines, mediaType: 'application/x-ndjson' } },
      examples: exportExamples({}),
    },
  );
  app.get('/v1/audit/export', about, async (request, reply) => {
    reply.type('application/x-ndjson');
    return exported(ports.audit, 'platform', request.query);
  });
}

async function page(audit: Audit, scope: AuditScope, { limit, cursor, ...asked }: Static<typeof pageQuery>) {
  const { entries, nextCursor } = await audit.list(scope, queryOf(asked), {
    limit,
    ...(cursor !== undefined && { cursor }),
  });
  return { entries: entries.map(toAuditResource), nextCursor };
}

/** The first page is read before the answer begins, so that what goes wrong with it is told. */
async function exported(audit: Audit, scope: AuditScope, asked: Static<typeof exportQuery>) {
  const query = queryOf(asked);
  const limit = 500;
  const first = await audit.list(scope, query, { limit });
  async function* texts() {
    for (let next = first; ; ) {
      yield next.entries.map((entry) => `${JSON.stringify(toAuditResource(entry))}\n`).join('');
      if (next.nextCursor === null) return;
      next = await audit.list(scope, query, { limit, cursor: next.nextCursor });
    }
  }
  return Readable.from(texts());
}

function queryOf({ from, to, ...query }: Static<typeof exportQuery>): AuditQuery {
  return {
    ...query,
    ...(from !== undefined && { fromMs: Date.parse(from) }),
    ...(to !== undefined && { toMs: Date.parse(to) }),
  };
}

const allFilters = {
  actor: 'account-1',
  operation: 'sendCommand',
  target: '0x00158d00045a1b20',
  result: 'succeeded',
  from: '2026-01-05T00:00:00Z',
  to: '2026-01-06T00:00:00Z',
};

function pageExamples(place: Pick<Example, 'params'>): Record<string, Example> {
  return {
    newest: {
      ...{ ...place, summary: 'The newest', query: { limit: 100 }, status: 200 },
      response: { entries: [exampleAuditEntry], nextCursor: null },
    },
    filtered: {
      ...{ ...place, summary: 'By every filter', query: allFilters, status: 200 },
      response: { entries: [exampleAuditEntry], nextCursor: null },
    },
    nextPage: {
      ...{ ...place, summary: 'After the last', query: { cursor: '1767601800000-0' }, status: 200 },
      response: { entries: [], nextCursor: null },
    },
    unknownResult: {
      ...{ ...place, summary: 'No such result', query: { result: 'fine' } },
      ...problemExample('invalid-request', `query/result must be one of ${auditResults.join(', ')}.`, {
        faults: [
          {
            code: 'invalid-request',
            field: 'query/result',
            expected: `must be one of ${auditResults.join(', ')}`,
          },
        ],
      }),
    },
  };
}

function exportExamples(place: Pick<Example, 'params'>): Record<string, Example> {
  const response = `${JSON.stringify(exampleAuditEntry)}\n`;
  return {
    all: { ...place, summary: 'Everything', status: 200, response },
    filtered: { ...place, summary: 'By every filter', query: allFilters, status: 200, response },
  };
}
