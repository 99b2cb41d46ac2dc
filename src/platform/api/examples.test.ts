import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { as, createTestApi, type TestApi } from '../../../test/support/api-client.ts';
import { setHubOnline } from '../../../test/support/example-platform.ts';
import {
  createDocumentValidator,
  type DocumentOperation,
  type OpenApiDocument,
  operationsOf,
  readDocument,
} from '../../../test/support/open-api-document.ts';
import { exampleHub, exampleLight } from './example-world.ts';
import type { ExampleSituation } from './operation.ts';
import { exampleNetworkMap } from './routes/network-map.ts';

/** The program that asks, in every example. */
const program = { 'user-agent': 'example-app/1.0' };

interface Replay {
  title: string;
  path: string;
  method: string;
  name: string;
  operation: DocumentOperation;
  status: number;
  mediaType: string;
  schema: object;
  expected: unknown;
  given: ExampleSituation | undefined;
}

interface Answer {
  status: number;
  mediaType: string;
  text: string;
}

/** Every named answer of the document is a case; the request is made of the values of the same name. */
function replaysOf(document: OpenApiDocument): Replay[] {
  return operationsOf(document).flatMap(({ path, method, operation }) =>
    Object.entries(operation.responses).flatMap(([status, { content }]) =>
      Object.entries(content ?? {}).flatMap(([mediaType, { schema, examples }]) =>
        Object.entries(examples ?? {}).map(([name, { value, 'x-given': given }]) => ({
          title: `${operation.operationId} ${name}: ${status}`,
          ...{ path, method, name, operation, status: Number(status), mediaType, schema, expected: value },
          given: given as ExampleSituation | undefined,
        })),
      ),
    ),
  );
}

const situations: Record<ExampleSituation, (api: TestApi) => void | Promise<void>> = {
  nobody: () => undefined,
  guest: () => undefined,
  textBody: () => undefined,
  hugeBody: () => undefined,
  storeAway: ({ platform }) => {
    platform.storeAway = true;
  },
  hubOffline: ({ platform }) => setHubOnline(platform, false),
  requestsUsed: ({ platform }) => {
    platform.requestsUsed = true;
  },
  quotaUsed: ({ platform }) => {
    platform.quotaUsed = true;
  },
  overloaded: () => undefined,
  attemptsUsed: ({ platform }) => {
    platform.attemptsUsed = true;
  },
  deviceSilent: ({ platform }) => {
    platform.behaviour = 'isSilent';
  },
  deviceSlow: ({ platform }) => {
    platform.behaviour = 'isSlow';
  },
  commandWaiting: async (api) => {
    setHubOnline(api.platform, false);
    await sendCommand(api, {});
  },
  commandSent: async (api) => {
    api.platform.behaviour = 'isSlow';
    await sendCommand(api, {});
  },
  commandDone: (api) => sendCommand(api, { prefer: 'wait=1' }),
  queueFull: ({ platform }) => {
    platform.queueFull = true;
  },
  pinWanted: ({ platform }) => {
    platform.pinWanted = true;
  },
  keyUsed: (api) => sendCommand(api, { 'idempotency-key': 'used-key' }, { set: { state: 'OFF' } }),
  mapMade: ({ platform }) => {
    const { nowMs: madeAtMs } = platform;
    platform.networkMaps.set(exampleHub.hubId, { madeAtMs, commandId: 'cmd-01', map: exampleNetworkMap });
  },
  notReady: ({ platform }) => {
    platform.ready = false;
  },
  // The limit is one stream: this is it.
  streamsFull: async ({ app }) => {
    await stream(app, '/v1/events', as('owner'), '\n\n');
  },
};

async function sendCommand(
  { app }: TestApi,
  headers: Record<string, string>,
  payload: object = { set: { state: 'ON' } },
): Promise<void> {
  const url = `/v1/devices/${exampleLight.ieeeAddress}/commands`;
  await app.inject({ method: 'POST', url, payload, headers: { ...as('owner'), ...program, ...headers } });
}

