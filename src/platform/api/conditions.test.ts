import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { as, createTestApi, type TestApi } from '../../../test/support/api-client.ts';
import { ifMatchOf } from './conditions.ts';

describe('If-Match', () => {
  it.each([
    [undefined, '', undefined],
    ['*', '', '*'],
    [' * ', '', '*'],
    ['"a"', '', 'a'],
    ['"a", "b" ,"c"', '', 'a,b,c'],
    [', "a",,', '', 'a'],
    ['""', '', ''],
    ['W/"a"', '', '-'],
    ['W/"a", "b"', '', 'b'],
    ['"a,b"', '', '-'],
    ['"a.owner", "a.guest"', '.owner', 'a'],
    ['"a"', '.owner', '-'],
  ])('%s with the variant %s is %s', (header, variant, condition) => {
    expect(ifMatchOf(header, variant)).toBe(condition);
  });

  it.each(['', 'a', '"a', 'w/"a"', '"a" "b"', '*, "a"', '"a\u0000"', `"${'"'.repeat(1_000)}`])(
    'refuses %j',
    (header) => {
      expect(() => ifMatchOf(header)).toThrow('header/if-match must be');
    },
  );
});

describe('If-None-Match', () => {
  let api: TestApi;
  beforeEach(async () => {
    api = await createTestApi();
  });
  afterEach(() => api.app.close());

  const url = '/v1/devices/0x00158d00045a1b20';
  const read = (headers: Record<string, string>, method: 'GET' | 'HEAD' = 'GET', path = url) =>
    api.app.inject({ method, url: path, headers: { ...as('owner'), ...headers } });

  it('is answered 304 without a body where nothing is new, to HEAD too', async () => {
    const { etag } = (await read({})).headers as { etag: string };
    for (const method of ['GET', 'HEAD'] as const) {
      const answer = await read({ 'if-none-match': etag }, method);
      expect([answer.statusCode, answer.body, answer.headers.etag]).toEqual([304, '', etag]);
      expect(answer.headers['content-type']).toBeUndefined();
    }
    expect((await read({ 'if-none-match': '*' })).statusCode).toBe(304);
    expect((await read({ 'if-none-match': `"x", W/${etag}` })).statusCode).toBe(304);
  });

  it('that is malformed or names another state is as if it were not there', async () => {
    for (const header of ['"x"', 'x', '"', '']) {
      expect((await read({ 'if-none-match': header })).statusCode).toBe(200);
    }
  });

  it('hides no problem, and is nothing to who may not read', async () => {
    const missing = '/v1/devices/0x00158d00ffffffff';
    expect((await read({ 'if-none-match': '*' }, 'GET', missing)).statusCode).toBe(404);
    const stranger = await api.app.inject({ url, headers: { ...as('stranger'), 'if-none-match': '*' } });
    expect(stranger.statusCode).toBe(404);
    expect((await api.app.inject({ url: '/livez' })).headers.etag).toBeUndefined();
  });
});
