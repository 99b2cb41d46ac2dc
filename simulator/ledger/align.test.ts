import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { align, type Likeness, type Step, type Wanted } from './align.ts';

interface Item extends Wanted {
  value: number;
}

const must = (value: number): Item => ({ value, required: true, anything: false });
const may = (value: number): Item => ({ value, required: false, anything: false });
const anything: Item = { value: -1, required: false, anything: true };

const strict = (found: readonly number[]) => found.map(() => ({ free: false }));

/** Above 100 there are those that are no kin to those below. */
function comparison(wanted: readonly Item[], found: readonly number[]) {
  return (one: number, other: number): Likeness => {
    const [left = 0, right = 0] = [wanted[one]?.value, found[other]];
    if (left === right) return 'same';
    if (left > 100 !== right > 100) return 'unrelated';
    return Math.floor(left) === Math.floor(right) ? 'partly' : 'different';
  };
}

function lay(wanted: readonly Item[], found: readonly number[]): string[] | undefined {
  const steps = align(wanted, strict(found), comparison(wanted, found));
  return steps?.filter(({ kind }) => kind !== 'match').map((step) => shown(step, wanted, found));
}

function shown(step: Step, wanted: readonly Item[], found: readonly number[]): string {
  if (step.kind === 'missing') return `missing ${wanted[step.wanted]?.value}`;
  if (step.kind === 'extra') return `extra ${found[step.found]}`;
  return `${step.kind} ${wanted[step.wanted]?.value} ${found[step.found]}`;
}

describe('align', () => {
  it('of two that need not be found takes the one that is all of what was', () => {
    const likeness: Likeness[] = ['same', 'within'];
    const steps = align([may(1), may(2)], [{ free: false }], (wanted) => likeness[wanted] ?? 'unrelated');
    expect(steps).toEqual([{ kind: 'match', wanted: 0, found: 0 }]);
  });

  it('finds nothing wrong with the same', () => {
    expect(lay([1, 2, 3].map(must), [1, 2, 3])).toEqual([]);
    expect(lay([], [])).toEqual([]);
  });

  it('finds what is missing, extra and wrong', () => {
    expect(lay([1, 2, 3].map(must), [1, 3])).toEqual(['missing 2']);
    expect(lay([1, 2, 3].map(must), [1, 2, 2, 3])).toEqual(['extra 2']);
    expect(lay([1, 2, 3].map(must), [1, 9, 3])).toEqual(['wrong 2 9']);
    expect(lay([1, 2].map(must), [])).toEqual(['missing 1', 'missing 2']);
    expect(lay([], [1, 2])).toEqual(['extra 1', 'extra 2']);
  });

  it('lets those be absent that need not be there', () => {
    expect(lay([must(1), may(2), must(3)], [1, 3])).toEqual([]);
    expect(lay([must(1), may(2), must(3)], [1, 2, 3])).toEqual([]);
    // The one that is there is the one that must be.
    expect(lay([may(1), must(1)], [1])).toEqual([]);
    expect(lay([must(1), may(1)], [1])).toEqual([]);
    expect(lay([may(5), must(1)], [6, 1])).toEqual(['extra 6']);
  });

  it('lets an open one stand for one of anything', () => {
    expect(lay([must(1), anything, must(3)], [1, 7, 3])).toEqual([]);
    expect(lay([must(1), anything, must(3)], [1, 3])).toEqual([]);
    expect(lay([must(1), anything, must(3)], [1, 7, 8, 3])).toHaveLength(1);
  });

  it('lets those be too much that may be', () => {
    const wanted = [must(1), must(1)];
    const steps = (free: boolean[]) =>
      align(
        wanted,
        free.map((each) => ({ free: each })),
        () => 'same',
      )?.map((step) => step.kind);
    expect(steps([false, false, true])).toEqual(['match', 'match', 'extra']);
    expect(steps([true, false, false])).toEqual(['match', 'match', 'extra']);
  });

  it('does it quickly for long sequences with few differences', () => {
    const wanted = Array.from({ length: 50_000 }, (_, index) => must(index % 97));
    const found = wanted.map(({ value }) => value);
    found.splice(25_000, 1);
    found.splice(40_000, 0, 1000);
    expect(lay(wanted, found)).toEqual(['missing 71', 'extra 1000']);
    expect(lay([1, 2, 3].map(must), [1, 2.5, 3])).toEqual(['partly 2 2.5']);
    expect(lay([1, 2, 3].map(must), [1, 200, 3])).toEqual(['extra 200', 'missing 2']);
  });

  it('finds its way where most need not be there', () => {
    const wanted = Array.from({ length: 6000 }, (_, index) => (index % 3 === 0 ? must(index) : may(index)));
    const found = wanted.filter(({ required }) => required).map(({ value }) => value);
    expect(lay(wanted, found)).toEqual([]);
  });

  it('gives up where there is too much to look at', () => {
    const wanted = Array.from({ length: 600_000 }, (_, index) => must(index));
    expect(lay(wanted, [1, 2])).toBeUndefined();
  });

  it('is never worse than the best way there is', () => {
    const item = fc.oneof(fc.nat(3).map(must), fc.nat(3).map(may), fc.constant(anything));
    fc.assert(
      fc.property(
        fc.array(item, { maxLength: 7 }),
        fc.array(fc.nat(3), { maxLength: 7 }),
        (wanted, found) => {
          const steps = align(wanted, strict(found), comparison(wanted, found)) ?? [];
          expect(costOf(steps, wanted)).toBe(cheapest(wanted, found));
          // Every found one is accounted for once, and every one that must be found.
          const foundIndexes = steps.flatMap((step) => ('found' in step ? [step.found] : []));
          expect(foundIndexes).toEqual(found.map((_, index) => index));
          const wantedIndexes = new Set(steps.flatMap((step) => ('wanted' in step ? [step.wanted] : [])));
          for (const [index, { required }] of wanted.entries()) {
            if (required) expect(wantedIndexes.has(index)).toBe(true);
          }
        },
      ),
    );
  });
});

function costOf(steps: readonly Step[], wanted: readonly Item[]): number {
  const costs = { missing: 4, extra: 4, wrong: 6, partly: 3, match: 0 } as const;
  return steps.reduce((sum, step) => {
    const isOpen = step.kind === 'match' && wanted[step.wanted]?.anything;
    return sum + costs[step.kind] + (isOpen ? 1 : 0);
  }, 0);
}

/** By trying every way. */
function cheapest(wanted: readonly Item[], found: readonly number[], i = 0, j = 0): number {
  if (i === wanted.length) return (found.length - j) * 4;
  const item = wanted[i];
  if (!item) return 0;
  const ways = [cheapest(wanted, found, i + 1, j) + (item.required ? 4 : 0)];
  if (j < found.length) {
    const next = cheapest(wanted, found, i + 1, j + 1);
    if (item.anything) ways.push(next + 1);
    else if (item.value === found[j]) ways.push(next);
    else if (item.required) ways.push(next + 6);
    ways.push(cheapest(wanted, found, i, j + 1) + 4);
  }
  return Math.min(...ways);
}
