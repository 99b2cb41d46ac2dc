import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fuzzApi } from '../fuzz/api-fuzz.ts';
import { FuzzWorld } from '../fuzz/fuzz-world.ts';
import { sendOddities } from '../fuzz/raw-requests.ts';
import { callApi } from '../support/api-caller.ts';

let world: FuzzWorld;
beforeAll(async () => {
  world = await FuzzWorld.start();
});
afterAll(() => world.stop());

describe('a real platform', () => {
  it('answers bytes that are almost HTTP below 500, closes, and serves others', async () => {
    const { port, token } = world;
    const answers = await sendOddities(port, { token, path: '/v1/homes' }, 3_000);
    for (const { oddity, statuses, end } of answers) {
      const wrong = statuses.filter((status) => status >= 500 && status !== 505);
      expect({ oddity, wrong }).toEqual({ oddity, wrong: [] });
      // Whoever is told nothing still has to say something.
      if (statuses.length === 0 && end === 'open') {
        expect(['half a request', 'a huge length', 'a huge chunk', 'no version', 'not HTTP']).toContain(
          oddity,
        );
      }
    }
    expect((await callApi(port, 'GET', '/v1/account', { token })).status).toBe(200);
  });

  // The long form, with a seed of its own every time: ./dev fuzz api.
  it('answers whatever is asked as its document says', { timeout: 240_000 }, async () => {
    const report = await fuzzApi({ ...world, seed: 20_261_125, runs: 12 });
    expect(report.faults).toEqual([]);
    // It gets further than the first look.
    expect(report.statuses[200]).toBeGreaterThan(50);
    expect((await callApi(world.port, 'GET', '/readyz')).status).toBe(200);
  });
});
