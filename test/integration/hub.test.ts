import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HouseService } from '../../simulator/house/house-service.ts';
import type { Command, CommandResult, Device, Entry } from '../../src/rpc/gen/zigfleet/link/v1/link.ts';
import { freePort } from '../support/free-port.ts';
import { LinkRig } from '../support/link-rig.ts';
import { type ProgramRun, startProgram } from '../support/run-program.ts';
import { addressOf, radioOf, startTestHouse } from '../support/test-house.ts';
import { waitUntil } from '../support/wait-until.ts';

type Action = NonNullable<Command['action']>;
type EntryOf<Case extends NonNullable<Entry['entry']>['$case']> = Extract<
  NonNullable<Entry['entry']>,
  { $case: Case }
>['value'];

let folder: string;
let data: string;
let house: HouseService;
let link: LinkRig;
let hub: ProgramRun;
let radioUrl: string;
let commandCount = 0;

function startHub(...extra: string[]): ProgramRun {
  const platform = `127.0.0.1:${link.port}`;
  return startProgram([
    'hub',
    '--radio',
    radioUrl,
    '--platform',
    platform,
    '--data',
    data,
    '--log-level',
    'debug',
    ...extra,
  ]);
}

async function hubSays(run: ProgramRun, text: string): Promise<void> {
  await waitUntil(`the hub says "${text}"`, () => run.output.stderr.includes(text), 30_000);
}

async function stopHub(signal: NodeJS.Signals): Promise<void> {
  hub.child.kill(signal);
  await hub.ended;
}

function entriesOf<Case extends NonNullable<Entry['entry']>['$case']>($case: Case): EntryOf<Case>[] {
  return link.handler.entries.flatMap(({ entry }) =>
    entry.entry?.$case === $case ? [entry.entry.value as EntryOf<Case>] : [],
  );
}

/** What the platform knows of a device of the house, from what the hub has told last. */
function deviceOf(id: string): Device | undefined {
  const address = addressOf(house, id);
  return entriesOf('deviceUpserted').findLast(({ device }) => device?.ieeeAddress === address)?.device;
}

function traitIndex(id: string, trait: string): number {
  return deviceOf(id)?.descriptor?.traits.findIndex(({ name }) => name === trait) ?? -1;
}

async function order(action: Action): Promise<CommandResult> {
  const commandId = `command-${++commandCount}`;
  const isSent = await waitUntil('the hub is connected', () => {
    const [connection] = link.handler.openConnections.slice(-1);
    return connection?.sendCommand({ commandId, ttlMs: 30_000, traceparent: '', action });
  });
  expect(isSent).toBe(true);
  return await waitUntil(
    `the result of ${commandId}`,
    () => entriesOf('commandResult').find((result) => result.commandId === commandId),
    40_000,
  );
}

function setState(id: string, text: string): Promise<CommandResult> {
  const device = deviceOf(id)?.index ?? 0;
  const values = [{ trait: traitIndex(id, 'state'), value: { $case: 'text', value: text } as const }];
  return order({ $case: 'setTraits', value: { device, values } });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zigfleet-hub-'));
  data = join(folder, 'hub');
  link = new LinkRig();
  await link.server.start();
  house = await startTestHouse({ port: await freePort(), dataDir: join(folder, 'house') });
  radioUrl = radioOf(house).url;
  hub = startHub();
  await hubSays(hub, 'hub ready');
});

