import type { Behaviour, BehaviourContext } from '../behaviour.ts';
import type { AnyVariable, PhysicalValue } from '../variable.ts';

/** How warm a device's own chip is: the air around it, and what the device itself gives off. */
export class ChipTemperature implements Behaviour {
  readonly #context: BehaviourContext;
  readonly #excess: number | (() => number);

  /** @param excess - above the air, °C */
  constructor(context: BehaviourContext, excess: number | (() => number)) {
    this.#context = context;
    this.#excess = excess;
  }

  /** Whole °C. */
  get celsius(): number {
    const excess = typeof this.#excess === 'number' ? this.#excess : this.#excess();
    return Math.round(this.#context.surroundings.temperature() + excess);
  }

  get name(): string {
    return 'chipTemperature';
  }

  get variables(): readonly AnyVariable[] {
    return [];
  }

  facts(): Record<string, PhysicalValue> {
    return { device_temperature: this.celsius };
  }
}
