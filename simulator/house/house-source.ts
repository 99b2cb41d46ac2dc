import { type Document, isMap, LineCounter, parseDocument, visit } from 'yaml';
import { ZigfleetError } from '../../src/common/zigfleet-error.ts';

/** Where something is in the file: map keys and list indexes from the top. */
export type SourcePath = readonly (string | number)[];

/** Faults shown at once; the rest are counted. */
const faultsShown = 20;
/** A few anchors are handy; a bomb of them is not. */
const aliasesMax = 100;

const tooDeep = 'it is nested too deeply';
/** Where the parser's own words are for programmers. */
const ownWords: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: 'a file holds one house: nothing may follow "---"',
  DUPLICATE_KEY: 'the same key is there already',
};

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
    for (const { pos, code, message } of this.#document.errors) {
      const isTooDeep = message.startsWith('Maximum call stack');
      const words = isTooDeep ? tooDeep : (ownWords[code] ?? message);
      this.#faults.push({ offset: pos[0], message: words });
      // Whatever else is said of such a file follows from that.
      if (isTooDeep) break;
    }
    this.throwIfFaulty();
  }

  /** The content as plain data. @throws ZigfleetError `invalid-config` for too many aliases */
  toPlain(): unknown {
    try {
      return this.#document.toJS({ maxAliasCount: aliasesMax });
    } catch (error) {
      if (error instanceof RangeError)
        throw new ZigfleetError('invalid-config', `${this.#fileName}: ${tooDeep}`);
      let offset = 0;
      visit(this.#document, {
        Alias(_key, node) {
          offset = offsetOf(node) ?? offset;
        },
      });
      const { line, col } = this.#lines.linePos(offset);
      const where = `${this.#fileName}:${line}:${col}`;
      throw new ZigfleetError('invalid-config', `${where}: too many aliases, or one that leads nowhere`, {
        cause: error,
      });
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
