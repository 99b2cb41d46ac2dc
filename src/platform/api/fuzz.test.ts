import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { requestsTo, urlOf } from '../../../test/fuzz/api-requests.ts';
import { faultOf } from '../../../test/fuzz/check-answer.ts';
import { knownParameters } from '../../../test/fuzz/known-parameters.ts';
import { as, createTestApi, type TestApi } from '../../../test/support/api-client.ts';
import {
  createDocumentValidator,
  type OpenApiDocument,
  operationsOf,
  readDocument,
} from '../../../test/support/open-api-document.ts';

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

/** Things of the platform of the examples, and of somebody else's home. */
const known = {
  ...knownParameters,
  homeId: ['home-1', 'home-2'],
  hubId: ['hub-8f3b2c1d4e5f6071', 'hub-2222222222222222'],
  ieeeAddress: ['0x00158d00045a1b20', '0x00158d0002222222'],
  commandId: ['cmd-01'],
  roomId: ['room-1'],
  accountId: ['account-guest'],
  invitationId: ['invitation-1'],
  keyId: ['key-1'],
};

describe('whatever is asked', () => {
  it('is answered as described, and never with a fault of the platform', { timeout: 240_000 }, async () => {
    for (const { path, method, operation } of operationsOf(document)) {
      await fc.assert(
        fc.asyncProperty(requestsTo(operation, known), async (request) => {
          const isStream = operation.operationId === 'streamEvents';
          const ended = new AbortController();
          const response = await api.app.inject({
            method: method.toUpperCase() as 'GET',
            url: urlOf(path, request),
            headers: {
              ...as('owner'),
              ...request.headers,
              ...(request.body !== undefined && { 'content-type': request.contentType }),
            },
            ...(request.body !== undefined && { payload: request.body }),
            ...(isStream && { payloadAsStream: true, signal: ended.signal }),
          });
          const { statusCode: status } = response;
          const contentType = String(response.headers['content-type']);
          if (isStream && status === 200) {
            response.stream().on('error', () => undefined);
            ended.abort();
            return;
          }
          const text = isStream ? Buffer.concat(await response.stream().toArray()).toString() : response.body;
          expect(faultOf(operation, validate, { status, contentType, text })).toBe('');
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
