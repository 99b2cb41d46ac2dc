import { stripVTControlCharacters } from 'node:util';

/** A table for terminals: columns as wide as they need, numbers to the right. Cells may carry colours. */
export function formatTable(
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const cells = rows.map((row) => row.map(String));
  const widths = columns.map((column, index) =>
    Math.max(column.length, ...cells.map((row) => widthOf(row[index] ?? ''))),
  );
  const isNumeric = columns.map(
    (_, index) => rows.length > 0 && rows.every((row) => typeof row[index] === 'number'),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) => {
        const padding = ' '.repeat(Math.max(0, (widths[index] ?? 0) - widthOf(cell)));
        return isNumeric[index] ? padding + cell : cell + padding;
      })
      .join('  ')
      .trimEnd();
  return [line(columns), widths.map((width) => '-'.repeat(width)).join('  '), ...cells.map(line)].join('\n');
}

function widthOf(cell: string): number {
  return [...stripVTControlCharacters(cell)].length;
}
