import { describe, expect, it } from 'vitest';
import { lampAddress, makeLedgerWorld, plugAddress } from '../../test/support/ledger-world.ts';
import { faithfulPlatform, switchCommand } from '../../test/support/platform-of-ledger.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import { collectFacts } from './ledger-facts.ts';
import type { PlatformData } from './platform-data.ts';
import type { Verification, VerifyOptions } from './verification.ts';
import { verifyLedger } from './verify.ts';

const options: VerifyOptions = { graceMs: 1000, clockSkewMs: 100 };

async function verify(
  entries: readonly LedgerEntry[],
  platform: PlatformData,
  more: VerifyOptions = {},
): Promise<Verification> {
  return verifyLedger(await collectFacts(entries, { lineGraceMs: 500 }), platform, { ...options, ...more });
}

describe('verifyLedger: commands', () => {
  function makeSwitched() {
    const world = makeLedgerWorld();
    world.joinAll();
    world.run(10_000);
    const times: number[] = [];
    const command = (payload: string, ieeeAddress = plugAddress, cluster = 6) => {
      times.push(world.clock.now());
      world.send(ieeeAddress, cluster, payload);
      world.run(5000);
    };
    return { ...world, command, times };
  }

  it('finds nothing wrong with commands that were carried out once', async () => {
    const { entries, command, times } = makeSwitched();
    command('110101');
    command('110200');
    command('110302');
    command('11040480000000', lampAddress, 8);
    const [on = 0, off = 0, toggle = 0, dim = 0] = times;
    const platform = faithfulPlatform(entries);
    platform.commands = [
      switchCommand(plugAddress, on),
      switchCommand(plugAddress, off, { values: { state: 'OFF' } }),
      switchCommand(plugAddress, toggle, { values: { state: 'TOGGLE' }, confirmed: { state: 'ON' } }),
      switchCommand(lampAddress, dim, {
        values: { brightness: 128 },
        confirmed: { brightness: 128, state: 'ON' },
      }),
    ];
    const { differences, counts } = await verify(entries, platform);
    expect(differences).toEqual([]);
    expect(counts).toMatchObject({ commands: 4, executions: 4, executionsUnasked: 0 });
  });

  it('finds a command that was carried out twice', async () => {
    const { entries, command, times } = makeSwitched();
    command('110101');
    command('110201');
    const [first = 0] = times;
    const platform = faithfulPlatform(entries);
    platform.commands = [switchCommand(plugAddress, first, { changedAtMs: first + 6000 })];
    expect((await verify(entries, platform)).differences).toMatchObject([
      { kind: 'executedTwice', ieeeAddress: plugAddress, commandId: `cmd-${first}`, truth: { state: 'ON' } },
    ]);
  });

  it('does not take what the air doubles for a second command', async () => {
    const { entries, network, command, times, run } = makeSwitched();
    network.conditions = { duplicateRate: 1 };
    command('110101');
    network.conditions = {};
    run(5000);
    const repeats = entries.filter((entry) => entry.type === 'commandExecuted' && entry.repeat);
    expect(repeats.length).toBeGreaterThan(0);
    const platform = faithfulPlatform(entries);
    platform.commands = [switchCommand(plugAddress, times[0] ?? 0)];
    expect((await verify(entries, platform)).differences).toEqual([]);
  });

  it('does not take two commands for one', async () => {
    const { entries, command, times } = makeSwitched();
    command('110101');
    command('110201');
    const [first = 0, second = 0] = times;
    const platform = faithfulPlatform(entries);
    platform.commands = [
      switchCommand(plugAddress, first, { changedAtMs: second + 100 }),
      switchCommand(plugAddress, second, { createdAtMs: first }),
    ];
    expect((await verify(entries, platform)).differences).toEqual([]);
  });

  it('finds an answer that is not true', async () => {
    const { entries, times, command, clock, run } = makeSwitched();
    const nothingMs = clock.now();
    run(5000);
    command('110101');
    const [on = 0] = times;
    const platform = faithfulPlatform(entries);
    platform.commands = [
      switchCommand(plugAddress, nothingMs),
      switchCommand(plugAddress, on, { confirmed: { state: 'OFF' } }),
    ];
    expect((await verify(entries, platform)).differences).toMatchObject([
      { kind: 'untrueAnswer', commandId: `cmd-${nothingMs}`, detail: expect.stringContaining('did nothing') },
      { kind: 'untrueAnswer', commandId: `cmd-${on}`, truth: { state: 'ON' }, told: { state: 'OFF' } },
    ]);
  });

  it.each([
    ['expired', null],
    ['cancelled', null],
    ['failed', { reason: 'unsupported', detail: '' }],
  ] as const)('finds a command that was carried out though it %s', async (state, failure) => {
    const { entries, command, times } = makeSwitched();
    command('110101');
    const platform = faithfulPlatform(entries);
    platform.commands = [switchCommand(plugAddress, times[0] ?? 0, { state, failure, confirmed: null })];
    expect((await verify(entries, platform)).differences).toMatchObject([{ kind: 'executedThoughEnded' }]);
  });

  it('finds a command that ran after it had expired', async () => {
    const { entries, command, times } = makeSwitched();
    command('110101');
    const [at = 0] = times;
    const platform = faithfulPlatform(entries);
    const expired = {
      state: 'expired',
      confirmed: null,
      createdAtMs: at - 9000,
      changedAtMs: at - 4000,
    } as const;
    platform.commands = [switchCommand(plugAddress, at, expired)];
    expect((await verify(entries, platform)).differences).toMatchObject([{ kind: 'executedThoughEnded' }]);
  });

  it('does not hold a lost acknowledgement against anybody', async () => {
    const { entries, command, times } = makeSwitched();
    command('110101');
    const platform = faithfulPlatform(entries);
    const failure = { reason: 'no-ack', detail: '' } as const;
    platform.commands = [
      switchCommand(plugAddress, times[0] ?? 0, { state: 'failed', failure, confirmed: null }),
    ];
    expect((await verify(entries, platform)).ok).toBe(true);
  });

  it('counts what no command asked for', async () => {
    const { entries, command } = makeSwitched();
    command('110101');
    const { ok, counts } = await verify(entries, faithfulPlatform(entries));
    expect(ok).toBe(true);
    expect(counts.executionsUnasked).toBe(1);
  });

  it('finds a reading that the device never gave', async () => {
    const { entries, command, times } = makeSwitched();
    command('1001000000');
    const [at = 0] = times;
    const platform = faithfulPlatform(entries);
    const action = { type: 'getTraits', ieeeAddress: plugAddress, traits: ['state'] } as const;
    platform.commands = [
      {
        ...switchCommand(plugAddress, at),
        action: { ...action, traits: ['state'] },
        confirmed: { state: 'OFF' },
      },
    ];
    expect((await verify(entries, platform)).ok).toBe(true);
    platform.commands = [
      {
        ...switchCommand(plugAddress, at),
        action: { ...action, traits: ['state'] },
        confirmed: { state: 'ON' },
      },
    ];
    expect((await verify(entries, platform)).differences).toMatchObject([{ kind: 'untrueAnswer' }]);
  });
});
