import type { CommandAction } from '../../devices/command-action.ts';
import type { ExecutionOutcome } from '../../devices/command-outcome.ts';

/** A command as the hub's own parts see it. */
export interface HubCommand {
  commandId: string;
  action: CommandAction;
  /** W3C trace context; empty if there is none. */
  traceparent: string;
}

/** Executes commands on the radio. Order, TTL, repeated ids and the result's way to the platform are the uplink's. */
export interface CommandExecutor {
  /**
   * Resolves when commands can be executed for the first time since the hub's start. Those that an earlier process had
   * received and not begun wait for it, as long as their TTL lets them; new ones do not. Absent: at once.
   */
  ready?(): Promise<void>;
  /**
   * Called for one device one at a time, for different devices in parallel.
   * @param signal - aborts when the hub stops; whatever is returned then may no longer be recorded
   * @returns how it ended; a thrown error counts as failed with reason `internal`
   */
  execute(command: HubCommand, signal: AbortSignal): Promise<ExecutionOutcome>;
}
