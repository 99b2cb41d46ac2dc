import { describe, expect, it } from 'vitest';
import { findCycles } from './find-cycles.ts';
import { readImportRules } from './import-rules.ts';

const document = `
## Folders, and who may import whom
Some words.

| folder | holds | may import |
|---|---|---|
| \`a\` | basics | nothing internal |
| \`b\` | more | \`a\`, \`c\` |
| \`test\` | tests | all |

### Libraries with a home
| library | home |
|---|---|
| \`x\`, \`@y/z\` | \`a\`, \`b/c\` |
`;

describe('readImportRules', () => {
  it('reads both tables', () => {
    const rules = readImportRules(document);
    expect(rules.folders.get('b')).toEqual(new Set(['a', 'c']));
    expect(rules.folders.get('a')).toEqual(new Set());
    expect(rules.folders.get('test')).toEqual(new Set(['all']));
    expect(rules.libraries.get('@y/z')).toEqual(['a', 'b/c']);
  });

  it('refuses what it does not understand', () => {
    expect(() => readImportRules(document.replace('nothing internal', 'whatever'))).toThrow('not understood');
    expect(() => readImportRules('# none')).toThrow('no heading');
  });
});

describe('findCycles', () => {
  it('finds a cycle and only that', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['a']],
      ['d', []],
    ]);
    expect(findCycles(graph)).toEqual([['a', 'b', 'c', 'a']]);
    expect(
      findCycles(
        new Map([
          ['a', ['b', 'c']],
          ['b', ['c']],
          ['c', []],
        ]),
      ),
    ).toEqual([]);
  });
});