/** What a stream says until a text has come; it stays open until the API is closed. */
async function stream(
  app: TestApi['app'],
  url: string,
  headers: Record<string, string>,
  until: string,
): Promise<Answer> {
  if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path: url, headers }, (response) => {
      let text = '';
      const answer = () => ({
        status: response.statusCode ?? 0,
        mediaType: String(response.headers['content-type']),
        text,
      });
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        if (text.includes(until)) resolve(answer());
      });
      response.on('end', () => resolve(answer()));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end();
  });
}

/** What a WebSocket says, a line each, until as much as that has come. */
async function listen(
  app: TestApi['app'],
  url: string,
  headers: Record<string, string>,
  lineCount: number,
): Promise<Answer> {
  if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const socket = new WebSocket(`ws://127.0.0.1:${port}${url}`, { headers });
  return new Promise((resolve, reject) => {
    const lines: string[] = [];
    socket.on('error', reject);
    socket.on('message', (message) => {
      if (lines.push(String(message)) < lineCount) return;
      socket.close();
      resolve({
        status: 101,
        mediaType: 'application/json',
        text: lines.map((line) => `${line}\n`).join(''),
      });
    });
  });
}

/** A request id is never the same twice. */
function withoutRequestIds(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replace(/"requestId":"req-[^"]+"/g, '"requestId":"req"'));
}

async function ask(api: TestApi, replay: Replay): Promise<Answer> {
  const { operation, name, given } = replay;
  const query = new URLSearchParams();
  const headers: Record<string, string> = given === 'nobody' ? {} : as(given === 'guest' ? 'guest' : 'owner');
  Object.assign(headers, program);
  let path = replay.path;
  for (const parameter of operation.parameters ?? []) {
    const value = parameter.examples?.[name]?.value;
    if (value === undefined) continue;
    if (parameter.in === 'path')
      path = path.replace(`{${parameter.name}}`, encodeURIComponent(String(value)));
    else if (parameter.in === 'header') headers[parameter.name] = String(value);
    else for (const each of [value].flat()) query.append(parameter.name, String(each));
  }
  const url = query.size > 0 ? `${path}?${query}` : path;
  if (operation.operationId === 'streamEvents') return stream(api.app, url, headers, String(replay.expected));
  if (replay.status === 101) {
    return listen(api.app, url, headers, String(replay.expected).split('\n').length - 1);
  }
  const media = operation.requestBody?.content['application/json']?.examples?.[name];
  const body = given === 'hugeBody' ? { ...(media?.value as object), pad: 'x'.repeat(70_000) } : media?.value;
  if (media) headers['content-type'] = given === 'textBody' ? 'text/plain' : 'application/json';
  const response = await api.app.inject({
    method: replay.method.toUpperCase() as 'GET',
    url,
    headers,
    ...(media && { payload: JSON.stringify(body) }),
  });
  return {
    status: response.statusCode,
    mediaType: String(response.headers['content-type']),
    text: response.body,
  };
}

/** Without how long things took, which is never the same twice. */
function untimed(body: unknown): unknown {
  const plain = (key: string, value: unknown) => (key === 'tookMs' && value !== null ? 0 : value);
  return JSON.parse(JSON.stringify(body), plain);
}

const { app } = await createTestApi();
const document = await readDocument(app);
await app.close();
const validate = createDocumentValidator(document);

let api: TestApi;
afterEach(() => api.app.close());

describe('each example of the OpenAPI document', () => {
  it.each(replaysOf(document))('$title', async (replay) => {
    api = await createTestApi({
      streams: { streamsPerAccountMax: replay.given === 'streamsFull' ? 1 : 10 },
      load: { shouldShed: () => replay.given === 'overloaded' },
    });
    if (replay.given) await situations[replay.given](api);
    // Reading or cancelling is about a command that is there.
    else if (replay.path.startsWith('/v1/commands/')) {
      await sendCommand(api, { prefer: 'wait=1' });
    }
    const answer = await ask(api, replay);
    expect(answer.status).toBe(replay.status);
    expect(answer.mediaType.split(';')[0]).toBe(replay.mediaType);
    if (typeof replay.expected === 'string') {
      expect(answer.text).toBe(replay.expected);
      return;
    }
    const body = JSON.parse(answer.text) as Record<string, unknown>;
    expect(validate(replay.schema, body)).toBe('');
    expect(untimed(withoutRequestIds(body))).toEqual(untimed(withoutRequestIds(replay.expected)));
  });
});
