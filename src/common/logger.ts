import { type DestinationStream, type Logger as PinoLogger, pino, stdTimeFunctions } from 'pino';

/**
 * The injected logger. error = a person must act; warn = a person may want to look;
 * info = a state change that an operator follows; debug = everything else.
 */
export type Logger = PinoLogger;

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Names of fields whose values never reach a log, at the top level or one below. */
const secretFields = [
  'token',
  'authorization',
  'password',
  'privateKey',
  'secret',
  'claimCode',
  'networkKey',
  'proof',
];

export interface LoggerOptions {
  /** The program: `hub`, `platform`, `simulator` ... */
  name: string;
  level?: LogLevel;
  /** Where the lines go; standard error by default, so that standard output stays for results. */
  destination?: DestinationStream;
}

/** A structured logger (NDJSON) with secrets redacted. */
export function createLogger(options: LoggerOptions): Logger {
  return pino(
    {
      name: options.name,
      level: options.level ?? 'info',
      timestamp: stdTimeFunctions.isoTime,
      redact: { paths: secretFields.flatMap((field) => [field, `*.${field}`]), censor: '[redacted]' },
      formatters: { level: (label) => ({ level: label }) },
    },
    options.destination ?? pino.destination({ dest: 2, sync: true }),
  );
}

/** A logger that says nothing: for tests and for libraries whose host gave none. */
export function silentLogger(): Logger {
  return pino({ level: 'silent' });
}
