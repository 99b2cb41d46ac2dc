import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IeeeAddress } from '../../src/devices/ieee-address.ts';
import { exampleHub, exampleLight, exampleSensor } from '../../src/platform/api/example-world.ts';
import { exampleCsv, exampleHubAvailability } from '../../src/platform/api/history-examples.ts';
import { exampleAuditEntry } from '../../src/platform/api/schemas/audit-schema.ts';
import { createTestApi, type TestApi } from '../support/api-client.ts';
import { exampleTokens, setHubOnline } from '../support/example-platform.ts';
import { type ProgramRun, runProgram, startProgram } from '../support/run-program.ts';

let api: TestApi;
let url: string;
let directory: string;
let env: Record<string, string>;
const running: ProgramRun[] = [];

beforeEach(async () => {
  api = await createTestApi();
  await api.app.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(api.app.server.address() as AddressInfo).port}`;
  directory = mkdtempSync(join(tmpdir(), 'zigfleet-cli-'));
  env = { ZIGFLEET_API: url, ZIGFLEET_TOKEN: exampleTokens.owner, HOME: directory };
});

afterEach(async () => {
  for (const run of running.splice(0)) {
    run.child.kill('SIGKILL');
    await run.ended;
  }
  await api.app.close();
  rmSync(directory, { recursive: true, force: true });
});

function start(args: string[]): ProgramRun {
  const run = startProgram(args, env);
  running.push(run);
  return run;
}

describe('zigfleet devices', () => {
  it('lists the devices for people and for programs', async () => {
    const table = await runProgram(['devices'], env);
    expect(table).toMatchObject({ exitCode: 0, stderr: '' });
    expect(table.stdout).toContain('Kitchen lamp');
    expect(table.stdout).toContain('temperature=21.5');

    const json = await runProgram(['devices', '--json'], env);
    expect(JSON.parse(json.stdout)).toEqual([exampleLight, exampleSensor]);
  });

  it('lists those that are asked for', async () => {
    const names = async (...args: string[]) => {
      const { stdout } = await runProgram(['devices', '--json', ...args], env);
      return (JSON.parse(stdout) as { name: string }[]).map(({ name }) => name);
    };
    expect(await names('--room', 'kitch')).toEqual(['Kitchen lamp']);
    expect(await names('--text', 'aqara', '--sort', 'name')).toEqual(['Balcony', 'Kitchen lamp']);
    expect(await names('--trait', 'state=ON')).toEqual([]);
    expect(await names('--trait', 'state=OFF', 'brightness>100')).toEqual(['Kitchen lamp']);
    expect(await names('--hub', 'Hallway', '--availability', 'offline')).toEqual([]);
    expect((await runProgram(['devices'], env)).stdout).toMatch(/Kitchen lamp +Kitchen +0x/);
    expect(await runProgram(['devices', '--room', 'attic'], env)).toMatchObject({
      exitCode: 4,
      stderr: 'zigfleet: There is no room "attic".\n',
    });
  });

  it('finds the running demo without being told', async () => {
    const demo = join(directory, '.local', 'share', 'zigfleet', 'demo');
    mkdirSync(demo, { recursive: true });
    writeFileSync(join(demo, 'demo.json'), JSON.stringify({ api: url, token: exampleTokens.owner }));
    expect(await runProgram(['devices'], { HOME: directory })).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await runProgram(['devices', '--demo', demo], { HOME: '/nowhere' })).toMatchObject({
      exitCode: 0,
    });
  });

  it('ends quietly when the reader of a pipe has had enough', async () => {
    // true ends long before the program writes.
    const script = 'set -o pipefail; "$0" "$@" | true';
    const main = join(import.meta.dirname, '../../cli/main.ts');
    const args = ['-c', script, process.execPath, main, 'devices'];
    const run = await promisify(execFile)('bash', args, { env: { PATH: process.env.PATH, ...env } });
    expect(run.stderr).toBe('');
  });

  it('takes the token from a file', async () => {
    const file = join(directory, 'token');
    writeFileSync(file, `${exampleTokens.owner}\n`);
    chmodSync(file, 0o600);
    const run = await runProgram(['devices', '--api', url, '--token-file', file], { HOME: directory });
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('does not let a device name command the terminal', async () => {
    const [light] = api.platform.devices;
    if (light) light.name = '\u001b[2Jgone';
    const { stdout } = await runProgram(['devices'], env);
    expect(stdout).toContain('gone');
    expect(stdout).not.toContain('\u001b[2J');
  });

  it.each([
    ['nothing is named', {}, [], 2, 'No platform is named'],
    ['no token is given', {}, ['--api', 'http://127.0.0.1:1'], 2, 'No token'],
    ['the address is none', {}, ['--api', 'localhost', '--token', 't'], 2, 'not an http or https address'],
    ['the token file is missing', {}, ['--token-file', '/nowhere/token'], 2, '--token-file cannot be read'],
    ['the demo is missing', {}, ['--demo', '/nowhere'], 2, '--demo cannot be read'],
    ['nobody listens', {}, ['--api', 'http://127.0.0.1:1', '--token', 't'], 7, 'does not answer'],
    ['an option is unknown', {}, ['--jsn'], 2, 'unknown option'],
  ])('says in a line when %s', async (_, extra, args, exitCode, text) => {
    const run = await runProgram(['devices', ...args], { HOME: directory, ...extra });
    expect(run.exitCode).toBe(exitCode);
    expect(run.stderr).toContain(text);
    expect(run.stderr).not.toContain('    at ');
  });

  it('exits 3 without a valid token and 7 while the store is away', async () => {
    const unknown = await runProgram(['devices', '--token', 'zf_unknown'], env);
    expect(unknown.exitCode).toBe(3);
    expect(unknown.stderr).toContain('--token-file');
    api.platform.storeAway = true;
    expect((await runProgram(['devices'], env)).exitCode).toBe(7);
  });
});

describe('zigfleet rename, move and remove', () => {
  it('change what a device is called and where it is', async () => {
    const renamed = await runProgram(['rename', 'Balcony', 'Terrace', '--icon', 'sun'], env);
    expect(renamed).toEqual({ exitCode: 0, stdout: 'Terrace\n', stderr: '' });
    const moved = await runProgram(['move', 'Balcony', 'Kitchen'], env);
    expect(moved).toMatchObject({ exitCode: 0, stdout: 'Balcony: Kitchen\n' });
    const out = await runProgram(['move', 'lamp', '--json'], env);
    expect(out).toMatchObject({ exitCode: 4 });
    const none = await runProgram(['move', 'Kitchen lamp', '--json'], env);
    expect(JSON.parse(none.stdout)).toMatchObject({ name: 'Kitchen lamp', roomId: null });
    const hub = await runProgram(['rename', '--hub', 'Hall', 'Attic'], env);
    expect(hub).toMatchObject({ exitCode: 0, stdout: 'Attic\n' });
  });

  it('take a device out of the network', async () => {
    const removed = await runProgram(['remove', 'Balcony'], env);
    expect(removed).toEqual({ exitCode: 0, stdout: 'Balcony: done\n', stderr: '' });
    expect(api.platform.requests.at(-1)?.action).toMatchObject({ type: 'removeDevice', force: false });
    api.platform.pinWanted = true;
    expect(await runProgram(['remove', 'Balcony', '--force'], env)).toMatchObject({ exitCode: 3 });
    const withPin = await runProgram(['remove', 'Balcony', '--force'], { ...env, ZIGFLEET_PIN: '482913' });
    expect(withPin).toMatchObject({ exitCode: 0 });
    expect(api.platform.requests.at(-1)?.action).toMatchObject({ force: true });
  });
});

describe('zigfleet commands', () => {
  it('lists what devices were told, and takes back what waits', async () => {
    await runProgram(['set', 'Kitchen lamp', 'state=ON'], env);
    const { stdout } = await runProgram(['commands', 'Kitchen lamp'], env);
    expect(stdout).toMatch(/cmd-01 +0x00158d00045a1b20 +state=ON +succeeded +account-1 zigfleet-cli\//);
    expect((await runProgram(['commands', 'Balcony', '--json'], env)).stdout).toBe('[]\n');
    setHubOnline(api.platform, false);
    await runProgram(['set', 'Kitchen lamp', 'state=OFF', '--queue', '60'], env);
    const waiting = await runProgram(['commands', '--state', 'queued', '--json'], env);
    expect(JSON.parse(waiting.stdout)).toMatchObject([{ commandId: 'cmd-02' }]);
    const cancelled = await runProgram(['command', 'cmd-02', '--cancel'], env);
    expect(cancelled).toEqual({ exitCode: 0, stdout: 'cmd-02: cancelled\n', stderr: '' });
    expect(await runProgram(['command', 'cmd-01', '--cancel'], env)).toMatchObject({ exitCode: 2 });
  });
});

describe('zigfleet set', () => {
  it('sets all in a room that can take it, and says what became of each', async () => {
    const run = await runProgram(['set', '--room', 'Kitchen', 'state=ON'], env);
    expect(run).toEqual({ exitCode: 0, stdout: 'Kitchen lamp: state=ON\n', stderr: '' });
    // Nothing else is called like that.
    expect(await runProgram(['set', 'room-1', 'state=OFF'], env)).toMatchObject({ exitCode: 0 });
    const json = await runProgram(['set', '--room', 'Kitchen', 'brightness=7', '--json'], env);
    expect(JSON.parse(json.stdout)).toMatchObject([{ command: { confirmed: { brightness: 7 } } }]);
    expect(await runProgram(['set', '--room', 'Kitchen', 'position=7'], env)).toMatchObject({ exitCode: 4 });
    const wrong = await runProgram(['set', '--room', 'Kitchen', 'brightness=999'], env);
    expect(wrong).toMatchObject({ exitCode: 1, stdout: '' });
    expect(wrong.stderr).toContain('Kitchen lamp: brightness must be');
  });

  it('sets by name and says what the device confirmed', async () => {
    const run = await runProgram(['set', 'kitchen lamp', 'state=ON', 'brightness=7'], env);
    expect(run).toEqual({ exitCode: 0, stdout: 'Kitchen lamp: state=ON brightness=7\n', stderr: '' });
    expect(api.platform.requests[0]).toMatchObject({
      action: { values: { state: 'ON', brightness: 7 } },
      whenOffline: 'refuse',
    });
  });

  it('takes a composite as JSON, and answers in JSON', async () => {
    const run = await runProgram(['set', exampleLight.ieeeAddress, 'color={"x":0.3}', '--json'], env);
    expect(run.exitCode).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({ state: 'succeeded', confirmed: { color: { x: 0.3 } } });
  });

  it.each([
    ['no such device', ['nothing', 'state=ON'], 4, 'There is no device "nothing"'],
    ['no such address', ['0x00158d00ffffffff', 'state=ON'], 4, 'There is no such device'],
    ['an ambiguous name', ['0x00158d', 'state=ON'], 2, 'not one device but 2'],
    ['a value that does not fit', ['Kitchen', 'state=MAYBE'], 5, 'state must be one of ON, OFF, TOGGLE'],
    ['no number', ['Kitchen', 'brightness=bright'], 5, 'a whole number from 0 to 254'],
    ['an unknown trait', ['Kitchen', 'stat=ON'], 5, 'has no trait stat'],
    ['no assignment', ['Kitchen', 'ON'], 2, 'not of the form trait=value'],
    ['a trait twice', ['Kitchen', 'state=ON', 'state=OFF'], 2, 'given twice'],
    ['broken JSON', ['Kitchen', 'color={'], 2, 'color takes JSON'],
    ['a wait that is too long', ['Kitchen', 'state=ON', '--wait', '61'], 2, 'from 0 to 60'],
  ])('refuses %s', async (_, args, exitCode, text) => {
    const run = await runProgram(['set', ...args], env);
    expect(run.stderr).toContain(text);
    expect(run.exitCode).toBe(exitCode);
    expect(api.platform.requests).toEqual([]);
  });

  it('exits 1 if the device does not obey, with the reason of the radio', async () => {
    api.platform.behaviour = 'isSilent';
    const run = await runProgram(['set', 'Kitchen', 'state=ON'], env);
    expect(run).toMatchObject({ exitCode: 1, stdout: '' });
    expect(run.stderr).toContain('failed (no-ack): The device did not acknowledge.');
  });

  it('exits 6 if the hub is offline, or the end is not known in time; the command can be asked for', async () => {
    api.platform.behaviour = 'isSlow';
    const run = await runProgram(['set', 'Kitchen', 'state=ON', '--wait', '0'], env);
    expect(run.exitCode).toBe(6);
    expect(run.stderr).toContain('zigfleet command cmd-01');
    expect((await runProgram(['command', 'cmd-01'], env)).exitCode).toBe(6);
    api.platform.settle('cmd-01', 'succeeded', { confirmed: { state: 'ON' } });
    expect(await runProgram(['command', 'cmd-01'], env)).toMatchObject({
      exitCode: 0,
      stdout: 'cmd-01: state=ON\n',
    });
    expect((await runProgram(['command', 'cmd-99'], env)).exitCode).toBe(4);

    setHubOnline(api.platform, false);
    const offline = await runProgram(['set', 'Kitchen', 'state=ON'], env);
    expect(offline).toMatchObject({ exitCode: 6, stderr: 'zigfleet: The hub is offline.\n' });
    const queued = await runProgram(['set', 'Kitchen', 'state=ON', '--wait', '0', '--queue', '90'], env);
    expect(queued.exitCode).toBe(6);
    expect(api.platform.requests.at(-1)).toMatchObject({ whenOffline: 'queue', ttlMs: 90_000 });
  });
});

describe('zigfleet audit', () => {
  it('shows who did what, for people and for programs', async () => {
    const table = await runProgram(['audit'], env);
    expect(table).toMatchObject({ exitCode: 0, stderr: '' });
    expect(table.stdout).toMatch(/account-1 +203\.0\.113\.7 +sendCommand +succeeded .*"state":"ON"/);
    const json = await runProgram(['audit', '--home', 'home-1', '--result', 'succeeded', '--json'], env);
    expect(JSON.parse(json.stdout)).toEqual(exampleAuditEntry);
    expect((await runProgram(['audit', '--account'], env)).exitCode).toBe(0);
  });

  it('is for the operator and the admins of the home', async () => {
    const asGuest = { ...env, ZIGFLEET_TOKEN: exampleTokens.guest };
    expect((await runProgram(['audit'], asGuest)).exitCode).toBe(3);
    expect((await runProgram(['audit', '--home', 'home-1'], asGuest)).exitCode).toBe(3);
    expect((await runProgram(['audit', '--account', '--home', 'home-1'], env)).exitCode).toBe(2);
  });
});

describe('zigfleet permit-join', () => {
  it('opens and closes the network of a hub', async () => {
    expect(await runProgram(['permit-join', 'hallway'], env)).toMatchObject({
      exitCode: 0,
      stdout: 'Hallway: done\n',
    });
    const closed = await runProgram(
      ['permit-join', exampleHub.hubId, '0', '--via', exampleLight.ieeeAddress],
      env,
    );
    expect(closed.exitCode).toBe(0);
    expect(api.platform.requests.map(({ action }) => action)).toEqual([
      { type: 'permitJoin', durationS: 60, via: null },
      { type: 'permitJoin', durationS: 0, via: exampleLight.ieeeAddress },
    ]);
  });

  it('is for owners and admins', async () => {
    const run = await runProgram(['permit-join', 'hallway', '--token', exampleTokens.guest], env);
    expect(run.exitCode).toBe(3);
  });
});

describe('zigfleet watch', () => {
  const report = (temperature: number) =>
    api.platform.publish({
      type: 'traitReported',
      homeId: 'home-1',
      hubId: exampleHub.hubId,
      ieeeAddress: exampleSensor.ieeeAddress as IeeeAddress,
      values: { temperature },
      timeMs: api.platform.nowMs,
    });
  const subscribed = () =>
    expect.poll(() => api.platform.subscriptionCount, { timeout: 10_000 }).toBeGreaterThan(0);

  it('shows events until it is told to stop', async () => {
    const run = start(['watch', '--device', 'balcony', '--type', 'traitReported']);
    await subscribed();
    report(22);
    await run.says('Balcony  traitReported  temperature=22');
    run.child.kill('SIGINT');
    expect(await run.ended).toBe(0);
  });

  it('filters by what the home calls things, and goes on from the place that it told', async () => {
    const filters = ['--home', 'home-1', '--hub', 'hallway', '--room', 'kitchen', '--trait', 'state'];
    const run = start(['watch', ...filters]);
    await subscribed();
    const light = (state: string) =>
      api.platform.publish({
        ...{ type: 'traitReported', homeId: 'home-1', hubId: exampleHub.hubId, timeMs: api.platform.nowMs },
        ...{ ieeeAddress: exampleLight.ieeeAddress as IeeeAddress, values: { state } },
      });
    report(22);
    const { eventId } = light('ON');
    await run.says('Kitchen lamp  traitReported  state=ON');
    expect(run.output.stdout).not.toContain('Balcony');
    run.child.kill('SIGINT');
    expect(await run.ended).toBe(0);
    expect(run.output.stderr).toContain(`--after ${eventId}`);
    light('OFF');
    const next = start(['watch', '--after', eventId]);
    await next.says('state=OFF');
    expect(next.output.stdout).not.toContain('state=ON');
  });

  it('takes up a lost stream where it ended and misses nothing', async () => {
    const run = start(['watch', '--json']);
    await subscribed();
    report(1);
    await run.says('"temperature":1}');
    // In one turn of the event loop: the program cannot be back before the next report.
    api.app.server.closeAllConnections();
    report(2);
    await run.says('"temperature":2}');
    expect(run.output.stderr).toContain('connecting again');
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
    const lines = run.output.stdout.trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { type: string }).type)).toEqual([
      'traitReported',
      'traitReported',
    ]);
  });

  it('says when events were lost', async () => {
    const run = start(['watch']);
    await subscribed();
    report(1);
    await run.says('temperature=1');
    // In one turn of the event loop: the program cannot be back before the next report.
    api.app.server.closeAllConnections();
    report(2);
    report(3);
    api.platform.trim('home-1', 1);
    await run.says('gap: events were lost (trimmed)');
    await run.says('temperature=3');
  });

  it('ends when the token is revoked', async () => {
    const run = start(['watch']);
    await subscribed();
    api.platform.principals.delete(exampleTokens.owner);
    expect(await run.ended).toBe(3);
  });

  it('fails at once if the platform is not there', async () => {
    const run = await runProgram(['watch', '--api', 'http://127.0.0.1:1'], env);
    expect(run).toMatchObject({ exitCode: 7, stdout: '' });
  });
});

describe('zigfleet history and availability', () => {
  const range = ['--from', '2026-01-05T07:00:00Z', '--to', '2026-01-05T09:00:00Z'];

  it('show points, statistics and exports of a trait', async () => {
    const points = await runProgram(['history', 'kitchen', 'power', ...range], env);
    expect(points).toMatchObject({ exitCode: 0, stderr: '' });
    expect(points.stdout).toMatch(/value \(W\)\n.*\n2026-01-05T07:00:00.000Z +0\n/);
    const hours = await runProgram(['history', 'kitchen', 'power', ...range, '--by', 'hour'], env);
    expect(hours.stdout).toContain('timeWeightedMean');
    const csv = await runProgram(['history', 'kitchen', 'power', ...range, '--format', 'csv'], env);
    expect(csv.stdout).toBe(exampleCsv);
    const unknown = await runProgram(['history', 'kitchen', 'pressure'], env);
    expect(unknown).toMatchObject({ exitCode: 5, stdout: '' });
  });

  it('show when a device and its hub were online', async () => {
    const from = ['--from', '2026-01-05T04:00:00Z'];
    const device = await runProgram(['availability', 'kitchen', ...from], env);
    expect(device).toMatchObject({ exitCode: 0, stderr: '' });
    expect(device.stdout).toContain('hub-offline');
    expect(device.stdout).toContain('Online 84.444 % of the time, offline 2 times.');
    const hub = await runProgram(['availability', exampleHub.hubId, ...from, '--json'], env);
    expect(JSON.parse(hub.stdout)).toEqual(exampleHubAvailability);
  });
});
