import { stat } from 'node:fs/promises';
import { isZigfleetError, ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { collectFacts, type LedgerFacts } from './ledger-facts.ts';
import { type PlatformReader, readPlatform } from './platform-data.ts';
import { readLedger } from './read-ledger.ts';
import type { Verification, VerifyOptions } from './verification.ts';
import { defaultLineGraceMs, verifyLedger } from './verify.ts';

export interface VerifyRunOptions extends VerifyOptions {
  /** Of the ledger; it may still be growing. */
  ledgerPath: string;
  platform: PlatformReader;
  /** How close to the coming or going of a hub reports may have been lost on the line, milliseconds; 2000 if absent. */
  lineGraceMs?: number;
  /** Told what goes on, again and again; for people. */
  onProgress?: (doing: string) => void;
}

/**
 * Compares a ledger with what a platform says now. The ledger is read first, so that the platform is never behind it.
 * @throws ZigfleetError `invalid-config` if there is no such ledger, or it is no ledger; what reading the rest of it, or
 *   the platform, throws
 */
export async function verifyRun(options: VerifyRunOptions): Promise<Verification> {
  const { platform, onProgress } = options;
  const facts = await readFacts(options);
  onProgress?.(`read ${facts.entries} entries; asking the platform`);
  const data = await readPlatform(platform, (events) =>
    onProgress?.(`heard ${events} events of the platform`),
  );
  onProgress?.(`comparing ${facts.devices.size} devices`);
  return verifyLedger(facts, data, options);
}

async function readFacts(options: VerifyRunOptions): Promise<LedgerFacts> {
  const { ledgerPath, lineGraceMs = defaultLineGraceMs, onProgress } = options;
  const sizeBytes = await stat(ledgerPath).then(
    ({ size }) => size,
    // Reading it says what is wrong with it.
    () => 0,
  );
  let missingEntries = 0;
  const entries = readLedger(ledgerPath, {
    onMissing: (count) => {
      missingEntries += count;
    },
    onRead: (bytes) => onProgress?.(`read ${share(bytes, sizeBytes)} of the ledger`),
  });
  try {
    return await collectFacts(entries, { lineGraceMs, missingEntries: () => missingEntries });
  } catch (error) {
    const isNone =
      isZigfleetError(error, 'not-found') || (isZigfleetError(error) && error.context?.line === firstLine);
    if (isNone) throw new ZigfleetError('invalid-config', error.message, { cause: error });
    throw error;
  }
}

const firstLine = 1;

function share(bytes: number, sizeBytes: number): string {
  return `${Math.floor((100 * Math.min(bytes, sizeBytes)) / Math.max(1, sizeBytes))} %`;
}
