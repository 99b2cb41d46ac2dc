import type { TraitValue, TraitValues } from '../../src/devices/trait.ts';
import { align, type Found, type Likeness, type Step, type Wanted } from './align.ts';
import type { DeviceFacts } from './ledger-facts.ts';
import type { PlatformEventRecord } from './platform-data.ts';
import { isSameValue } from './same-value.ts';
import type { Difference, Findings, VerifySettings } from './verification.ts';

/** Something that a device said, or was made to do: what the platform must tell, or may. */
interface Said extends Wanted {
  /** Of a frame that the device sent, or of a command that it carried out. */
  kind: 'report' | 'execution';
  traits: TraitValues;
  open: boolean;
  frame: number;
  wallMs: number;
}

/** An event of the platform, with the traits that the simulator knows of; free if it is beyond the ledger's end. */
interface Told extends Found {
  values: TraitValues;
  eventId: string;
  timeMs: number;
}

/** Times at which the platform did not know a device: what it sent then need not be there. */
export interface KnownSpans {
  /** Whether the platform knew the device then. */
  covers(wallMs: number): boolean;
}

export interface ReportContext {
  settings: VerifySettings;
  findings: Findings;
  /** What happened later may still have been on its way. */
  dueWallMs: number;
  /** The ledger's end: what the platform tells of later is beyond it. */
  endWallMs: number;
}

/** Compares what a device sent with the `traitReported` events that the platform has of it, one by one. */
export function verifyReports(
  device: DeviceFacts,
  events: readonly PlatformEventRecord[],
  known: KnownSpans,
  context: ReportContext,
): void {
  const { findings, settings } = context;
  const traits = new Set(device.reports.flatMap((report) => Object.keys(report.traits)));
  const said = saidBy(device, known, context);
  const told = toldOf(events, traits, context);
  for (const { required, traits } of said) {
    if (required) findings.counts.valuesCompared += Object.keys(traits).length;
  }
  const comparison = new Comparison(device.ieeeAddress, said, told, settings);
  const steps = align(said, told, (wanted, found) => comparison.likeness(wanted, found));
  if (!steps) {
    const detail = `${said.length} reports and ${told.length} events are too many and too different to lay side by side`;
    findings.add({ kind: 'cannotTell', ieeeAddress: device.ieeeAddress, detail });
    return;
  }
  const differences = comparison.classify(steps);
  differences.sort((one, other) => (one.timeMs ?? 0) - (other.timeMs ?? 0));
  for (const difference of differences) findings.add(difference);
}

/** In the order in which it came about. */
function saidBy(device: DeviceFacts, known: KnownSpans, { dueWallMs, settings }: ReportContext): Said[] {
  const said: Said[] = [];
  for (const { frame, wallMs, traits, open, required } of device.reports) {
    if (wallMs < settings.fromWallMs - settings.clockSkewMs) continue;
    const anything = Object.keys(traits).length === 0;
    if (anything && !open) continue;
    const due = required && wallMs >= settings.fromWallMs && wallMs <= dueWallMs && known.covers(wallMs);
    said.push({ kind: 'report', traits, open, frame, wallMs, anything, required: due && !anything });
  }
  for (const { frame, wallMs, traits } of device.executed) {
    // A hub may tell at once what a device was made to do.
    said.push({ kind: 'execution', traits, open: true, frame, wallMs, anything: false, required: false });
  }
  return said.sort((one, other) => one.wallMs - other.wallMs);
}

function toldOf(
  events: readonly PlatformEventRecord[],
  traits: ReadonlySet<string>,
  { findings, settings, endWallMs }: ReportContext,
): Told[] {
  const { counts } = findings;
  const freeFromMs = endWallMs - settings.clockSkewMs;
  return events.flatMap(({ eventId, timeMs, values }): Told[] => {
    const all = Object.entries(values ?? {});
    const judged = all.filter(([trait]) => traits.has(trait));
    counts.valuesTold += judged.length;
    counts.valuesNotJudged += all.length - judged.length;
    return judged.length === 0
      ? []
      : [{ eventId, timeMs, values: Object.fromEntries(judged), free: timeMs > freeFromMs }];
  });
}

const sentences = {
  missing: 'a report that reached the hub is not in the platform',
  duplicated: 'a report is in the platform more often than it was sent',
  outOfOrder: 'a report is in the platform at another place than it was sent',
  wrongValue: 'the platform has another value than was sent',
  unexplained: 'the platform has a value that was never sent',
} as const;

class Comparison {
  readonly #ieeeAddress: string;
  readonly #said: readonly Said[];
  readonly #told: readonly Told[];
  readonly #settings: VerifySettings;

  constructor(ieeeAddress: string, said: readonly Said[], told: readonly Told[], settings: VerifySettings) {
    this.#ieeeAddress = ieeeAddress;
    this.#said = said;
    this.#told = told;
    this.#settings = settings;
  }

