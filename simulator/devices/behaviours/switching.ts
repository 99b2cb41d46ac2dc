import type { Behaviour } from '../behaviour.ts';
import {
  type AnyVariable,
  type ChangeCause,
  type PhysicalValue,
  Variable,
  type VariableSpec,
} from '../variable.ts';

export type SwitchState = 'ON' | 'OFF';
/** What a device does when the mains come back. */
export type PowerOnChoice = 'on' | 'off' | 'toggle' | 'previous';

const powerOnChoices: readonly PowerOnChoice[] = ['on', 'off', 'toggle', 'previous'];

const specs = new Map<string, VariableSpec<SwitchState>>();

/** One for all switches of that side. */
function stateSpec(side: string): VariableSpec<SwitchState> {
  let spec = specs.get(side);
  if (spec === undefined) {
    const name = side === '' ? 'state' : `state_${side}`;
    const description = 'Whether it is switched on';
    spec = { name, description, type: 'enum', values: ['ON', 'OFF'], settable: true };
    specs.set(side, spec);
  }
  return spec;
}

/** Something that is on or off: a relay, a lamp. */
export class Switching implements Behaviour {
  readonly position: Variable<SwitchState>;
  powerOnChoice: PowerOnChoice;
  readonly #side: string;

  /** @param side - `left`, `right`: which one, where the device has several */
  constructor(powerOnChoice: PowerOnChoice, side = '') {
    this.#side = side;
    this.powerOnChoice = powerOnChoice;
    this.position = new Variable<SwitchState>(stateSpec(side), 'OFF');
  }

  get name(): string {
    return this.#side === '' ? 'switching' : `switching ${this.#side}`;
  }

  get variables(): readonly AnyVariable[] {
    return [this.position];
  }

  get on(): boolean {
    return this.position.value === 'ON';
  }

  /** Switches it. Whoever set it from outside had the last word only until now: it can be switched again. */
  turn(on: boolean, cause: Exclude<ChangeCause, 'outside'>): void {
    this.position.release();
    this.position.set(on ? 'ON' : 'OFF', cause);
  }

  facts(): Record<string, PhysicalValue> {
    return {
      power_on_behavior: this.powerOnChoice,
      power_outage_memory: this.powerOnChoice === 'previous',
    };
  }

  powerRestored(): void {
    const { powerOnChoice } = this;
    if (powerOnChoice === 'previous') return;
    this.turn(powerOnChoice === 'toggle' ? !this.on : powerOnChoice === 'on', 'physics');
  }

  state(): Record<string, PhysicalValue> {
    return { on: this.on, powerOnChoice: this.powerOnChoice };
  }

  restore(saved: Readonly<Record<string, unknown>>): void {
    const { on, powerOnChoice } = saved;
    if (typeof on === 'boolean') this.turn(on, 'physics');
    const choice = powerOnChoices.find((one) => one === powerOnChoice);
    if (choice !== undefined) this.powerOnChoice = choice;
  }
}
