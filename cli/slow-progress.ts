import type { Writable } from 'node:stream';

/** Whoever waits longer than this is told what goes on, and again after as long: milliseconds. */
const patienceMs = 2_000;

/** Tells what goes on, but only to those who have to wait. */
export class SlowProgress {
  readonly #name: string;
  readonly #output: Writable;
  readonly #nowMs: () => number;
  #toldMs: number;

  /** @param name - of the command, before each line */
  constructor(
    name: string,
    output: Writable = process.stderr,
    nowMs: () => number = () => performance.now(),
  ) {
    this.#name = name;
    this.#output = output;
    this.#nowMs = nowMs;
    this.#toldMs = nowMs();
  }

  /** Called as often as there is something new. */
  note(doing: string): void {
    const nowMs = this.#nowMs();
    if (nowMs - this.#toldMs < patienceMs) return;
    this.#toldMs = nowMs;
    this.#output.write(`${this.#name}: ${doing}\n`);
  }
}
