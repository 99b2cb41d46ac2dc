import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { CommandAction } from '../../devices/command-action.ts';
import type { CommandFailure } from '../../devices/command-failure.ts';
import type { CommandFindings } from '../../devices/command-findings.ts';
import type { TraitValues } from '../../devices/trait.ts';

/** queued → sent → delivered → succeeded | failed | expired | cancelled. Steps may be skipped, never undone. */
export const commandStates = [
  'queued',
  'sent',
  'delivered',
  'succeeded',
  'failed',
  'expired',
  'cancelled',
] as const;
export type CommandState = (typeof commandStates)[number];

/** The four ends. A command reaches exactly one and stays there. */
export const finalCommandStates = ['succeeded', 'failed', 'expired', 'cancelled'] as const;
export type FinalCommandState = (typeof finalCommandStates)[number];

export type { CommandAction };

export const credentialKinds = ['apiKey', 'login', 'token'] as const;

/** Through what a command was asked. */
export interface CommandSource {
  /** The API key or login. */
  credentialId: string;
  /** `token`: the one that the first start made. */
  kind: (typeof credentialKinds)[number];
  /** What the API key is called; null for others. */
  name: string | null;
  /** What the program calls itself. */
  userAgent: string | null;
}

/** A command and its fate. Times are milliseconds since the Unix epoch. */
export interface Command {
  commandId: string;
  homeId: string;
  hubId: string;
  action: CommandAction;
  state: CommandState;
  createdAtMs: number;
  /** Not started by the hub after this. */
  expiresAtMs: number;
  changedAtMs: number;
  /** The account that asked. */
  requestedBy: string;
  requestedThrough: CommandSource;
  /** Values that the device confirmed; only when it succeeded. */
  confirmed: TraitValues | null;
  /** Only when it failed. */
  failure: CommandFailure | null;
  /** What it found out beyond traits. Absent where there is nothing to find. */
  findings?: CommandFindings;
}

/** Whether nothing more will happen to a command in this state. */
export function isFinal(state: CommandState): state is FinalCommandState {
  return (finalCommandStates as readonly string[]).includes(state);
}

/** Whether the life cycle allows this step. */
export function mayFollow(from: CommandState, to: CommandState): boolean {
  return !isFinal(from) && commandStates.indexOf(to) > commandStates.indexOf(from);
}

/** The device may have moved to another hub: the command must go to the one that heard it last. */
export class DeviceElsewhere extends ZigfleetError {
  constructor() {
    super('conflict', 'another hub of the home has the device too');
  }
}
