import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EventFilter } from '../../src/platform/domain/event-filter.ts';
import type { Platform } from '../../src/platform/platform.ts';
import type { CheckedTarget } from '../../src/platform/webhooks/target-guard.ts';
import type { WebhookOptions } from '../../src/platform/webhooks/webhooks.ts';
import { type FakeHub, PlatformRig } from '../support/platform-rig.ts';
import { TestRedis } from '../support/redis.ts';
import { waitUntil } from '../support/wait-until.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';

const quick: WebhookOptions = { times: { firstMs: 20, maxMs: 100 }, answerTimeoutMs: 1_000 };

let redis: TestRedis;
let rig: PlatformRig;
let platform: Platform;
let homeId: string;
let accountId: string;
let hub: FakeHub;
let address: `0x${string}`;
let sent: number;
let receivers: WebhookReceiver[];

beforeAll(async () => {
  redis = await TestRedis.start();
});
afterAll(() => redis.stop());

beforeEach(async () => {
  await redis.command('FLUSHALL');
  rig = new PlatformRig(redis);
  receivers = [];
  sent = 0;
});
afterEach(async () => {
  await rig.stop();
  for (const receiver of receivers) await receiver.stop();
});

async function start(webhooks: WebhookOptions = quick, limits = {}): Promise<void> {
  platform = await rig.startPlatform('platform', { webhooks, limits }, 0, { webhookAllow: '127.0.0.0/8' });
  const owner = await rig.owner(platform);
  ({ homeId } = owner);
  ({ accountId } = owner.principal);
  hub = await rig.startHub(platform, homeId);
  [address = '0x'] = hub.join(1);
  await hub.settled();
}

async function receiver(): Promise<WebhookReceiver> {
  const started = await WebhookReceiver.start();
  receivers.push(started);
  return started;
}

/** A webhook of reports, to this receiver. */
async function subscribe(to: WebhookReceiver, options: { filter?: EventFilter; retryForS?: number } = {}) {
  const draft = { name: '', url: to.url, filter: { types: ['traitReported' as const] }, retryForS: 86_400 };
  const { webhook, secret } = await platform.ports.webhooks.create(
    homeId,
    { ...draft, ...options },
    accountId,
  );
  const { webhookId } = webhook;
  return { webhookId, secret, read: async () => platform.ports.webhooks.get(homeId, webhookId) };
}

