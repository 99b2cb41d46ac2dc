import type { Clock, Timer } from '../../src/common/clock.ts';
import type { Service } from '../../src/common/lifecycle.ts';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import type { ChangeCause, PhysicalValue } from '../devices/variable.ts';
import type { LedgerBodyOf, LedgerEntry } from './ledger-entry.ts';
import type { FaultFacts } from './truth-sink.ts';

/** The house that a ledger is replayed into. */
export interface ReplayTarget {
  /**
   * Sets a physical fact from outside.
   * @throws ZigfleetError `not-found`, `unknown-trait`, `trait-not-settable` or `invalid-value`: it is counted and skipped
   */
  applyPhysical(deviceId: string, variable: string, value: PhysicalValue): void;
  /** Gives a physical fact back to nature. @throws as `applyPhysical` */
  releasePhysical(deviceId: string, variable: string): void;
  /** Does to the house what someone did. Absent: actions are not replayed. @throws ZigfleetError: counted and skipped */
  applyAction?(action: Readonly<Record<string, unknown>>): void;
  /** Absent: faults are not replayed. @throws ZigfleetError: it is counted and skipped */
  applyFault?(fault: FaultFacts): void;
}

export interface ReplayOptions {
  target: ReplayTarget;
  /** The house's time. What happened so long after the run's start happens so long after `start` is called. */
  clock: Clock;
  /** Hears what the house would not take; the replay goes on. */
  onSkipped?: (step: ReplayStep, error: ZigfleetError) => void;
}

/** One thing to be done again. */
export type ReplayStep = { afterMs: number } & (
  | ({ type: 'physicalChanged' } & Pick<
      LedgerBodyOf<'physicalChanged'>,
      'deviceId' | 'variable' | 'value' | 'cause'
    >)
  | ({ type: 'physicalReleased' } & Pick<LedgerBodyOf<'pinChanged'>, 'deviceId' | 'variable'>)
  | ({ type: 'faultChanged' } & FaultFacts)
  | ({ type: 'actionDone' } & Pick<LedgerBodyOf<'actionDone'>, 'action'>)
);

/** The run to be replayed, and how it was set up: a house of the same seed and clock gives the same frames. */
export interface ReplayScript {
  run: LedgerBodyOf<'runStarted'>;
  steps: readonly ReplayStep[];
  /** How long the run lasted, milliseconds of the house. */
  lastedMs: number;
}

/** More is no run that anybody would wait for. */
const stepsMax = 5_000_000;

/**
 * Takes from a ledger what is to be done again; of several runs the first. Where it says what was done to the house, that
 * is done again, and not also what came of it; otherwise what was held, let go and at fault.
 * @param causes - whose physical changes: `outside` alone suits a house of the same seed, where nature repeats itself;
 *   with `physics` a house of another seed, or of later software, lives through the same day
 * @throws ZigfleetError `decode-failed` if it holds no run, `payload-too-large` if it has too many steps
 */
export async function readReplay(
  entries: AsyncIterable<LedgerEntry> | Iterable<LedgerEntry>,
  causes: readonly ChangeCause[] = ['outside'],
): Promise<ReplayScript> {
  let run: LedgerBodyOf<'runStarted'> | undefined;
  const steps: ReplayStep[] = [];
  let lastedMs = 0;
  let hasActions = false;
  for await (const entry of entries) {
    if (entry.type === 'runStarted') {
      if (run) break;
      run = entry;
      continue;
    }
    if (!run) break;
    lastedMs = Math.max(lastedMs, entry.timeMs - run.clockStartMs);
    hasActions ||= entry.type === 'actionDone';
    const step = stepOf(entry, causes, run.clockStartMs);
    if (!step) continue;
    steps.push(step);
    if (steps.length > stepsMax)
      throw new ZigfleetError('payload-too-large', `the ledger has over ${stepsMax} steps`);
  }
  if (!run) throw new ZigfleetError('decode-failed', 'the ledger holds no run');
  return { run, steps: hasActions ? steps.filter((step) => !isConsequence(step)) : steps, lastedMs };
}

/** Whether a step came of an action, in a ledger that has those. */
function isConsequence(step: ReplayStep): boolean {
  if (step.type === 'actionDone') return false;
  return step.type !== 'physicalChanged' || step.cause === 'outside';
}

function stepOf(
  entry: LedgerEntry,
  causes: readonly ChangeCause[],
  clockStartMs: number,
): ReplayStep | undefined {
  const afterMs = Math.max(0, entry.timeMs - clockStartMs);
  if (entry.type === 'physicalChanged' && causes.includes(entry.cause)) {
    const { type, deviceId, variable, value, cause } = entry;
    return { type, afterMs, deviceId, variable, value, cause };
  }
  if (entry.type === 'pinChanged') {
    const { deviceId, variable, value } = entry;
    return entry.pinned
      ? { type: 'physicalChanged', afterMs, deviceId, variable, value, cause: 'outside' }
      : { type: 'physicalReleased', afterMs, deviceId, variable };
  }
  if (entry.type === 'actionDone') return { type: 'actionDone', afterMs, action: entry.action };
  if (entry.type === 'faultChanged') {
    const { type, fault, target, active, settings } = entry;
    return { type, afterMs, fault, target, active, settings };
  }
  return undefined;
}

/** Does again in a house what a ledger says was done, at the same times of the house. */
export class Replay implements Service {
  readonly #script: ReplayScript;
  readonly #options: ReplayOptions;
  #next = 0;
  #startMs = 0;
  #timer: Timer | undefined;
  #running = false;
  #skipped = 0;
  readonly #done = Promise.withResolvers<void>();

  constructor(script: ReplayScript, options: ReplayOptions) {
    this.#script = script;
    this.#options = options;
  }

  /** Resolves when all is done, or the replay was stopped. */
  get done(): Promise<void> {
    return this.#done.promise;
  }

  /** How many steps were done or skipped so far. */
  get steps(): number {
    return this.#next;
  }

  /** How many steps the house would not take. */
  get skippedSteps(): number {
    return this.#skipped;
  }

  /** Begins: the run's start is now. */
  start(): Promise<void> {
    if (this.#running) return Promise.resolve();
    this.#running = true;
    this.#startMs = this.#options.clock.monotonic();
    this.#goOn();
    return Promise.resolve();
  }

  stop(): Promise<void> {
    this.#running = false;
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#done.resolve();
    return Promise.resolve();
  }

  #goOn(): void {
    const { clock } = this.#options;
    while (this.#running) {
      const step = this.#script.steps[this.#next];
      if (!step) {
        this.#running = false;
        this.#done.resolve();
        return;
      }
      const waitMs = this.#startMs + step.afterMs - clock.monotonic();
      if (waitMs > 0) {
        // What nature does in the same moment came first, too.
        this.#timer = clock.setTimer(waitMs, () => {
          this.#timer = clock.setTimer(0, () => this.#goOn());
        });
        return;
      }
      this.#next++;
      this.#do(step);
    }
  }

  #do(step: ReplayStep): void {
    const { target, onSkipped } = this.#options;
    try {
      if (step.type === 'physicalChanged') target.applyPhysical(step.deviceId, step.variable, step.value);
      else if (step.type === 'physicalReleased') target.releasePhysical(step.deviceId, step.variable);
      else if (step.type === 'actionDone') target.applyAction?.(step.action);
      else target.applyFault?.(step);
    } catch (error) {
      if (!(error instanceof ZigfleetError)) throw error;
      this.#skipped++;
      onSkipped?.(step, error);
    }
  }
}
