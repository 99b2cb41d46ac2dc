import { dirname } from 'node:path';
import { delay, systemClock } from '../../src/common/clock.ts';
import { lockFolder } from '../../src/common/folder-lock.ts';
import { isZigfleetError } from '../../src/common/zigfleet-error.ts';

const retryMs = 30;
/** Longer than whoever has the lock may wait for an answer of the platform. */
const waitMaxMs = 30_000;

/**
 * Does something with the stored login that no other process may do at the same time: a refresh token works once, and
 * one that is sent twice ends the login.
 * @throws ZigfleetError `conflict` if another process does not let go of it
 */
export async function withLoginLock<T>(file: string, run: () => Promise<T>): Promise<T> {
  const release = await lock(dirname(file));
  try {
    return await run();
  } finally {
    release();
  }
}

async function lock(folder: string): Promise<() => void> {
  const untilMs = systemClock.monotonic() + waitMaxMs;
  for (;;) {
    try {
      return lockFolder(folder, 'login.lock');
    } catch (error) {
      if (!isZigfleetError(error, 'conflict') || systemClock.monotonic() > untilMs) throw error;
    }
    await delay(systemClock, retryMs);
  }
}
