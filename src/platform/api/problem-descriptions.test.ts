import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createTestApi } from '../../../test/support/api-client.ts';
import { problemDescriptions, problemsPage } from './problem-descriptions.ts';

const page = new URL('../../../docs/problems.md', import.meta.url);

describe('the list of problems', () => {
  it('is what docs/problems.md says', () => {
    expect(readFileSync(page, 'utf8')).toBe(problemsPage());
  });

  it('is where the type of every problem leads', async () => {
    const { app } = await createTestApi();
    const { body } = await app.inject({ url: '/docs/problems' });
    for (const code of Object.keys(problemDescriptions)) expect(body).toContain(`id="${code}"`);
    await app.close();
  });
});
