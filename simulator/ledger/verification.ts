import type { TraitValue, TraitValues } from '../../src/devices/trait.ts';

/** What can be wrong. */
export const differenceKinds = [
  /** A report reached the hub and is not in the platform. */
  'missing',
  /** The platform has a report more than once. */
  'duplicated',
  /** The platform has reports of a device in another order than they were sent. */
  'outOfOrder',
  /** The platform has another value than the device sent. */
  'wrongValue',
  /** The platform has a value that the device never sent. */
  'unexplained',
  /** The platform's device does not show the value that it was told last. */
  'wrongTwin',
  /** The device carried out a command more than once. */
  'executedTwice',
  /** A command was carried out though the platform says that it ended without. */
  'executedThoughEnded',
  /** The platform says that a command succeeded, or confirms a value, and the device knows nothing of it. */
  'untrueAnswer',
  /** A device has been speaking to a hub for long, and the platform does not know it. */
  'unknownDevice',
  /** The platform has lost events, or the ledger entries, so that nothing can be said about that time. */
  'cannotTell',
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

/** One difference between the truth and the platform. */
export interface Difference {
  kind: DifferenceKind;
  /** The device, if it is about one. */
  ieeeAddress?: string;
  /** The frames in the ledger that it is about. */
  frames?: number[];
  eventIds?: string[];
  commandId?: string;
  /** As the ledger has it. */
  truth?: TraitValues;
  /** As the platform has it. */
  told?: TraitValues;
  /** When it happened by the machine's time of the ledger, or by the platform; Unix milliseconds. */
  timeMs?: number;
  /** One sentence for people. */
  detail: string;
}

/** What was looked at: a comparison of nothing with nothing finds no differences either. */
export interface VerificationCounts {
  devices: number;
  /** Reports that the platform must have, and how many values in them were compared. */
  reports: number;
  valuesCompared: number;
  /** Values in the platform's events that were compared. */
  valuesTold: number;
  /** Values of traits of which the simulator does not know the meaning. */
  valuesNotJudged: number;
  executions: number;
  commands: number;
  /** Commands to hubs, and others that leave no trace at a device. */
  commandsNotJudged: number;
  /** Executions that no command of the platform asked for: local automations, other controllers. */
  executionsUnasked: number;
  twinValues: number;
  /** Entries that the ledger misses. */
  ledgerEntriesDropped: number;
}

/** The outcome: `ok` if there are no differences. */
export interface Verification {
  ok: boolean;
  counts: VerificationCounts;
  /** The first ones; `differencesTotal` says how many there are. */
  differences: Difference[];
  differencesTotal: number;
  differencesByKind: Partial<Record<DifferenceKind, number>>;
}

export interface VerifyOptions {
  /** What happened less than this before the ledger's end may still be on its way, milliseconds; 3000 if absent. */
  graceMs?: number;
  /** A device that the platform still does not know after so long is one that it lost, milliseconds; 360,000 if absent. */
  interviewMs?: number;
  /** How far the platform's and its hubs' clocks may be from the simulator's, milliseconds; 1000 if absent. */
  clockSkewMs?: number;
  /** Only what happened from then on is compared, Unix milliseconds. */
  fromWallMs?: number;
  /** How far a number may be off, by trait, in its unit, beside what rounding explains. */
  tolerances?: Readonly<Record<string, number>>;
  /**
   * Values that hubs tell of their own accord, by trait, though no frame says them; if absent, the end of what sensors
   * only tell the beginning of.
   */
  hubValues?: Readonly<Record<string, readonly TraitValue[]>>;
  /** So many differences are told one by one; 1000 if absent. */
  differencesMax?: number;
}

/** Every option, with its default. */
export interface VerifySettings {
  graceMs: number;
  interviewMs: number;
  clockSkewMs: number;
  fromWallMs: number;
  tolerances: Readonly<Record<string, number>>;
  hubValues: Readonly<Record<string, readonly TraitValue[]>>;
}

/** Collects differences and counts; keeps only so many of them. */
export class Findings {
  readonly counts: VerificationCounts = {
    devices: 0,
    reports: 0,
    valuesCompared: 0,
    valuesTold: 0,
    valuesNotJudged: 0,
    executions: 0,
    commands: 0,
    commandsNotJudged: 0,
    executionsUnasked: 0,
    twinValues: 0,
    ledgerEntriesDropped: 0,
  };
  readonly #differences: Difference[] = [];
  readonly #byKind: Partial<Record<DifferenceKind, number>> = {};
  readonly #differencesMax: number;
  #total = 0;

  constructor(differencesMax: number) {
    this.#differencesMax = differencesMax;
  }

  add(difference: Difference): void {
    this.#total++;
    this.#byKind[difference.kind] = (this.#byKind[difference.kind] ?? 0) + 1;
    if (this.#differences.length < this.#differencesMax) this.#differences.push(difference);
  }

  result(): Verification {
    return {
      ok: this.#total === 0,
      counts: this.counts,
      differences: this.#differences,
      differencesTotal: this.#total,
      differencesByKind: this.#byKind,
    };
  }
}
