import { describe, expect, it } from 'vitest';
import { nodeFor } from './node-for-home.ts';

const homes = Array.from({ length: 3_000 }, (_, index) => `home-${index.toString(16).padStart(16, '0')}`);
const nodes = ['node-a1', 'node-a2', 'node-a3'];

describe('the node of a home', () => {
  it('is the same in whichever order the nodes are known', () => {
    for (const home of homes.slice(0, 100)) {
      expect(nodeFor(home, nodes)).toBe(nodeFor(home, nodes.toReversed()));
    }
    expect(nodeFor('home-1', [])).toBeUndefined();
  });

  it('has about as many as each other', () => {
    const counts = Object.values(Object.groupBy(homes, (home) => nodeFor(home, nodes) ?? '')).map(
      (each) => each?.length ?? 0,
    );
    expect(counts).toHaveLength(3);
    for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  });

  it('changes only for the homes of a node that goes', () => {
    const rest = nodes.slice(1);
    for (const home of homes) {
      const before = nodeFor(home, nodes);
      if (before !== 'node-a1') expect(nodeFor(home, rest)).toBe(before);
    }
  });
});
