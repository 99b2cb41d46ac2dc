import type { Behaviour } from '../behaviour.ts';
import { type AnyVariable, type PhysicalValue, Variable } from '../variable.ts';
import type { GenericTrait } from './generic-traits.ts';

/** What a device does of which only the clusters are known: it is what it was last told or set to. */
export class GenericBehaviour implements Behaviour {
  readonly name = 'generic';
  readonly #variables = new Map<string, Variable<PhysicalValue>>();

  get variables(): readonly AnyVariable[] {
    return [...this.#variables.values()];
  }

  /** Adds a variable; one of the same name gets the endpoint's number. */
  add(trait: GenericTrait, endpointId: number, value: PhysicalValue): Variable<PhysicalValue> {
    const name = this.#variables.has(trait.name) ? `${trait.name}_${endpointId}` : trait.name;
    // The spec fits the value, but which of the three types it is depends on the trait.
    const variable = new Variable<PhysicalValue>(trait.spec(name) as never, value);
    this.#variables.set(name, variable);
    return variable;
  }

  state(): Record<string, PhysicalValue> {
    return Object.fromEntries([...this.#variables].map(([name, variable]) => [name, variable.value]));
  }

  restore(state: Readonly<Record<string, unknown>>): void {
    for (const [name, variable] of this.#variables) {
      const value = state[name];
      if (typeof value === typeof variable.value) variable.set(value as PhysicalValue, 'physics');
    }
  }
}
