import { styleText } from 'node:util';
import { formatTable } from '../../src/common/format-table.ts';

/** One device as the table shows it. */
export interface LiveRow {
  name: string;
  model: string;
  hub: string;
  values: Map<string, { text: string; changedAtMs: number }>;
}

/** Redraws at most this often. */
const redrawIntervalMs = 200;
/** A value is highlighted for this long after it has changed. */
const highlightMs = 2_000;

/**
 * A table that stays in place on a terminal and shows values as they change. Where the output is no terminal it is
 * not drawn; whoever uses it then prints changes line by line.
 */
export class LiveTable {
  readonly #rows = new Map<string, LiveRow>();
  readonly #output: NodeJS.WriteStream;
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;
  #linesDrawn = 0;

  constructor(output: NodeJS.WriteStream, now: () => number) {
    this.#output = output;
    this.#now = now;
  }

  start(): void {
    this.#timer = setInterval(() => this.#draw(), redrawIntervalMs);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Writes a line that stays, above the table. */
  note(line: string): void {
    this.#output.write(`${this.#erasure()}${line}\n`);
    this.#linesDrawn = 0;
  }

  upsert(key: string, row: Omit<LiveRow, 'values'>): void {
    const values = this.#rows.get(key)?.values ?? new Map();
    this.#rows.set(key, { ...row, values });
  }

  remove(key: string): void {
    this.#rows.delete(key);
  }

  setValue(key: string, trait: string, text: string): void {
    const row = this.#rows.get(key);
    if (!row || row.values.get(trait)?.text === text) return;
    row.values.set(trait, { text, changedAtMs: this.#now() });
  }

  #draw(): void {
    const since = this.#now() - highlightMs;
    const { columns = 120, rows: lines = 40 } = this.#output;
    // What does not fit the screen cannot be drawn over: the head, its rule and a last line need room too.
    const shown = [...this.#rows.values()].slice(0, Math.max(1, lines - 4));
    const widthOf = (cell: (row: LiveRow) => string) =>
      Math.max(6, ...shown.map((row) => cell(row).length)) + 2;
    const room =
      columns - widthOf(({ name }) => name) - widthOf(({ model }) => model) - widthOf(({ hub }) => hub);
    const rows = shown.map((row) => [
      row.name,
      row.model,
      row.hub,
      valuesThatFit(row, room)
        .map(([trait, { text, changedAtMs }]) => {
          const words = `${trait}=${text}`;
          return changedAtMs > since ? styleText('green', words, { stream: this.#output }) : words;
        })
        .join(' '),
    ]);
    const hidden = this.#rows.size - shown.length;
    const more = hidden > 0 ? `\n… and ${hidden} more: a taller window shows them` : '';
    const text = `${formatTable(['device', 'model', 'hub', 'values'], rows)}${more}`;
    this.#output.write(`${this.#erasure()}${text}\n`);
    this.#linesDrawn = text.split('\n').length;
  }

  /** Up to where the last drawing began, and clear from there on. */
  #erasure(): string {
    return `${this.#linesDrawn > 0 ? `\u001b[${this.#linesDrawn}A` : ''}\u001b[J`;
  }
}

/** As many values as fit a line: a wrapped line would spoil the redrawing. */
function valuesThatFit(row: LiveRow, width: number): [string, { text: string; changedAtMs: number }][] {
  let used = 0;
  return [...row.values].filter(([trait, { text }]) => {
    used += trait.length + text.length + 2;
    return used < width;
  });
}
