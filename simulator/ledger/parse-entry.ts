import Type from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { messageOf, ZigfleetError } from '../../src/common/zigfleet-error.ts';
import {
  isLedgerEntryType,
  type LedgerEntry,
  type LedgerEntryType,
  ledgerBodySchema,
  ledgerStampSchema,
} from './ledger-entry.ts';

const validators = new Map<LedgerEntryType, Validator>();

function validatorOf(type: LedgerEntryType): Validator {
  let validator = validators.get(type);
  if (!validator) {
    // What a later version may add beside the known members does no harm.
    validator = Compile(
      Type.Object({ ...ledgerStampSchema.properties, ...ledgerBodySchema(type).properties }),
    );
    validators.set(type, validator);
  }
  return validator;
}

/** Reads one line. @throws ZigfleetError `decode-failed` naming the line if it is no entry */
export function parseEntry(line: string, lineNumber: number): LedgerEntry {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw ledgerError(lineNumber, `no JSON: ${messageOf(error)}`);
  }
  if (typeof value !== 'object' || value === null) throw ledgerError(lineNumber, 'it is no object');
  const type: unknown = 'type' in value ? value.type : undefined;
  if (!isLedgerEntryType(type)) {
    throw ledgerError(lineNumber, `"${String(type).slice(0, 64)}" is no type of entry`);
  }
  const validator = validatorOf(type);
  if (!validator.Check(value)) {
    const [first] = validator.Errors(value);
    throw ledgerError(
      lineNumber,
      `${type}${first ? ` ${first.instancePath} ${first.message}` : ' is malformed'}`,
    );
  }
  return value as unknown as LedgerEntry;
}

/** An error in a line of a ledger. */
export function ledgerError(lineNumber: number, message: string): ZigfleetError {
  return new ZigfleetError('decode-failed', `the ledger, line ${lineNumber}: ${message}`, {
    context: { line: lineNumber },
  });
}
