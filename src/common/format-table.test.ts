import { expect, it } from 'vitest';
import { formatTable } from './format-table.ts';

it('aligns texts to the left and numbers to the right, whatever their colours', () => {
  expect(
    formatTable(
      ['name', 'W'],
      [
        ['\u001b[1mplug\u001b[0m', 1200],
        ['kettle °C', 5],
      ],
    ),
  ).toBe(
    ['name          W', '---------  ----', '\u001b[1mplug\u001b[0m       1200', 'kettle °C     5'].join('\n'),
  );
});

it('shows the head of an empty table', () => {
  expect(formatTable(['a', 'b'], [])).toBe('a  b\n-  -');
});
