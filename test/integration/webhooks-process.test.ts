import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { FakeHub } from '../support/platform-rig.ts';
import { TestRedis } from '../support/redis.ts';
import { type ProgramRun, startProgram } from '../support/run-program.ts';
import { waitUntil } from '../support/wait-until.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';

/** A node of the platform as a process. */
interface Node {
  nodeId: string;
  httpPort: number;
  linkPort: number;
  run: ProgramRun;
}

let folder: string;
let redis: TestRedis;
let receiver: WebhookReceiver;
let hub: FakeHub | undefined;
const runs: ProgramRun[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zf-webhooks-'));
  redis = await TestRedis.start();
  receiver = await WebhookReceiver.start();
});

afterEach(async () => {
  await hub?.uplink.stop();
  hub = undefined;
  for (const run of runs.splice(0)) {
    run.child.kill('SIGCONT');
    run.child.kill('SIGTERM');
    await run.ended;
  }
  await receiver.stop();
  await redis.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(name: string): Promise<Node> {
  const [httpPort, linkPort] = await Promise.all([freePort(), freePort()]);
  const run = startProgram(
    [
      ...['platform', '--data', join(folder, name), '--webhook-allow', '127.0.0.0/8'],
      ...['--http-port', String(httpPort), '--link-port', String(linkPort)],
    ],
    { REDIS_URL: redis.url },
  );
  runs.push(run);
  const nodeId = await waitUntil(
    'the node is ready',
    () => {
      const line = run.output.stderr.split('\n').find((each) => each.includes('platform ready'));
      return line === undefined ? undefined : /node-[0-9a-f]+/.exec(line)?.[0];
    },
    60_000,
  );
  return { nodeId, httpPort, linkPort, run };
}

async function post<T>({ httpPort }: Node, path: string, body: object): Promise<T> {
  const token = readFileSync(join(folder, 'a', 'owner-token'), 'utf8').trim();
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(`http://127.0.0.1:${httpPort}${path}`, {
    ...{ method: 'POST', headers, body: JSON.stringify(body) },
  });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as T;
}

const holderOf = (homeId: string) => redis.command('HGET', `zf:{${homeId}}:webhook-lease`, 'h');

describe('two nodes that deliver webhooks', () => {
  it('share the work; killed or frozen in the middle, the other goes on exactly there', {
    timeout: 240_000,
  }, async () => {
    const a = await start('a');
    const b = await start('b');
    const { webhook, secret } = await post<{
      webhook: { webhookId: string; homeId: string };
      secret: string;
    }>(a, '/v1/webhooks', { url: receiver.url, filter: { types: ['traitReported'] } });
    const { homeId } = webhook;
    const first = String(
      await waitUntil('a node delivers', async () => (await holderOf(homeId)) || undefined),
    );
    const [dying, other, name] = first === a.nodeId ? [a, b, 'a'] : [b, a, 'b'];
    const { claimCode } = await post<{ claimCode: string }>(other, '/v1/hubs/claim-codes', {});
    const fake = new FakeHub(join(folder, 'hub'), other.linkPort, claimCode);
    hub = fake;
    await fake.uplink.start();
    const [address = '0x'] = fake.join(1);
    await fake.settled();
    const before = receiver.received.length;

    // The receiver takes its time, so that something is under way whenever the node is killed.
    receiver.answer = (_request, response) => setTimeout(() => response.writeHead(204).end(), 20);
    let sent = 0;
    const timer = setInterval(() => fake.uplink.report(address, { temperature: ++sent }, Date.now()), 30);
    await waitUntil('deliveries are under way', () => receiver.received.length > before + 20);
    dying.run.child.kill('SIGKILL');
    await dying.run.ended;
    const atKill = receiver.received.length;
    await waitUntil('the other goes on', () => receiver.received.length > atKill + 20, 30_000);
    expect(await holderOf(homeId)).toBe(other.nodeId);

    // With a new node beside it, whichever delivers now is frozen. It wakes up when the other has taken over.
    const fresh = await start(name);
    await waitUntil('a node delivers', async () => (await holderOf(homeId)) || undefined);
    const holder = await holderOf(homeId);
    const [frozen, awake] = holder === fresh.nodeId ? [fresh, other] : [other, fresh];
    frozen.run.child.kill('SIGSTOP');
    await waitUntil('the other takes over', async () => (await holderOf(homeId)) === awake.nodeId, 30_000);
    frozen.run.child.kill('SIGCONT');
    const atThaw = receiver.received.length;
    await waitUntil('it goes on', () => receiver.received.length > atThaw + 20, 30_000);
    clearInterval(timer);
    await fake.settled();
    const numbers = () => receiver.numbers.filter((number) => Number.isInteger(number) && number > 0);
    await waitUntil('all were delivered', () => numbers().includes(sent), 60_000);
    const heard = numbers().slice(numbers().indexOf(1));
    const firsts = [...new Set(heard)];
    expect(firsts).toEqual(Array.from({ length: sent }, (_, index) => index + 1));
    // What was under way when a node was lost comes twice; a frozen one may have sent what it had in hand.
    expect(heard.length - firsts.length).toBeLessThanOrEqual(4);
    expect(receiver.isSignedBy(secret)).toBe(true);
    const output = runs.map((each) => each.output.stderr).join('\n');
    expect(output).not.toContain(secret);
  });
});
