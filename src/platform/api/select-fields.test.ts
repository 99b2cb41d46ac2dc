import { describe, expect, it } from 'vitest';
import { parseFields, selectFields } from './select-fields.ts';

const known = ['name', 'reported', 'version'];
const select = (text: string) =>
  selectFields(
    { name: 'Lamp', reported: { state: 'ON', power: 5 }, version: 3 },
    parseFields(text, known, ['reported']),
  );

describe('fields', () => {
  it.each([
    ['name', { name: 'Lamp' }],
    ['version,name', { name: 'Lamp', version: 3 }],
    ['reported', { reported: { state: 'ON', power: 5 } }],
    ['reported.state', { reported: { state: 'ON' } }],
    ['reported.state,reported.power,reported.none', { reported: { state: 'ON', power: 5 } }],
    ['reported,reported.state', { reported: { state: 'ON', power: 5 } }],
    ['reported.state,reported', { reported: { state: 'ON', power: 5 } }],
    ['reported.__proto__,reported.constructor', { reported: {} }],
  ])('%s', (text, selected) => {
    expect(select(text)).toEqual(selected);
  });

  it.each(['', 'owner', 'name.first', 'name,', '__proto__', 'toString', 'name,'.repeat(40)])(
    'are not %j',
    (text) => {
      expect(() => select(text)).toThrow('query/fields must');
    },
  );
});
