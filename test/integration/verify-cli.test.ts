import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../../simulator/ledger/ledger-entry.ts';
import { ProcessWorld } from '../support/process-world.ts';
import { runProgram } from '../support/run-program.ts';
import { waitUntil } from '../support/wait-until.ts';

const house = `
name: Verified house
seed: 23
rooms: { hall: { temperature: 20 } }
hubs: { hub: { radio: { port: PORT, baud: 0 } } }
devices:
  climate: { model: lumi.weather, room: hall, reportEvery: 1s }
  plug: { model: lumi.plug, room: hall, reportEvery: 2s }
  lamp: { model: lumi.light.cwac02, room: hall }
`;

let world: ProcessWorld;
let plug: string;

beforeAll(async () => {
  world = await ProcessWorld.start(house);
  await world.join(3);
  const devices = await world.devices();
  plug = devices.find(({ descriptor }) => descriptor.modelId === 'lumi.plug')?.ieeeAddress ?? '';
}, 120_000);

afterAll(() => world?.stop());

function entries(): LedgerEntry[] {
  const lines = readFileSync(world.ledger, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as LedgerEntry);
}

/** Waits until the ledger has so many more reports of a kind than it has now, of those that the platform must have. */
async function moreReports(count: number): Promise<void> {
  const fromMs = Date.now();
  await waitUntil(
    `${count} reports`,
    () =>
      entries().filter(({ type, wallMs }) => type === 'reportDelivered' && wallMs > fromMs).length >= count,
    60_000,
  );
}

/** A ledger of the same run, with something else in it. */
function tampered(name: string, change: (lines: string[]) => string[]): string {
  const path = join(world.folder, name);
  const lines = readFileSync(world.ledger, 'utf8').split('\n').slice(0, -1);
  writeFileSync(path, `${change(lines).join('\n')}\n`);
  return path;
}

/** Where the ledger tells of a temperature that the platform must have for sure. */
function settledTemperature(lines: string[]): number {
  const reports = lines.flatMap((line, index) => {
    const entry = JSON.parse(line) as LedgerEntry;
    return entry.type === 'reportDelivered' && 'temperature' in entry.traits ? [{ index, entry }] : [];
  });
  const lastMs = (JSON.parse(lines.at(-1) ?? '{}') as LedgerEntry).wallMs;
  const settled = reports.filter(({ entry }) => entry.wallMs < lastMs - 5_000);
  return settled.at(-1)?.index ?? -1;
}

describe('zigfleet sim verify', () => {
  it('finds no difference after commands, a killed hub and a killed platform', async () => {
    for (const state of ['ON', 'OFF', 'TOGGLE']) {
      expect((await world.set(plug, { state })).body).toMatchObject({ state: 'succeeded' });
    }
    await moreReports(8);
    await world.kill('hub');
    await world.startHub();
    expect((await world.set(plug, { state: 'OFF' })).body).toMatchObject({ state: 'succeeded' });
    await world.kill('platform');
    await moreReports(4);
    await world.startPlatform();
    await waitUntil(
      'a command gets through again',
      async () => (await world.set(plug, { state: 'ON' })).body.state === 'succeeded',
      60_000,
    );
    // What was said just before the end, or while a hub came or went, need not be there: it is not counted.
    const { exitCode, result } = await waitUntil(
      'there is enough to judge',
      async () => {
        const verification = await world.verify();
        return verification.result.counts.reports > 8 && verification;
      },
      60_000,
    );
    expect(result.differences, JSON.stringify(world.logs())).toEqual([]);
    expect(exitCode).toBe(0);
    expect(result.counts.commands).toBeGreaterThanOrEqual(5);
  }, 180_000);

  it('finds a value that the ledger has otherwise', async () => {
    const path = tampered('value.ndjson', (lines) => {
      const index = settledTemperature(lines);
      const entry = JSON.parse(lines[index] ?? '') as { traits: { temperature: number } };
      return lines.with(index, JSON.stringify({ ...entry, traits: { ...entry.traits, temperature: 44.4 } }));
    });
    const { exitCode, result } = await world.verify('--ledger', path);
    expect(exitCode).toBe(1);
    expect(result.differences).toContainEqual(
      expect.objectContaining({ kind: 'wrongValue', truth: { temperature: 44.4 } }),
    );
  });

  it('finds that lines of the ledger are gone', async () => {
    const path = tampered('gone.ndjson', (lines) => lines.toSpliced(settledTemperature(lines), 1));
    const { exitCode, result } = await world.verify('--ledger', path);
    expect(exitCode).toBe(1);
    expect(result.differencesByKind.cannotTell).toBe(1);
  });

  it('finds a command that a device says to have carried out twice', async () => {
    const path = tampered('twice.ndjson', (lines) => {
      const commands = lines.map((line) => JSON.parse(line) as LedgerEntry);
      const index = commands.findLastIndex(({ type }) => type === 'commandExecuted');
      const later = commands.slice(index).map((entry) => ({ ...entry, seq: entry.seq + 1 }));
      return [...commands.slice(0, index + 1), ...later].map((entry) => JSON.stringify(entry));
    });
    const { exitCode, result } = await world.verify('--ledger', path);
    expect(exitCode).toBe(1);
    expect(result.differencesByKind.executedTwice).toBe(1);
  });

  it('finds a report that the platform has lost, and says from when on it has nothing more', async () => {
    const copy = join(world.folder, 'copy.ndjson');
    copyFileSync(world.ledger, copy);
    const [stream] = (await world.redis.command('KEYS', 'zf:*:events')) as string[];
    if (!stream) throw new Error('the platform keeps no events');
    const lines = readFileSync(copy, 'utf8').split('\n').slice(0, -1);
    const { wallMs } = JSON.parse(lines[settledTemperature(lines)] ?? '') as LedgerEntry;
    // Events are appended when the platform hears of them: a moment after the frame.
    const range = [String(wallMs - 20), String(wallMs + 500)];
    const lost = (await world.redis.command('XRANGE', stream, ...range)) as [string][];
    await world.redis.command('XDEL', stream, ...lost.map(([id]) => id));
    const missing = await world.verify('--ledger', copy);
    expect(missing.exitCode).toBe(1);
    expect(missing.result.differencesByKind.missing).toBeGreaterThan(0);

    const length = Number(await world.redis.command('XLEN', stream));
    await world.redis.command('XTRIM', stream, 'MAXLEN', '5');
    expect(length).toBeGreaterThan(5);
    const trimmed = await world.verify('--ledger', copy);
    expect(trimmed.exitCode).toBe(1);
    expect(trimmed.result.differencesByKind.cannotTell).toBeGreaterThan(0);
    expect(Object.keys(trimmed.result.differencesByKind)).toEqual(['cannotTell']);
  });

  it('says what is wrong with the command line or the file', async () => {
    expect(existsSync(join(world.folder, 'none'))).toBe(false);
    const absent = await world.verify('--ledger', join(world.folder, 'none'));
    expect(absent).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('no ledger') });
    const other = join(world.folder, 'house.yaml');
    expect(await world.verify('--ledger', other)).toMatchObject({ exitCode: 2 });
    const unnamed = await runProgram(['sim', 'verify', '--ledger', world.ledger, '--api', world.api], {});
    expect(unnamed).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('token') });
    const stranger = await world.verify('--token', 'zf_none');
    expect(stranger.exitCode).toBe(3);
    expect((await world.verify('--since', 'yesterday')).exitCode).toBe(2);
  });
});
