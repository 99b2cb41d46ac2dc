import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { HouseDirector } from '../../simulator/control/house-director.ts';
import { parseHouse } from '../../simulator/house/load-house.ts';
import type { LedgerEntry } from '../../simulator/ledger/ledger-entry.ts';
import { LedgerRecorder } from '../../simulator/ledger/ledger-recorder.ts';
import { readLedger } from '../../simulator/ledger/read-ledger.ts';
import { Replay, readReplay } from '../../simulator/ledger/replay.ts';
import { silentLogger } from '../../src/common/logger.ts';
import { runProgram, startProgram } from '../support/run-program.ts';
import { SteppedHouse } from '../support/stepped-house.ts';

const startMs = Date.UTC(2026, 2, 2, 9);
const houseFile = `
name: Recorded house
seed: 12
clock: { speed: 0, start: 2026-03-02T09:00Z }
rooms: { hall: { neighbours: [outdoors, bathroom] }, bathroom: {} }
people: { anna: { room: outdoors } }
hubs: { hub: { radio: { port: 0, baud: 0 } } }
devices:
  climate: { model: lumi.weather, room: hall, reportEvery: 10s }
  door: { model: lumi.sensor_magnet.aq2, room: hall, opening: front door }
  motion: { model: lumi.sensor_motion.aq2, room: hall }
  plug: { model: lumi.plug, room: bathroom, reportEvery: 20s }
stories:
  home: { steps: [{ after: 2min, move: { person: anna, to: hall } }, { after: 1min, press: { device: plug } }] }
`;

describe('a replay', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zigfleet-replay-'));
  const env = { XDG_DATA_HOME: folder };
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('of stories, actions and faults gives the same frames at the same times', async () => {
    const parsed = parseHouse(houseFile, 'house.yaml');
    const house = { ...parsed, clock: { speed: 1, startMs } };
    const entries: LedgerEntry[] = [];
    let recorded: SteppedHouse | undefined;
    const truth = new LedgerRecorder({
      write: (body) => {
        const timeMs = recorded?.house.clock.now() ?? startMs;
        entries.push({ ...body, seq: entries.length + 1, timeMs, wallMs: 0 } as LedgerEntry);
      },
    });
    entries.push({
      ...{ type: 'runStarted', format: 'zigfleet-ledger', formatVersion: 1, softwareVersion: '0' },
      ...{ houseName: 'Recorded house', houseDigest: '', seed: 12, clockStartMs: startMs, clockSpeed: 1 },
      ...{ seq: 1, timeMs: startMs, wallMs: 0 },
    });
    recorded = await SteppedHouse.start(house, { startMs, truth });
    recorded.joinAll();
    const { director } = recorded;
    director.perform({ set: { device: 'climate', values: { temperature: 31 } } });
    director.perform({ fault: { kind: 'loss', rate: 0.3, for: '5min' } });
    recorded.run(200_000);
    director.perform({ unplug: { device: 'plug', for: '1min' } });
    director.perform({ release: { device: 'climate' } });
    recorded.run(600_000);

    const script = await readReplay(entries);
    // Two steps of the story among them.
    expect(script.steps).toHaveLength(6);
    // Nobody tells its story: what that did is in the ledger.
    const again = await SteppedHouse.start({ ...house, stories: [] }, { startMs });
    const target = new HouseDirector({ house: again.house, logger: silentLogger() });
    const replay = new Replay(script, { target, clock: again.house.clock });
    await replay.start();
    again.joinAll();
    again.run(800_000);
    await replay.done;
    expect(replay.skippedSteps).toBe(0);
    expect(again.frames).toBe(recorded.frames);
    expect(again.digest()).toBe(recorded.digest());
    await target.stop();
    await again.stop();
    await recorded.stop();
  });

  it('serves the recorded house once more, from the ledger alone', async () => {
    const path = join(folder, 'house.yaml');
    const ledger = join(folder, 'run.ndjson');
    const again = join(folder, 'again.ndjson');
    writeFileSync(path, houseFile);
    const run = startProgram(['sim', 'serve', path, '--control-port', '0', '--ledger', ledger], env);
    await run.says('control:');
    const sim = async (...args: string[]) => {
      expect(await runProgram(['sim', ...args], env)).toMatchObject({ exitCode: 0, stderr: '' });
    };
    await sim('step', '1min');
    await sim('set', 'climate', 'temperature=31.5');
    await sim('step', '5min');
    await sim('fault', 'silence', 'motion', '--for', '2min');
    await sim('step', '10min');
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);

    const replayed = await runProgram(
      ['sim', 'replay', ledger, '--ledger', again, '--control-port', '0'],
      env,
    );
    expect(replayed).toMatchObject({ exitCode: 0 });
    expect(replayed.stderr).toContain('replayed 4 steps of "Recorded house", 0 of them skipped');
    const truthOf = async (file: string) => {
      const truth: unknown[] = [];
      for await (const entry of readLedger(file)) {
        if (!['physicalChanged', 'pinChanged', 'faultChanged'].includes(entry.type)) continue;
        truth.push({ ...entry, seq: 0, wallMs: 0 });
      }
      // What someone did in the same millisecond may come before or after what nature did.
      return truth.map((entry) => JSON.stringify(entry)).sort();
    };
    const truth = await truthOf(ledger);
    expect(truth.length).toBeGreaterThan(50);
    expect(await truthOf(again)).toEqual(truth);
  });

  it('says what it lacks', async () => {
    expect(await runProgram(['sim', 'replay', join(folder, 'none.ndjson')], env)).toMatchObject({
      exitCode: 4,
    });
    const path = join(folder, 'bad.ndjson');
    writeFileSync(path, 'no ledger\n');
    const bad = await runProgram(['sim', 'replay', path], env);
    expect(bad).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('the ledger, line 1') });
    const without = { type: 'runStarted', format: 'zigfleet-ledger', formatVersion: 1, softwareVersion: '0' };
    const run = { houseName: 'x', houseDigest: '', seed: 1, clockStartMs: 0, clockSpeed: 1 };
    writeFileSync(path, `${JSON.stringify({ ...without, ...run, seq: 1, timeMs: 0, wallMs: 0 })}\n`);
    expect(await runProgram(['sim', 'replay', path], env)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('--house'),
    });
  });
});
