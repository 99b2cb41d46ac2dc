import { isFinal } from '../src/platform/domain/command.ts';
import type { CommandResource } from './api-client.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { formatValues, plainText } from './format-values.ts';

/** Says what became of a command, on standard output if it is well, and returns the exit status for it. */
export function showCommand(command: CommandResource, subject: string, json: boolean): ExitCode {
  const exitCode = exitCodeOfCommand(command);
  if (json) {
    process.stdout.write(`${JSON.stringify(command)}\n`);
    return exitCode;
  }
  const output = exitCode === exitCodes.ok ? process.stdout : process.stderr;
  output.write(`${plainText(`${subject}: ${sentenceOf(command)}`)}\n`);
  return exitCode;
}

/** The exit status that says how a command ended. */
export function exitCodeOfCommand({ state }: CommandResource): ExitCode {
  if (state === 'succeeded') return exitCodes.ok;
  return isFinal(state) ? exitCodes.failed : exitCodes.notFinal;
}

function sentenceOf({ state, confirmed, failure, commandId, expiresAt }: CommandResource): string {
  switch (state) {
    case 'succeeded':
      return confirmed && Object.keys(confirmed).length > 0 ? formatValues(confirmed) : 'done';
    case 'failed':
      return `failed (${failure?.reason}): ${failure?.detail}`;
    case 'expired':
      return 'expired before the hub could start it';
    case 'cancelled':
      return 'cancelled';
    default:
      return `${state}, not yet at its end; it may start until ${expiresAt}. Ask again: zigfleet command ${commandId}`;
  }
}
