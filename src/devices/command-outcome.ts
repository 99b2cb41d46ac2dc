import type { CommandFailure } from './command-failure.ts';
import type { CommandFindings } from './command-findings.ts';
import type { TraitValues } from './trait.ts';

/** How a command that was executed ended. */
export type ExecutionOutcome =
  /** `confirmed`: the values that the device confirmed. Empty for commands to the hub itself. */
  (
    | { state: 'succeeded'; confirmed: TraitValues }
    /** Of a command to several devices: as the first of those that failed. */
    | { state: 'failed'; failure: CommandFailure }
  ) & {
    /** What was found out beyond traits, if that was asked for. */
    findings?: CommandFindings;
  };

/** What a hub says became of a command. Exactly one for each command id. */
export type CommandOutcome =
  | ExecutionOutcome
  /** The TTL passed before the hub could start it: it was not executed. */
  | { state: 'expired' }
  /** Cancelled before the hub started it: it was not executed. */
  | { state: 'cancelled' };
