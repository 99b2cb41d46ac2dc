import { collectFacts } from './ledger-facts.ts';
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
}

/**
 * Compares a ledger with what a platform says now. The ledger is read first, so that the platform is never behind it.
 * @throws ZigfleetError what reading the ledger or the platform throws
 */
export async function verifyRun(options: VerifyRunOptions): Promise<Verification> {
  const { ledgerPath, platform, lineGraceMs = defaultLineGraceMs } = options;
  const facts = await collectFacts(readLedger(ledgerPath), { lineGraceMs });
  return verifyLedger(facts, await readPlatform(platform), options);
}
