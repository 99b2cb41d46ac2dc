import type { ErrorCode } from '../src/common/error-codes.ts';
import { isZigfleetError } from '../src/common/zigfleet-error.ts';

/** What the program's exit status says. */
export const exitCodes = {
  ok: 0,
  /** It was tried and failed: a device refused, a check found differences, a process died. */
  failed: 1,
  /** The command line, a file or a setting is wrong, or a port or data folder is taken. */
  usage: 2,
  unauthorised: 3,
  notFound: 4,
  invalidValue: 5,
  /** The hub is offline, or the end was not known in the time that was given. */
  notFinal: 6,
  /** The platform does not answer or cannot serve now. */
  unavailable: 7,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const byErrorCode: Partial<Record<ErrorCode, ExitCode>> = {
  'invalid-config': exitCodes.usage,
  'invalid-request': exitCodes.usage,
  'port-taken': exitCodes.usage,
  // A file: what a server sends is checked for its status first.
  'decode-failed': exitCodes.usage,
  conflict: exitCodes.usage,
  'quota-exceeded': exitCodes.failed,
  unauthenticated: exitCodes.unauthorised,
  'permission-denied': exitCodes.unauthorised,
  'pin-required': exitCodes.unauthorised,
  'pin-wrong': exitCodes.unauthorised,
  'not-found': exitCodes.notFound,
  'unknown-trait': exitCodes.invalidValue,
  'trait-not-settable': exitCodes.invalidValue,
  'invalid-value': exitCodes.invalidValue,
  'hub-offline': exitCodes.notFinal,
  timeout: exitCodes.notFinal,
  'store-unavailable': exitCodes.unavailable,
  unavailable: exitCodes.unavailable,
  'rate-limited': exitCodes.unavailable,
  'queue-full': exitCodes.unavailable,
};

/** The exit status for something thrown. */
export function exitCodeOf(thrown: unknown): ExitCode {
  return (isZigfleetError(thrown) && byErrorCode[thrown.code]) || exitCodes.failed;
}

/** The table for `--help`. */
export const exitCodesHelp = `
Exit status:
  0  done
  1  it was tried and failed
  2  the command line, a file or a setting is wrong, or a port or data folder is taken
  3  not authorised
  4  no such device, hub or command
  5  the value does not fit the trait
  6  the hub is offline, or the end was not known in time
  7  the platform does not answer or cannot serve now`;
