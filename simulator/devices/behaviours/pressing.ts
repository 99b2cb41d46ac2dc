import type { Behaviour } from '../behaviour.ts';
import { type AnyVariable, type AnyVariableSpec, Variable, type VariableSpec } from '../variable.ts';

/** What the variable says while nothing happens. */
const idle = 'none';

const specs = new Map<string, AnyVariableSpec>();

/** One for all devices whose buttons take the same. */
function specOf(name: string, values: readonly string[]): AnyVariableSpec {
  const key = [name, ...values].join();
  let spec = specs.get(key);
  if (spec === undefined) {
    spec = { name, description: 'What somebody does to it now', type: 'enum', values, settable: true };
    specs.set(key, spec);
  }
  return spec;
}

/** Something that is done to a device in a moment: a button is pressed, a cube is turned. */
export class Pressing<T extends string> implements Behaviour {
  /** `none` but for the moment in which it happens. */
  readonly action: Variable<T | typeof idle>;
  /** Called for every one, also the same again. */
  onAction: ((action: T) => void) | undefined;
  readonly #side: string;

  /** @param side - which button, where there are several */
  constructor(actions: readonly T[], side = '') {
    this.#side = side;
    const spec = specOf(side === '' ? 'action' : `action_${side}`, [idle, ...actions]);
    this.action = new Variable<T | typeof idle>(spec as VariableSpec<T | typeof idle>, idle);
    this.action.watch(() => {
      const { value } = this.action;
      if (value === idle) return;
      this.onAction?.(value as T);
      this.action.release();
      this.action.set(idle, 'physics');
    });
  }

  get name(): string {
    return this.#side === '' ? 'pressing' : `pressing ${this.#side}`;
  }

  get variables(): readonly AnyVariable[] {
    return [this.action];
  }
}
