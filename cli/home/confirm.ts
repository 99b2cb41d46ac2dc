import { createInterface } from 'node:readline/promises';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';
import { plainText } from '../format-values.ts';

/**
 * Asks before something is done that cannot be undone.
 * @param yes - it was said beforehand, by `--yes`
 * @throws ZigfleetError `invalid-config` unless somebody says yes
 */
export async function confirm(question: string, yes: boolean | undefined): Promise<void> {
  if (yes) return;
  if (!process.stdin.isTTY) {
    throw new ZigfleetError('invalid-config', `${plainText(question)} Nobody can answer here: give --yes.`);
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${plainText(question)} [y/N] `);
    if (!/^y(es)?$/i.test(answer.trim())) throw new ZigfleetError('invalid-config', 'Nothing was changed.');
  } finally {
    terminal.close();
  }
}
