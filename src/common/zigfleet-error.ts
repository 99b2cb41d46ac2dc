import { type ErrorCode, type ErrorCodeMeaning, errorCodes } from './error-codes.ts';

/** Facts about an error that may be shown to whoever caused it. Never secrets. */
export type ErrorContext = Record<string, unknown>;

/** The one base class of errors that this project raises on purpose. */
export class ZigfleetError extends Error {
  readonly code: ErrorCode;
  readonly context: ErrorContext;

  /**
   * @param code - what went wrong, from the one table of codes
   * @param message - one sentence that says what happened and, where it helps, what to do
   * @param options - `context` is shown to the caller; `cause` never leaves the process
   */
  constructor(code: ErrorCode, message: string, options: { context?: ErrorContext; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ZigfleetError';
    this.code = code;
    this.context = options.context ?? {};
  }

  get meaning(): ErrorCodeMeaning {
    return errorCodes[this.code];
  }

  get retryable(): boolean {
    return errorCodes[this.code].retryable;
  }

  /** Wraps anything thrown: one of ours passes through, everything else becomes `code`. */
  static from(thrown: unknown, code: ErrorCode = 'internal'): ZigfleetError {
    if (thrown instanceof ZigfleetError) return thrown;
    return new ZigfleetError(code, messageOf(thrown), { cause: thrown });
  }
}

/** Whether something thrown is one of ours, of this code if one is named. */
export function isZigfleetError(thrown: unknown, code?: ErrorCode): thrown is ZigfleetError {
  return thrown instanceof ZigfleetError && (code === undefined || thrown.code === code);
}

/** The message of anything thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
