import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { messageOf, ZigfleetError } from '../../src/common/zigfleet-error.ts';

/**
 * A small JSON file that is always whole: written beside itself, forced to disk, then renamed. Changes that come while
 * one is being written are written together after it.
 */
export class JsonFile {
  readonly path: string;
  readonly #onError: (error: ZigfleetError) => void;
  #produce: (() => unknown) | undefined;
  #writing: Promise<void> | undefined;

  /** @param onError - hears of failed writes; the next change tries again */
  constructor(path: string, onError: (error: ZigfleetError) => void) {
    this.path = path;
    this.#onError = onError;
  }

  /**
   * The file's content; undefined if there is none yet.
   * @throws ZigfleetError `decode-failed` if it is damaged, `internal` if it cannot be read
   */
  async load(): Promise<unknown> {
    let text: string;
    try {
      text = await readFile(this.path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw new ZigfleetError('internal', `cannot read ${this.path}: ${messageOf(error)}`, { cause: error });
    }
    try {
      return JSON.parse(text);
    } catch (error) {
      throw new ZigfleetError('decode-failed', `${this.path} is damaged: ${messageOf(error)}`, {
        cause: error,
      });
    }
  }

  /** Writes what `produce` returns at the time of writing, soon. */
  save(produce: () => unknown): void {
    this.#produce = produce;
    this.#writing ??= this.#writeAll();
  }

  /** Resolves once everything saved so far is on disk, or has failed to get there. */
  async flush(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  async #writeAll(): Promise<void> {
    // One turn later, so that the changes of one burst make one write.
    await new Promise((resolve) => setImmediate(resolve));
    for (let produce = this.#produce; produce; produce = this.#produce) {
      this.#produce = undefined;
      try {
        await this.#write(`${JSON.stringify(produce())}\n`);
      } catch (error) {
        this.#onError(
          new ZigfleetError('internal', `cannot write ${this.path}: ${messageOf(error)}`, { cause: error }),
        );
      }
    }
    this.#writing = undefined;
  }

  async #write(text: string): Promise<void> {
    const temporary = `${this.path}.tmp`;
    await mkdir(dirname(this.path), { recursive: true });
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, this.path);
  }
}
