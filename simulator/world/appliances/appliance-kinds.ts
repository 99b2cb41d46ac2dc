import type { Random } from '../../../src/common/random.ts';
import type { Appliance } from './appliance.ts';
import { CyclingAppliance } from './cycling-appliance.ts';
import { type Phase, ProgrammeAppliance } from './programme-appliance.ts';
import { SwitchedAppliance } from './switched-appliance.ts';

/** Each kind of appliance with how to make one. Powers are those of common European ones. */
export const applianceKinds = {
  kettle: (random) =>
    new ProgrammeAppliance(
      {
        standbyW: 0,
        resumes: false,
        run: (draw) => [
          // Half a litre to a litre and a half from the tap to the boil, then the steam that switches it off.
          { durationS: draw.integer(90, 270), powerW: 2150 },
          { durationS: draw.integer(8, 15), powerW: 2150, vapourGPerS: 0.8 },
        ],
      },
      random,
    ),
  coffeeMachine: (random) =>
    new ProgrammeAppliance(
      {
        standbyW: 0.4,
        resumes: false,
        run: (draw) => [
          { durationS: draw.integer(40, 60), powerW: 1350 },
          { durationS: draw.integer(20, 30), powerW: 60 },
          { durationS: 12, powerW: 1350 },
          { durationS: draw.integer(300, 600), powerW: 35 },
        ],
      },
      random,
    ),
  washingMachine: (random) =>
    new ProgrammeAppliance({ standbyW: 0.5, resumes: true, run: washPhases }, random),
  dishwasher: (random) =>
    new ProgrammeAppliance({ standbyW: 0.5, resumes: true, run: dishwasherPhases }, random),
  oven: (random) => new ProgrammeAppliance({ standbyW: 1, resumes: false, run: ovenPhases }, random),
  fridge: (random) =>
    new CyclingAppliance({ runningW: 85, restingW: 1.5, runS: 14 * 60, restS: 32 * 60 }, random),
  freezer: (random) =>
    new CyclingAppliance({ runningW: 110, restingW: 1.5, runS: 18 * 60, restS: 25 * 60 }, random),
  television: () => new SwitchedAppliance({ onW: 95, standbyW: 0.5, onAtSupply: false }),
  computer: () => new SwitchedAppliance({ onW: 120, standbyW: 2, onAtSupply: false }),
  lamp: () => new SwitchedAppliance({ onW: 9, standbyW: 0, onAtSupply: true }),
  fan: () => new SwitchedAppliance({ onW: 40, standbyW: 0, onAtSupply: true }),
  fanHeater: () => new SwitchedAppliance({ onW: 1900, standbyW: 0, onAtSupply: true }),
  router: () => new SwitchedAppliance({ onW: 11, standbyW: 11, onAtSupply: true }),
  /** Hot water: no mains, but vapour enough to fog a bathroom. */
  shower: (random) =>
    new ProgrammeAppliance(
      {
        standbyW: 0,
        resumes: false,
        needsMains: false,
        run: (draw) => [{ durationS: draw.integer(240, 600), powerW: 0, vapourGPerS: 0.6 }],
      },
      random,
    ),
} satisfies Record<string, (random: Random) => Appliance>;

export type ApplianceKind = keyof typeof applianceKinds;

/** Kinds that have no plug. */
export const kindsWithoutPlug: ReadonlySet<string> = new Set<ApplianceKind>(['shower']);

/** 40 °C cotton: fill, heat while tumbling, wash, rinse three times, spin. About an hour and a half. */
function washPhases(draw: Random): Phase[] {
  const phases: Phase[] = [{ durationS: draw.integer(60, 120), powerW: 25 }];
  for (let minute = draw.integer(12, 18); minute > 0; minute--) {
    phases.push({ durationS: 45, powerW: draw.integer(2020, 2120) }, { durationS: 15, powerW: 1950 });
  }
  const tumble = (minutes: number) => {
    for (let left = minutes * 2; left > 0; left--) {
      phases.push({ durationS: 18, powerW: draw.integer(110, 180) }, { durationS: 12, powerW: 6 });
    }
  };
  tumble(draw.integer(22, 28));
  for (let rinse = 0; rinse < 3; rinse++) {
    phases.push({ durationS: 40, powerW: 32 }, { durationS: draw.integer(50, 80), powerW: 22 });
    tumble(6);
    phases.push({ durationS: 60, powerW: draw.integer(220, 300) });
  }
  for (const powerW of [210, 340, 430, 390]) {
    phases.push({ durationS: draw.integer(80, 120), powerW });
  }
  phases.push({ durationS: 60, powerW: 8 });
  return phases;
}

function dishwasherPhases(draw: Random): Phase[] {
  return [
    { durationS: 480, powerW: 55 },
    { durationS: draw.integer(840, 1020), powerW: 1900 },
    { durationS: 1500, powerW: 60 },
    { durationS: 420, powerW: 45 },
    { durationS: draw.integer(700, 860), powerW: 1900 },
    { durationS: draw.integer(900, 1500), powerW: 4, vapourGPerS: 0.1 },
  ];
}

/** Heats up, then holds its heat by turning on and off. */
function ovenPhases(draw: Random): Phase[] {
  const phases: Phase[] = [{ durationS: draw.integer(480, 660), powerW: 2400 }];
  for (let left = draw.integer(15, 25); left > 0; left--) {
    phases.push({ durationS: draw.integer(30, 45), powerW: 2400 }, { durationS: 75, powerW: 30 });
  }
  return phases;
}
