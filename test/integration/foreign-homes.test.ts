import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleHub, exampleLight, exampleSensor } from '../../src/platform/api/example-world.ts';
import { exampleWebhook } from '../../src/platform/api/schemas/webhook-schema.ts';
import { ApiSession } from '../support/api-session.ts';
import { type DocumentOperation, type OpenApiDocument, operationsOf } from '../support/open-api-document.ts';
import { Person } from '../support/people.ts';
import { PlatformRig } from '../support/platform-rig.ts';
import { TestRedis } from '../support/redis.ts';

/** What a request may name, by the name of the path parameter. */
type Ids = Record<string, string>;

/** How the examples of the document call the same things. */
const exampleIds: [example: string, kind: string][] = [
  ['home-1', 'homeId'],
  [exampleHub.hubId, 'hubId'],
  [exampleLight.ieeeAddress, 'ieeeAddress'],
  [exampleSensor.ieeeAddress, 'ieeeAddress'],
  ['room-1', 'roomId'],
  ['account-admin', 'accountId'],
  ['account-guest', 'accountId'],
  ['invitation-1', 'invitationId'],
  ['cmd-01', 'commandId'],
  ['key-1', 'keyId'],
  [exampleWebhook.webhookId, 'webhookId'],
];

const never: Ids = {
  ...{ homeId: 'home-0000000000000000', hubId: 'hub-0000000000000000', roomId: 'room-0000000000000000' },
  ...{
    ieeeAddress: '0x00158d00deadbeef',
    accountId: 'account-0000000000000000',
    keyId: 'key-0000000000000000',
  },
  ...{ invitationId: 'invitation-0000000000000000', webhookId: 'webhook-0000000000000000', trait: 'state' },
};

let redis: TestRedis;
let rig: PlatformRig;
let stranger: Person;
let document: OpenApiDocument;
/** Things that are there, in the home of somebody else. */
let foreign: Ids;

beforeAll(async () => {
  redis = await TestRedis.start();
  rig = new PlatformRig(redis);
  const platform = await rig.startPlatform();
  const owner = await Person.register(platform, 'owner');
  const { homeId } = await owner.expect(201, 'POST /v1/homes', { body: { name: 'Villa' } });
  const hub = await rig.startHub(platform, homeId);
  const [plug = ''] = hub.join(1, 2);
  await hub.settled();
  const room = await owner.expect(201, `POST /v1/homes/${homeId}/rooms`, { body: { name: 'Hall' } });
  const offer = { body: { role: 'guest' } };
  const { invitation } = await owner.expect(201, `POST /v1/homes/${homeId}/invitations`, offer);
  const command = await owner.expect(202, `POST /v1/devices/${plug}/commands`, {
    body: { set: { state: 'ON' } },
  });
  // Of events that do not happen here: nothing is sent to it.
  const filter = { types: ['hubEntriesLost'] };
  const hook = { body: { homeId, url: 'https://93.184.215.14/hook', name: 'Hook', filter } };
  const { webhook } = await owner.expect(201, 'POST /v1/webhooks', hook);
  const keyBody = { body: { name: 'Key', scopes: ['homes:read'] } };
  const { key } = await owner.expect(201, 'POST /v1/api-keys', keyBody);
  foreign = {
    ...{
      homeId,
      hubId: hub.uplink.hubId,
      ieeeAddress: plug,
      roomId: room.roomId,
      accountId: owner.accountId,
    },
    ...{
      invitationId: invitation.invitationId,
      webhookId: webhook.webhookId,
      commandId: command.commandId,
      keyId: key.keyId,
      trait: 'state',
    },
  };
  // As ids of its kind are, but of no command.
  never.commandId = command.commandId.replace(/[0-9a-f]{6}$/, '000000');
  // Somebody with a home of their own, so that every operation is open to them.
  stranger = await Person.register(platform, 'stranger');
  await stranger.expect(201, 'POST /v1/homes', { body: { name: 'Flat' } });
  document = await new ApiSession(platform).expect(200, 'GET /openapi.json');
});

afterAll(async () => {
  await rig.stop();
  await redis.stop();
});

interface Request {
  target: string;
  body?: unknown;
}

/** The request of an operation's first example about these things; undefined if it names none. */
function requestOf(
  path: string,
  method: string,
  operation: DocumentOperation,
  ids: Ids,
): Request | undefined {
  const named = new Set<string>();
  const idOf = (kind: string) => {
    named.add(kind);
    return ids[kind] ?? `${kind}-none`;
  };
  const query = new URLSearchParams();
  for (const parameter of operation.parameters ?? []) {
    if (parameter.in === 'query' && parameter.name in ids) query.set(parameter.name, idOf(parameter.name));
  }
  const url = path.replaceAll(/\{(\w+)\}/g, (_, kind: string) => encodeURIComponent(idOf(kind)));
  const [example] = Object.values(operation.requestBody?.content['application/json']?.examples ?? {});
  let text = JSON.stringify(example?.value);
  for (const [word, kind] of exampleIds)
    if (text?.includes(`"${word}"`)) text = text.replaceAll(word, idOf(kind));
  if (named.size === 0) return undefined;
  const suffix = query.size > 0 ? `?${query}` : '';
  return {
    target: `${method.toUpperCase()} ${url}${suffix}`,
    ...(text !== undefined && { body: JSON.parse(text) }),
  };
}

/** What an answer says, whatever it is about. */
async function shapeOf({ target, body }: Request, ids: Ids): Promise<string> {
  const { status, text, headers } = await stranger.ask(target, body === undefined ? {} : { body });
  let masked = text.replace(/"requestId":"[^"]*"/, '').replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time');
  for (const [kind, id] of Object.entries(ids)) masked = masked.replaceAll(id, `<${kind}>`);
  return `${status} ${headers.get('content-type')} ${masked}`;
}

describe('the home of somebody else', () => {
  it('is answered as one that never was, whatever is asked', async () => {
    const asked: string[] = [];
    for (const { path, method, operation } of operationsOf(document)) {
      const there = requestOf(path, method, operation, foreign);
      const nowhere = requestOf(path, method, operation, never);
      if (!there || !nowhere) continue;
      asked.push(operation.operationId);
      const [shape, expected] = [await shapeOf(there, foreign), await shapeOf(nowhere, never)];
      expect({ operation: operation.operationId, shape }).toEqual({
        operation: operation.operationId,
        shape: expected,
      });
    }
    // It was tried, and not against an empty list.
    expect(asked).toEqual(
      expect.arrayContaining(['readHome', 'readDevice', 'sendCommand', 'readHub', 'readHistory']),
    );
    expect(asked.length).toBeGreaterThan(30);
  });
});
