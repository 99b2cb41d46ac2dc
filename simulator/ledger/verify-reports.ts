import type { TraitValue } from '../../src/devices/trait.ts';
import { align, type Step } from './align.ts';
import type { DeviceFacts } from './ledger-facts.ts';
import type { PlatformEventRecord } from './platform-data.ts';
import { isSameValue } from './same-value.ts';
import type { Difference, Findings, VerifySettings } from './verification.ts';

/** A value that a device sent, or that its frames allow. */
interface TruthItem {
  value: TraitValue;
  required: boolean;
  anything: boolean;
  frame: number;
  radioId: string;
  wallMs: number;
}

/** A value that the platform told. */
interface ToldItem {
  value: TraitValue;
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

/** Compares what a device sent with the `traitReported` events that the platform has of it, trait by trait. */
export function verifyReports(
  device: DeviceFacts,
  events: readonly PlatformEventRecord[],
  known: KnownSpans,
  context: ReportContext,
): void {
  const { findings } = context;
  const traits = traitsOf(device);
  const toldByTrait = new Map<string, ToldItem[]>();
  for (const { eventId, timeMs, values } of events) {
    for (const [trait, value] of Object.entries(values ?? {})) {
      if (!traits.has(trait)) {
        findings.counts.valuesNotJudged++;
        continue;
      }
      const told = toldByTrait.get(trait) ?? [];
      told.push({ value, eventId, timeMs });
      toldByTrait.set(trait, told);
    }
  }
  const differences: Difference[] = [];
  for (const trait of traits) {
    const truth = truthOf(device, trait, known, context);
    const told = toldByTrait.get(trait) ?? [];
    findings.counts.valuesCompared += truth.filter((item) => item.required).length;
    findings.counts.valuesTold += told.length;
    differences.push(...compareTrait(device.ieeeAddress, trait, truth, told, context));
  }
  for (const difference of mergeByOrigin(differences)) findings.add(difference);
}

/** Traits of which the ledger says anything. */
function traitsOf(device: DeviceFacts): Set<string> {
  const traits = new Set<string>();
  for (const report of device.reports) for (const trait of Object.keys(report.traits)) traits.add(trait);
  return traits;
}

/** What may be told of a trait, in the order in which it came about: reports, and what commands made of it. */
function truthOf(
  device: DeviceFacts,
  trait: string,
  known: KnownSpans,
  { dueWallMs, settings }: ReportContext,
): TruthItem[] {
  const items: TruthItem[] = [];
  for (const { frame, radioId, wallMs, traits, open, required } of device.reports) {
    if (wallMs < settings.fromWallMs - settings.clockSkewMs) continue;
    const value = traits[trait];
    if (value === undefined && !open) continue;
    const due = required && wallMs >= settings.fromWallMs && wallMs <= dueWallMs && known.covers(wallMs);
    const anything = value === undefined;
    items.push({ value: value ?? null, required: due && !anything, anything, frame, radioId, wallMs });
  }
  for (const { frame, radioId, wallMs, traits } of device.executed) {
    const value = traits[trait];
    // A hub may tell at once what a device was made to do.
    if (value !== undefined) items.push({ value, required: false, anything: false, frame, radioId, wallMs });
  }
  return items.sort((one, other) => one.wallMs - other.wallMs);
}

function compareTrait(
  ieeeAddress: string,
  trait: string,
  truth: readonly TruthItem[],
  told: readonly ToldItem[],
  { settings, endWallMs }: ReportContext,
): Difference[] {
  const tolerance = settings.tolerances[trait] ?? 0;
  const same = (wanted: number, found: number) => {
    const [one, other] = [truth[wanted], told[found]];
    return one !== undefined && other !== undefined && isSameValue(one.value, other.value, tolerance);
  };
  const steps = align(truth, told.length, same);
  if (!steps) {
    const detail = `${trait}: ${truth.length} values sent and ${told.length} told are too different to lay beside each other`;
    return [{ kind: 'cannotTell', ieeeAddress, detail }];
  }
  const about = { ieeeAddress, trait, truth, told, same };
  return classify(steps, about, (item) => item.timeMs > endWallMs - settings.clockSkewMs);
}

interface About {
  ieeeAddress: string;
  trait: string;
  truth: readonly TruthItem[];
  told: readonly ToldItem[];
  same: (wanted: number, found: number) => boolean;
}

function classify(
  steps: readonly Step[],
  about: About,
  isBeyondLedger: (item: ToldItem) => boolean,
): Difference[] {
  const differences: Difference[] = [];
  const missing = new Set<number>();
  for (const step of steps) if (step.kind === 'missing') missing.add(step.wanted);
  for (const step of steps) {
    if (step.kind === 'wrong') {
      differences.push(describe('wrongValue', about, step.wanted, step.found));
    } else if (step.kind === 'extra') {
      const item = about.told[step.found];
      if (!item) continue;
      const moved = [...missing].find((wanted) => about.same(wanted, step.found));
      if (moved !== undefined) {
        missing.delete(moved);
        differences.push(describe('outOfOrder', about, moved, step.found));
      } else if (!isBeyondLedger(item)) {
        const twin = twinOf(about, step.found);
        differences.push(
          describe(twin === undefined ? 'unexplained' : 'duplicated', about, twin, step.found),
        );
      }
    }
  }
  for (const wanted of missing) differences.push(describe('missing', about, wanted, undefined));
  return differences;
}

/** The value sent of which a told one that is too much is a repetition: the latest equal one that was sent by then. */
function twinOf({ truth, told, same }: About, found: number): number | undefined {
  const item = told[found];
  if (!item) return undefined;
  const before = told[found - 1];
  const after = told[found + 1];
  const repeated = [before, after].some(
    (other) => other !== undefined && isSameValue(other.value, item.value),
  );
  for (let wanted = truth.length - 1; wanted >= 0; wanted--) {
    const sent = truth[wanted];
    if (!sent || sent.anything || !same(wanted, found)) continue;
    if (repeated || sent.wallMs <= item.timeMs) return wanted;
  }
  return undefined;
}

const sentences = {
  missing: 'a report that reached the hub is not in the platform',
  duplicated: 'a report is in the platform more often than it was sent',
  outOfOrder: 'a report is in the platform at another place than it was sent',
  wrongValue: 'the platform has another value than was sent',
  unexplained: 'the platform has a value that was never sent',
} as const;

function describe(
  kind: keyof typeof sentences,
  { ieeeAddress, trait, truth, told }: About,
  wanted: number | undefined,
  found: number | undefined,
): Difference {
  const sent = wanted === undefined ? undefined : truth[wanted];
  const item = found === undefined ? undefined : told[found];
  const timeMs = sent?.wallMs ?? item?.timeMs;
  return {
    kind,
    ieeeAddress,
    ...(sent && { frames: [sent.frame], truth: { [trait]: sent.value } }),
    ...(item && { eventIds: [item.eventId], told: { [trait]: item.value } }),
    ...(timeMs !== undefined && { timeMs }),
    detail: sentences[kind],
  };
}

/** A report that carries several values is one report: what befell all of them together is told once. */
function mergeByOrigin(differences: readonly Difference[]): Difference[] {
  const merged = new Map<string, Difference>();
  for (const difference of differences) {
    const { kind, frames = [], eventIds = [] } = difference;
    const key = `${kind} ${frames.join()} ${eventIds.join()}`;
    const first = merged.get(key);
    if (!first || (frames.length === 0 && eventIds.length === 0)) {
      merged.set(first ? `${key} ${merged.size}` : key, { ...difference });
      continue;
    }
    if (difference.truth) first.truth = { ...first.truth, ...difference.truth };
    if (difference.told) first.told = { ...first.told, ...difference.told };
  }
  return [...merged.values()].sort((one, other) => (one.timeMs ?? 0) - (other.timeMs ?? 0));
}
