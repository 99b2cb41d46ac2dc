import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HouseView } from '../../simulator/control/house-view.ts';

import { type ProgramRun, runProgram, startProgram } from '../support/run-program.ts';

const house = `
name: House for the command line
clock: { speed: 0, start: 2026-03-02T09:00Z }
rooms: { hall: {}, bathroom: {} }
people: { anna: { room: outdoors } }
hubs: { hub: { radio: { port: 0, baud: 0 } } }
devices:
  climate: { model: lumi.weather, room: hall }
  button: { model: lumi.remote.b186acn01, room: hall }
  plug: { model: lumi.plug, room: bathroom }
stories:
  bath: { start: manual, steps: [{ leak: { room: bathroom } }] }
`;

/** The `sim` commands against a house that is served by a process of its own. */
describe('the sim commands', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zigfleet-sim-'));
  const env = { XDG_DATA_HOME: folder };
  const path = join(folder, 'house.yaml');
  let served: ProgramRun;
  let control: string;

  const sim = (...args: string[]) => runProgram(['sim', ...args], env);
  const simJson = async <T>(...args: string[]): Promise<T> => {
    const run = await sim(...args, '--json');
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    return JSON.parse(run.stdout) as T;
  };

  beforeAll(async () => {
    writeFileSync(path, house);
    expect(await sim('ls')).toMatchObject({
      exitCode: 7,
      stderr: expect.stringContaining('No house is being served'),
    });
    served = startProgram(['sim', 'serve', path, '--control-port', '0', '--json'], env);
    await served.says('\n');
    ({ control } = JSON.parse(served.output.stdout) as { control: string });
  });

  afterAll(async () => {
    served.child.kill('SIGTERM');
    expect(await served.ended).toBe(0);
    expect(readdirSync(join(folder, 'zigfleet', 'run'))).toEqual([]);
    rmSync(folder, { recursive: true, force: true });
  });

  it('find the house by themselves, or by its address; the token is for its user only', async () => {
    const view = await simJson<HouseView>('ls');
    expect(view).toMatchObject({ name: 'House for the command line', speed: 0 });
    expect(await simJson('ls', '--control', control)).toMatchObject({ name: view.name });
    const [name = ''] = readdirSync(join(folder, 'zigfleet', 'run'));
    expect(statSync(join(folder, 'zigfleet', 'run', name)).mode & 0o777).toBe(0o600);
    expect(
      await runProgram(['sim', 'ls', '--control', control], { XDG_DATA_HOME: join(folder, 'x') }),
    ).toMatchObject({
      exitCode: 3,
      stderr: expect.stringContaining('ZIGFLEET_SIM_TOKEN'),
    });
    expect(await sim('ls', '--control', 'http://example.org')).toMatchObject({ exitCode: 2 });
    expect(await sim('ls', '--control', 'http://127.0.0.1:1')).toMatchObject({ exitCode: 7 });
  });

  it('hold and release, press, unplug and plug', async () => {
    expect(await simJson('set', 'climate', 'temperature=31.5', 'humidity=80')).toMatchObject({
      device: { values: { temperature: 31.5, humidity: 80 }, held: ['temperature', 'humidity'] },
    });
    expect(await simJson('release', 'climate')).toMatchObject({ device: { held: [] } });
    expect(await simJson('press', 'plug')).toMatchObject({ device: { values: { state: 'ON' } } });
    expect(await simJson('unplug', 'plug', '--for', '10min')).toMatchObject({
      device: { powered: false, powerCuts: ['unplugged'] },
    });
    expect(await simJson('plug', 'plug')).toMatchObject({ device: { powered: true } });
    expect(await sim('press', 'button', 'double')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('button:'),
    });
  });

  it('move people and doors, tell stories, and step time', async () => {
    expect(await sim('move', 'anna', 'hall')).toMatchObject({ exitCode: 0 });
    expect(await sim('story', 'start', 'bath')).toMatchObject({ stdout: 'bath: waiting, step 1 of 1\n' });
    expect(await simJson('step', '5min')).toEqual({ time: '2026-03-02T09:05:00.000Z' });
    const { people, rooms, stories } = await simJson<HouseView>('ls', 'people', 'rooms', 'stories');
    expect(people).toMatchObject([{ name: 'anna', place: 'hall' }]);
    expect(rooms.find(({ id }) => id === 'bathroom')?.water).toBeGreaterThan(0);
    expect(stories).toMatchObject([{ id: 'bath', state: 'finished' }]);
    expect(await sim('door', 'front door', 'unbolt')).toMatchObject({ exitCode: 0 });
    expect(await sim('door', 'front door', 'open')).toMatchObject({ exitCode: 0 });
    expect((await sim('ls', 'doors')).stdout).toMatch(/front door +door +\S.* open 100 %/);
  });

  it('let things go wrong, and list and end that', async () => {
    expect(await sim('fault', 'loss', '--rate', '0.3', '--for', '1h')).toMatchObject({ exitCode: 0 });
    expect(await sim('fault', 'low-battery', 'climate', '--percent', '3')).toMatchObject({ exitCode: 0 });
    expect((await sim('fault', 'ls')).stdout).toMatch(
      /loss +everywhere +2026-.*rate=0.3\nlowBattery +climate/,
    );
    expect((await sim('fault', 'end', 'loss')).stdout).toMatch(/ended 1 fault\n/);
    expect(await simJson('fault', 'end')).toMatchObject({ endedFaults: 1 });
    expect(await simJson('fault', 'ls')).toEqual([]);
  });

  it('map the network', async () => {
    expect(await simJson('map')).toMatchObject([
      { hub: 'hub', running: false, absent: ['climate', 'button', 'plug'] },
    ]);
    expect((await sim('map', '--dot')).stdout).toMatch(/^graph zigbee \{/);
  });

  it.each([
    [['press', 'climat'], 4, 'did you mean "climate"'],
    [['set', 'climate', 'temperature=1000'], 5, 'must be a number from -40 to 60'],
    [['set', 'climate', 'warmth=1'], 5, 'it has temperature'],
    [['set', 'climate', 'temperature'], 2, 'name=value'],
    [['leave', 'plug'], 2, 'in no network'],
    [['move', 'bob', 'hall'], 4, 'anna'],
    [['fault', 'los'], 2, 'did you mean "loss"'],
    [['unplug', 'plug', '--for', 'ages'], 2, 'unplug/for'],
    [['story', 'start', 'bat'], 4, 'did you mean "bath"'],
    [['pres', 'plug'], 2, 'press'],
  ])('say what is wrong with %j', async (args, exitCode, words) => {
    const run = await sim(...args);
    expect(run).toMatchObject({ exitCode, stdout: '', stderr: expect.stringContaining(words) });
  });

  it('do not choose among several houses, and say that a port is taken', async () => {
    const second = startProgram(['sim', 'serve', path, '--json'], env);
    await second.says('\n');
    expect(await sim('ls')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining(`--control ${control}`),
    });
    // One that is killed leaves its word behind: nobody falls for it.
    second.child.kill('SIGKILL');
    await second.ended;
    expect(await sim('ls', 'hubs')).toMatchObject({ exitCode: 0 });
    const third = await runProgram(['sim', 'serve', path, '--control-port', new URL(control).port], env);
    expect(third).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--control-port') });
  });
});
