import { Readable } from 'node:stream';

export const exportMediaTypes = ['text/csv', 'application/x-ndjson'] as const;
export type ExportMediaType = (typeof exportMediaTypes)[number];

type Row = Record<string, unknown>;

/** The first of our media types among those that are wanted most; JSON for whoever wants none of them. */
export function wantedMediaType(accept: string | undefined): ExportMediaType | 'application/json' {
  const known = ['application/json', ...exportMediaTypes] as const;
  const ranges = (accept ?? '').split(',').map((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const quality = parameters.find((each) => each.startsWith('q='));
    return { type, quality: quality === undefined ? 1 : Number(quality.slice(2)) || 0 };
  });
  const wanted = ranges.filter(({ quality }) => quality > 0).sort((a, b) => b.quality - a.quality);
  for (const { type } of wanted) {
    if (type === '*/*') break;
    const found = known.find((each) => each === type);
    if (found) return found;
  }
  return 'application/json';
}

/**
 * Rows as a text that is made while it is read. What goes wrong before the first rows are there is thrown; later, the
 * text breaks off and the connection with it.
 */
export async function exportRows(
  mediaType: ExportMediaType,
  columns: readonly string[],
  portions: AsyncGenerator<Row[]>,
): Promise<Readable> {
  const first = await portions.next();
  const format = mediaType === 'text/csv' ? csvFormat(columns) : ndjsonFormat;
  async function* texts() {
    yield format.head;
    if (!first.done) yield format.rows(first.value);
    for await (const rows of portions) yield format.rows(rows);
  }
  return Readable.from(texts());
}

const ndjsonFormat = {
  head: '',
  rows: (rows: Row[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
};

/** RFC 4180. */
function csvFormat(columns: readonly string[]) {
  return {
    head: `${columns.join(',')}\r\n`,
    rows: (rows: Row[]) =>
      rows.map((row) => `${columns.map((column) => cellOf(row[column])).join(',')}\r\n`).join(''),
  };
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object') return quoted(JSON.stringify(value));
  if (typeof value !== 'string') return String(value);
  // A spreadsheet would run a text that begins like a formula.
  return quoted(/^[=+\-@\t\r]/.test(value) ? `'${value}` : value);
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