afterAll(async () => {
  hub.child.kill('SIGKILL');
  await hub.ended;
  await link.stop();
  await house.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('a hub between a house and a platform', () => {
  it('lets devices join when it is told, and tells what they are', async () => {
    const result = await order({ $case: 'permitJoin', value: { durationS: 60, device: undefined } });
    expect(result.result?.$case).toBe('succeeded');
    await waitUntil('four devices have joined', () => {
      return entriesOf('deviceUpserted').filter(({ joined }) => joined).length === 4;
    });
    expect(deviceOf('plug')).toMatchObject({ descriptor: { model: 'ZNCZ02LM', modelId: 'lumi.plug' } });
    expect(deviceOf('climate')).toMatchObject({ descriptor: { model: 'WSDCGQ11LM', sleepy: true } });
  });

  it('reports what they measure', async () => {
    const truth = Number(house.device('climate').device.variable('temperature').value);
    const reported = await waitUntil('a temperature', () => {
      const index = deviceOf('climate')?.index;
      return entriesOf('report')
        .filter(({ device }) => device === index)
        .flatMap(({ values }) => values)
        .find(({ trait }) => trait === traitIndex('climate', 'temperature'));
    });
    const value =
      reported.value?.$case === 'number' || reported.value?.$case === 'integer' ? reported.value.value : NaN;
    expect(Math.abs(value - truth)).toBeLessThan(1);
  });

  it('tells without being asked what a plug does that is just there', async () => {
    await waitUntil('the state of the plug', () =>
      entriesOf('report').some(
        ({ device, values }) =>
          device === deviceOf('plug')?.index &&
          values.some(({ trait }) => trait === traitIndex('plug', 'state')),
      ),
    );
  });

  it('does what it is told and says what the device confirmed', async () => {
    const { result } = await setState('plug', 'ON');
    expect(result).toMatchObject({
      $case: 'succeeded',
      value: { values: [{ trait: traitIndex('plug', 'state'), value: { $case: 'text', value: 'ON' } }] },
    });
    expect(house.device('plug').device.variable('state').value).toBe('ON');
    expect(link.handler.delivered).toContain(`command-${commandCount}`);
  });

  it('says so when a device does not answer, and that it is not reachable', async () => {
    house.device('lamp').node.silent = true;
    const { result } = await setState('lamp', 'ON');
    expect(result).toMatchObject({ $case: 'failed', value: { reason: 'no-ack' } });
    await waitUntil('it is told as not reachable', () =>
      entriesOf('availabilityChanged').some(
        ({ device, available }) => device === deviceOf('lamp')?.index && !available,
      ),
    );
    house.device('lamp').node.silent = false;
    expect((await setState('lamp', 'ON')).result?.$case).toBe('succeeded');
    await waitUntil(
      'it is told as reachable again',
      () => entriesOf('availabilityChanged').at(-1)?.available === true,
    );
  });

  it('goes on where it was after it was killed, without asking its devices who they are', async () => {
    const upsertedBefore = entriesOf('deviceUpserted').length;
    await stopHub('SIGKILL');
    hub = startHub();
    await hubSays(hub, 'hub ready');
    expect((await setState('plug', 'OFF')).result?.$case).toBe('succeeded');
    expect(hub.output.stderr).not.toContain('interview started');
    expect(entriesOf('deviceUpserted')).toHaveLength(upsertedBefore);
  });

  it('keeps its secrets to itself', async () => {
    expect((await stat(data)).mode & 0o777).toBe(0o700);
    for (const entry of await readdir(data, { withFileTypes: true })) {
      if (!entry.isFile()) continue;
      expect([entry.name, (await stat(join(data, entry.name))).mode & 0o077]).toEqual([entry.name, 0]);
    }
    const { networkKey } = JSON.parse(await readFile(join(data, 'network.json'), 'utf8'));
    const bytes = [...Buffer.from(networkKey, 'hex')];
    expect(hub.output.stderr).toContain('"level":"debug"');
    expect(hub.output.stderr).not.toContain(networkKey);
    expect(hub.output.stderr).not.toContain(bytes.slice(0, 6).join(','));
  });

  it('does not share its folder with another hub', async () => {
    const second = startHub();
    expect(await second.ended).not.toBe(0);
    expect(second.output.stderr).toContain(String(hub.child.pid));
  });

  it('serves without a radio, which may come later', async () => {
    const { port } = radioOf(house);
    await house.stop();
    await hubSays(hub, 'the radio is down');
    expect((await setState('plug', 'ON')).result).toMatchObject({
      $case: 'failed',
      value: { reason: 'radio-down' },
    });
    await stopHub('SIGTERM');
    hub = startHub();
    await hubSays(hub, 'the radio cannot be reached');
    expect((await setState('plug', 'ON')).result).toMatchObject({
      $case: 'failed',
      value: { reason: 'radio-down' },
    });
    house = await startTestHouse({ port, dataDir: join(folder, 'house') });
    await hubSays(hub, 'hub ready');
    expect((await setState('plug', 'ON')).result?.$case).toBe('succeeded');
  });

  it('keeps for the platform what happens while that is away', async () => {
    const { handler } = link;
    const { port } = link;
    await link.stop();
    const missedFrom = Date.now();
    let heard = 0;
    const stopObserving = radioOf(house).service.network.observe({
      frameDelivered: (_frame, networkAddress) => {
        if (networkAddress === 0) heard++;
      },
    });
    await waitUntil('the hub has heard something', () => heard >= 2);
    stopObserving();
    link = new LinkRig({}, { handler, port });
    await link.server.start();
    await waitUntil('what was missed arrives', () =>
      handler.entries.some(
        ({ entry }) => entry.entry?.$case === 'report' && entry.observedAtMs >= missedFrom,
      ),
    );
  });
});
