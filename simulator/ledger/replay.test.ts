import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../src/common/manual-clock.ts';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { makeLedgerWorld, plugAddress } from '../../test/support/ledger-world.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import { Replay, type ReplayTarget, readReplay } from './replay.ts';
import type { FaultFacts } from './truth-sink.ts';

type World = ReturnType<typeof makeLedgerWorld>;

/** What a house with devices offers to a replay. */
function targetOf({ device }: World): ReplayTarget {
  return {
    applyPhysical: (deviceId, variable, value) => device(deviceId).variable(variable).setFromOutside(value),
    releasePhysical: (deviceId, variable) => device(deviceId).variable(variable).release(),
  };
}

/** What was on the air, and when. What someone did in the same millisecond may come before or after it. */
function framesOf(entries: readonly LedgerEntry[]): string[] {
  return entries.flatMap((entry) =>
    entry.type === 'frameSent' || entry.type === 'reportDelivered'
      ? [JSON.stringify({ ...entry, seq: 0 })]
      : [],
  );
}

async function record(): Promise<World> {
  const world = makeLedgerWorld({ seed: 9 });
  world.joinAll();
  for (let round = 0; round < 8; round++) {
    world.run(7350);
    const contact = world.device('door').variable('contact');
    contact.setFromOutside(round % 2 === 0);
    world.run(3650);
    const temperature = world.device('climate').variable('temperature');
    temperature.setFromOutside(15 + round);
    if (round === 5) contact.release();
  }
  world.run(20_000);
  return world;
}

describe('a replay', () => {
  it('gives the same frames at the same times in a house of the same seed', async () => {
    const original = await record();
    const script = await readReplay(original.entries);
    expect(script.steps.map(({ type }) => type)).toContain('physicalReleased');
    const again = makeLedgerWorld({ seed: 9 });
    const replay = new Replay(script, { target: targetOf(again), clock: again.clock });
    await replay.start();
    again.joinAll();
    again.run(original.clock.now() - again.clock.now());
    await replay.done;
    expect(replay.skippedSteps).toBe(0);
    expect(framesOf(again.entries)).toEqual(framesOf(original.entries));
  });

  it('lives through the same day in a house of another seed', async () => {
    const original = await record();
    const script = await readReplay(original.entries, ['outside', 'physics']);
    const other = makeLedgerWorld({ seed: 10 });
    const replay = new Replay(script, { target: targetOf(other), clock: other.clock });
    await replay.start();
    other.joinAll();
    other.run(original.clock.now() - other.clock.now());
    await replay.done;
    const lastOf = (world: World) => world.device('climate').variable('temperature').value;
    expect(lastOf(other)).toBe(lastOf(original));
    // What nature alone may move is skipped, and counted.
    expect(replay.skippedSteps).toBeLessThan(replay.steps);
  });

  it('goes on when the house will not have something', async () => {
    const clock = new ManualClock();
    const applied: string[] = [];
    const skipped: string[] = [];
    const base = { type: 'physicalChanged', variable: 'contact', value: true, cause: 'outside' } as const;
    const steps = ['gone', 'door'].map((deviceId, index) => ({ ...base, deviceId, afterMs: index * 1000 }));
    const { run } = await readReplay(makeLedgerWorld().entries);
    const replay = new Replay(
      { run, steps, lastedMs: 2000 },
      {
        clock,
        target: {
          applyPhysical(deviceId) {
            if (deviceId === 'gone') throw new ZigfleetError('not-found', 'there is no such device');
            applied.push(deviceId);
          },
          releasePhysical: () => undefined,
        },
        onSkipped: (step, error) => skipped.push(`${step.type} ${error.code}`),
      },
    );
    await replay.start();
    expect(clock.pendingCount).toBe(1);
    clock.advance(1000);
    expect(applied).toEqual(['door']);
    expect(skipped).toEqual(['physicalChanged not-found']);
    await replay.done;
    expect(clock.pendingCount).toBe(0);
  });

  it('does faults again, and leaves no timer when it is stopped', async () => {
    const world = makeLedgerWorld();
    world.run(500);
    world.recorder.faultChanged({ fault: 'silence', target: plugAddress, active: true });
    world.run(500);
    world.recorder.faultChanged({ fault: 'silence', target: plugAddress, active: false });
    const script = await readReplay(world.entries);
    const clock = new ManualClock();
    const faults: FaultFacts[] = [];
    const nothing = () => undefined;
    const target = {
      applyPhysical: nothing,
      releasePhysical: nothing,
      applyFault: (fault: FaultFacts) => faults.push(fault),
    };
    const replay = new Replay(script, { target, clock });
    await replay.start();
    clock.advance(700);
    expect(faults).toMatchObject([{ fault: 'silence', target: plugAddress, active: true }]);
    await replay.stop();
    await replay.done;
    expect(clock.pendingCount).toBe(0);
    clock.advance(10_000);
    expect(faults).toHaveLength(1);
  });

  it('does what was done, and not also what came of it', async () => {
    const world = makeLedgerWorld();
    world.run(500);
    world.device('door').variable('contact').setFromOutside(false);
    const action = { set: { device: 'door', values: { contact: false } } };
    world.recorder.actionDone('control', action);
    world.recorder.faultChanged({ fault: 'silence', target: plugAddress, active: true });
    world.run(500);
    const { steps, lastedMs } = await readReplay(world.entries);
    expect(steps).toEqual([{ type: 'actionDone', afterMs: 500, action }]);
    expect(lastedMs).toBe(500);
    // In another house nature is replayed beside it.
    const withNature = await readReplay(world.entries, ['outside', 'physics']);
    expect(
      new Set(withNature.steps.map((step) => (step.type === 'physicalChanged' ? step.cause : step.type))),
    ).toEqual(new Set(['actionDone', 'physics']));
  });

  it('is refused without a run', async () => {
    await expect(readReplay([])).rejects.toMatchObject({ code: 'decode-failed' });
    const [, second] = makeLedgerWorld().entries;
    await expect(readReplay(second ? [second] : [])).rejects.toMatchObject({ code: 'decode-failed' });
  });
});
