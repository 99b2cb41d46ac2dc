import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeviceDescriptor } from '../../src/devices/device-descriptor.ts';
import { exampleHub, exampleLight, exampleSensor } from '../../src/platform/api/example-world.ts';
import { destructiveLast } from '../fuzz/api-fuzz.ts';
import { faultOf } from '../fuzz/check-answer.ts';
import { callApi, registerAccount } from '../support/api-caller.ts';
import {
  createDocumentValidator,
  type DocumentOperation,
  type OpenApiDocument,
  operationsOf,
} from '../support/open-api-document.ts';
import { PlatformRig } from '../support/platform-rig.ts';
import { TestRedis } from '../support/redis.ts';

let redis: TestRedis;
let rig: PlatformRig;
let port: number;
let token: string;
let document: OpenApiDocument;
/** What the examples call things, and what they are called here. */
const names = new Map<string, string>();

beforeAll(async () => {
  redis = await TestRedis.start();
  rig = new PlatformRig(redis);
  const platform = await rig.startPlatform();
  port = platform.httpPort;
  const owner = await rig.owner(platform);
  token = owner.token;
  const { homeId } = owner;
  const hub = await rig.startHub(platform, homeId);
  for (const [index, { ieeeAddress, descriptor, reported }] of [exampleLight, exampleSensor].entries()) {
    const known = { ...descriptor, ieeeAddress } as unknown as DeviceDescriptor;
    hub.uplink.upsertDevice(known, { networkAddress: 1 + index, joined: true });
    const values = Object.entries(reported).map(([name, { value }]) => [name, value] as const);
    hub.uplink.report(known.ieeeAddress, Object.fromEntries(values), Date.now(), 90);
  }
  await hub.settled();
  const post = async (path: string, body: unknown, by = token) =>
    (await callApi(port, 'POST', path, { token: by, body })).body;
  const guest = await registerAccount(port, 'guest@example.org');
  const invited = await post(`/v1/homes/${homeId}/invitations`, { role: 'guest' });
  await post('/v1/invitations/accept', { code: invited.code }, guest.token);
  const open = await post(`/v1/homes/${homeId}/invitations`, { role: 'member' });
  const room = await post(`/v1/homes/${homeId}/rooms`, { name: 'Kitchen' });
  const command = await post(`/v1/devices/${exampleLight.ieeeAddress}/commands`, { set: { state: 'ON' } });
  const hubs = await callApi(port, 'GET', '/v1/hubs', { token });
  const key = await post('/v1/api-keys', { name: 'x', scopes: ['homes:read'] });
  for (const [example, real] of Object.entries({
    'home-1': homeId,
    [exampleHub.hubId]: hubs.body.hubs[0].hubId,
    'room-1': room.roomId,
    'account-guest': guest.accountId,
    'account-1': owner.principal.accountId,
    'invitation-1': open.invitation.invitationId,
    'key-1': key.key.keyId,
    'cmd-01': command.commandId,
  })) {
    names.set(example, real);
  }
  document = (await callApi(port, 'GET', '/openapi.json')).body;
});

afterAll(async () => {
  await rig.stop();
  await redis.stop();
});

function real(text: string): string {
  return [...names].reduce((changed, [example, here]) => changed.replaceAll(example, here), text);
}

/** A request as an example of the document has it, about what is here. */
function requestOf(path: string, operation: DocumentOperation, name: string) {
  const query = new URLSearchParams();
  const headers: Record<string, string> = {};
  let url = path;
  for (const parameter of operation.parameters ?? []) {
    const value = parameter.examples?.[name]?.value;
    if (value === undefined) continue;
    if (parameter.in === 'path')
      url = url.replace(`{${parameter.name}}`, encodeURIComponent(real(String(value))));
    else if (parameter.in === 'header') headers[parameter.name] = String(value);
    else for (const each of [value].flat()) query.append(parameter.name, real(String(each)));
  }
  const body = operation.requestBody?.content['application/json']?.examples?.[name]?.value;
  return {
    url: query.size > 0 ? `${url}?${query}` : url,
    options: { token, headers, ...(body !== undefined && { body: real(JSON.stringify(body)) }) },
  };
}

describe('a real platform', () => {
  it('answers the examples of every operation as its document describes', { timeout: 120_000 }, async () => {
    const validate = createDocumentValidator(document);
    const wrong: string[] = [];
    let asked = 0;
    let exact = 0;
    for (const { path, method, operation } of operationsOf(document).sort(destructiveLast)) {
      // A stream has no end, and its examples are tried elsewhere.
      if (path === '/v1/events') continue;
      for (const [status, { content }] of Object.entries(operation.responses)) {
        for (const { examples } of Object.values(content ?? {})) {
          for (const [name, { 'x-given': given }] of Object.entries(examples ?? {})) {
            if (given !== undefined) continue;
            const { url, options } = requestOf(path, operation, name);
            const answer = await callApi(port, method.toUpperCase(), url, options);
            asked++;
            const what = `${operation.operationId} ${name}`;
            const contentType = answer.headers.get('content-type') ?? '';
            const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
            const fault = faultOf(operation, validate, { status: answer.status, contentType, text });
            if (fault !== '') wrong.push(`${what}: ${fault}`);
            if (answer.status === Number(status)) exact++;
          }
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(150);
    // The others are about what an example before has removed, or about what only the platform of the examples has.
    expect(exact / asked).toBeGreaterThan(0.7);
  });
});
