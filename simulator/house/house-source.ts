import { type Document, isMap, LineCounter, parseDocument } from 'yaml';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';

/** Where something is in the file: map keys and list indexes from the top. */
export type SourcePath = readonly (string | number)[];

/** Faults shown at once; the rest are counted. */
const faultsShown = 20;
/** A few anchors are handy; a bomb of them is not. */
const aliasesMax = 100;

/** The text of a house file, and what was found wrong with it, with its lines and columns. */
export class HouseSource {
  readonly #fileName: string;
  readonly #document: Document;
  readonly #lines: LineCounter;
  readonly #faults: { offset: number; message: string }[] = [];

  /** @throws ZigfleetError `invalid-config` if it is not YAML */
  constructor(text: string, fileName: string) {
    this.#fileName = fileName;
    this.#lines = new LineCounter();
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false, uniqueKeys: true });
    for (const { pos, message } of this.#document.errors) this.#faults.push({ offset: pos[0], message });
    this.throwIfFaulty();
  }

  /** The content as plain data. @throws ZigfleetError `invalid-config` for too many aliases */
  toPlain(): unknown {
    try {
      return this.#document.toJS({ maxAliasCount: aliasesMax });
    } catch (error) {
      throw new ZigfleetError('invalid-config', `${this.#fileName}: too many aliases`, { cause: error });
    }
  }

  /** Notes a fault at a value; at the nearest thing around it if there is none. */
  faultAt(path: SourcePath, message: string): void {
    for (let length = path.length; length >= 0; length--) {
      const node = this.#document.getIn(path.slice(0, length), true);
      const offset = offsetOf(node);
      if (offset !== undefined) {
        this.#faults.push({ offset, message });
        return;
      }
    }
    this.#faults.push({ offset: 0, message });
  }

  /** Notes a fault at the key of a map rather than at its value. */
  faultAtKey(mapPath: SourcePath, key: string, message: string): void {
    const map = this.#document.getIn(mapPath, true);
    const pair = isMap(map) ? map.items.find(({ key: node }) => String(node) === key) : undefined;
    const offset = offsetOf(pair?.key);
    if (offset === undefined) this.faultAt(mapPath, message);
    else this.#faults.push({ offset, message });
  }

  /** Whether anything was found wrong so far. */
  get isFaulty(): boolean {
    return this.#faults.length > 0;
  }

  /** @throws ZigfleetError `invalid-config` with one line per fault: `file:line:column: what would be right` */
  throwIfFaulty(): void {
    if (this.#faults.length === 0) return;
    const sorted = [...this.#faults].sort((left, right) => left.offset - right.offset);
    const lines = sorted.slice(0, faultsShown).map(({ offset, message }) => {
      const { line, col } = this.#lines.linePos(offset);
      return `${this.#fileName}:${line}:${col}: ${message}`;
    });
    const hidden = sorted.length - lines.length;
    if (hidden > 0) lines.push(`${this.#fileName}: and ${hidden} more`);
    throw new ZigfleetError('invalid-config', lines.join('\n'));
  }
}

function offsetOf(node: unknown): number | undefined {
  const range = (node as { range?: [number, number, number] | null } | null | undefined)?.range;
  return range?.[0];
}