/** The device reports the next numbers. */
function report(count = 1): void {
  for (let index = 0; index < count; index++) hub.uplink.report(address, { temperature: ++sent }, Date.now());
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('a webhook', () => {
  it('hears what it wants of what happens after it was made, in order, signed', async () => {
    await start();
    const all = await receiver();
    const target = await receiver();
    report(3);
    await hub.settled();
    const { secret, webhookId, read } = await subscribe(target);
    await subscribe(all, { filter: {} });
    report(20);
    await waitUntil('all were delivered', () => target.numbers.length === 20);
    expect(target.numbers).toEqual(upTo(23).slice(3));
    expect(target.isSignedBy(secret)).toBe(true);
    expect(target.isSignedBy('zfw_another')).toBe(false);
    const [first] = target.received;
    expect(first?.body).toMatchObject({ type: 'traitReported', homeId, ieeeAddress: address });
    expect(first?.headers).toMatchObject({
      'zigfleet-webhook-id': webhookId,
      'zigfleet-event-id': first?.body.eventId,
      'zigfleet-event-type': 'traitReported',
      'zigfleet-attempt': '1',
      'content-type': 'application/json',
    });
    await waitUntil('it is noted', async () => (await read())?.status.deliveredCount === 20);
    const deliveries = await platform.ports.webhooks.deliveries(homeId, webhookId, 5);
    expect(deliveries).toHaveLength(5);
    expect(deliveries[0]).toMatchObject({ outcome: 'delivered', httpStatus: 204, attempt: 1 });
    await hub.uplink.stop();
    await waitUntil('the other hears of the hub', () =>
      all.received.some(({ body }) => body.type === 'hubOffline'),
    );
    expect(target.received.some(({ body }) => body.type === 'hubOffline')).toBe(false);
  });

  it('is tried again until it is taken, in order, and says meanwhile how it goes', async () => {
    await start();
    const target = await receiver();
    let refusals = 3;
    target.answer = ({ body }, response) => {
      const refuse = body.values?.temperature === 2 && refusals-- > 0;
      response.writeHead(refuse ? 500 : 200).end();
    };
    const { read, webhookId } = await subscribe(target);
    report(4);
    await waitUntil('all were delivered', () => target.numbers.at(-1) === 4);
    expect(target.numbers).toEqual([1, 2, 2, 2, 2, 3, 4]);
    expect(target.received.map(({ headers }) => headers['zigfleet-attempt'])).toEqual([
      ...['1', '1', '2', '3', '4', '1', '1'],
    ]);
    await waitUntil('all is well', async () => (await read())?.status.deliveredCount === 4);
    expect((await read())?.status).toMatchObject({ failingSinceMs: null, nextAttemptAtMs: null });
    const deliveries = await platform.ports.webhooks.deliveries(homeId, webhookId, 100);
    expect(deliveries.map(({ outcome }) => outcome)).toEqual([
      ...['delivered', 'delivered', 'delivered', 'failed', 'failed', 'failed', 'delivered'],
    ]);
    expect(deliveries.find(({ outcome }) => outcome === 'failed')?.error).toBe('answered 500');
  });

  it('gives an event up in the end, keeps it, and delivers it again when asked', async () => {
    await start();
    const target = await receiver();
    let broken = true;
    target.answer = ({ body }, response) =>
      response.writeHead(broken && body.values?.temperature === 1 ? 422 : 200).end();
    const { read, webhookId } = await subscribe(target, { retryForS: 0 });
    report(2);
    await waitUntil('the next one came', () => target.numbers.at(-1) === 2);
    const { webhooks } = platform.ports;
    const { deadLetters } = await webhooks.deadLetters(homeId, webhookId, { limit: 10 });
    expect(deadLetters).toMatchObject([{ type: 'traitReported', attempts: 1, lastError: 'answered 422' }]);
    expect(JSON.parse(deadLetters[0]?.body ?? '')).toMatchObject({ values: { temperature: 1 } });
    const [{ deadLetterId, eventId } = { deadLetterId: '', eventId: '' }] = deadLetters;
    expect(await webhooks.replay(homeId, webhookId, [deadLetterId, '1-1'])).toBe(1);
    await waitUntil('it was tried again', () => target.numbers.length === 3);
    expect((await webhooks.deadLetters(homeId, webhookId, { limit: 10 })).deadLetters).toHaveLength(1);
    broken = false;
    await webhooks.replay(homeId, webhookId, null);
    await waitUntil('it was taken', async () => (await read())?.status.deadLetterCount === 0);
    expect(target.numbers).toEqual([1, 2, 1, 1]);
    expect(target.received.at(-1)?.headers).toMatchObject({
      ...{ 'zigfleet-replay': 'true', 'zigfleet-event-id': eventId },
    });
  });

  it('is suspended when nothing is taken for long, the home is told, and it goes on where it stood', async () => {
    await start({ ...quick, times: { ...quick.times, suspendAfterMs: 200 } });
    const watcher = await receiver();
    await subscribe(watcher, { filter: { types: ['webhookSuspended'] } });
    const target = await receiver();
    target.answer = (_request, response) => response.writeHead(503).end();
    const { read, webhookId } = await subscribe(target);
    report(3);
    await waitUntil('it is suspended', async () => (await read())?.state === 'suspended');
    expect((await read())?.suspension).toMatchObject({ reason: 'failing' });
    await waitUntil('the home is told', () => watcher.received.length > 0);
    expect(watcher.received[0]?.body).toMatchObject({
      type: 'webhookSuspended',
      webhookId,
      reason: 'failing',
    });
    target.answer = (_request, response) => response.writeHead(200).end();
    const before = target.received.length;
    await platform.ports.webhooks.resume(homeId, webhookId, 'place');
    await waitUntil('it goes on', () => target.received.length === before + 3);
    expect(target.numbers.slice(before)).toEqual([1, 2, 3]);
  });

  it('is suspended at once by 410, and may leave out what happened meanwhile', async () => {
    await start();
    const target = await receiver();
    target.answer = (_request, response) => response.writeHead(410).end();
    const { read, webhookId } = await subscribe(target);
    report(2);
    await waitUntil('it is suspended', async () => (await read())?.suspension?.reason === 'gone');
    await hub.settled();
    target.answer = (_request, response) => response.writeHead(200).end();
    await platform.ports.webhooks.resume(homeId, webhookId, 'now');
    report();
    await waitUntil('it goes on', () => target.numbers.at(-1) === 3);
    expect(target.numbers).toEqual([1, 3]);
  });

  it('is suspended when who made it leaves the home', async () => {
    await start();
    const target = await receiver();
    const { read, webhookId } = await subscribe(target);
    report();
    await waitUntil('it works', () => target.numbers.length === 1);
    await redis.command(
      'HSET',
      `zf:{${homeId}}:members`,
      accountId,
      '{"role":"member","sinceMs":0,"limits":null}',
    );
    // It is believed for two seconds that nothing has changed.
    await waitUntil('it is suspended', async () => {
      report();
      return (await read())?.suspension?.reason === 'creator-left';
    });
    const { length } = target.received;
    report();
    await hub.settled();
    expect(target.received.length).toBe(length);
    expect((await read())?.webhookId).toBe(webhookId);
  });

  it('delivers nothing while it is paused, and nothing at all when it is gone', async () => {
    await start();
    const target = await receiver();
    const { webhookId } = await subscribe(target);
    const { webhooks } = platform.ports;
    await webhooks.pause(homeId, webhookId);
    const other = await receiver();
    await subscribe(other);
    report();
    await waitUntil('another one heard it', () => other.numbers.length === 1);
    expect(target.received).toEqual([]);
    // It is removed while a request is under way.
    const answered = Promise.withResolvers<void>();
    target.answer = (_request, response) => {
      response.on('close', () => answered.resolve());
      setTimeout(() => response.writeHead(204).end(), 300);
    };
    await webhooks.resume(homeId, webhookId, 'place');
    await waitUntil('it heard it too', () => target.numbers.length === 1);
    expect(await webhooks.remove(homeId, webhookId)).toBe(true);
    expect(await webhooks.remove(homeId, webhookId)).toBe(false);
    await answered.promise;
    report();
    await waitUntil('another one heard it', () => other.numbers.length === 2);
    expect(target.numbers).toEqual([1]);
    expect(await redis.command('EXISTS', `zf:{${homeId}}:webhook:${webhookId}`)).toBe(0);
  });

  it('is told of a gap when it is so far behind that events are gone', async () => {
    await start(quick, { eventEntriesMax: 100 });
    const target = await receiver();
    const { webhookId } = await subscribe(target);
    report();
    await waitUntil('it works', () => target.numbers.length === 1);
    await platform.ports.webhooks.pause(homeId, webhookId);
    // More than is kept, and than is read at one time.
    const event = `[[15,1,"${address}",{"temperature":N}]]`;
    const fill = `for n = 2, 301 do redis.call('XADD', KEYS[1], 'MAXLEN', '~', 100, '*', 'h', ARGV[1], 'e', (ARGV[2]:gsub('N', n))) end`;
    await redis.command('EVAL', fill, '1', `zf:{${homeId}}:events`, hub.uplink.hubId, event);
    sent = 301;
    await platform.ports.webhooks.resume(homeId, webhookId, 'place');
    await waitUntil('it is up to date', () => target.numbers.at(-1) === sent);
    const gap = target.received[1];
    expect(gap?.body).toMatchObject({ type: 'gap', homeId, reason: 'trimmed' });
    expect(gap?.body.afterEventId).toBe(target.received[0]?.body.eventId);
    expect(gap?.body.resumedAtEventId).toBe(target.received[2]?.body.eventId);
    const [, first = 0] = target.numbers;
    expect(target.numbers.slice(1)).toEqual(upTo(sent).slice(first - 1));
  });

  it('signs with the old and the new secret after a rotation; a ping says what comes of it', async () => {
    await start();
    const target = await receiver();
    const { webhookId, secret } = await subscribe(target);
    const rotated = await platform.ports.webhooks.rotateSecret(homeId, webhookId);
    expect(await platform.ports.webhooks.ping(homeId, webhookId)).toMatchObject({
      ...{ type: 'ping', outcome: 'delivered', httpStatus: 204 },
    });
    expect(target.isSignedBy(secret)).toBe(true);
    expect(target.isSignedBy(rotated.secret)).toBe(true);
    target.answer = (_request, response) => response.writeHead(500).end('x');
    expect(await platform.ports.webhooks.ping(homeId, webhookId)).toMatchObject({
      ...{ outcome: 'failed', httpStatus: 500, error: 'answered 500' },
    });
    expect(JSON.stringify(await platform.ports.webhooks.list(homeId))).not.toContain(secret);
  });

  it('of 20 and more is refused', async () => {
    await start();
    const target = await receiver();
    for (let count = 0; count < 20; count++) await subscribe(target);
    await expect(subscribe(target)).rejects.toMatchObject({ code: 'quota-exceeded' });
  });
});

describe('a receiver that', () => {
  it('hangs, answers without end, or redirects delays no other, and is tried again', async () => {
    await start();
    const good = await receiver();
    const hanging = await receiver();
    hanging.answer = () => undefined;
    const endless = await receiver();
    endless.answer = (_request, response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.on('drain', more);
      response.on('error', () => undefined);
      more();
    };
    const elsewhere = await receiver();
    const redirecting = await receiver();
    redirecting.answer = (_request, response) => response.writeHead(307, { location: elsewhere.url }).end();
    const webhooks = await Promise.all([hanging, endless, redirecting].map((each) => subscribe(each)));
    await subscribe(good);
    const beforeMs = performance.now();
    report(50);
    await waitUntil('the good one has all', () => good.numbers.length === 50);
    const tookMs = performance.now() - beforeMs;
    // One answer that is waited for to its end takes a second.
    expect(tookMs).toBeLessThan(900 * 50);
    expect(good.numbers).toEqual(upTo(50));
    await waitUntil('the others were tried again', () =>
      [hanging, redirecting].every(({ received }) => received.length > 1),
    );
    // What counts of an answer is its head.
    await waitUntil('the endless one has all', () => endless.numbers.length === 50);
    expect(elsewhere.connectionCount).toBe(0);
    const [hung, , redirected] = await Promise.all(webhooks.map(({ read }) => read()));
    expect(hung?.status.lastError).toBe('no answer within 1 s');
    expect(redirected?.status.lastError).toBe('answered 307: redirections are not followed');
  });
});

describe('what is inside the network', () => {
  /** One name that leads inside from the second look on, as in an attack by rebinding. */
  async function startGuarded(answers: CheckedTarget[]): Promise<WebhookReceiver> {
    const inside = await receiver();
    let looks = 0;
    const resolve = async () => [answers[Math.min(looks++, answers.length - 1)] as CheckedTarget];
    platform = await rig.startPlatform('platform', { webhooks: { ...quick, resolve } });
    const owner = await rig.owner(platform);
    ({ homeId } = owner);
    ({ accountId } = owner.principal);
    return inside;
  }
  const loopback: CheckedTarget = { address: '127.0.0.1', family: 4 };

  it.each([
    'http://127.0.0.1:PORT/',
    'https://127.0.0.1:PORT/',
    'https://localhost:PORT/',
    'https://2130706433:PORT/',
    'https://0x7f.1:PORT/',
    'https://[::1]:PORT/',
    'https://[::ffff:127.0.0.1]:PORT/',
    'https://169.254.169.254/latest/meta-data',
    'https://inside.example:PORT/',
    'https://user:secret@example.org/',
    'ftp://example.org/',
    'file:///etc/passwd',
    'nonsense',
  ])('cannot be a target: %s', async (url) => {
    const inside = await startGuarded([loopback]);
    const draft = { name: '', url: url.replace('PORT', String(inside.port)), filter: {}, retryForS: 60 };
    await expect(platform.ports.webhooks.create(homeId, draft, accountId)).rejects.toMatchObject({
      code: 'invalid-request',
    });
    expect(inside.connectionCount).toBe(0);
  });

  it('is not reached by a name that leads there later', async () => {
    const inside = await startGuarded([{ address: '8.8.8.8', family: 4 }, loopback]);
    const draft = { name: '', filter: {}, retryForS: 60, url: `https://rebind.example:${inside.port}/` };
    const { webhook } = await platform.ports.webhooks.create(homeId, draft, accountId);
    const ping = await platform.ports.webhooks.ping(homeId, webhook.webhookId);
    expect(ping).toMatchObject({ outcome: 'failed', httpStatus: null });
    expect(ping.error).toContain('inside');
    expect(inside.connectionCount).toBe(0);
  });
});
