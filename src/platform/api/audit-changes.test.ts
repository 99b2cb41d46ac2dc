import { afterEach, describe, expect, it } from 'vitest';
import { as, createTestApi, type TestApi } from '../../../test/support/api-client.ts';
import { operationsOf, readDocument } from '../../../test/support/open-api-document.ts';
import { auditDetails } from './audit-details.ts';

let api: TestApi;
afterEach(() => api.app.close());

/** A request that its operation understands: the first example. */
function firstExample({ path, operation }: ReturnType<typeof operationsOf>[number]) {
  const media = operation.requestBody?.content['application/json'];
  const [name = '', body] = Object.entries(media?.examples ?? {})[0] ?? [];
  const filled = (operation.parameters ?? [])
    .filter((each) => each.in === 'path')
    .reduce((text, { name: parameter, examples = {} }) => {
      const value = examples[name]?.value ?? Object.values(examples)[0]?.value;
      return text.replace(`{${parameter}}`, String(value));
    }, path);
  return { url: filled, body: body?.value };
}

describe('the audit of the API', () => {
  it('has every operation that is not a read, noted before it is done and when it has ended', async () => {
    api = await createTestApi();
    const changes = operationsOf(await readDocument(api.app)).filter(({ method }) => method !== 'get');
    expect(changes.length).toBeGreaterThan(20);
    for (const change of changes) {
      api.platform.audit.begun.length = 0;
      api.platform.audit.ended.length = 0;
      const { url, body } = firstExample(change);
      const response = await api.app.inject({
        ...{ method: change.method.toUpperCase() as 'POST', url, headers: as('owner') },
        ...(body !== undefined && { payload: body as object }),
      });
      const { operationId: operation } = change.operation;
      expect(api.platform.audit.begun).toMatchObject([{ operation }]);
      expect(api.platform.audit.ended).toMatchObject([
        { operation, status: response.statusCode, requestId: response.headers['x-request-id'] },
      ]);
      // What was done in a home is in its audit.
      const isInHome = /: owner\b/.test(change.operation.description ?? '');
      if (isInHome && response.statusCode < 300) {
        expect(api.platform.audit.ended).toMatchObject([{ operation, homeId: 'home-1' }]);
      }
    }
  });

  it('says what the role does not allow, and nothing of what is not understood or not authenticated', async () => {
    api = await createTestApi();
    const url = '/v1/homes/home-1/rooms';
    const ask = (headers: object, payload: object) =>
      api.app.inject({ method: 'POST', url, headers: { ...headers }, payload });
    expect((await ask({}, { name: 'x' })).statusCode).toBe(401);
    expect((await ask(as('owner'), { nome: 'x' })).statusCode).toBe(400);
    expect(api.platform.audit.ended).toEqual([]);
    expect((await ask(as('guest'), { name: 'x' })).statusCode).toBe(403);
    expect(api.platform.audit.begun).toEqual([]);
    expect(api.platform.audit.ended).toMatchObject([
      { accountId: 'account-guest', homeId: 'home-1', result: 'refused', code: 'permission-denied' },
    ]);
  });

  it('does not call done what it could neither note before nor after', async () => {
    api = await createTestApi();
    const ask = () =>
      api.app.inject({
        ...{ method: 'POST' as const, url: '/v1/homes/home-1/rooms' },
        ...{ headers: as('owner'), payload: { name: 'x' } },
      });
    // Rooms are made without asking the store: it is the audit alone that cannot be written.
    const { audit } = api.platform;
    const away = new Error('away');
    const [begin, end] = [audit.begin.bind(audit), audit.end.bind(audit)];
    audit.end = () => Promise.reject(away);
    expect((await ask()).statusCode).toBe(201);
    audit.begin = () => Promise.reject(away);
    const refused = await ask();
    expect(refused.statusCode).toBe(503);
    expect(refused.json()).toMatchObject({ code: 'store-unavailable' });
    audit.end = end;
    expect((await ask()).statusCode).toBe(201);
    audit.begin = begin;
  });
});

describe('what an audit keeps of a body', () => {
  it('has no secrets, whatever they are called and however deep they are', () => {
    const secrets = {
      ...{ password: 'x', currentPassword: 'x', pin: '1', securityPin: 1, refreshToken: 'x', code: 'x' },
      ...{ client_secret: 'x', set: { pin_code: { user: 1, pin_code: 1234 } }, list: [{ userCode: 'x' }] },
    };
    expect(auditDetails(secrets)).toEqual({
      ...{ password: '***', currentPassword: '***', pin: '***', securityPin: '***', refreshToken: '***' },
      ...{ code: '***', client_secret: '***', set: { pin_code: '***' }, list: [{ userCode: '***' }] },
    });
    expect(auditDetails({ pinRequired: true, set: { state: 'ON', color: { x: 0.3 } } })).toEqual({
      ...{ pinRequired: true, set: { state: 'ON', color: { x: 0.3 } } },
    });
  });

  it('cuts addresses of mail and of hooks to what names them', () => {
    expect(
      auditDetails({
        email: 'ada@example.org',
        url: 'https://u:p@hooks.example/T0/secret?x=1',
        home: 'https://a.b/',
      }),
    ).toEqual({ email: 'a***@example.org', url: 'https://hooks.example/…', home: 'https://a.b' });
  });

  it('is bounded', () => {
    const wide = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [`n${index}`, 'x'.repeat(500)]),
    );
    expect(JSON.stringify(auditDetails(wide)).length).toBeLessThan(1_200);
    let deep: object = {};
    for (let depth = 0; depth < 14; depth++) deep = { deep };
    expect(JSON.stringify(auditDetails(deep)).length).toBeLessThan(200);
    expect(auditDetails('text')).toEqual({});
    expect(auditDetails(['list'])).toEqual({});
  });
});
