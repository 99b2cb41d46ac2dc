import { describe, expect, it } from 'vitest';
import { ledgerPage } from '../../test/support/ledger-page.ts';

describe('docs/ledger.md', () => {
  // After a change of the entries: vitest run --project unit simulator/ledger/ledger-page.test.ts -u
  it('says what the entries are', async () => {
    await expect(ledgerPage()).toMatchFileSnapshot('../../docs/ledger.md');
  });
});
