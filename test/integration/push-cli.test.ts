import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Platform } from '../../src/platform/platform.ts';
import { type FakeHub, PlatformRig } from '../support/platform-rig.ts';
import { TestRedis } from '../support/redis.ts';
import { runProgram } from '../support/run-program.ts';
import { waitUntil } from '../support/wait-until.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';

let redis: TestRedis;
let rig: PlatformRig;
let platform: Platform;
let hub: FakeHub;
let receiver: WebhookReceiver;
let plug: string;
let env: Record<string, string>;

beforeAll(async () => {
  redis = await TestRedis.start();
});
afterAll(() => redis.stop());

beforeEach(async () => {
  await redis.command('FLUSHALL');
  rig = new PlatformRig(redis);
  receiver = await WebhookReceiver.start();
  const webhooks = { times: { firstMs: 20, maxMs: 100 }, answerTimeoutMs: 1_000 };
  platform = await rig.startPlatform('platform', { webhooks }, 0, { webhookAllow: '127.0.0.0/8' });
  const { token, homeId } = await rig.owner(platform);
  env = { ZIGFLEET_API: `http://127.0.0.1:${platform.httpPort}`, ZIGFLEET_TOKEN: token, HOME: rig.folder };
  hub = await rig.startHub(platform, homeId);
  hub.join(4);
  await hub.settled();
  const { devices } = await platform.ports.devices.list(homeId, { limit: 10 });
  const found = devices.find(
    ({ descriptor }) => !descriptor.sleepy && descriptor.traits.some(({ access }) => access.gettable),
  );
  plug = found?.ieeeAddress ?? '';
});

afterEach(async () => {
  await rig.stop();
  await receiver.stop();
});

const run = (...args: string[]) => runProgram(args, env);

describe('zigfleet webhooks', () => {
  it('makes, lists, pings, pauses, resumes, and removes one', async () => {
    const added = await run('webhooks', 'add', receiver.url, '--name', 'Desk', '--type', 'traitReported');
    expect(added).toMatchObject({ exitCode: 0, stderr: '' });
    const [webhookId = ''] = added.stdout.split('\n');
    const secret = /zfw_\S+/.exec(added.stdout)?.[0] ?? '';
    expect((await run('webhooks', 'ping', 'desk')).stdout).toContain('answered 204');
    expect(receiver.isSignedBy(secret)).toBe(true);
    const list = await run('webhooks', 'ls');
    expect(list.stdout).toContain('Desk');
    expect(list.stdout).not.toContain(secret);
    expect((await run('webhooks', 'pause', 'desk')).stdout).toBe(`${webhookId} is paused\n`);
    expect((await run('webhooks', 'resume', 'desk')).stdout).toBe(`${webhookId} is active\n`);
    expect((await run('webhooks', 'rotate-secret', webhookId)).stdout).toContain('zfw_');
    expect((await run('webhooks', 'rm', 'Desk')).exitCode).toBe(0);
    expect((await run('webhooks', 'rm', 'Desk')).exitCode).toBe(4);
    expect((await run('webhooks', 'add', 'https://169.254.169.254/')).exitCode).toBe(2);
    expect((await run('webhooks', 'add', receiver.url, '--type', 'nonsense')).exitCode).toBe(2);
  });

  it('shows deliveries and dead letters, and replays them', async () => {
    receiver.answer = (_request, response) => response.writeHead(500).end();
    const args = ['--retry-for', '0', '--type', 'traitReported', '--trait', 'state', '--json'];
    const added = await run('webhooks', 'add', receiver.url, ...args);
    const { webhookId } = JSON.parse(added.stdout) as { webhookId: string };
    expect((await run('webhooks', 'ping', webhookId)).exitCode).toBe(1);
    hub.uplink.report(plug as `0x${string}`, { state: 'ON' }, Date.now());
    await waitUntil('it was tried', () => receiver.received.length === 2);
    await waitUntil('it is noted', async () =>
      (await run('webhooks', 'deliveries', webhookId, '--dead', '--json')).stdout.includes('answered 500'),
    );
    expect((await run('webhooks', 'deliveries', webhookId)).stdout).toContain('given-up');
    receiver.answer = (_request, response) => response.writeHead(200).end();
    expect((await run('webhooks', 'replay', webhookId, '1-1')).exitCode).toBe(4);
    expect((await run('webhooks', 'replay', webhookId)).stdout).toBe('1 will be delivered again\n');
    await waitUntil('it was delivered', () => receiver.received.length === 3);
    expect(receiver.received[2]?.body).toMatchObject({ values: { state: 'ON' } });
  });
});

describe('zigfleet diagnose', () => {
  it('follows a probe from the device to this program, and says that all is well', async () => {
    await run('webhooks', 'add', receiver.url);
    const device = await run('diagnose', plug, '--json');
    expect(device.stderr).toBe('');
    expect(device.exitCode).toBe(0);
    const report = JSON.parse(device.stdout) as { steps: { name: string; status: string }[] };
    expect(report).toMatchObject({ stoppedAt: null, ieeeAddress: plug });
    expect(report.steps.map(({ name, status }) => `${name} ${status}`)).toEqual([
      ...['hub ok', 'link ok', 'device ok', 'store ok', 'events ok', 'webhook ok', 'app ok'],
    ]);
    expect(hub.executed.at(-1)?.action).toMatchObject({ type: 'getTraits', ieeeAddress: plug });
    const byHub = await run('diagnose', hub.uplink.hubId);
    expect(byHub.exitCode).toBe(0);
    expect(byHub.stdout).toContain('All is well.');
  });

  it('says where it stops: at the device, at the hub, at a webhook', async () => {
    await run('webhooks', 'add', receiver.url);
    receiver.answer = (_request, response) => response.writeHead(500).end();
    const webhook = await run('diagnose', plug);
    expect(webhook.exitCode).toBe(1);
    expect(webhook.stdout).toContain('It stops at: webhook. The receiver did not take a ping: answered 500.');

    hub.behave = async () => ({ state: 'failed', failure: { reason: 'no-ack', detail: 'silent' } });
    const device = await run('diagnose', plug);
    expect(device.exitCode).toBe(1);
    expect(device.stdout).toContain('It stops at: device. no-ack: silent');

    hub.behave = () => new Promise(() => undefined);
    const silent = await run('diagnose', plug, '--wait', '3');
    expect(silent.stdout).toContain('It stops at: device. No answer within 3 s.');
    expect(silent.stderr).toContain('waiting for the probe');

    await hub.uplink.stop();
    const offline = await waitUntil('the hub is offline', async () => {
      const result = await run('diagnose', plug);
      return result.exitCode === 6 ? result : undefined;
    });
    expect(offline.stdout).toContain('It stops at: hub. The hub is offline since');
    expect(offline.stdout).toMatch(/^app +ok/m);
    expect((await run('diagnose', 'nothing')).exitCode).toBe(4);
  });
});
