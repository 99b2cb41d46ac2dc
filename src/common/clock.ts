/** A pending timer; `cancel` is idempotent. */
export interface Timer {
  cancel(): void;
}

/** What a timer does. An object where there are so many that a closure for each would be a waste. */
export type TimerTask = (() => void) | { run(): void };

/** Does it. */
export function runTask(task: TimerTask): void {
  if (typeof task === 'function') task();
  else task.run();
}

/** Time as a dependency, so that tests and the simulator can own it. */
export interface Clock {
  /** Wall-clock time in milliseconds since the Unix epoch. May jump. */
  now(): number;
  /** Milliseconds from an arbitrary start that never go backwards. For durations. */
  monotonic(): number;
  /** Runs the task once, `delayMs` (>= 0) from now. */
  setTimer(delayMs: number, task: TimerTask): Timer;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimer(delayMs, task) {
    const handle = setTimeout(runTask, delayMs, task);
    return { cancel: () => clearTimeout(handle) };
  },
};

/** Resolves after `delayMs`, or rejects with the signal's reason as soon as it aborts. */
export function delay(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const onAbort = () => {
      timer.cancel();
      reject(signal?.reason);
    };
    const timer = clock.setTimer(delayMs, () => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    });
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
