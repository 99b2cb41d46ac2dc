import { describe, expect, it } from 'vitest';
import { hasLock } from './has-lock.ts';
import type { Trait } from './trait.ts';

const settable = { reported: true, settable: true, gettable: true };
const words = (name: string, values: string[], access = settable): Trait => ({
  ...{ type: 'enum', name, values, access },
});

describe('hasLock', () => {
  it.each([
    ['a lock', [words('state', ['LOCK', 'UNLOCK'])], true],
    [
      'a lock that is only reported',
      [words('state', ['LOCK', 'UNLOCK'], { ...settable, settable: false })],
      false,
    ],
    ['a thermostat that children cannot change', [words('child_lock', ['LOCK', 'UNLOCK'])], false],
    ['a switch', [words('state', ['ON', 'OFF'])], false],
    ['nothing', [], false],
  ])('%s', (_what, traits, locks) => {
    expect(hasLock({ traits })).toBe(locks);
  });
});
