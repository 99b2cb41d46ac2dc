import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ZigfleetError } from './zigfleet-error.ts';

/** How often a lock is tried that someone else takes or leaves at the same moment. */
const attemptsMax = 10;

/**
 * Makes sure that one user at a time has a folder: one process on this machine, and one part of it. The lock of a process
 * that was killed does not hold.
 * @param folder - made if it is not there, for the owner only
 * @param name - the lock's file name
 * @returns gives the folder free again; idempotent
 * @throws ZigfleetError `conflict` naming the process that has it
 */
export function lockFolder(folder: string, name: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  const own = `${process.pid} ${startTimeOf(process.pid)} ${randomUUID()}`;
  const candidate = `${path}.${randomUUID()}`;
  writeFileSync(candidate, own, { mode: 0o600 });
  try {
    // A link appears whole or not at all, so nobody reads a lock that is being written.
    for (let attempt = 0; attempt < attemptsMax; attempt++) {
      if (tryLink(candidate, path)) return () => release(path, own);
      const holder = readIfThere(path);
      if (holder === undefined) continue;
      const [pid = '', startTime = ''] = holder.split(' ');
      if (isRunning(Number(pid), startTime)) throw inUse(folder, `by process ${pid}`);
      moveStaleAway(path, holder);
    }
  } finally {
    rmSync(candidate, { force: true });
  }
  throw inUse(folder, 'by another process');
}

/** The process of this machine that has a folder by this lock; undefined if none has. */
export function folderHolder(folder: string, name: string): number | undefined {
  const [pid = '', startTime = ''] = (readIfThere(join(folder, name)) ?? '').split(' ');
  return isRunning(Number(pid), startTime) ? Number(pid) : undefined;
}

function release(path: string, own: string): void {
  if (readIfThere(path) === own) rmSync(path, { force: true });
}

/** Renamed before it is removed: if someone has just taken it over, it is theirs and is given back. */
function moveStaleAway(path: string, stale: string): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (readIfThere(aside) !== stale) tryLink(aside, path);
  rmSync(aside, { force: true });
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether this very process runs: its id may have been given to another one since. */
function isRunning(pid: number, startTime: string): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return startTimeOf(pid) === startTime;
}

/** When a process started, in words that only it has. A dash where the system does not tell. */
function startTimeOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Field 22 (proc(5)); the second field may hold spaces, so count from its closing parenthesis.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '-';
  } catch {
    // No /proc on this system, or the process is gone.
    return '-';
  }
}

function inUse(folder: string, byWhom: string): ZigfleetError {
  return new ZigfleetError('conflict', `the data folder ${folder} is in use ${byWhom}`);
}
