import { describe, expect, it } from 'vitest';
import { createTestApi } from '../../../test/support/api-client.ts';
import { problemsPage } from '../../../test/support/problems-page.ts';
import { problemDescriptions } from './problem-descriptions.ts';

describe('the list of problems', () => {
  it('is what docs/problems.md says (vitest -u writes it)', async () => {
    await expect(problemsPage()).toMatchFileSnapshot('../../../docs/problems.md');
  });

  it('is where the type of every problem leads', async () => {
    const { app } = await createTestApi();
    const { body } = await app.inject({ url: '/docs/problems' });
    for (const code of Object.keys(problemDescriptions)) expect(body).toContain(`id="${code}"`);
    await app.close();
  });
});
