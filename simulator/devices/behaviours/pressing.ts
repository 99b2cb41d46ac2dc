import type { Behaviour } from '../behaviour.ts';
import { type AnyVariable, type AnyVariableSpec, Variable, type VariableSpec } from '../variable.ts';

/** What the variable says while nothing happens. */
const idle = 'none';

/** Something that is done to a device in a moment: a button is pressed, a cube is turned. */
export class Pressing<T extends string> implements Behaviour {
  readonly name: string;
  /** `none` but for the moment in which it happens. */
  readonly action: Variable<T | typeof idle>;
  /** Called for every one, also the same again. */
  onAction: ((action: T) => void) | undefined;

  /** @param side - which button, where there are several */
  constructor(actions: readonly T[], side = '') {
    this.name = side === '' ? 'pressing' : `pressing ${side}`;
    const values: readonly string[] = [idle, ...actions];
    const spec: AnyVariableSpec = {
      name: side === '' ? 'action' : `action_${side}`,
      description: 'What somebody does to it now',
      type: 'enum',
      values,
      settable: true,
    };
    this.action = new Variable<T | typeof idle>(spec as VariableSpec<T | typeof idle>, idle);
    this.action.watch(() => {
      const { value } = this.action;
      if (value === idle) return;
      this.onAction?.(value as T);
      this.action.release();
      this.action.set(idle, 'physics');
    });
  }

  get variables(): readonly AnyVariable[] {
    return [this.action];
  }
}
