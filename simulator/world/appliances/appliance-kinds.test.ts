import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/common/random.ts';
import { type ApplianceKind, applianceKinds, kindsWithoutPlug } from './appliance-kinds.ts';

const kinds = Object.keys(applianceKinds) as ApplianceKind[];

/** Energy and times of change of an appliance left to itself, in watt-seconds and seconds. */
function run(kind: ApplianceKind, seed: number, hours: number, press = true) {
  const appliance = applianceKinds[kind](seededRandom(seed));
  appliance.setSupplied(true, 0);
  if (press) appliance.use(0);
  let nowMs = 0;
  let wattHours = 0;
  let changes = 0;
  let maximumW = appliance.powerW;
  const endMs = hours * 3_600_000;
  while (nowMs < endMs) {
    const nextMs = Math.min(appliance.nextChangeMs, endMs);
    expect(nextMs).toBeGreaterThan(nowMs);
    wattHours += (appliance.powerW * (nextMs - nowMs)) / 3_600_000;
    nowMs = nextMs;
    appliance.advance(nowMs);
    maximumW = Math.max(maximumW, appliance.powerW);
    changes++;
  }
  return { wattHours, changes, maximumW, endW: appliance.powerW };
}

describe('appliances', () => {
  it.each([
    ['kettle', 4, 40, 190],
    ['coffeeMachine', 4, 20, 50],
    ['washingMachine', 4, 500, 1200],
    ['dishwasher', 4, 700, 1300],
    ['fridge', 24, 500, 1000],
    ['freezer', 24, 800, 1600],
    ['television', 10, 950, 950],
    ['router', 24, 264, 264],
    ['oven', 3, 700, 1700],
  ] as const)('a %s uses in %d h what such a one does', (kind, hours, leastWh, mostWh) => {
    for (let seed = 0; seed < 20; seed++) {
      const { wattHours } = run(kind, seed, hours);
      expect(wattHours).toBeGreaterThanOrEqual(leastWh);
      expect(wattHours).toBeLessThanOrEqual(mostWh);
    }
  });

  it('runs the same with the same seed, and differently with another', () => {
    expect(run('washingMachine', 1, 3)).toEqual(run('washingMachine', 1, 3));
    expect(run('washingMachine', 1, 3)).not.toEqual(run('washingMachine', 2, 3));
  });

  it('draws nothing without mains, whatever is done to it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.array(fc.constantFrom('use', 'on', 'off', 'wait')),
        (kind, steps) => {
          const appliance = applianceKinds[kind](seededRandom(4));
          let nowMs = 0;
          let supplied = false;
          for (const step of steps) {
            nowMs += 31_000;
            appliance.advance(nowMs);
            if (step === 'use') appliance.use(nowMs);
            if (step === 'on' || step === 'off') {
              supplied = step === 'on';
              appliance.setSupplied(supplied, nowMs);
            }
            if (!supplied) expect(appliance.powerW).toBe(0);
            expect(appliance.powerW).toBeGreaterThanOrEqual(0);
            expect(appliance.powerW).toBeLessThan(3700);
            expect(appliance.nextChangeMs).toBeGreaterThan(nowMs);
          }
        },
      ),
    );
  });

  it('a washing machine goes on after an outage where it was; a kettle does not', () => {
    for (const [kind, goesOn] of [
      ['washingMachine', true],
      ['kettle', false],
    ] as const) {
      const appliance = applianceKinds[kind](seededRandom(1));
      appliance.setSupplied(true, 0);
      appliance.use(0);
      appliance.advance(10_000);
      const leftMs = appliance.nextChangeMs - 10_000;
      const { powerW } = appliance;
      appliance.setSupplied(false, 10_000);
      expect(appliance.nextChangeMs).toBe(Number.POSITIVE_INFINITY);
      appliance.setSupplied(true, 500_000);
      expect(appliance.powerW).toBe(goesOn ? powerW : 0);
      expect(appliance.nextChangeMs).toBe(goesOn ? 500_000 + leftMs : Number.POSITIVE_INFINITY);
    }
  });

  it('a fridge waits after an outage before its compressor starts', () => {
    const fridge = applianceKinds.fridge(seededRandom(1));
    fridge.setSupplied(true, 0);
    while (fridge.powerW < 50) fridge.advance(fridge.nextChangeMs);
    const offMs = fridge.nextChangeMs - 1000;
    fridge.setSupplied(false, offMs);
    fridge.setSupplied(true, offMs + 1000);
    expect(fridge.powerW).toBeLessThan(5);
    expect(fridge.nextChangeMs - offMs).toBe(181_000);
  });

  it('a shower needs no mains and makes vapour', () => {
    const shower = applianceKinds.shower(seededRandom(1));
    shower.use(0);
    expect(shower.vapourGPerS).toBeGreaterThan(0);
    expect(shower.powerW).toBe(0);
    shower.advance(shower.nextChangeMs);
    expect(shower.vapourGPerS).toBe(0);
    expect([...kindsWithoutPlug]).toEqual(['shower']);
  });
});
