const noCells: readonly never[] = [];

/**
 * A map for a dozen entries at most, of which there are thousands: a Map takes room for its growth and its hashes, and
 * is no faster at this size.
 */
export class CompactMap<K, V> {
  /** Keys and values by turns. Lists that grow by one keep room for sixteen more; copies do not. */
  #cells: readonly (K | V)[] = noCells;

  get(key: K): V | undefined {
    const index = indexOfKey(this.#cells, key);
    return index < 0 ? undefined : (this.#cells[index + 1] as V);
  }

  set(key: K, value: V): void {
    const index = indexOfKey(this.#cells, key);
    if (index < 0) this.#cells = this.#cells.concat([key, value]);
    else (this.#cells as (K | V)[])[index + 1] = value;
  }

  *entries(): Iterable<[K, V]> {
    for (let index = 0; index < this.#cells.length; index += 2) {
      yield [this.#cells[index] as K, this.#cells[index + 1] as V];
    }
  }
}

function indexOfKey(cells: readonly unknown[], key: unknown): number {
  for (let index = 0; index < cells.length; index += 2) {
    if (cells[index] === key) return index;
  }
  return -1;
}
