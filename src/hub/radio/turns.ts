/** One at a time for each name, in the order in which they came. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs an operation when those before it under this name are over. */
  async take<T>(name: string, operation: () => Promise<T>): Promise<T> {
    const before = this.#last.get(name);
    // Whether the one before went well is nobody's business here.
    const running = before ? before.then(operation, operation) : operation();
    this.#last.set(name, running);
    try {
      return await running;
    } finally {
      if (this.#last.get(name) === running) this.#last.delete(name);
    }
  }
}
