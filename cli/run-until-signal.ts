import type { Logger } from '../src/common/logger.ts';
import { exitCodes } from './exit-codes.ts';

/** Longest that an orderly stop may take before the process ends all the same. */
const stopTimeoutMs = 30_000;

/** What runs until the process is told to stop, or until it is done by itself. */
export interface RunningService {
  stop(): Promise<void>;
  /** Absent: it is never done. */
  done?: Promise<void>;
}

/**
 * Keeps a service running until it is done or has failed, SIGINT, SIGTERM, or the end of the process that supervises it (its IPC channel
 * closes); then stops it in order. Tells the supervisor `ready` over that channel once it has started. A second signal, or a stop that takes over 30 s, ends the process at once.
 * @param start - starts the service; the signal aborts if the process is told to stop meanwhile
 */
export async function runUntilSignal(
  start: (signal: AbortSignal) => Promise<RunningService>,
  logger: Logger,
): Promise<void> {
  const asked = new AbortController();
  const onAsked = (why: string) => {
    if (asked.signal.aborted) process.exit(exitCodes.failed);
    logger.info({ why }, 'stopping');
    asked.abort(new Error(`told to stop: ${why}`));
  };
  process.on('SIGINT', () => onAsked('SIGINT'));
  process.on('SIGTERM', () => onAsked('SIGTERM'));
  process.once('disconnect', () => onAsked('the supervisor is gone'));

  const failures: unknown[] = [];
  let service: RunningService;
  try {
    service = await start(asked.signal);
  } catch (error) {
    // The channel to a supervisor would keep the process alive.
    if (process.connected) process.disconnect();
    if (asked.signal.aborted) return;
    throw error;
  }
  process.send?.('ready');
  if (!asked.signal.aborted) {
    const aborted = new Promise<void>((resolve) =>
      asked.signal.addEventListener('abort', () => resolve(), { once: true }),
    );
    await Promise.race([aborted, service.done?.catch((error) => failures.push(error)) ?? aborted]);
  }
  const overdue = setTimeout(() => {
    logger.error({ stopTimeoutMs }, 'the stop took too long');
    process.exit(exitCodes.failed);
  }, stopTimeoutMs);
  await service.stop();
  clearTimeout(overdue);
  if (process.connected) process.disconnect();
  if (failures.length > 0) throw failures[0];
}
