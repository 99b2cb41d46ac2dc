import { mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ZigfleetError } from '../common/zigfleet-error.ts';

/**
 * Makes sure that one process at a time uses a data folder. The lock of a process that was killed does not hold.
 * @returns gives the folder free again
 * @throws ZigfleetError `invalid-config` naming the process that has it
 */
export function lockDataFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'platform.lock');
  const own = `${process.pid} ${startTimeOf(process.pid)}`;
  // Twice: the lock of a dead process is removed, then taken. Who loses a race for it sees a living one.
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(path, own, { flag: 'wx', mode: 0o600 });
      return () => unlinkSync(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const [pid = '', startTime] = readFileSync(path, 'utf8').split(' ');
    if (isAlive(Number(pid)) && startTimeOf(Number(pid)) === startTime && Number(pid) !== process.pid) {
      throw new ZigfleetError('invalid-config', `the data folder ${folder} is in use by process ${pid}`);
    }
    unlinkSync(path);
  }
  throw new ZigfleetError('invalid-config', `the data folder ${folder} is in use by another process`);
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** When a process started, in words that only it has: its id may be given to another one. Empty where /proc is absent. */
function startTimeOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Field 22 (proc(5)); the second field may hold spaces, so count from its closing parenthesis.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