  likeness(wanted: number, found: number): Likeness {
    const said = this.#said[wanted];
    const told = this.#told[found];
    if (!said || !told) return 'unrelated';
    let shared = 0;
    let equal = 0;
    let count = 0;
    for (const trait in said.traits) {
      count++;
      if (!Object.hasOwn(told.values, trait)) continue;
      shared++;
      if (this.#isSame(trait, said.traits[trait], told.values[trait])) equal++;
    }
    if (shared === 0) return 'unrelated';
    // Of what a command did, an event may tell a part, and more than that.
    if (said.kind === 'execution') return equal === shared ? 'same' : 'unrelated';
    // Of two reports that say what was told, the one that says all of it.
    if (equal === count) return count === Object.keys(told.values).length ? 'same' : 'within';
    return equal > 0 ? 'partly' : 'different';
  }

  classify(steps: readonly Step[]): Difference[] {
    const differences: Difference[] = [];
    const missing = new Set(steps.flatMap((step) => (step.kind === 'missing' ? [step.wanted] : [])));
    const misplaced = steps.flatMap((step) => (step.kind === 'wrong' ? [step.wanted] : []));
    const truth: TraitValues = {};
    for (const step of steps) {
      if (step.kind === 'missing') continue;
      const told = this.#told[step.found];
      if (!told) continue;
      if (step.kind !== 'extra') {
        const said = this.#said[step.wanted];
        // Two that have changed places with others between them look like two wrong ones.
        const right =
          step.kind === 'wrong' && misplaced.find((wanted) => this.likeness(wanted, step.found) === 'same');
        if (typeof right === 'number')
          differences.push(this.#difference('outOfOrder', this.#said[right], told));
        else if (said) differences.push(...this.#compare(said, told, truth));
        continue;
      }
      const moved = [...missing].find((wanted) => this.likeness(wanted, step.found) === 'same');
      if (moved !== undefined) {
        missing.delete(moved);
        differences.push(this.#difference('outOfOrder', this.#said[moved], told));
      } else if (!told.free && !this.#isHubs(told)) {
        const repeated = this.#repeatedBy(step.found);
        differences.push(this.#difference(repeated ? 'duplicated' : 'unexplained', repeated, told));
      }
    }
    for (const wanted of missing)
      differences.push(this.#difference('missing', this.#said[wanted], undefined));
    return differences;
  }

  /** What is wrong with an event that tells a report. @param truth - what the device has said so far; is moved on */
  #compare(said: Said, told: Told, truth: TraitValues): Difference[] {
    const absent: TraitValues = {};
    const wrong: TraitValues = {};
    const invented: TraitValues = {};
    for (const [trait, value] of Object.entries(said.traits)) {
      truth[trait] = value;
      if (said.kind === 'execution') continue;
      if (!Object.hasOwn(told.values, trait)) absent[trait] = value;
      else if (!this.#isSame(trait, value, told.values[trait])) wrong[trait] = value;
    }
    for (const [trait, value] of Object.entries(told.values)) {
      if (said.open || trait in said.traits || this.#isSame(trait, truth[trait], value)) continue;
      invented[trait] = value;
    }
    const differences: Difference[] = [];
    if (Object.keys(absent).length > 0) {
      differences.push(this.#difference('missing', { ...said, traits: absent }, told));
    }
    if (Object.keys(wrong).length > 0) {
      differences.push(this.#difference('wrongValue', { ...said, traits: wrong }, told));
    }
    if (Object.keys(invented).length > 0) {
      differences.push(this.#difference('unexplained', undefined, { ...told, values: invented }));
    }
    return differences;
  }

  /** The report that an event which is too much repeats: the latest one like it that was sent by then. */
  #repeatedBy(found: number): Said | undefined {
    const told = this.#told[found];
    if (!told) return undefined;
    for (let wanted = this.#said.length - 1; wanted >= 0; wanted--) {
      const said = this.#said[wanted];
      if (!said || said.anything || said.wallMs > told.timeMs + this.#settings.clockSkewMs) continue;
      if (this.likeness(wanted, found) === 'same') return said;
    }
    return undefined;
  }

  /** Whether an event tells only what hubs tell of their own accord. */
  #isHubs({ values }: Told): boolean {
    return Object.entries(values).every(([trait, value]) => {
      const own = this.#settings.hubValues[trait];
      return own?.some((one) => isSameValue(one, value)) ?? false;
    });
  }

  #isSame(trait: string, truth: TraitValue | undefined, told: TraitValue | undefined): boolean {
    if (truth === undefined || told === undefined) return false;
    return isSameValue(truth, told, this.#settings.tolerances[trait]);
  }

  #difference(kind: keyof typeof sentences, said: Said | undefined, told: Told | undefined): Difference {
    const timeMs = said?.wallMs ?? told?.timeMs;
    return {
      kind,
      ieeeAddress: this.#ieeeAddress,
      ...(said && { frames: [said.frame], truth: said.traits }),
      ...(told && { eventIds: [told.eventId], told: told.values }),
      ...(timeMs !== undefined && { timeMs }),
      detail: sentences[kind],
    };
  }
}
