import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { JournalSegment } from './journal-segment.ts';
import type { JournalState, ReadState } from './journal-state.ts';
import type { DamagedRange } from './record-format.ts';

/**
 * How far sequence numbers jump at each open. More than a process can append between two syncs, so that numbers whose
 * records a power loss took are never given again: the platform would take the new entries for repeats.
 */
export const sequenceStride = 2 ** 20;

/** A journal as it goes on after what an earlier process left behind. */
export interface RecoveredJournal {
  /** Oldest first, never empty; good and repaired ones only. */
  segments: JournalSegment[];
  state: JournalState;
  damage: JournalDamage | undefined;
}

export interface JournalDamage {
  /** At least so many entries are gone; 0 if none is known to be. */
  lostCount: number;
  /** What was found, for the log. */
  findings: string[];
}

interface LoadedSegment {
  segment: JournalSegment;
  journalId: string;
  damage: DamagedRange[];
}

/**
 * Reads a journal's folder, tells what is missing or not as it was written, and repairs the files so that the same damage
 * is told only once.
 */
export function recoverJournal(folder: string, found: ReadState | undefined): RecoveredJournal {
  const state = found?.state;
  const ids = segmentIds(folder);
  const findings: string[] = [];
  if (found?.isDamaged) findings.push('the state file is damaged');
  if (!found && ids.length > 0) findings.push('the state file is missing');

  const journalIds = new Map<string, number>();
  const loaded: LoadedSegment[] = [];
  for (const id of ids) {
    // Done with before the last process ended, and only not removed in time.
    if (state && id < state.oldestSegment) {
      rmSync(join(folder, JournalSegment.nameOf(id)));
      continue;
    }
    const each = JournalSegment.load(folder, id);
    if (each) {
      loaded.push(each);
      journalIds.set(each.journalId, (journalIds.get(each.journalId) ?? 0) + 1);
    } else {
      // One beyond the newest was only being made when the process ended.
      if (!state || id <= state.newestSegment) findings.push(`segment ${id} has no good header`);
      rmSync(join(folder, JournalSegment.nameOf(id)));
    }
  }
  const journalId = state?.journalId ?? mostFrequent(journalIds) ?? randomBytes(16).toString('hex');
  const own = loaded.filter((each) => keepOwn(each, journalId, findings));
  findMissing(ids, state, findings);
  for (const each of own) repair(each, journalId, isTornTail(each, own, state), findings);

  const segments = own.map((each) => each.segment);
  const lastStored = Math.max(0, ...segments.map((each) => each.lastSequence));
  const lostCount = countLost(segments, state);
  if (lostCount > 0) findings.push(`${lostCount} entries are missing`);
  if (lastStored < (state?.lastSequence ?? 0)) findings.push('the end is missing');
  const damage = findings.length === 0 ? undefined : { lostCount, findings };
  const lastSequence = Math.max(lastStored, state?.lastSequence ?? 0);
  const acknowledgedSequence = state?.acknowledgedSequence ?? 0;
  const waitingCount = countBetween(segments, acknowledgedSequence, Number.POSITIVE_INFINITY);

  const newestEver = Math.max(state?.newestSegment ?? 0, 0, ...ids);
  let newest = segments.at(-1);
  if (!newest || newest.id < newestEver) {
    newest = JournalSegment.create(folder, newestEver + 1, journalId, lastSequence);
    segments.push(newest);
  }
  return {
    segments,
    state: {
      journalId,
      oldestSegment: segments[0]?.id ?? newest.id,
      newestSegment: newest.id,
      lastSequence,
      acknowledgedSequence,
      appendedCount: waitingCount,
      doneCount: 0,
      untoldFullCount: state?.untoldFullCount ?? 0,
      untoldDamagedCount: (state?.untoldDamagedCount ?? 0) + lostCount,
    },
    damage,
  };
}

function segmentIds(folder: string): number[] {
  return readdirSync(folder)
    .map((name) => JournalSegment.idOf(name))
    .filter((id) => id !== undefined)
    .sort((left, right) => left - right);
}

function keepOwn({ segment, journalId }: LoadedSegment, ownId: string, findings: string[]): boolean {
  if (journalId === ownId) return true;
  findings.push(`segment ${segment.id} belongs to another journal`);
  segment.remove();
  return false;
}

function findMissing(ids: readonly number[], state: JournalState | undefined, findings: string[]): void {
  const [first] = ids;
  const oldest = state?.oldestSegment ?? first;
  const newest = Math.max(state?.newestSegment ?? 0, ids.at(-1) ?? 0);
  if (oldest === undefined) return;
  const present = new Set(ids);
  for (let id = oldest; id <= newest; id++) {
    if (!present.has(id)) findings.push(`segment ${id} is missing`);
  }
}

/** A record that a killed process was still writing: its append never returned, so nothing of the journal is lost. */
function isTornTail(
  each: LoadedSegment,
  all: readonly LoadedSegment[],
  state: JournalState | undefined,
): boolean {
  const { segment, damage } = each;
  const [range] = damage;
  return (
    state !== undefined &&
    each === all.at(-1) &&
    damage.length === 1 &&
    range?.end === segment.size &&
    segment.lastSequence >= state.lastSequence
  );
}

function repair(each: LoadedSegment, journalId: string, isTorn: boolean, findings: string[]): void {
  const { segment, damage } = each;
  const [range] = damage;
  if (!range) return;
  if (isTorn) {
    segment.truncate(range.start);
    return;
  }
  const bytes = damage.reduce((sum, { start, end }) => sum + end - start, 0);
  findings.push(`segment ${segment.id} has ${bytes} damaged bytes`);
  segment.repair(journalId);
}

function countLost(segments: readonly JournalSegment[], state: JournalState | undefined): number {
  if (state) {
    const survived = countBetween(segments, state.acknowledgedSequence, state.lastSequence);
    return Math.max(0, state.appendedCount - state.doneCount - survived);
  }
  // Only holes between good records can be told then: numbers also jump at each open, but by much more.
  const holes = segments.flatMap(({ sequences }) => sequences.holes());
  return holes.filter((hole) => hole < sequenceStride).reduce((sum, hole) => sum + hole, 0);
}

function countBetween(segments: readonly JournalSegment[], after: number, upTo: number): number {
  return segments.reduce((sum, { sequences }) => sum + sequences.countBetween(after, upTo), 0);
}

function mostFrequent(counts: ReadonlyMap<string, number>): string | undefined {
  return [...counts].sort((left, right) => right[1] - left[1])[0]?.[0];
}
