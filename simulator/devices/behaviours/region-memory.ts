import type { Behaviour } from '../behaviour.ts';
import type { AnyVariable, PhysicalValue } from '../variable.ts';

/** The parts of a room that a radar was told to tell apart, by their numbers. */
export class RegionMemory implements Behaviour {
  #ids: readonly number[] = [];

  get name(): string {
    return 'regions';
  }

  get variables(): readonly AnyVariable[] {
    return [];
  }

  get ids(): readonly number[] {
    return this.#ids;
  }

  keep(id: number): void {
    if (!this.#ids.includes(id)) this.#ids = [...this.#ids, id];
  }

  forget(id: number): void {
    this.#ids = this.#ids.filter((other) => other !== id);
  }

  state(): Record<string, PhysicalValue> {
    return { ids: this.#ids.join(' ') };
  }

  restore({ ids }: Readonly<Record<string, unknown>>): void {
    if (typeof ids === 'string')
      this.#ids = ids
        .split(' ')
        .map(Number)
        .filter((id) => id > 0);
  }
}
